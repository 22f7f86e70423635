"""A fictional world with every shape of field: a schema, its rows, its field table, and faults on demand."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

from graphql import GraphQLSchema, build_schema

from api.execution.fields import Edge, FieldTable, Lists, Property, Source

SDL = """
enum Color { RED GREEN BLUE }
input Box { wide: Int = 1, high: Int, inside: Box }

interface Being {
  id: ID!
  name: String!
  age(day: Int): Int
  friends(first: Int = 2, day: Int): [Being!]!
  home: Place
}
type Person implements Being {
  id: ID!
  name: String!
  age(day: Int): Int
  friends(first: Int = 2, day: Int): [Being!]!
  home: Place
  nick: String
  tags: [String!]!
  color: Color
  colors: [Color!]!
  boss: Person
  deputy: Person!
  robots: [Robot]
  table: [[Int!]]!
  things: [Thing!]
}
type Robot implements Being {
  id: ID!
  name: String!
  age(day: Int): Int
  friends(first: Int = 2, day: Int): [Being!]!
  home: Place
  owner: Person!
  score: Float
}
type Place {
  id: ID!
  name: String!
  dwellers(day: Int): [Being]!
  nearest: [[Place!]!]
  size: Int!
  page(first: Int = 3): Page!
}
type Page { total: Int!, items: [Place!]! }
union Thing = Person | Robot | Place

