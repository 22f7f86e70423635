"""The commands that refresh facts from upstream sets and compare versions of the graph."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from api.cli import app
from graph.build import build
from graph.errors import BadValue, SettingsError
from graph.importers import Imported, Refused
from graph.importers import run as run_module
from graph.schema.kind import SourceFacts, SourceKind
from tests.facts.conftest import spoil

ATLAS = SourceFacts(url="https://example.org/atlas", title="Star Atlas", source_kind=SourceKind.INDEX)


@pytest.fixture
def folder(world_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(world_folder, tmp_path / "facts"))


@pytest.fixture
def atlas(monkeypatch: pytest.MonkeyPatch) -> None:
    """An importer of two made-up records."""

    def read(path: Path) -> Iterable[Imported | Refused]:
        return (
            Imported("model", "Aster 7B", {}, {"released": "2024-04"}, "row 1"),
            Refused("row 2", "has no name at all"),
        )

    monkeypatch.setattr(run_module, "importer_named", lambda name: SimpleNamespace(SOURCE=ATLAS, read=read))


def said(*arguments: str | Path) -> str:
    result = CliRunner().invoke(app, list(map(str, arguments)))
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.usefixtures("atlas")
def test_import_writes_the_layer_and_says_what_became_of_every_record(folder: Path) -> None:
    lines = said("import", "atlas", "atlas.csv", "--facts", folder).splitlines()

    assert lines[:2] == [
        "refused row 2: has no name at all",
        "disagreement model/aster-7b released: 2024-04 here, 2024-03-14 in curated facts (chosen)",
    ]
    assert lines[2] == "set    records  imported  merged  refused  left out  doubtful  disagreements"
    assert lines[3].split() == ["atlas", "2", "0", "1", "1", "0", "0", "1"]
    assert (folder / "imported" / "atlas" / "model.jsonl").is_file()


@pytest.mark.usefixtures("atlas")
def test_a_dry_run_writes_nothing(folder: Path) -> None:
    before = sorted(folder.rglob("*"))

    assert said("import", "atlas", "atlas.csv", "--facts", folder, "--dry-run").endswith(
        "nothing was written\n"
    )
    assert sorted(folder.rglob("*")) == before


@pytest.mark.usefixtures("atlas")
def test_import_writes_elsewhere_where_it_is_told_so(folder: Path, tmp_path: Path) -> None:
    before = sorted(folder.rglob("*"))

    said("import", "atlas", "atlas.csv", "--facts", folder, "--write", tmp_path / "out")

    assert sorted(folder.rglob("*")) == before
    assert (tmp_path / "out" / "imported" / "atlas" / "model.jsonl").is_file()


def test_an_unknown_importer_is_told_with_those_that_exist(folder: Path) -> None:
    result = CliRunner().invoke(app, ["import", "no-such-set", "x.csv", "--facts", str(folder)])

    assert isinstance(result.exception, BadValue)
    assert "'no-such-set' is no importer" in str(result.exception)


def test_check_says_how_many_values_sources_disagree_on(folder: Path) -> None:
    assert "4 disagreements between sources" in said("check", folder).splitlines()


def test_diff_shows_facts_and_verdicts_as_a_table_and_as_json(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = build(folder)
    before.save(Path("build"))
    spoil(
        folder / "model" / "aster-7b.yaml",
        "final-weights: {status: OPEN",
        "final-weights: {status: CLOSED, basis: STATED, source: source/aster-report",
    )
    after = build(folder)
    file = after.save(tmp_path / "elsewhere")

    table = said("diff", before.version[:8], file).splitlines()
    found = json.loads(said("diff", before.version, file, "--json"))

    assert table[0] == f"{before.version} -> {after.version}"
    assert "  model/aster-7b  openness: OPEN_WEIGHTS -> API_ONLY" in table
    (criterion,) = {line for line in table if line.startswith("    criterion weights-open ")}
    assert criterion.endswith("(Anyone may fetch the final weights.) property final-weights OPEN -> CLOSED")
    assert "    fact model/aster-7b openness_properties/final-weights/status: OPEN -> CLOSED" in table
    openness = [
        item for item in found["verdicts"] if (item["id"], item["verdict"]) == ("model/aster-7b", "openness")
    ]
    assert [(item["before"], item["after"]) for item in openness] == [("OPEN_WEIGHTS", "API_ONLY")]
    assert {"id", "field", "before", "after"} == found["facts"][0].keys()


def test_a_version_that_was_not_saved_is_told_with_those_that_were(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    version = build(folder).version
    build(folder).save(Path("build"))

    result = CliRunner().invoke(app, ["diff", version, "0000"])

    assert isinstance(result.exception, BadValue)
    assert str(result.exception) == (
        f"'0000' is neither a saved graph nor one version in build/: there are {version}"
    )


@pytest.mark.usefixtures("atlas")
def test_an_overlay_holds_the_layers_of_several_sets_and_leaves_the_facts_alone(
    folder: Path, tmp_path: Path
) -> None:
    before = sorted(folder.rglob("*"))

    lines = said(
        "overlay", tmp_path / "more", "atlas=a.csv", "star_chart=b.csv", "--facts", folder
    ).splitlines()

    assert [line.split()[0] for line in lines] == ["set", "atlas", "set", "star_chart", "lay"]
    assert sorted(folder.rglob("*")) == before
    assert sorted(path.name for path in (tmp_path / "more" / "imported").iterdir()) == ["atlas", "star_chart"]


@pytest.mark.usefixtures("atlas")
def test_a_graph_is_built_of_facts_and_overlay(folder: Path, tmp_path: Path) -> None:
    said("overlay", tmp_path / "more", "atlas=atlas.csv", "--facts", folder)
    query = '{ model(id: "model/aster-7b") { claims { set field } } }'

    plain = said("query", query, "--facts", folder)
    overlaid = said("query", query, "--facts", folder, "--overlay", tmp_path / "more")
    built = said("build", "--facts", folder, "--overlay", tmp_path / "more", "--out", tmp_path / "out")

    assert '"atlas"' not in plain
    assert '"atlas"' in overlaid
    assert json.loads(overlaid)["extensions"]["graphVersion"] in built


def test_a_set_of_an_overlay_comes_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(BadValue, match=r"'atlas' is no SET=PATH; write hugging_face=sets/huggingface-hub"):
        CliRunner().invoke(app, ["overlay", str(tmp_path), "atlas"], catch_exceptions=False)


def test_an_overlay_is_not_laid_over_a_graph_that_is_built_already(folder: Path, tmp_path: Path) -> None:
    saved = build(folder).save(tmp_path)

    with pytest.raises(SettingsError, match="a saved graph is built already"):
        CliRunner().invoke(
            app,
            ["query", "{ graph { version } }", "--graph", str(saved), "--overlay", str(folder)],
            catch_exceptions=False,
        )
