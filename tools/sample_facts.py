"""Draw curated facts at random for a re-check against their sources, as tab-separated lines.

    python tools/sample_facts.py 60 20261124

The outcome of a re-check is kept by hand in docs/fact-sample.tsv, one of `Outcome` a row.
"""

from __future__ import annotations

import csv
import io
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from math import sqrt
from pathlib import Path
from typing import Any

from graph.claims import CURATED
from graph.facts.files import FactFiles, read_files
from graph.facts.load import Entity, Facts, assemble
from graph.facts.walk import Place
from graph.schema.dataset import Dataset
from graph.schema.kind import Claim, Evidence, SourceFacts
from graph.schema.license import License
from graph.schema.model import Model, ReleaseInventory
from graph.schema.organization import Organization
from graph.schema.source import Source
from graph.values.node_id import NodeId

ROOT = Path(__file__).resolve().parent.parent
SEED_DATA = ROOT / "seed_data"
TABLE = ROOT / "docs" / "fact-sample.tsv"

OWNERSHIP_QUARTER = 4
"""One fact in so many of a sample is a holding, however many other facts there are."""

ABOUT_THINGS = (Model, Organization, License, Dataset)
NOT_FACTS = frozenset({"name", "aliases", "external_ids", "sources", "note", "source_kind"})
"""Fields that name a thing or say where it is told, rather than tell it."""
EVIDENCE = frozenset(Claim.model_fields)


class Outcome(Enum):
    """What a look at the source of a fact showed."""

    CONFIRMED = "CONFIRMED"
    """The text of the source was seen and says so."""
    CONTRADICTED = "CONTRADICTED"
    """The text was seen and says otherwise."""
    NOT_SHOWN = "NOT_SHOWN"
    """The text was seen and does not say so."""
    NOT_SEEN = "NOT_SEEN"
    """The text could not be had."""

    @property
    def is_seen(self) -> bool:
        """Whether the row counts in the rate."""
        return self is not Outcome.NOT_SEEN

    @property
    def is_error(self) -> bool:
        """Whether the fact does not stand on its source."""
        return self in (Outcome.CONTRADICTED, Outcome.NOT_SHOWN)


@dataclass(frozen=True)
class Fact:
    """One statement of the curated files with the sources it rests on.

    field: where it stands in its file, lines by what they point to: `held_by/person/ada-example`; a further
    line to the same thing has `#2`. value: what it says, as `key=value` where there are several.
    """

    id: NodeId
    field: str
    value: str
    note: str
    sources: tuple[SourceFacts, ...]

    @property
    def is_ownership(self) -> bool:
        """Whether it says who holds an organization."""
        return self.field.startswith("held_by/")

    @property
    def row(self) -> dict[str, str]:
        """The fact as text by column."""
        return {
            "id": self.id,
            "field": self.field,
            "value": self.value,
            "note": self.note,
            "source": " | ".join(source.title for source in self.sources),
            "url": " | ".join(source.url for source in self.sources),
            "source_kind": " | ".join(source.source_kind.value for source in self.sources),
        }


def curated_facts(folder: Path) -> list[Fact]:
    """Every fact of the curated layer on models, organizations, licences and data sets, by id and field.

    What is stated as not known is no fact, nor are names and identifiers.
    """
    read = read_files(folder)
    files = FactFiles(vocabularies=read.vocabularies, rules=read.rules, problems=read.problems)
    for layers in read.layers.values():
        for file in layers:
            if file.layer == CURATED:
                files.add(file)
    facts = assemble(files)
    about = [entity for entity in facts.entities.values() if isinstance(entity.node, ABOUT_THINGS)]
    return [fact for entity in about for fact in _numbered(_facts_of(entity, facts))]


def draw(facts: Sequence[Fact], size: int, seed: int) -> list[Fact]:
    """A random sample without repetition, a quarter of it holdings, in the order of the facts."""
    chance = random.Random(seed)
    strata = [fact for fact in facts if fact.is_ownership], [fact for fact in facts if not fact.is_ownership]
    holdings = size // OWNERSHIP_QUARTER
    drawn = [*chance.sample(strata[0], holdings), *chance.sample(strata[1], size - holdings)]
    return sorted(drawn, key=lambda fact: (fact.id, fact.field))


