"""Records of one set about one thing -> one fact file; what contradicts an earlier record is reported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from graph.facts.statements import RECORD
from graph.importers.steps.place import Names, Placed
from graph.importers.steps.settle import LeftOut
from graph.values.node_id import NodeId

Settled = tuple[Placed, dict[str, Any]]
"""A record with its settled values."""


def combine(
    records: Sequence[Settled], source: NodeId, names: Names, left_out: list[LeftOut]
) -> dict[str, Any]:
    """The content of the file on one thing: earlier records first, lines of later ones added.

    With several records each line says in `locator` from which it is.
    """
    places = [placed.record.record for placed, _ in records]
    content: dict[str, Any] = {RECORD: places[0] if len(places) == 1 else places}
    content |= _called([placed for placed, _ in records], names, left_out)
    content |= {"external_ids": {}, "sources": [source]}
    for placed, values in records:
        for scheme, identifier in placed.record.identifiers.items():
            content["external_ids"].setdefault(scheme, identifier)
        for name, value in values.items():
            located = _located(value, placed.record.record) if len(records) > 1 else value
            for place in _add(content, name, located):
                reason = "an earlier record of the set on the same thing says something else"
                left_out.append(LeftOut(placed.record.record, place, reason))
    return content


def _called(records: Sequence[Placed], names: Names, left_out: list[LeftOut]) -> dict[str, Any]:
    """Name and aliases of a thing; what another thing is called is left out."""
    own: dict[str, None] = {}
    for placed in records:
        record = placed.record
        if names.is_of_another(record.kind, record.name, placed.id):
            left_out.append(
                LeftOut(record.record, "name", f"{record.name!r} is the name of another {record.kind}")
            )
        else:
            own[record.name] = None
    first, *others = own or [None]
    return {"name": first, "aliases": others}


def _add(content: dict[str, Any], name: str, value: Any) -> Iterator[str]:
    """Add a value to what earlier records say; gives the places where it contradicts them."""
    known = content.get(name)
    if known is None:
        content[name] = value
    elif isinstance(value, list) and isinstance(known, list):
        said = [_statement(line) for line in known]
        content[name] = known + [line for line in value if _statement(line) not in said]
    elif isinstance(value, dict) and isinstance(known, dict) and all(map(_is_line, value.values())):
        for key, line in value.items():
            if _statement(known.setdefault(key, line)) != _statement(line):
                yield f"{name}/{key}"
    elif _statement(known) != _statement(value):
        yield name


def _located(value: Any, record: str) -> Any:
    """Lines with the place of their record, where they name none of their own."""
    if isinstance(value, list):
        return [{"locator": record, **item} if _is_line(item) else item for item in value]
    if isinstance(value, dict) and value and all(map(_is_line, value.values())):
        return {key: {"locator": record, **line} for key, line in value.items()}
    return value


def _is_line(value: Any) -> bool:
    return isinstance(value, dict)


def _statement(value: Any) -> Any:
    """What a line states, without its evidence."""
    if not isinstance(value, dict):
        return value
    return {key: part for key, part in value.items() if key not in ("source", "locator", "note", "accessed")}
