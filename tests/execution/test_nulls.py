"""Where a null may not be, what holds it is null; one error for each null, at the path where it arose."""

from __future__ import annotations

from datetime import date

from graphql import GraphQLScalarType, GraphQLSchema

from api.execution.fields import Edge, Lists, Property, Source
from tests.execution.asking import always, answer, each, properties, schema_with, told

ITEMS = """
type Query { items: [Item] strict: [Item!] sure: [Item!]! one: Item }
type Item { id: ID! size: Int! note: String part: Item sure: Item! }
"""
LACK = ("Cannot return null for non-nullable field Item.size.",)


def items(*sizes: object) -> dict[str, Source]:
    rows = [{"id": str(number), "size": size} for number, size in enumerate(sizes)]
    return {
        **{f"Query__{name}": always(rows) for name in ("items", "strict", "sure")},
        "Query__one": always(rows[0]),
        "Item__size": each("size"),
        **properties("Item", "id", "note"),
        "Item__part": each("part"),
        "Item__sure": each("sure"),
    }


def test_a_null_is_shown_where_it_may_be() -> None:
    schema = schema_with("type Query { name: String }", Query__name=always(None))

    assert answer(schema, "{ name }") == ({"name": None}, None)


def test_a_null_that_may_not_be_nulls_the_object_around_it() -> None:
    result = answer(schema_with(ITEMS, **items(1, None, 3)), "{ items { id size } }")

    assert result.data == {"items": [{"id": "0", "size": 1}, None, {"id": "2", "size": 3}]}
    assert told(result) == [(*LACK, ["items", 1, "size"])]


def test_a_list_of_items_that_may_not_be_null_is_null_itself() -> None:
    result = answer(schema_with(ITEMS, **items(1, None, None)), "{ strict { size } }")

    assert result.data == {"strict": None}
    assert told(result) == [(*LACK, ["strict", 1, "size"])]


def test_nothing_is_left_where_no_place_above_may_be_null() -> None:
    result = answer(schema_with(ITEMS, **items(None)), "{ sure { size } items { id } }")

    assert result.data is None
    assert told(result) == [(*LACK, ["sure", 0, "size"])]


def test_an_error_below_a_null_is_not_told() -> None:
    rows = [{"id": "a", "size": None, "part": ValueError("part is broken")}]
    schema = schema_with(ITEMS, **{**items(1), "Query__items": always(rows)})

    result = answer(schema, "{ items { part { id } size } }")

    assert result.data == {"items": [None]}
    assert told(result) == [(*LACK, ["items", 0, "size"])]


def test_an_exception_as_value_is_the_error_of_that_place_alone() -> None:
    result = answer(schema_with(ITEMS, **items(1, ValueError("broken"), 3)), "{ items { size } }")

    assert result.data == {"items": [{"size": 1}, None, {"size": 3}]}
    assert told(result) == [("broken", ["items", 1, "size"])]
    assert isinstance(result.errors and result.errors[0].original_error, ValueError)


def test_a_batch_that_raises_is_the_error_of_every_row() -> None:
    schema = schema_with(
        "type Query { items: [Item] } type Item { name: String }",
        Query__items=always([{}, {}]),
        Item__name=each("missing"),
    )

    result = answer(schema, "{ items { name } }")

    assert result.data == {"items": [{"name": None}, {"name": None}]}
    assert told(result) == [("'missing'", ["items", 0, "name"]), ("'missing'", ["items", 1, "name"])]


def test_a_wrong_number_of_values_is_the_error_of_every_row() -> None:
    result = answer(schema_with("type Query { name: String }", Query__name=always("a", "b")), "{ name }")

    assert told(result) == [("the batch of Query.name gave 2 values for 1 rows", ["name"])]


def test_an_answer_that_is_no_list_of_values_is_the_error_of_every_row() -> None:
    edge = Edge(lambda rows, arguments, call: "text")
    result = answer(schema_with("type Query { name: String }", Query__name=edge), "{ name }")

    assert told(result) == [("the batch of Query.name gave str, not a list of values", ["name"])]


