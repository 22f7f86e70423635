"""The immutable property graph: rows of nodes and edges, named by the hash of their content.

Rows hold output values: text, numbers, booleans and lists of them, as GraphQL and JSON give them, so that
no store and no request converts them again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex
from typing import Any

import orjson

from graph.errors import SettingsError
from graph.packing import packed, unpacked
from graph.values.node_id import NodeId

Row = Mapping[str, Any]
"""A node or an edge: property name -> output value. Nodes have `id`; edges `id`, `source` and `target`."""

FORMAT = 7
"""Raised when the layout of a saved snapshot changes."""


@dataclass(frozen=True)
class Snapshot:
    """A whole graph, as built.

    nodes: kind (folder) -> rows by ascending id. edges: edge kind -> rows by ascending id.
    vocabularies: name -> term -> sentence.
    claims: values of which several sources speak, by ascending id; `subject` is the node, `field` the value's
    place in its file, `claims` what each source says, the chosen one first, `disagree` whether they differ.
    coverage: how much is known and on what it rests, as `graph.coverage` counts it.
    version: hash of all of that, 16 hexadecimal digits.
    """

    version: str
    nodes: Mapping[str, Sequence[Row]]
    edges: Mapping[str, Sequence[Row]]
    vocabularies: Mapping[str, Mapping[str, str]]
    claims: Sequence[Row] = ()
    coverage: Row = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        nodes: Mapping[str, Sequence[Row]],
        edges: Mapping[str, Sequence[Row]],
        vocabularies: Mapping[str, Mapping[str, str]],
        claims: Sequence[Row] = (),
        coverage: Row | None = None,
    ) -> Snapshot:
        """A snapshot of these rows, named by their content."""
        sorted_nodes = {kind: sorted(rows, key=_by_id) for kind, rows in sorted(nodes.items())}
        sorted_edges = {kind: sorted(rows, key=_by_id) for kind, rows in sorted(edges.items())}
        sorted_claims = sorted(claims, key=_by_id)
        content = (sorted_nodes, sorted_edges, vocabularies, sorted_claims, coverage or {})
        return cls(_version(packed(*content)), *content)

    def save(self, folder: Path) -> Path:
        """Write the snapshot to `graph-<version>.json` in a folder; returns the file."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"graph-{self.version}.json"
        self.write(path)
        return path

    def write(self, path: Path) -> None:
        """Write the snapshot to a file, whole or not at all.

        Its first line holds format and version, the second the content, of which the version is the hash.
        """
        head = orjson.dumps({"format": FORMAT, "version": self.version})
        body = packed(self.nodes, self.edges, self.vocabularies, self.claims, self.coverage)
        unfinished = path.with_name(f"{path.name}.{token_hex(4)}.part")
        unfinished.write_bytes(head + b"\n" + body)
        unfinished.replace(path)

    @classmethod
    def load(cls, path: Path) -> Snapshot:
        """Read a saved snapshot; raises `SettingsError` where the file is none, or not what it names."""
        try:
            head, _, body = path.read_bytes().partition(b"\n")
            header = orjson.loads(head)
            found, version = header["format"], header.get("version")
            if found != FORMAT:
                raise SettingsError(f"{path} has format {found}, this version reads {FORMAT}; build it again")
            if version != _version(body):
                raise SettingsError(
                    f"{path} is damaged: its content is not what its version says; build it again"
                )
            return cls(version, *unpacked(body))
        except OSError as error:
            raise SettingsError(f"{path} cannot be read ({error.strerror}); build it first") from error
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise SettingsError(f"{path} is no saved graph; build it with `openness-graph build`") from error

    def count(self) -> int:
        """Number of nodes."""
        return sum(map(len, self.nodes.values()))


def is_valid(row: Row, on: str) -> bool:
    """Whether a dated edge may be valid on an ISO day."""
    start, end = row.get("earliest"), row.get("latest")
    return (start is None or start <= on) and (end is None or on < end)


def _version(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:16]


def _by_id(row: Row) -> NodeId:
    return NodeId(row["id"])
