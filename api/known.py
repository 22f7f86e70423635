"""Ids that a request names: whether they exist, and the nearest that does where one does not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.errors import UnknownId
from graph.query import Match
from graph.snapshot import Row
from graph.stores.port import Answer, Store, then
from graph.values.nearest import nearest
from graph.values.node_id import NodeId


def known_ids(ids: Iterable[NodeId], store: Store) -> Answer[list[Row]]:
    """The rows of ids, in their order; raises `UnknownId` for the first that does not exist."""
    wanted = list(ids)
    if not wanted:
        return []

    def checked(found: Sequence[Row | None]) -> Answer[list[Row]]:
        for node_id, row in zip(wanted, found, strict=True):
            if row is None:
                return then(unknown(node_id, store), _raise)
        return [row for row in found if row is not None]

    return then(store.nodes(wanted), checked)


def unknown(node_id: NodeId, store: Store) -> Answer[UnknownId]:
    """The error for an id that does not exist, with the nearest of its kind that does."""
    kind, _, name = node_id.partition("/")
    kinds = [kind] if kind in store.facts().node_counts else []
    return then(store.search(name or node_id, kinds, 1), lambda matches: _error(node_id, matches))


def _error(node_id: NodeId, matches: list[Match]) -> UnknownId:
    hint = f"did you mean {matches[0].row['id']}?" if matches else "find ids with `search`"
    return UnknownId(f"{node_id[:80] or 'an empty id'} is not known; {hint}")


def _raise(error: UnknownId) -> list[Row]:
    raise error


def chosen_ids(ids: Iterable[str] | None, known: Iterable[str], argument: str, what: str) -> list[NodeId]:
    """The ids asked for, all known ones where none are given; raises `UnknownId` naming the argument.

    what: what the ids are of, in words.
    """
    there = list(map(NodeId, known))
    wanted = there if ids is None else list(map(NodeId, ids))
    for node_id in wanted:
        if node_id not in there:
            hint = nearest(node_id, there) or f"; there are {', '.join(there)}"
            raise UnknownId(f"`{argument}`: {node_id} is no {what}{hint}")
    return wanted