def test_lists_whose_ends_do_not_match_are_an_error() -> None:
    edge = Edge(lambda rows, arguments, call: Lists(["a", "b"], [1]))
    result = answer(schema_with("type Query { names: [String] }", Query__names=edge), "{ names }")

    assert told(result) == [
        ("the batch of Query.names gave lists whose ends do not match their items", ["names"])
    ]


def test_lists_where_the_field_has_none_are_an_error() -> None:
    edge = Edge(lambda rows, arguments, call: Lists(["a"], [1]))
    result = answer(schema_with("type Query { name: String }", Query__name=edge), "{ name }")

    assert told(result) == [("the batch of Query.name gave lists where the field has none", ["name"])]


def test_a_value_that_is_no_list_is_an_error_where_a_list_belongs() -> None:
    result = answer(schema_with("type Query { names: [String] }", Query__names=always(7)), "{ names }")

    assert told(result) == [("Expected Iterable, but did not find one for field 'Query.names'.", ["names"])]


def test_lists_of_lists_keep_their_shape_and_the_paths_of_errors() -> None:
    rows = [[1, 2], [], None, [3, ValueError("broken")]]
    schema = schema_with("type Query { table: [[Int]] }", Query__table=always(rows))

    result = answer(schema, "{ table }")

    assert result.data == {"table": [[1, 2], [], None, [3, None]]}
    assert told(result) == [("broken", ["table", 3, 1])]


def test_the_error_of_a_merged_field_names_all_its_places() -> None:
    schema = schema_with(ITEMS, **items(None))

    result = answer(schema, "{ items { size } ...More } fragment More on Query { items { size } }")

    assert [(at.line, at.column) for at in (result.errors or [])[0].locations or ()] == [(1, 11), (1, 61)]


def test_a_leaf_of_a_wrong_type_is_an_error() -> None:
    result = answer(schema_with("type Query { count: Int }", Query__count=always("many")), "{ count }")

    assert told(result) == [("Int cannot represent non-integer value: 'many'", ["count"])]


def test_a_row_that_lacks_a_property_is_an_error_at_that_property() -> None:
    schema = schema_with(
        "type Query { items: [Item] } type Item { id: ID! note: String next: Item }",
        Query__items=always([{"id": "a", "note": "x", "next": None}, {"id": "b", "next": {"id": "c"}}, {}]),
        Item__id=Property("id"),
        Item__note=Property("note"),
        Item__next=each("next"),
    )

    result = answer(schema, "{ items { id note __typename } }")

    assert result.data == {
        "items": [
            {"id": "a", "note": "x", "__typename": "Item"},
            {"id": "b", "note": None, "__typename": "Item"},
            None,
        ]
    }
    assert told(result) == [("'id'", ["items", 2, "id"]), ("'note'", ["items", 1, "note"])]


def test_a_row_that_lacks_a_property_leaves_the_values_of_its_neighbors_as_they_are() -> None:
    schema = schema_with(
        "scalar Day type Query { items: [Item] } type Item { day: Day days: [Day] note: String }",
        Query__items=always(
            [{"day": "2025-03-01", "days": ["2025-04-01"], "note": "x"}, {"day": "2025-03-02"}]
        ),
        **properties("Item", "day", "days", "note"),
    )
    _scalar(schema, "Day").coerce_output_value = date.isoformat

    result = answer(schema, "{ items { day days note } }")

    assert result.data == {
        "items": [
            {"day": "2025-03-01", "days": ["2025-04-01"], "note": "x"},
            {"day": "2025-03-02", "days": None, "note": None},
        ]
    }
    assert told(result) == [("'days'", ["items", 1, "days"]), ("'note'", ["items", 1, "note"])]


def _scalar(schema: GraphQLSchema, name: str) -> GraphQLScalarType:
    type_ = schema.type_map[name]
    assert isinstance(type_, GraphQLScalarType)
    return type_


def test_a_value_that_is_no_row_is_an_error_of_its_place() -> None:
    schema = schema_with(ITEMS, **{**items(1), "Query__items": always([{"id": "a"}, "b", {"id": "c"}])})

    result = answer(schema, "{ items { id } }")

    assert result.data == {"items": [{"id": "a"}, None, {"id": "c"}]}
    assert told(result) == [("the batch of Query.items gave str for a row", ["items", 1])]