def wilson_interval(errors: int, seen: int) -> tuple[float, float]:
    """The 95 % interval of a rate of errors, from 0 to 1.

    Source: E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference, Journal of the
    American Statistical Association 22 (1927).
    """
    if seen == 0:
        return 0.0, 1.0
    z, rate = 1.959964, errors / seen
    center = rate + z * z / (2 * seen)
    margin = z * sqrt(rate * (1 - rate) / seen + z * z / (4 * seen * seen))
    scale = 1 + z * z / seen
    return max(0.0, (center - margin) / scale), min(1.0, (center + margin) / scale)


def stated_rate(outcomes: Iterable[Outcome]) -> str:
    """The rate of errors among what was seen, in words: `3 of 50, 6.0 % (95 % interval 2.1 to 16.2 %)`."""
    seen = [outcome for outcome in outcomes if outcome.is_seen]
    errors = sum(outcome.is_error for outcome in seen)
    low, high = (f"{100 * end:.1f}" for end in wilson_interval(errors, len(seen)))
    share = f"{100 * errors / len(seen):.1f}" if seen else "unknown"
    return f"{errors} of {len(seen)}, {share} % (95 % interval {low} to {high} %)"


def read_table() -> list[dict[str, str]]:
    """The rows of the re-check, by column."""
    text = TABLE.read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))


def _facts_of(entity: Entity, facts: Facts) -> Iterator[Fact]:
    for path, declared, value in entity.fields:
        if len(path) == 1 and declared.key not in NOT_FACTS:
            yield from _facts_in(entity, (path, declared, value), facts)


def _facts_in(entity: Entity, place: Place, facts: Facts) -> Iterator[Fact]:
    (name, *_), _, value = place
    items = list(value.items()) if isinstance(value, dict) else [("", item) for item in _listed(value)]
    if not any(isinstance(item, Claim) for _, item in items):
        words = ", ".join(_text(item) for _, item in items)
        yield Fact(entity.id, str(name), words, entity.node.note or "", _known(entity.inherited, facts))
        return
    for key, claim in items:
        sources = _known(claim.source or entity.inherited, facts)
        for field, words in _statements(str(name), key, claim):
            yield Fact(entity.id, field, words, claim.note or "", sources)


def _statements(field: str, key: str, claim: Claim) -> Iterator[tuple[str, str]]:
    """Field and value of each fact that a line states; an inventory says CLOSED of each component."""
    if isinstance(claim, ReleaseInventory):
        yield from ((f"{field}/{covered}", "status=CLOSED; basis=ABSENT") for covered in claim.covers)
        return
    said = claim.model_dump(mode="json", exclude_none=True, exclude=set(EVIDENCE))
    if said.get("status") == "UNKNOWN":
        return
    far = said.pop(claim.far, key)
    parts = [f"{name}={_text(value)}" for name, value in said.items() if value not in ([], "")]
    yield "/".join(filter(None, (field, far))), "; ".join(parts)


def _numbered(facts: Iterable[Fact]) -> Iterator[Fact]:
    met: dict[str, int] = {}
    for fact in facts:
        met[fact.field] = count = met.get(fact.field, 0) + 1
        field = fact.field if count == 1 else f"{fact.field}#{count}"
        yield Fact(fact.id, field, fact.value, fact.note, fact.sources)


def _known(sources: Evidence, facts: Facts) -> tuple[SourceFacts, ...]:
    found = [source if isinstance(source, SourceFacts) else facts.entities[source].node for source in sources]
    return tuple(source for source in found if isinstance(source, (SourceFacts, Source)))


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, tuple) else (value,)


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    if isinstance(value, dict):
        return " ".join(f"{name}={_text(item)}" for name, item in value.items())
    if hasattr(value, "model_dump"):
        return _text(value.model_dump(mode="json", exclude_none=True, exclude={"source"}))
    return str(getattr(value, "value", value))


def main() -> None:
    """Print a sample of the size and seed that are given."""
    size, seed = (int(word) for word in sys.argv[1:3])
    facts = curated_facts(SEED_DATA)
    holdings = sum(fact.is_ownership for fact in facts)
    print(f"seed {seed}: {size} of {len(facts)} facts, {holdings} of them holdings", file=sys.stderr)
    rows = [fact.row for fact in draw(facts, size, seed)]
    print("\t".join(rows[0]))
    for row in rows:
        print("\t".join(" ".join(text.split()) for text in row.values()))


if __name__ == "__main__":
    main()
