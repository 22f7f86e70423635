"""One layer's file as statements: typed values, each with the sources it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from graph.claims import CURATED, Statement
from graph.facts.files import LayerFile
from graph.facts.read import KeyPath
from graph.schema.kind import Claim, Evidence, Kind, Node, SourceFacts, SourceKind
from graph.schema.shape import edges_of, shape_of
from graph.schema.source import Source
from graph.values.day import Day
from graph.values.node_id import NodeId

RECORD = "record"
"""The key of an imported file, beside those of its kind, that says where its record stands in the set."""


@dataclass(frozen=True)
class Weight:
    """What sources weigh in a choice: their ids, the nearest kind, and the newest date among that kind."""

    ids: tuple[NodeId, ...] = ()
    kind: SourceKind | None = None
    published: Day | None = None


Weigh = Callable[[Evidence], Weight]


class Weights:
    """What the sources that facts name weigh, from the files of the sources themselves."""

    def __init__(
        self, layers: Mapping[NodeId, Sequence[LayerFile]], id_of: Callable[[SourceFacts], NodeId]
    ) -> None:
        self._layers = layers
        self._id_of = id_of
        self._known = cache(self._known_source)

    def of(self, sources: Evidence) -> Weight:
        """Sources together: the nearest kind among them, and the newest of that kind."""
        weighed = [self._weigh(source) for source in sources]
        kinds = [weight.kind for weight in weighed if weight.kind is not None]
        nearest = min(kinds, key=list(SourceKind).index, default=None)
        days = [weight.published for weight in weighed if weight.kind is nearest and weight.published]
        newest = max(days, key=lambda day: day.first, default=None)
        return Weight(tuple(node_id for weight in weighed for node_id in weight.ids), nearest, newest)

    def _weigh(self, source: SourceFacts | NodeId) -> Weight:
        if isinstance(source, SourceFacts):
            return Weight((self._id_of(source),), source.source_kind, source.published)
        return self._known(source)

    def _known_source(self, node_id: NodeId) -> Weight:
        """What a source's file says; nothing where it is missing or not valid, which others report."""
        files = sorted(self._layers.get(node_id, ()), key=lambda file: file.layer)
        for file in files:
            try:
                source = Source.model_validate(written(file, Source))
            except ValidationError:
                continue
            return Weight((node_id,), source.source_kind, source.published)
        return Weight((node_id,))


@dataclass(frozen=True)
class Stated:
    """What one layer states of one thing.

    raw: the values as its file writes them. values: the same as its kind declares them, absent ones left out.
    """

    file: LayerFile
    raw: Mapping[str, Any]
    values: Mapping[str, Any]

    @property
    def layer(self) -> str:
        """The upstream set, or the curated layer."""
        return self.file.layer

    @property
    def sources(self) -> Evidence:
        """Sources of the file, on which its lines without their own rest."""
        sources: Evidence = self.values.get("sources", ())
        return sources

    def inline_sources(self) -> Iterator[tuple[KeyPath, SourceFacts]]:
        """Every source that is written in place in the file, with its path."""
        for name, value in self.values.items():
            yield from _sources_in(value, (name,))

    def statement(self, value: Any, weigh: Weigh, line: Claim | None = None) -> Statement:
        """A statement of a value that rests on a line's sources, or on those of the file."""
        weight = weigh(line.source if line is not None and line.source else self.sources)
        located = line.locator if line is not None else None
        record = located or self.record
        return Statement(self.layer, value, weight.ids, weight.kind, weight.published, record)

    @property
    def record(self) -> str | None:
        """Where the file's record stands in the upstream set; several, with a comma between them."""
        record = self.file.document.values.get(RECORD)
        return ", ".join(map(str, record)) if isinstance(record, list) else record


def stated(file: LayerFile, kind: type[Node]) -> Stated:
    """A file that was found valid by itself, as statements."""
    raw = written(file, kind)
    values = {
        name: _adapter(kind, name).validate_python(value) for name, value in raw.items() if value is not None
    }
    return Stated(file, raw, values)


def written(file: LayerFile, kind: type[Node]) -> dict[str, Any]:
    """A file's values as they are to be validated.

    In an imported file each line names its sources, so that it takes them along when files are merged.
    """
    if file.layer == CURATED:
        return dict(file.document.values)
    raw = {key: value for key, value in file.document.values.items() if key != RECORD}
    sources = raw.get("sources")
    if sources:
        for name in _claim_fields(kind) & raw.keys():
            raw[name] = _with_sources(raw[name], sources, keyed=name in _keyed_fields(kind))
    return raw


def _with_sources(value: Any, sources: Any, keyed: bool) -> Any:
    if isinstance(value, list):
        return [_pinned(item, sources) for item in value]
    if keyed and isinstance(value, dict):
        return {key: _pinned(item, sources) for key, item in value.items()}
    return _pinned(value, sources)


def _pinned(line: Any, sources: Any) -> Any:
    return {**line, "source": line.get("source") or sources} if isinstance(line, dict) else line


@cache
def _claim_fields(kind: type[Kind]) -> frozenset[str]:
    """Fields whose values are lines with evidence of their own."""
    return frozenset(
        name for name, field in kind.model_fields.items() if issubclass(shape_of(name, field).type, Claim)
    )


@cache
def _keyed_fields(kind: type[Node]) -> frozenset[str]:
    """Fields whose lines stand below a key each."""
    return frozenset(name for name, edge, _ in edges_of(kind) if edge.key)


@cache
def _adapter(kind: type[Kind], name: str) -> TypeAdapter[Any]:
    field = kind.model_fields[name]
    annotation: Any = field.annotation
    return TypeAdapter(Annotated[annotation, *field.metadata] if field.metadata else annotation)


def _sources_in(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, SourceFacts]]:
    if isinstance(value, SourceFacts):
        yield path, value
    elif isinstance(value, Kind):
        for name in sorted(value.model_fields_set):
            yield from _sources_in(getattr(value, name), (*path, name))
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _sources_in(part, (*path, key))
    elif isinstance(value, (tuple, list)):
        for at, part in enumerate(value):
            yield from _sources_in(part, (*path, at))
