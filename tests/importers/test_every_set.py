"""What holds for every importer, on the real upstream files and on our samples."""

from __future__ import annotations

import importlib
import json
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.errors import FactErrors
from graph.importers import Imported, Named, Refused
from graph.schema import KIND_BY_FOLDER
from graph.schema.kind import SourceFacts
from tests.importers.upstream import ROOT, SETS, read, sample, upstream

PLACEHOLDERS: dict[str, dict[str, Any]] = {
    "model": {"developed_by": []},
    "organization": {"kind": "COMPANY"},
    "license": {"category": "PERMISSIVE"},
}
"""What a kind requires and a record may leave to what is known already."""


@pytest.fixture(params=[(name, which) for name in SETS for which in ("upstream", "sample")], ids="-".join)
def records(request: pytest.FixtureRequest) -> tuple[Imported | Refused, ...]:
    name, which = request.param
    return read(name, upstream(name)[0] if which == "upstream" else sample(name))


@pytest.mark.parametrize("name", SETS)
def test_every_record_is_imported_or_refused(name: str) -> None:
    path, is_real = upstream(name)
    found = read(name, path)
    reasons = Counter(record.reason for record in found if isinstance(record, Refused))
    kept = sum(isinstance(record, Imported) for record in found)

    files = "real" if is_real else "SAMPLE"
    print(f"\n{name} ({files}): in {len(found)}, imported {kept}, refused {len(found) - kept}")
    for reason, count in reasons.most_common(12):
        print(f"  {count:6} {reason}")

    assert len(found) == (SETS[name].records if is_real else SETS[name].sample_records)
    assert len(read(name, sample(name))) == SETS[name].sample_records


def test_importers_are_those_tested() -> None:
    modules = {path.stem for path in (ROOT / "graph" / "importers").glob("*.py")} - {"__init__", "run"}

    assert modules == set(SETS)


def test_no_two_records_stand_in_the_same_place(records: tuple[Imported | Refused, ...]) -> None:
    assert [place for place, count in Counter(r.record for r in records).items() if count > 1] == []


def test_a_refusal_says_why(records: tuple[Imported | Refused, ...]) -> None:
    assert all(len(record.reason.split()) > 2 for record in records if isinstance(record, Refused))


def test_no_record_is_about_a_person(records: tuple[Imported | Refused, ...]) -> None:
    assert "person" not in {record.kind for record in records if isinstance(record, Imported)}


def test_every_record_is_valid_in_our_format(records: tuple[Imported | Refused, ...]) -> None:
    for record in records:
        if isinstance(record, Imported):
            validate(record)


def test_closed_says_on_what_and_open_training_says_where(records: tuple[Imported | Refused, ...]) -> None:
    for record in records:
        statements = record.values.get("openness_properties", {}) if isinstance(record, Imported) else {}
        for key, statement in statements.items():
            assert (statement["status"] == "CLOSED") == (statement.get("basis") == "REPORTED"), record.record
            assert (statement["status"] == "PARTIAL") == ("partial" in statement), record.record
            assert statement["status"] in ("OPEN", "PARTIAL", "CLOSED"), record.record
            assert statement["source"], record.record
            if statement["status"] == "OPEN" and key in ("training-code", "training-data"):
                assert statement["location"], record.record


def test_names_are_whole_words(records: tuple[Imported | Refused, ...]) -> None:
    for record in records:
        for named in names_in(record.values) if isinstance(record, Imported) else ():
            assert named.name.strip() == named.name, record.record
            assert named.name, record.record
            assert named.kind in KIND_BY_FOLDER, record.record


@pytest.mark.parametrize("name", SETS)
def test_what_is_not_of_the_format_is_refused_whole(name: str, tmp_path: Path) -> None:
    importer = importlib.import_module(f"graph.importers.{name}")
    binary = tmp_path / "binary"
    binary.write_bytes(b"\x00\xff\xfe PK\x03\x04")
    (tmp_path / "empty").mkdir()

    for path in (tmp_path / "nowhere", tmp_path / "empty", binary):
        with pytest.raises(FactErrors, match=r"expected .+, found "):
            list(importer.read(path))


