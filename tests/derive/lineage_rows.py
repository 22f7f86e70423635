"""Short ways to write works, ties and licences in tests."""

from __future__ import annotations

from functools import cache
from typing import Any

from graph.derive.lineage import Book, Work
from graph.derive.reaching import Tie
from graph.lineages import book_of
from graph.schema.license_inheritance import InheritanceRelation
from graph.values.node_id import NodeId
from tests.real import real_facts, real_snapshot


def lic(name: str) -> NodeId:
    return NodeId(f"license/{name}")


def work(
    name: str,
    *licenses: str,
    of: dict[str, str] | None = None,
    by: str | None = None,
    **more: Any,
) -> Work:
    """A model; of: upstream name -> relation. by: its developer, itself if not said."""
    model = NodeId(f"model/{name}")
    ties = tuple(
        Tie(model, NodeId(target if "/" in target else f"model/{target}"), InheritanceRelation(relation))
        for target, relation in (of or {}).items()
    )
    developers = frozenset([NodeId(f"organization/{by or name}")])
    return Work(
        model,
        more.pop("called", name),
        developers=developers,
        licenses=tuple(map(lic, licenses)),
        ties=ties,
        **more,
    )


def data(name: str, *licenses: str, of: str | None = None) -> Work:
    """A data set; of: the model that generated it."""
    dataset = NodeId(f"dataset/{name}")
    ties = (Tie(dataset, NodeId(f"model/{of}"), InheritanceRelation.SYNTHETIC_DATA),) if of else ()
    return Work(dataset, name, is_data=True, licenses=tuple(map(lic, licenses)), ties=ties)


def works(*items: Work) -> dict[NodeId, Work]:
    return {item.id: item for item in items}


@cache
def real_book() -> Book:
    """The real licences and the real rules of inheritance."""
    return book_of(real_snapshot().nodes, real_facts().inheritance_rules)
