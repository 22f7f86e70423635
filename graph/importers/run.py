"""One import: an upstream file -> fact files of its own layer, with every record accounted for.

Nothing is written before everything is known: a file that is not of the format changes nothing.
"""

from __future__ import annotations

import importlib
import pkgutil
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from types import ModuleType
from typing import Any

from graph import importers
from graph.claims import agree
from graph.errors import BadValue, FactErrors, Problem
from graph.facts.check import check_facts
from graph.facts.files import IMPORTED, FactFiles, LayerFile, read_files
from graph.facts.lines import SUFFIX, parse_lines
from graph.facts.load import Facts, assemble
from graph.facts.merge import FieldChoice
from graph.facts.read import read_yaml
from graph.facts.write import fact_text, layer_text
from graph.importers import Imported, Refused
from graph.importers.steps.combine import Settled, combine
from graph.importers.steps.core import outside_core
from graph.importers.steps.place import Decisions, Names, Placed, place
from graph.importers.steps.report import Report
from graph.importers.steps.settle import LeftOut, Settling, Sources
from graph.resolve import Resolver, known_things
from graph.schema.kind import Kind, SourceFacts
from graph.values.nearest import nearest
from graph.values.node_id import NodeId, kind_of


def importer_named(name: str) -> ModuleType:
    """The importer of a set; raises `BadValue` with the nearest where there is none."""
    names = [module.name for module in pkgutil.iter_modules(importers.__path__) if not module.ispkg]
    if name in names:
        module = importlib.import_module(f"{importers.__name__}.{name}")
        if hasattr(module, "SOURCE") and hasattr(module, "read"):
            return module
    known = sorted(set(names) - {"run"})
    raise BadValue(f"{name!r} is no importer{nearest(name, known)}; importers are {', '.join(known)}")


def run(
    name: str,
    path: Path,
    folder: Path,
    overlay: Path | None = None,
    *,
    core: bool = False,
    awaiting: bool = False,
) -> Report:
    """Import an upstream file into the layer `name` over the facts of a folder, without writing.

    overlay: a folder with further layers that are known too.
    core: take new models only where they are complete originals (`graph.importers.steps.core`).
    awaiting: whether the facts may still lack what layers to come will know.
    Raises `FactErrors` where the file is not of the format, or where the facts have faults of their own.
    """
    importer = importer_named(name)
    found: list[Imported | Refused] = list(importer.read(path))
    files = read_files(folder, without=name, overlay=overlay)
    known = assemble(files)
    refused = [record for record in found if isinstance(record, Refused)]
    records = [record for record in found if isinstance(record, Imported)]
    layer = _Layer(name, importer.SOURCE, folder, known, files, _faults(known) if awaiting else set())
    placed = layer.place(records, refused)
    if core:
        layer.keep_core(placed, refused)
    facts, texts = layer.check(placed, refused)
    kept = [item for items in placed.values() for item in items]
    imported = sum(item.is_new for item in kept)
    return Report(
        set=name,
        records=len(found),
        imported=imported,
        merged=len(kept) - imported,
        refused=tuple(refused),
        left_out=tuple(layer.left_out),
        doubts=tuple(sorted(layer.names.doubts.values())),
        disagreements=tuple(_disagreements(facts, name)),
        files=texts | _review(importer.SOURCE, name, layer.names),
    )


def write(report: Report, folder: Path) -> None:
    """Write a report's files below a folder, in place of what an earlier run wrote for the set."""
    target, fresh = folder / IMPORTED / report.set, folder / IMPORTED / f".{report.set}"
    shutil.rmtree(fresh, ignore_errors=True)
    review = folder / "review" / f"{report.set}.yaml"
    review.unlink(missing_ok=True)
    for name, text in report.files.items():
        path = folder / name
        if path.is_relative_to(target):
            path = fresh / path.relative_to(target)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    shutil.rmtree(target, ignore_errors=True)
    if fresh.exists():
        fresh.rename(target)


def _faults(facts: Facts) -> set[tuple[str, int]]:
    """File and line of every problem of facts."""
    try:
        check_facts(facts)
    except FactErrors as errors:
        return {(problem.file, problem.line) for problem in errors.problems}
    return set()


