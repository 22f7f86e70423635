"""An import: records matched, settled, checked, and every one of them accounted for."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from graph.errors import BadValue, FactErrors, Problem
from graph.facts.check import check_facts
from graph.facts.load import load_facts
from graph.importers import Imported, Named, Refused
from graph.importers import run as run_module
from graph.importers.run import importer_named, run, write
from graph.importers.steps.report import Report, details, table
from graph.schema.kind import SourceFacts, SourceKind
from graph.values.day import Day
from graph.values.node_id import NodeId

SOURCE = SourceFacts(
    url="https://example.org/atlas",
    title="Star Atlas",
    publisher="Example Observatory",
    published=Day.parse("2026-01"),
    source_kind=SourceKind.INDEX,
)

Import = Callable[..., Report]


@pytest.fixture
def folder(world_folder: Path, tmp_path: Path) -> Path:
    """The fictional world without imported layers, to import over."""
    folder = Path(shutil.copytree(world_folder, tmp_path / "facts"))
    shutil.rmtree(folder / "imported")
    return folder


@pytest.fixture
def imported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Import:
    """Records of a made-up set -> the report of their import."""

    def run_over(*records: Imported | Refused, core: bool = False) -> Report:
        def read(path: Path) -> Iterable[Imported | Refused]:
            return records

        importer = SimpleNamespace(SOURCE=SOURCE, read=read)
        monkeypatch.setattr(run_module, "importer_named", lambda name: importer)
        return run("atlas", Path("atlas.csv"), folder, core=core)

    return run_over


def model(name: str, record: str, identifiers: Mapping[str, str] | None = None, **values: Any) -> Imported:
    return Imported("model", name, identifiers or {}, values, record)


def by(*names: str) -> list[dict[str, Any]]:
    return [{"organization": Named("organization", name)} for name in names]


OPEN = {"final-weights": {"status": "OPEN"}}
MIXED: tuple[Imported | Refused, ...] = (
    model("Aster 7B", "row 1", parameters=7_240_000_000, released="2024-04"),
    model(
        "aster-7b-v1", "row 2", offered_by=[{"provider": Named("organization", "Harbor AI"), "mode": "API"}]
    ),
    model("Comet 3B", "row 3", developed_by=by("Aster Labs, Inc."), parameters=3_000_000_000),
    model("Comet 3B", "row 4", {"hugging_face": "aster-labs/comet-3b"}, context_length=4096),
    model("Nebula", "row 5", developed_by=by("Nobody We Know")),
    model("Aster 7B", "row 6", {"hugging_face": "copyist/aster-7b"}),
    model("Quasar 1B", "row 7", developed_by=by("Aster Labs"), released="1500"),
    Refused("row 8", "has no name"),
    model("★", "row 9", developed_by=by("Aster Labs")),
)


def things(text: str) -> dict[str, dict[str, Any]]:
    """The lines of a layer's file by their ids."""
    return {line.pop("id"): line for line in map(json.loads, text.splitlines())}


def written(report: Report, node_id: str) -> dict[str, Any]:
    """What a report's layer says of a thing."""
    return things(report.files[f"imported/atlas/{node_id.partition('/')[0]}.jsonl"])[node_id]


def test_every_record_is_imported_merged_or_refused(imported: Import) -> None:
    report = imported(*MIXED)

    assert report.records == len(MIXED) == report.imported + report.merged + len(report.refused)
    assert (report.imported, report.merged) == (1, 3)
    assert {refused.record: refused.reason for refused in report.refused} == {
        "row 8": "has no name",
        "row 6": "'Aster 7B' may be model/aster-7b, a person should decide: "
        "the name is known, but the repository belongs to somebody else",
        "row 9": "'★' has no letters or digits that an id could be made of",
        "row 5": "model/nebula: 'developed_by' is missing; every entry here needs it; "
        "organization 'Nobody We Know' is not known",
        "row 7": "model/quasar-1b: 1500 is too long ago to be right; mend the year",
    }


