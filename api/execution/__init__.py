"""The batch executor: a GraphQL request as one plan, one call a field and level; it knows no domain."""
