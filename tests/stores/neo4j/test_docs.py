"""Every Cypher query in the documentation gives what its GraphQL twin gives."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.execution.differential import Query
from tests.execution.test_real_schema import TODAY
from tests.stores.neo4j.conftest import Both
from tests.stores.neo4j.test_alike import answer

TEXT = (Path(__file__).parents[3] / "docs" / "neo4j.md").read_text("utf-8")
TWINS = re.findall(r"### (\d+\. [^\n]+)\n+```cypher\n(.*?)```\n+```graphql\n(.*?)```", TEXT, re.DOTALL)


def test_there_are_ten_of_them() -> None:
    assert len(TWINS) == 10


@pytest.mark.parametrize(("cypher", "graphql"), [twin[1:] for twin in TWINS], ids=[twin[0] for twin in TWINS])
def test_a_query_in_cypher_gives_what_its_twin_gives(both: Both, cypher: str, graphql: str) -> None:
    (current,) = both.runner.run(
        both.connection.run("MATCH (p:GraphPointer {k: 'current'}) RETURN p.slot AS slot")
    )
    text = cypher.replace("{slot}", current["slot"])
    rows = both.runner.run(both.connection.run(text, {"today": TODAY.isoformat()}))

    found = orjson.loads(both.runner.run(answer(both.neo4j, Query(graphql, {}))))

    assert found["errors"] == []
    assert [value for row in rows for value in row.values()] == list(values(found["data"]))


def values(data: Any) -> list[Any]:
    """What a query asks for: names, a number, or the names of what is closed."""
    (root,) = data.values()
    if "totalCount" in root:
        return [root["totalCount"]]
    if "opennessProperties" in root:
        lines = root["opennessProperties"]
        return [line["property"]["name"] for line in lines if line["status"] == "CLOSED"]
    return [row["name"] for row in root.get("nodes", [root])]
