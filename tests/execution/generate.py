"""Random valid queries for a schema: our own, dense in what executors get wrong, and hypothesis-graphql's."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Mapping, Sequence
from random import Random
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    StringValueNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    get_named_type,
    get_nullable_type,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_required_argument,
    is_required_input_field,
    parse,
    print_ast,
    print_schema,
    validate,
    visit,
)
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis_graphql import nodes
from hypothesis_graphql import queries as hypothesis_queries

from tests.execution.differential import Query

DEPTH = 5
SEED_VARIABLE = "OPENNESS_GRAPH_TEST_SEED"

Samples = Mapping[str, Sequence[Any]]
"""Values by the name of an argument or, failing that, of a type."""


def chosen_seed() -> int:
    """The seed of a test run: the one set in the environment, else always the same."""
    return int(os.environ.get(SEED_VARIABLE, "20260701"))


def own_queries(
    schema: GraphQLSchema,
    random_seed: int,
    count: int,
    samples: Samples,
    always: Collection[str] = (),
) -> list[Query]:
    """Queries with aliases, merged fields, switches, named fragments, variables and abstract types.

    always: names of optional arguments that are given wherever they can be.
    """
    random = Random(random_seed)
    found: list[Query] = []
    while len(found) < count:
        query = _Writer(schema, random, samples, always).query()
        if not validate(schema, parse(query.text)):
            found.append(query)
    return found


class _Writer:
    """Writes one query."""

    def __init__(
        self, schema: GraphQLSchema, random: Random, samples: Samples, always: Collection[str]
    ) -> None:
        self._schema = schema
        self._random = random
        self._samples = samples
        self._always = always
        self._fragments: dict[str, tuple[str, str]] = {}
        self._variables: dict[str, tuple[str, Any]] = {}
        self._aliases = 0

    def query(self) -> Query:
        assert self._schema.query_type is not None
        selection = self._selection(self._schema.query_type, DEPTH)
        fragments = "".join(
            f"\nfragment {name} on {on} {text}" for name, (on, text) in self._fragments.items()
        )
        declared = ", ".join(f"${name}: {type_}" for name, (type_, _) in self._variables.items())
        head = f"query Q({declared}) " if declared else ""
        values = {name: value for name, (_, value) in self._variables.items() if value is not ...}
        return Query(f"{head}{selection}{fragments}", values)

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    def _selection(self, type_: Any, depth: int) -> str:
        parts = [self._part(type_, depth) for _ in range(self._random.randint(1, 2 + (depth > 2)))]
        parts = [part for part in parts if part] or ["__typename"]
        return "{ " + " ".join(parts) + " }"

    def _part(self, type_: Any, depth: int) -> str:
        if self._chance(0.1):
            return self._switched("__typename")
        if self._chance(0.2):
            return self._fragment(type_, depth)
        fields = getattr(type_, "fields", {})
        usable = {
            name: field for name, field in fields.items() if depth or is_leaf_type(get_named_type(field.type))
        }
        if not usable:
            return self._fragment(type_, depth) if is_abstract_type(type_) and depth else "__typename"
        below = [name for name in usable if not is_leaf_type(get_named_type(usable[name].type))]
        name = self._random.choice(below if below and self._chance(0.4) else list(usable))
        return self._field(name, usable[name], depth)

    def _field(self, name: str, field: GraphQLField, depth: int) -> str:
        arguments = self._arguments(field.args)
        if arguments is None:
            return ""
        key = ""
        if arguments or self._chance(0.3):
            self._aliases += 1
            key = f"k{self._aliases}: "
        named: Any = get_named_type(field.type)
        if is_leaf_type(named):
            return f"{key}{name}{arguments}{self._switch()}"
        first = f"{key}{name}{arguments}{self._switch()} {self._selection(named, depth - 1)}"
        if self._chance(0.2):
            return f"{first} {key}{name}{arguments} {self._selection(named, depth - 1)}"
        return first

    def _fragment(self, type_: Any, depth: int) -> str:
        if self._chance(0.5):
            known = [name for name, (on, _) in self._fragments.items() if on == type_.name]
            if known:
                return self._switched(f"...{self._random.choice(known)}")
            name = f"F{len(self._fragments)}x{self._random.randrange(10**6)}"
            text = self._selection(type_, max(depth - 1, 0))
            self._fragments[name] = (type_.name, text)
            return self._switched(f"...{name}")
        on = type_
        if is_abstract_type(type_):
            on = self._random.choice([type_, *self._schema.get_possible_types(type_)])
        elif isinstance(type_, GraphQLObjectType) and type_.interfaces:
            on = self._random.choice([type_, *type_.interfaces])
        switch = self._switch()
        return f"... on {on.name}{switch} {self._selection(on, depth)}"

    def _switched(self, text: str) -> str:
        return text + self._switch()

    def _switch(self) -> str:
        if not self._chance(0.15):
            return ""
        name = f"b{self._random.randrange(4)}"
        given = self._random.choice([True, False, ...])
        self._variables.setdefault(name, ("Boolean! = true", given))
        return f" @{self._random.choice(['include', 'skip'])}(if: ${name})"

    def _arguments(self, declared: Mapping[str, GraphQLArgument]) -> str | None:
        """The arguments as text, or None where a required one cannot be made up."""
        parts = []
        for name, argument in declared.items():
            required = is_required_argument(argument)
            if not required and name not in self._always and self._chance(0.6):
                continue
            made = self._value(name, argument.type, 2)
            if made is None:
                if required:
                    return None
                continue
            text, value = made
            if self._chance(0.3):
                variable = f"v{len(self._variables)}"
                self._variables[variable] = (str(argument.type), value)
                text = f"${variable}"
            parts.append(f"{name}: {text}")
        return f"({', '.join(parts)})" if parts else ""

    def _value(self, name: str, type_: Any, depth: int) -> tuple[str, Any] | None:
        """A value as literal and as JSON."""
        type_ = get_nullable_type(type_)
        if name in self._samples:
            return _plain(self._random.choice(self._samples[name]))
        if is_list_type(type_):
            made = [self._value("", type_.of_type, depth) for _ in range(self._random.randint(1, 2))]
            items = [item for item in made if item is not None]
            return f"[{', '.join(text for text, _ in items)}]", [value for _, value in items]
        return self._named_value(type_, depth)

    def _named_value(self, type_: GraphQLNamedType, depth: int) -> tuple[str, Any] | None:
        if isinstance(type_, GraphQLEnumType):
            chosen = self._random.choice(list(type_.values))
            return chosen, chosen
        if isinstance(type_, GraphQLInputObjectType):
            return self._object(type_, depth)
        if type_.name in self._samples:
            return _plain(self._random.choice(self._samples[type_.name]))
        if type_.name == "Boolean":
            return _plain(self._chance(0.5))
        return None

    def _object(self, type_: GraphQLInputObjectType, depth: int) -> tuple[str, Any] | None:
        made: dict[str, tuple[str, Any]] = {}
        for name, field in type_.fields.items():
            if is_required_input_field(field) or (depth and self._chance(2 / len(type_.fields))):
                value = self._value(name, field.type, depth - 1)
                if value is None and is_required_input_field(field):
                    return None
                if value is not None:
                    made[name] = value
        text = ", ".join(f"{name}: {text}" for name, (text, _) in made.items())
        return "{" + text + "}", {name: value for name, (_, value) in made.items()}


def _plain(value: Any) -> tuple[str, Any]:
    return json.dumps(value), value


class _RealIds(Visitor):
    """Random ids never exist; real ones take their place."""

    def __init__(self, info: TypeInfo, random: Random, ids: Sequence[str]) -> None:
        super().__init__()
        self._info, self._random, self._ids = info, random, ids

    def leave(self, node: Any, *_: Any) -> Any:
        type_ = self._info.get_input_type()
        is_id = type_ is not None and getattr(get_named_type(type_), "name", "") == "ID"
        if is_id and node.kind in ("string_value", "int_value"):
            return StringValueNode(value=self._random.choice(self._ids))
        return None


def library_queries(schema: GraphQLSchema, random_seed: int, count: int, samples: Samples) -> list[Query]:
    """Queries of hypothesis-graphql with real ids."""
    scalars = {
        name: st.sampled_from(list(values)).map(nodes.String)
        for name, values in samples.items()
        if name in schema.type_map and name not in ("ID", "Int", "String", "Float", "Boolean")
    }
    random = Random(random_seed)
    found: list[Query] = []

    @seed(random_seed)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(hypothesis_queries(print_schema(schema), custom_scalars=scalars))
    def collect(text: str) -> None:
        info = TypeInfo(schema)
        real = TypeInfoVisitor(info, _RealIds(info, random, samples["ID"]))
        text = print_ast(visit(parse(text), real))
        if not validate(schema, parse(text)):
            found.append(Query(text, {}))

    collect()
    return found
