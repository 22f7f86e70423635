"""The GraphQL schema, generated from the declared kinds, with what is derived added field by field."""