class _Layer:
    """The layer of a set while it is made.

    at_fault: file and line of what is wrong with the facts already, and of no account.
    """

    def __init__(
        self,
        name: str,
        source: SourceFacts,
        folder: Path,
        known: Facts,
        files: FactFiles,
        at_fault: set[tuple[str, int]],
    ) -> None:
        self.name = name
        self._at_fault = at_fault
        self.left_out: list[LeftOut] = []
        titles = {
            (kind_of(entity.id), entity.node.name.casefold()): entity.id
            for entity in known.entities.values()
            if entity.is_curated
        }
        self.names = Names(Resolver(known_things(known)), _decisions(folder, name), titles)
        self._source = source
        self._folder = folder
        self._known = known
        self._files = files
        self._sources = Sources(known, source)

    def place(self, records: Sequence[Imported], refused: list[Refused]) -> dict[NodeId, list[Placed]]:
        """Records by the id that they are about; those without one are refused."""
        by_id: dict[NodeId, list[Placed]] = defaultdict(list)
        for item in place(records, self.names, set(self._known.entities)):
            if isinstance(item, Refused):
                refused.append(item)
            else:
                by_id[item.id].append(item)
        self.names.is_settled = True
        return by_id

    def keep_core(self, placed: dict[NodeId, list[Placed]], refused: list[Refused]) -> None:
        """Refuse new models that do not belong to the core."""
        for node_id, items in list(placed.items()):
            if reason := outside_core(items):
                self._drop(node_id, placed, refused, reason)

    def check(
        self, placed: dict[NodeId, list[Placed]], refused: list[Refused]
    ) -> tuple[Facts, dict[str, str]]:
        """The facts with this layer; records at fault are refused until what remains has none."""
        while True:
            contents, left_out = self._contents(placed)
            texts = self._texts(contents)
            try:
                facts = self._facts(texts)
            except FactErrors as errors:
                self._refuse(errors, placed, list(contents), refused, left_out)
            else:
                self.left_out = left_out
                return facts, texts

    def _contents(
        self, placed: Mapping[NodeId, list[Placed]]
    ) -> tuple[dict[NodeId, Mapping[str, Any]], list[LeftOut]]:
        """What the layer says of each thing, by ascending id."""
        settling = Settling(self.names, self._sources, self._known.claim_rules.whole_lists)
        contents: dict[NodeId, Mapping[str, Any]] = {}
        if placed and (source := self._sources.to_state()):
            contents[self._sources.own_id] = source
        for node_id, items in sorted(placed.items()):
            settled: list[Settled] = [(item, settling.values(item)) for item in items]
            contents[node_id] = combine(settled, self._sources.own_id, self.names, settling.left_out)
        return dict(sorted(contents.items())), settling.left_out

    def _texts(self, contents: Mapping[NodeId, Mapping[str, Any]]) -> dict[str, str]:
        """The layer's files by their path below the folder of facts."""
        by_kind = groupby(contents, key=kind_of)
        return {
            f"{IMPORTED}/{self.name}/{kind}{SUFFIX}": layer_text(
                {node_id: contents[node_id] for node_id in ids}
            )
            for kind, ids in by_kind
        }

    def _facts(self, texts: Mapping[str, str]) -> Facts:
        files = self._files.copy()
        for path, text in texts.items():
            things, problems = parse_lines(text.encode(), Path(path).stem, f"{self._folder.name}/{path}")
            assert not problems, problems
            for node_id, document in things:
                files.add(LayerFile(self.name, node_id, document))
        facts = assemble(files)
        try:
            check_facts(facts)
        except FactErrors as errors:
            new = [
                problem for problem in errors.problems if (problem.file, problem.line) not in self._at_fault
            ]
            if new:
                raise FactErrors(new) from None
        return facts

    def _places(self, ids: Iterable[NodeId]) -> Iterator[tuple[tuple[str, int], NodeId]]:
        """File and line of each thing, as messages name them; ids: all of the layer, ascending."""
        for kind, of_kind in groupby(ids, key=kind_of):
            file = f"{self._folder.name}/{IMPORTED}/{self.name}/{kind}{SUFFIX}"
            yield from (((file, line), node_id) for line, node_id in enumerate(of_kind, 1))

    def _refuse(
        self,
        errors: FactErrors,
        placed: dict[NodeId, list[Placed]],
        ids: Sequence[NodeId],
        refused: list[Refused],
        left_out: Sequence[LeftOut],
    ) -> None:
        """Refuse the records of lines at fault, with what they lack; raises the errors where none is ours.

        ids: all that the layer speaks of, ascending.
        """
        at_fault: dict[NodeId, list[str]] = {node_id: [] for node_id in placed}
        by_place = {place: node_id for place, node_id in self._places(ids) if node_id in placed}
        for problem in errors.problems:
            for node_id in _blamed(problem, by_place, placed):
                at_fault[node_id].append(problem.what)
        blamed = {node_id: reasons for node_id, reasons in at_fault.items() if reasons}
        if not blamed:
            raise errors
        for node_id, reasons in blamed.items():
            records = {item.record.record for item in placed[node_id]}
            lacking = [part.reason for part in left_out if part.record in records]
            self._drop(node_id, placed, refused, "; ".join(dict.fromkeys([*reasons, *lacking])))

    def _drop(
        self, node_id: NodeId, placed: dict[NodeId, list[Placed]], refused: list[Refused], reason: str
    ) -> None:
        """Refuse all records on a thing; a new one is gone for those that name it."""
        for item in placed.pop(node_id):
            refused.append(Refused(item.record.record, f"{node_id}: {reason}"))
            if item.is_new:
                self.names.gone.add(item.id)


