"""The guide for those who write facts: its templates load, and its messages are what the check says."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from graph.errors import FactErrors
from graph.facts.check import check_facts
from graph.facts.load import load_facts

SEED_DATA = Path(__file__).resolve().parents[2] / "seed_data"
GUIDE = (SEED_DATA / "README.md").read_text(encoding="utf-8")
TEMPLATES = dict(re.findall(r"```(?:yaml|json)\n# seed_data/(\S+)\n(.+?)```", GUIDE, re.S))
MESSAGES = re.findall(r"^\| ([^|`]+) \| (`.+`) \|$", GUIDE, re.M)

MODEL = "model/aster-7b.yaml"
CLOSED = "{status: CLOSED, basis: STATED, source: source/aster-announcement, note: Said to stay in-house.}"
FAULTS = {
    "a key that does not exist": (MODEL, "licensed_under:", "lisenced_under:"),
    "an id that nothing has": (MODEL, "license/apache-2.0", "license/apache-2"),
    "a key that stands twice": (MODEL, "family: Aster", "name: Aster"),
    "a number where text belongs": (MODEL, "family: Aster", "family: 7"),
    "a date in another form": (MODEL, "released: 2025-03", "released: 2025/03"),
    "dates in the wrong order": (MODEL, "released: 2025-03", "released: 2025-03\nwithdrawn: 2024"),
    "a share above the whole": ("organization/aster-labs.yaml", "'30..50'", "140"),
    "a word outside its vocabulary": (MODEL, "[TEXT]", "[PICTURE]"),
    "a status that does not exist": (MODEL, "{status: UNKNOWN", "{status: AVAILABLE"),
    "a file without a source": ("person/ada-example.yaml", "sources: [source/aster-announcement]\n", ""),
    "a holding without a source": (
        "organization/aster-labs.yaml",
        "as_of: 2025-01,\n     source: source/aster-announcement}",
        "as_of: 2025-01}",
    ),
    "CLOSED without its source": (MODEL, CLOSED, "{status: CLOSED, basis: STATED}"),
    "CLOSED, PARTIAL or UNKNOWN unexplained": (MODEL, "CLOSED, basis: STATED", "CLOSED"),
    "open training parts without their place": (MODEL, CLOSED, "{status: OPEN}"),
    "a derived status that is written": (MODEL, f"training-code: {CLOSED}", "api: {status: OPEN}"),
    "one address, two sources": (
        "source/aster-announcement.yaml",
        "https://example.org/announcement",
        "https://opensource.org/ai/definition",
    ),
    "a model that comes from itself": (
        MODEL,
        "offered_by:",
        "derived_from: [{model: model/aster-7b, relation: FINE_TUNE}]\noffered_by:",
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The templates beside the real reference data, without real models and organizations."""
    folder = tmp_path / "seed_data"
    kinds = ("model", "organization", "person", "dataset", "imported", "review")
    shutil.copytree(SEED_DATA, folder, ignore=shutil.ignore_patterns(*kinds, "told-apart.yaml"))
    for path, text in TEMPLATES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def test_the_templates_of_the_guide_load_and_pass_every_check(folder: Path) -> None:
    check_facts(load_facts(folder))


def test_the_guide_has_a_template_of_every_kind_that_people_write_and_of_an_import() -> None:
    assert {path.partition("/")[0] for path in TEMPLATES} == {
        "model",
        "organization",
        "person",
        "source",
        "license",
        "dataset",
        "openness_property",
        "definition",
        "use_case",
        "trade_off",
        "imported",
    }


@pytest.mark.parametrize(("fault", "message"), MESSAGES)
def test_the_check_says_what_the_guide_says(folder: Path, fault: str, message: str) -> None:
    path, right, wrong = FAULTS[fault]
    text = (folder / path).read_text(encoding="utf-8")
    assert right in text
    (folder / path).write_text(text.replace(right, wrong, 1), encoding="utf-8")

    with pytest.raises(FactErrors) as refused:
        check_facts(load_facts(folder))

    for part in re.findall(r"`(.+?)`", message):
        assert part in str(refused.value)


def test_every_fault_that_is_tried_stands_in_the_guide() -> None:
    assert {fault for fault, _ in MESSAGES} == FAULTS.keys()
