"""The graph in Neo4j: where it outgrows one machine, or has many readers."""
