"""From YAML files to checked facts that remember their file and line."""