def test_a_file_for_each_kind_stands_in_the_layer_of_the_set_with_a_line_for_each_thing(
    imported: Import,
) -> None:
    files = imported(*MIXED).files

    assert sorted(files) == ["imported/atlas/model.jsonl", "imported/atlas/source.jsonl", "review/atlas.yaml"]
    assert list(map(json.loads, files["imported/atlas/model.jsonl"].splitlines())) == [
        {
            "id": "model/aster-7b",
            "record": ["row 1", "row 2"],
            "name": "Aster 7B",
            "aliases": ["aster-7b-v1"],
            "sources": ["source/star-atlas"],
            "released": "2024-04",
            "parameters": 7240000000,
            "offered_by": [{"locator": "row 2", "provider": "organization/harbor-ai", "mode": "API"}],
        },
        {
            "id": "model/comet-3b",
            "record": ["row 3", "row 4"],
            "name": "Comet 3B",
            "external_ids": {"hugging_face": "aster-labs/comet-3b"},
            "sources": ["source/star-atlas"],
            "parameters": 3000000000,
            "context_length": 4096,
            "developed_by": [{"locator": "row 3", "organization": "organization/aster-labs"}],
        },
    ]
    assert files["imported/atlas/source.jsonl"] == (
        '{"id":"source/star-atlas","url":"https://example.org/atlas","title":"Star Atlas",'
        '"publisher":"Example Observatory","published":"2026-01","source_kind":"INDEX"}\n'
    )


def test_the_same_set_gives_the_same_bytes_again(imported: Import, folder: Path) -> None:
    first = imported(*MIXED)
    write(first, folder)

    assert imported(*MIXED).files == first.files


def test_what_was_written_passes_every_check_and_leaves_curated_files_alone(
    imported: Import, folder: Path
) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}

    write(imported(*MIXED), folder)

    facts = load_facts(folder)
    check_facts(facts)
    assert {path: path.read_bytes() for path in before} == before
    assert str(facts.entities[NodeId("model/aster-7b")].node.model_dump()["released"]) == "2024-03-14"


def test_disagreements_are_told_with_both_values(imported: Import) -> None:
    report = imported(*MIXED)

    assert [(node_id, item.field) for node_id, item in report.disagreements] == [
        ("model/aster-7b", "released")
    ]
    assert "disagreement model/aster-7b released: 2024-04 here, 2024-03-14 in curated facts (chosen)" in list(
        details(report)
    )


def test_a_later_run_removes_what_the_set_no_longer_holds(imported: Import, folder: Path) -> None:
    write(imported(*MIXED), folder)
    write(imported(*MIXED[:2]), folder)

    layer = folder / "imported" / "atlas"
    assert {path.name: things(path.read_text(encoding="utf-8")).keys() for path in layer.iterdir()} == {
        "model.jsonl": {"model/aster-7b"},
        "source.jsonl": {"source/star-atlas"},
    }
    assert not (folder / "review" / "atlas.yaml").exists()


def test_doubtful_names_wait_in_a_review_file_and_heed_what_a_person_writes_there(
    imported: Import, folder: Path
) -> None:
    copied = model("Aster 7B", "row 6", {"hugging_face": "copyist/aster-7b"}, context_length=8192)
    report = imported(copied)
    assert (
        report.files["review/atlas.yaml"]
        == """\
# Doubtful names of Star Atlas. Add `means: <id>` or `means: new` to a line, and import again.
doubtful:
- kind: model
  name: Aster 7B
  candidates: [model/aster-7b]
  reason: the name is known, but the repository belongs to somebody else
  record: row 6
"""
    )
    write(report, folder)
    review = folder / "review" / "atlas.yaml"
    text = review.read_text(encoding="utf-8")
    review.write_text(
        text.replace("  candidates:", "  means: model/aster-7b\n  candidates:"), encoding="utf-8"
    )

    decided = imported(copied)

    assert (decided.merged, decided.refused, decided.doubts) == (1, (), ())
    assert "{kind: model, name: Aster 7B, means: model/aster-7b}" in decided.files["review/atlas.yaml"]


def test_a_person_may_give_something_new_its_id(imported: Import, folder: Path) -> None:
    """The second record finds it by what the first is called."""
    review = folder / "review" / "atlas.yaml"
    review.parent.mkdir(exist_ok=True)
    review.write_text("doubtful:\n- {kind: model, name: Aster Comet, means: model/comet-3b}\n")
    found = model(
        "Aster Comet", "row 1", developed_by=by("Aster Labs"), released="2024", openness_properties=OPEN
    )

    report = imported(found, model("aster-comet", "row 2", context_length=4096), core=True)

    assert (report.imported, report.merged, report.refused) == (1, 1, ())
    assert written(report, "model/comet-3b")["record"] == ["row 1", "row 2"]
    assert [refused.reason for refused in imported(model("Aster Comet", "row 1"), core=True).refused] == [
        "model/comet-3b: lacks a developer and a date of release and a word on how it can be had"
    ]