type Query {
  being(id: ID!): Being
  beings(first: Int = 3, day: Int): [Being!]!
  person(id: ID!): Person!
  places: [Place!]
  thing(id: ID!): Thing
  things: [Thing]
  volume(box: Box, factors: [Int!]): Int
  day: Int
}
"""

Row = Mapping[str, Any]
PROPERTIES = {
    "Person": ("id", "name", "nick", "tags", "color", "colors"),
    "Robot": ("id", "name", "score"),
    "Place": ("id", "name", "size"),
    "Page": ("total",),
}
BEINGS = ("Person", "Robot")


def schema_of(table: FieldTable) -> GraphQLSchema:
    schema = build_schema(SDL)
    schema.extensions["openness_graph.fields"] = table
    return schema


def rows_of(seed: int) -> dict[str, Row]:
    """Every row by its id; references are ids."""
    random = Random(seed)
    ids = {"Person": _ids("p", 9), "Robot": _ids("r", 5), "Place": _ids("x", 3)}
    beings = ids["Person"] + ids["Robot"]
    rows: dict[str, Row] = {}
    for type_name, numbers in ids.items():
        for row_id in numbers:
            rows[row_id] = {
                "__typename": type_name,
                "id": row_id,
                "name": f"name of {row_id}",
                "nick": random.choice([None, "Nick"]),
                "tags": random.sample(["a", "b", "c"], random.randrange(3)),
                "color": random.choice([None, "RED", "GREEN"]),
                "colors": random.sample(["RED", "GREEN", "BLUE"], random.randrange(3)),
                "score": random.choice([None, 1.5, 2.0]),
                "size": random.randrange(9),
                "born": random.randrange(30),
                "friends": random.sample(beings, random.randrange(5)),
                "home": random.choice([None, *ids["Place"]]),
                "boss": random.choice([None, *ids["Person"]]),
                "deputy": random.choice(ids["Person"]),
                "owner": random.choice(ids["Person"]),
                "robots": random.sample(ids["Robot"], random.randrange(3)),
                "table": [[1, 2], [], None, [3]][: random.randrange(5)],
                "things": random.choice([None, random.sample([*beings, *ids["Place"]], 3)]),
                "dwellers": random.sample(beings, random.randrange(3)),
                "nearest": [random.sample(ids["Place"], random.randrange(2)) for _ in range(2)],
            }
    return rows


def _ids(letter: str, count: int) -> list[str]:
    return [f"{letter}{number}" for number in range(count)]


def table_of(rows: Mapping[str, Row], *, may_fail: bool = True) -> FieldTable:
    """The field table of the world; batches answer with rows, lists of rows, or lists end to end."""

    def refer(key: str) -> Edge:
        return Edge(lambda asked, arguments, call: [_at(rows, row[key]) for row in asked], may_fail)

    def friends(asked: Sequence[Row], arguments: dict[str, Any], call: Any) -> Lists:
        flat: list[Any] = []
        ends = []
        for row in asked:
            flat += _at(rows, row["friends"])[: arguments["first"]]
            ends.append(len(flat))
        return Lists(flat, ends)

    def age(asked: Sequence[Row], arguments: dict[str, Any], call: Any) -> list[int]:
        return [call.scope.get("day", 100) - row["born"] for row in asked]

    def beings(asked: Sequence[Row], arguments: dict[str, Any], call: Any) -> list[Any]:
        found = [row for row in rows.values() if row["__typename"] in BEINGS]
        return [found[: arguments["first"]]]

    def page(asked: Sequence[Row], arguments: dict[str, Any], call: Any) -> list[Any]:
        places = [row for row in rows.values() if row["__typename"] == "Place"]
        return [{"total": len(places), "items": places[: arguments["first"]][:2]} for _ in asked]

    def every(*types: str) -> Edge:
        found = [row for row in rows.values() if row["__typename"] in types][::3]
        return Edge(lambda asked, arguments, call: [found], may_fail)

    def one(asked: Sequence[Row], arguments: dict[str, Any], call: Any) -> list[Any]:
        return [rows.get(arguments["id"])]

    def volume(asked: Sequence[Row], arguments: dict[str, Any], call: Any) -> list[Any]:
        return [_size(arguments.get("box")) + sum(arguments.get("factors") or ())]

    table: dict[tuple[str, str], Source] = {
        (type_name, name): Property(name) for type_name, names in PROPERTIES.items() for name in names
    }
    of_beings = {
        "age": Edge(age, may_fail, inherits=("day",)),
        "friends": Edge(friends, may_fail, inherits=("day",)),
        "home": refer("home"),
    }
    table |= {(on, name): edge for on in BEINGS for name, edge in of_beings.items()}
    table |= {("Person", name): refer(name) for name in ("boss", "deputy", "robots", "things")}
    table[("Person", "table")] = Edge(
        lambda asked, arguments, call: [row["table"] for row in asked], may_fail
    )
    table[("Robot", "owner")] = refer("owner")
    dwellers = refer("dwellers").batch
    table |= {
        ("Place", "dwellers"): Edge(dwellers, may_fail, inherits=("day",)),
        ("Place", "nearest"): refer("nearest"),
        ("Place", "page"): Edge(page, may_fail),
        ("Page", "items"): Edge(lambda asked, arguments, call: [row["items"] for row in asked], may_fail),
        ("Query", "being"): Edge(one, may_fail),
        ("Query", "thing"): Edge(one, may_fail),
        ("Query", "person"): Edge(one),
        ("Query", "beings"): Edge(beings, may_fail, inherits=("day",)),
        ("Query", "places"): every("Place"),
        ("Query", "things"): every("Person", "Robot", "Place"),
        ("Query", "volume"): Edge(volume, may_fail),
        ("Query", "day"): Edge(lambda asked, arguments, call: [call.scope.get("day")], may_fail),
    }
    return table


def _at(rows: Mapping[str, Row], key: Any) -> Any:
    if isinstance(key, list):
        return [_at(rows, item) for item in key]
    return None if key is None else rows[key]


def _size(box: Mapping[str, Any] | None) -> int:
    if box is None:
        return 0
    return int(box["wide"] or 0) * (box.get("high") or 1) + _size(box.get("inside"))


SAMPLES: Mapping[str, Sequence[Any]] = {
    "ID": [f"p{number}" for number in range(6)] + ["r0", "r1", "x0", "nobody"],
    "Int": [0, 1, 2, 3, 5],
}


def with_faults(table: FieldTable, seed: int, share: float) -> FieldTable:
    """The same table, where a share of all values is wrong, and properties are batches that may fail.

    Whether a value is wrong depends on its field, row and arguments alone, so that it is wrong for one
    executor exactly if it is for another.
    """
    return {place: _faulty(place, source, seed, share) for place, source in table.items()}


def _faulty(place: tuple[str, str], source: Source, seed: int, share: float) -> Edge:
    if isinstance(source, Property):
        name = source.name
        source = Edge(lambda rows, arguments, call: [row[name] for row in rows])
    batch = source.batch

    def luck(*about: object) -> float:
        return zlib.crc32(repr((seed, place, about)).encode()) / 2**32

    def spoilt(value: Any, *about: object) -> Any:
        if isinstance(value, list):
            value = [spoilt(item, *about, index) for index, item in enumerate(value)]
        lot = luck(*about)
        if lot < share * 0.4:
            return None
        if lot < share * 0.9:
            return LookupError(f"no value for {about}")
        return 7 if isinstance(value, list) and lot < share else value

    def faulty(rows: Sequence[Row], arguments: dict[str, Any], call: Any) -> Any:
        whole = luck("batch", sorted(arguments.items(), key=str))
        if whole < share * 0.15:
            raise ConnectionError(f"{place} is away")
        values = _as_lists(batch(rows, arguments, call))
        found = [
            spoilt(value, row.get("id", "root"), sorted(arguments.items(), key=str))
            for row, value in zip(rows, values, strict=True)
        ]
        return [*found, None] if whole < share * 0.3 else found

    return Edge(faulty, True, source.inherits)


def _as_lists(answer: Any) -> list[Any]:
    if not isinstance(answer, Lists):
        return list(answer)
    starts = [0, *answer.ends][: len(answer.ends)]
    return [list(answer.flat[start:end]) for start, end in zip(starts, answer.ends, strict=True)]


def recorded(table: FieldTable, calls: list[tuple[str, int]]) -> FieldTable:
    """The same table, whose batches note their field and the number of rows of every call."""

    def noting(place: tuple[str, str], batch: Callable[..., Any]) -> Callable[..., Any]:
        def noted(rows: Sequence[Row], arguments: dict[str, Any], call: Any) -> Any:
            calls.append((place[1], len(rows)))
            return batch(rows, arguments, call)

        return noted

    kept: dict[Any, Callable[..., Any]] = {}
    found: dict[tuple[str, str], Source] = {}
    for place, source in table.items():
        if isinstance(source, Edge):
            batch = kept.setdefault(source.batch, noting(place, source.batch))
            found[place] = Edge(batch, source.may_fail, source.inherits)
        else:
            found[place] = source
    return found