def _blamed(
    problem: Problem, by_place: Mapping[tuple[str, int], NodeId], ours: Iterable[NodeId]
) -> Iterator[NodeId]:
    """What a problem is to be blamed on: the line that it stands in, else every id of ours that it names."""
    if (problem.file, problem.line) in by_place:
        yield by_place[problem.file, problem.line]
    else:
        words = set(problem.what.replace(",", " ").replace(";", " ").split())
        yield from (node_id for node_id in ours if node_id in words)


def _disagreements(facts: Facts, layer: str) -> Iterator[tuple[NodeId, FieldChoice]]:
    """Values on which a layer contradicts what was chosen, or was chosen against another."""
    for node_id, fields in facts.choices.items():
        for item in fields:
            chosen = item.choice.chosen
            within = facts.claim_rules.agree_within.get(item.field, 0)
            may_lack = item.field in facts.claim_rules.open_lists
            against = [
                statement
                for statement in item.choice.statements
                if not agree(statement.value, chosen.value, within, may_lack)
            ]
            if any(layer in (statement.layer, chosen.layer) for statement in against):
                yield node_id, item


def _review(source: SourceFacts, layer: str, names: Names) -> dict[str, str]:
    """The file of doubtful names, with what people decided on earlier ones; none where there are none."""
    decided = [
        {"kind": kind, "name": name, "means": means}
        for (kind, name), means in sorted(names.decisions.items())
    ]
    open_ones = [
        {
            "kind": doubt.kind,
            "name": doubt.name,
            "candidates": list(doubt.candidates),
            "reason": doubt.reason,
            "record": doubt.record,
        }
        for doubt in sorted(names.doubts.values())
    ]
    if not decided and not open_ones:
        return {}
    comment = (
        f"Doubtful names of {source.title}. Add `means: <id>` or `means: new` to a line, and import again."
    )
    return {f"review/{layer}.yaml": fact_text(Kind, {"doubtful": decided + open_ones}, comment)}


def _decisions(folder: Path, layer: str) -> Decisions:
    """What people decided on doubtful names of a set; raises `FactErrors` where the file cannot be read."""
    path = folder / "review" / f"{layer}.yaml"
    if not path.exists():
        return {}
    document, problems = read_yaml(path, f"{folder.name}/review/{layer}.yaml")
    if document is None:
        raise FactErrors(problems)
    lines: list[Any] = document.values.get("doubtful") or []
    return {(line["kind"], line["name"]): line["means"] for line in lines if line.get("means")}