def test_a_set_gives_nothing_the_name_of_a_curated_file_on_something_else(imported: Import) -> None:
    report = imported(model("Elm 40B", "row 1", {"hugging_face": "aster-labs/aster-7b"}, context_length=8192))

    told = written(report, "model/aster-7b")
    assert (told.get("name"), told["context_length"]) == (None, 8192)
    assert [(item.field, item.reason) for item in report.left_out] == [
        ("name", "'Elm 40B' is the name of another model")
    ]


def test_a_copy_in_the_hub_space_of_somebody_else_is_no_record_of_a_known_model(
    imported: Import, folder: Path
) -> None:
    comet = ["name: Comet 3B", "sources: [source/aster-card]", "developed_by:"]
    comet += ["- {organization: organization/aster-labs}", ""]
    (folder / "model" / "comet-3b.yaml").write_text("\n".join(comet), encoding="utf-8")

    report = imported(
        model("Comet 3B", "row 1", {"hugging_face": "aster/comet-3b"}),
        model("Comet 3B", "row 2", {"hugging_face": "aster/comet-3b-v1"}),
        model("Comet 3B", "row 3", {"hugging_face": "harbor/comet-3b"}),
    )

    assert report.merged == 2
    assert [refused.reason for refused in report.refused] == [
        "'Comet 3B' may be model/comet-3b, a person should decide: the name is known, but the repository "
        "belongs to somebody else"
    ]


def test_a_line_that_leads_to_nothing_known_is_left_out_and_told(imported: Import) -> None:
    report = imported(
        model(
            "Aster 7B",
            "row 1",
            context_length=8192,
            offered_by=[
                {"provider": Named("organization", "Harbor AI"), "mode": "API"},
                {"provider": Named("organization", "Somebody Else Entirely"), "mode": "API"},
            ],
            derived_from=[{"model": Named("model", "Aster 7B"), "relation": "FINE_TUNE"}],
            openness_properties={
                "model-card": {
                    "status": "OPEN",
                    "license": Named("license", "Terms Nobody Read"),
                    "source": [SOURCE],
                }
            },
        )
    )

    assert [(item.field, item.reason) for item in report.left_out] == [
        ("offered_by", "organization 'Somebody Else Entirely' is not known"),
        ("derived_from", "names model/aster-7b itself"),
        ("openness_properties/model-card/license", "license 'Terms Nobody Read' is not known"),
    ]
    aster = written(report, "model/aster-7b")
    assert aster["openness_properties"] == {"model-card": {"status": "OPEN"}}
    assert aster["offered_by"] == [{"provider": "organization/harbor-ai", "mode": "API"}]


def test_a_list_that_is_one_statement_is_not_taken_in_part(imported: Import) -> None:
    report = imported(
        model("Aster 7B", "row 1", context_length=1, developed_by=by("Aster Labs", "Unheard Of"))
    )

    assert "developed_by" not in written(report, "model/aster-7b")
    assert [item.reason for item in report.left_out] == ["organization 'Unheard Of' is not known"]


def test_records_may_name_each_other_in_any_order(imported: Import) -> None:
    report = imported(
        model(
            "Comet 3B Chat",
            "row 1",
            developed_by=by("Comet Works"),
            derived_from=[{"model": Named("model", "comet-3b"), "relation": "FINE_TUNE"}],
        ),
        model("Comet 3B", "row 2", developed_by=by("Comet Works")),
        Imported("organization", "Comet Works", {}, {"kind": "COMPANY"}, "row 3"),
    )

    assert (report.imported, report.refused, report.left_out) == (3, (), ())
    assert written(report, "model/comet-3b-chat")["derived_from"][0]["model"] == "model/comet-3b"


def test_what_rests_on_a_refused_record_is_left_out_with_it(imported: Import) -> None:
    report = imported(
        model("Quasar 1B", "row 1", developed_by=by("Aster Labs"), released="1500"),
        model(
            "Quasar 1B Chat",
            "row 2",
            developed_by=by("Aster Labs"),
            derived_from=[{"model": Named("model", "Quasar 1B"), "relation": "FINE_TUNE"}],
        ),
    )

    assert [refused.record for refused in report.refused] == ["row 1"]
    assert [item.field for item in report.left_out] == ["derived_from"]
    assert report.imported == 1


