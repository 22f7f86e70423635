"""The client of notebooks and scripts."""

from __future__ import annotations

import pytest

from api.client import Client, flat
from graph.errors import BadValue, RequestError


@pytest.fixture(scope="module")
def client() -> Client:
    return Client()


def test_nested_fields_become_dotted_columns_and_inner_lists_are_joined() -> None:
    row = {
        "name": "A",
        "country": {"code": "FR"},
        "tags": ["x", "y"],
        "developers": [{"name": "L"}, {"name": "M"}],
    }

    assert flat(row) == {"name": "A", "country.code": "FR", "tags": "x; y", "developers.name": "L; M"}


def test_a_table_has_a_row_for_each_node(client: Client) -> None:
    table = client.frame("{ models(first: 3) { nodes { name developers { name } } } }")

    assert list(table.columns) == ["name", "developers.name"]
    assert len(table) == 3


def test_pages_are_followed_where_the_query_takes_after(client: Client) -> None:
    query = """query($after: String) { models(first: 10, after: $after) {
      pageInfo { hasNextPage endCursor } nodes { id } } }"""

    ids = [row["id"] for row in client.rows(query)]

    assert len(ids) == len(set(ids)) == client.data("{ models { totalCount } }")["models"]["totalCount"]


def test_a_list_below_one_object_is_a_table_too(client: Client) -> None:
    table = client.frame('{ model(id: "model/gpt-4") { opennessProperties { property { name } status } } }')

    assert {"property.name", "status"} == set(table.columns)


def test_two_lists_side_by_side_are_no_table(client: Client) -> None:
    with pytest.raises(BadValue, match="holds 2 lists side by side"):
        client.frame("{ models { nodes { id } } persons { nodes { id } } }")


def test_errors_are_raised_with_their_message(client: Client) -> None:
    with pytest.raises(RequestError, match=r"did you mean model/llama-3.1-405b\?"):
        client.data('{ model(id: "model/llama-3.1-405") { name } }')
