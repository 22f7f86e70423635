"""Files that lie or are named where no fact is looked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import FactErrors
from graph.facts.load import load_facts
from graph.values.node_id import NodeId

KINDS = (
    "model, organization, person, license, dataset, openness_property, openness_group, definition, "
    "use_case, trade_off, jurisdiction, source"
)
MISPLACED = {
    "models/aster.yaml": f"models/ is no kind of fact; did you mean model?; kinds are {KINDS}",
    "zoo/aster.yaml": f"zoo/ is no kind of fact; kinds are {KINDS}",
    "aster.yaml": f"lies outside the folders; move it into the folder of its kind: {KINDS}",
    "model/aster/7b.yaml": "lies too deep; move it to model/7b.yaml, since the path is the id",
    "vocabulary/more/words.yaml": "lies too deep; move it to vocabulary/words.yaml, since the path is the id",
    "model/aster.yml": "ends in .yml; rename it to .yaml, or move it out of model/",
    "model/aster.YAML": "ends in .YAML; rename it to .yaml, or move it out of model/",
    "model/aster.json": "ends in .json; rename it to .yaml, or move it out of model/",
    "model/aster": "ends in no suffix; rename it to .yaml, or move it out of model/",
    "rules/more.yaml": (
        "is no rule that is read here; the files of rules are rules/license-freedom.yaml, "
        "rules/license-inheritance.yaml, rules/license-use.yaml, rules/claim-choice.yaml, "
        "rules/open-washing.yaml, rules/told-apart.yaml"
    ),
    "model/Aster 7B.yaml": (
        "'Aster 7B' cannot be part of an id: lower-case letters, digits, and - between; "
        "rename it to aster-7b.yaml"
    ),
    "model/société_élan.yaml": (
        "'société_élan' cannot be part of an id: lower-case letters, digits, and - between; "
        "rename it to societe-elan.yaml"
    ),
    "model/雪.yaml": "'雪' cannot be part of an id: lower-case letters, digits, and - between; rename it",
}


@pytest.mark.parametrize("place", MISPLACED)
def test_a_file_in_a_wrong_place_is_told_the_right_one(tmp_path: Path, place: str) -> None:
    file = tmp_path / "facts" / place
    file.parent.mkdir(parents=True)
    file.write_text("name: A\n", encoding="utf-8")

    with pytest.raises(FactErrors) as refused:
        load_facts(tmp_path / "facts")

    assert str(refused.value) == f"facts/{place}:1: {MISPLACED[place]}"


@pytest.mark.parametrize(
    "place",
    ["README.md", "json_schema/model.json", "review/doubts.yaml", "person/.ada.yaml.swp", "person/ada.yaml~"],
)
def test_texts_for_people_and_what_editors_leave_behind_are_not_read(tmp_path: Path, place: str) -> None:
    (tmp_path / "person").mkdir()
    (tmp_path / "person" / "ada.yaml").write_text("name: Ada\n")
    (tmp_path / place).parent.mkdir(exist_ok=True)
    (tmp_path / place).write_text("nothing to be read: [\n")

    assert list(load_facts(tmp_path).entities) == ["person/ada"]


@pytest.mark.parametrize("name", ["gpt-4", "llama-3.1-405b", "c4ai_r", "a", "7", "notepad++", "qwen2.5-0.5b"])
def test_the_path_of_a_file_is_the_id(tmp_path: Path, name: str) -> None:
    (tmp_path / "person").mkdir()
    (tmp_path / "person" / f"{name}.yaml").write_text("name: Ada\n")

    assert list(load_facts(tmp_path).entities) == [NodeId(f"person/{name}")]


def test_a_folder_that_is_away_says_so(tmp_path: Path) -> None:
    with pytest.raises(FactErrors, match=r"is no folder; name the one that holds the fact files$"):
        load_facts(tmp_path / "gone")


def test_an_empty_folder_asks_whether_it_is_the_right_one(tmp_path: Path) -> None:
    with pytest.raises(FactErrors, match=r"holds no fact files; is it the right folder\?$"):
        load_facts(tmp_path)


def test_a_source_in_place_gets_an_id_of_its_title_and_address(tmp_path: Path) -> None:
    (tmp_path / "person").mkdir()
    source = "{url: 'https://example.org/élan', title: 'Élan: a report', source_kind: PRIMARY}"
    (tmp_path / "person" / "ada.yaml").write_text(f"name: Ada\nsources: [{source}]\n", encoding="utf-8")
    (tmp_path / "person" / "bo.yaml").write_text(f"name: Bo\nsources: [{source}]\n", encoding="utf-8")

    assert list(load_facts(tmp_path).entities) == ["person/ada", "person/bo", "source/lan-a-report-a4f8aba2"]