def test_the_first_of_two_records_on_one_thing_holds_and_the_other_is_told(imported: Import) -> None:
    report = imported(
        model("Aster 7B", "row 1", context_length=4096), model("aster 7b", "row 2", context_length=2048)
    )

    assert written(report, "model/aster-7b")["context_length"] == 4096
    (told,) = report.left_out
    assert (told.record, told.field) == ("row 2", "context_length")


def test_a_source_that_the_facts_know_is_named_by_its_id(imported: Import) -> None:
    """Letter case and a stroke at the end make no other address."""
    card = {"url": "https://example.org/Aster/card/", "title": "The card", "source_kind": "PRIMARY"}
    blog = {"url": "https://example.org/blog", "title": "A blog", "source_kind": "PRIMARY"}
    statement = {"status": "OPEN", "source": [SOURCE, card]}
    report = imported(
        model("Aster 7B", "row 1", openness_properties={"data-card": statement}),
        model("Elm 40B", "row 2", openness_properties={"data-card": {**statement, "source": [SOURCE, blog]}}),
        model(
            "Dune 4",
            "row 3",
            openness_properties={
                "data-card": {**statement, "source": [{**blog, "url": f"{blog['url']}/", "title": "B"}]}
            },
        ),
    )

    assert report.refused == ()
    sources = {
        slug: written(report, f"model/{slug}")["openness_properties"]["data-card"]["source"]
        for slug in ("aster-7b", "elm-40b", "dune-4")
    }
    blogged = {"url": "https://example.org/blog/", "title": "B", "source_kind": "PRIMARY"}
    assert sources == {
        "aster-7b": ["source/star-atlas", "source/aster-card"],
        "elm-40b": ["source/star-atlas", blogged],
        "dune-4": [blogged],
    }


def test_an_import_of_the_core_takes_new_models_only_where_they_are_complete_originals(
    imported: Import,
) -> None:
    ours = {"developed_by": by("Aster Labs"), "openness_properties": OPEN}
    base = [{"model": Named("model", "Aster 7B"), "relation": "QUANTIZATION"}]

    report = imported(
        model("Comet 3B", "row 1", released="2024", **ours),
        model("Comet 4B", "row 2", **ours),
        model("Comet 5B", "row 3", released="2024", developed_by=by("Aster Labs")),
        model("Comet 3B GGUF", "row 4", released="2024", **ours),
        model("Little Comet", "row 5", released="2024", derived_from=base, **ours),
        model("Early Comet", "row 6", released="2009", **ours),
        model("Aster 7B", "row 7", context_length=8192),
        core=True,
    )

    assert (report.imported, report.merged) == (1, 1)
    assert {refused.record: refused.reason for refused in report.refused} == {
        "row 2": "model/comet-4b: lacks a date of release",
        "row 3": "model/comet-5b: lacks a word on how it can be had",
        "row 4": "model/comet-3b-gguf: is a copy or an addition, which an overlay holds",
        "row 5": "model/little-comet: is a copy or an addition, which an overlay holds",
        "row 6": "model/early-comet: is older than 2018",
    }


def test_a_file_of_another_format_writes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(path: Path) -> Iterator[Imported | Refused]:
        yield MIXED[0]
        raise FactErrors([Problem("atlas.csv", 7, "expected a table of stars, found half a line")])

    monkeypatch.setattr(run_module, "importer_named", lambda name: SimpleNamespace(SOURCE=SOURCE, read=read))

    with pytest.raises(FactErrors, match=r"atlas.csv:7: expected a table of stars, found half a line"):
        run("atlas", Path("atlas.csv"), folder)

    assert not (folder / "imported").exists()


def test_an_importer_that_does_not_exist_is_told_with_those_that_do() -> None:
    with pytest.raises(BadValue, match=r"'nosuchset' is no importer.*; importers are "):
        importer_named("nosuchset")
    with pytest.raises(BadValue, match=r"'run' is no importer"):
        importer_named("run")


def test_the_report_is_a_table(imported: Import) -> None:
    assert table(imported(*MIXED)) == (
        "set    records  imported  merged  refused  left out  doubtful  disagreements\n"
        "atlas        9         1       3        5         0         1              1"
    )