@pytest.mark.parametrize("name", SETS)
def test_a_file_cut_off_in_the_middle_says_where_it_breaks(name: str, tmp_path: Path) -> None:
    importer = importlib.import_module(f"graph.importers.{name}")
    whole = sample(name)
    cut = tmp_path / whole.name
    files = sorted(whole.rglob("*.*")) if whole.is_dir() else [whole]
    for file in files:
        copy = cut / file.relative_to(whole) if whole.is_dir() else cut
        copy.parent.mkdir(parents=True, exist_ok=True)
        content = file.read_text(encoding="utf-8").rstrip()
        broken = {".csv": ',"', ".json": "", ".jsonl": '\n{"id": "as', ".ttl": '\n<x> "', ".toml": '\nx = "'}
        kept = content if file.suffix == ".csv" else content[:-1]
        copy.write_text(kept + broken.get(file.suffix, '\nx: "'), encoding="utf-8")

    with pytest.raises(FactErrors, match=r":\d+: expected .+, found "):
        list(importer.read(cut))


ODD_VALUES = (7, None, ["x"], [{"x": 1}], {"x": "y"})


@pytest.mark.parametrize("name", SETS)
def test_a_value_of_another_type_refuses_its_record_and_no_other(name: str, tmp_path: Path) -> None:
    """Every value of every sample is replaced in turn; whatever is then imported is still valid."""
    importer = importlib.import_module(f"graph.importers.{name}")
    whole = sample(name)
    root = tmp_path / whole.name
    shutil.copytree(whole, root) if whole.is_dir() else shutil.copy(whole, root)

    for file in sorted(root.rglob("*") if root.is_dir() else [root]):
        if file.suffix not in (".json", ".jsonl", ".yaml", ".yml"):
            continue
        original = file.read_text(encoding="utf-8")
        for broken in broken_copies(file, original):
            file.write_text(broken, encoding="utf-8")
            try:
                found = tuple(importer.read(root))
            except FactErrors:
                continue
            for record in found:
                if isinstance(record, Imported):
                    validate(record)
        file.write_text(original, encoding="utf-8")


def broken_copies(file: Path, text: str) -> Iterator[str]:
    """Copies of a file in which one value is another."""
    if file.suffix == ".jsonl":
        lines = text.splitlines()
        for at, line in enumerate(lines):
            for broken in replaced(json.loads(line)):
                yield "\n".join([*lines[:at], json.dumps(broken), *lines[at + 1 :]])
    elif file.suffix == ".json":
        yield from map(json.dumps, replaced(json.loads(text)))
    else:
        yield from (json.dumps(broken) for broken in replaced(yaml.load(text, yaml.BaseLoader)))


def replaced(value: Any) -> Iterator[Any]:
    """Copies of a value in which one part, at any depth, is an odd value."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        for other in (*ODD_VALUES, *replaced(part)):
            copy = dict(value) if isinstance(value, dict) else list(value)
            copy[key] = other
            yield copy


def test_a_source_says_which_version_it_is() -> None:
    """The packages of LiteLLM and of the SPDX list carry no date, so their version cannot be told."""
    sources = {name: importlib.import_module(f"graph.importers.{name}").SOURCE for name in SETS}

    assert {name for name, source in sources.items() if source.source_kind != "INDEX"} == {"gpai_code"}
    assert [name for name, source in sources.items() if not source.published] == ["litellm", "licenses"]


def validate(record: Imported) -> None:
    """Raise where a record is not valid in our format once its names are ids."""
    values = {"name": record.name, "external_ids": dict(record.identifiers), **record.values}
    KIND_BY_FOLDER[record.kind].model_validate(PLACEHOLDERS.get(record.kind, {}) | resolved(values))


def resolved(value: Any) -> Any:
    """A value with an id for every name."""
    if isinstance(value, Named):
        return f"{value.kind}/aster"
    if isinstance(value, SourceFacts):
        return value.model_dump(exclude_none=True)
    if isinstance(value, dict):
        return {key: resolved(item) for key, item in value.items()}
    return [resolved(item) for item in value] if isinstance(value, list) else value


def names_in(value: Any) -> Iterator[Named]:
    """Every name in a value."""
    if isinstance(value, Named):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from names_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from names_in(item)
