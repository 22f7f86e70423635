"""The steps of an import: records matched to ids, their names settled, put together in files, and checked."""
