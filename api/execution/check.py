"""The check of a schema against its field table, before any request."""

from __future__ import annotations

from collections.abc import Iterator

from graphql import GraphQLField, GraphQLObjectType, GraphQLSchema, get_named_type, is_leaf_type

from api.execution.fields import TABLE, FieldTable, Property, Source


def check_schema(schema: GraphQLSchema) -> None:
    """Refuse a schema that batches cannot answer; raises ValueError with a sentence for each field.

    Every field of every object type needs a source. Permission classes and field extensions belong to
    resolvers, which are never called, so a field that has them is refused rather than left unguarded.
    """
    table: FieldTable = schema.extensions.get(TABLE, {})
    problems = list(_problems(schema, table))
    if problems:
        raise ValueError("\n".join(problems))


def _problems(schema: GraphQLSchema, table: FieldTable) -> Iterator[str]:
    fields = {
        (type_.name, name): field
        for type_ in schema.type_map.values()
        if isinstance(type_, GraphQLObjectType) and not type_.name.startswith("__")
        for name, field in type_.fields.items()
    }
    for place, field in fields.items():
        of = ".".join(place)
        if place not in table:
            yield f"{of} has no source; give it a Property or an Edge in the field table"
        else:
            yield from _problems_of(of, field, table[place])
    for place in table:
        if place not in fields:
            yield f"{'.'.join(place)} has a source but is no field of an object type of the schema"


def _problems_of(of: str, field: GraphQLField, source: Source) -> Iterator[str]:
    if isinstance(source, Property) and not is_leaf_type(get_named_type(field.type)):
        yield f"{of} has fields below it and cannot be a Property; make it an Edge"
    declared = field.extensions.get("strawberry-definition")
    if getattr(declared, "permission_classes", None):
        yield f"{of} has permission classes, which batches bypass; check the permission in its batch"
    elif getattr(declared, "extensions", None):
        yield f"{of} has field extensions, which batches bypass; do their work in its batch"
    if not isinstance(source, Property):
        for name in source.inherits:
            if name not in field.args:
                yield f"{of} hands down `{name}`, which is none of its arguments"
