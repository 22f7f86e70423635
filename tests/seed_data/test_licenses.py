"""The licences, and what the rules make of their terms."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from graph.derive.licensing import LicenseFreedom, license_freedom
from graph.facts.read import read_yaml
from graph.schema.license import License
from graph.schema.license_freedom import FreedomRule, FreedomRules
from graph.values.freedom import Freedom

SEED_DATA = Path(__file__).resolve().parents[2] / "seed_data"
TABLE = Path(__file__).with_name("license_freedom.tsv")


def values(path: Path) -> Any:
    document, problems = read_yaml(path, path.name)
    assert document is not None, problems
    return document.values


@cache
def rules() -> FreedomRules:
    return FreedomRules.model_validate(values(SEED_DATA / "rules" / "license-freedom.yaml"))


@cache
def licenses() -> dict[str, License]:
    paths = sorted((SEED_DATA / "license").glob("*.yaml"))
    return {f"license/{path.stem}": License.model_validate(values(path)) for path in paths}


@cache
def readings() -> dict[str, LicenseFreedom]:
    return {name: license_freedom(terms, rules()) for name, terms in licenses().items()}


def test_every_license_reads_as_the_reviewed_table_says() -> None:
    found = [
        {
            "license": name,
            "freedom": str(reading.freedom),
            "rule": reading.rule.says if reading.rule else "",
            "without_osi_approval": "yes" if reading.is_free_without_osi_approval else "",
        }
        for name, reading in readings().items()
    ]

    with TABLE.open(encoding="utf-8", newline="") as table:
        assert found == list(csv.DictReader(table, delimiter="\t"))


@pytest.mark.parametrize(
    ("name", "freedom"),
    [
        ("apache-2.0", Freedom.FREE),
        ("agpl-3.0-only", Freedom.FREE),
        ("cc-by-4.0", Freedom.FREE),
        ("openmdw-1.0", Freedom.FREE),
        ("llama-3.1-community", Freedom.CONDITIONAL),
        ("bigscience-bloom-rail-1.0", Freedom.CONDITIONAL),
        ("gemma-terms", Freedom.CONDITIONAL),
        ("cc-by-nd-4.0", Freedom.NO_DERIVATIVES),
        ("cc-by-nc-4.0", Freedom.NONCOMMERCIAL),
        ("flux-1-dev-noncommercial", Freedom.NONCOMMERCIAL),
        ("llama-1-noncommercial", Freedom.RESEARCH_ONLY),
        ("openai-terms", Freedom.NONE),
        ("none-declared", Freedom.NONE),
        ("hub-other", Freedom.UNKNOWN),
    ],
)
def test_well_known_terms_read_as_lawyers_read_them(name: str, freedom: Freedom) -> None:
    assert readings()[f"license/{name}"].freedom is freedom


def test_every_rule_decides_some_license() -> None:
    deciding = {id(reading.rule) for reading in readings().values()}

    assert [rule.says for rule in rules().rules if id(rule) not in deciding] == []


def terms_of(rule: FreedomRule) -> set[tuple[str, str]]:
    restrictions = (*(rule.any_restriction or ()), *(rule.restrictions_within or ()))
    return {
        *(("license_restriction", term) for term in restrictions),
        *(("license_condition", term) for term in rule.conditions_within or ()),
        *(("license_permission", term) for term in rule.lacks_permission or ()),
    }


def test_the_rules_use_terms_of_the_vocabularies() -> None:
    used = set().union(*map(terms_of, rules().rules))

    known = {
        (name, term)
        for name in ("license_permission", "license_condition", "license_restriction")
        for term in values(SEED_DATA / "vocabulary" / f"{name}.yaml")["terms"]
    }

    assert used - known == set()


def test_a_threshold_stands_wherever_terms_change_above_a_figure() -> None:
    by_figure = {"USER_THRESHOLD", "REVENUE_THRESHOLD", "OUTPUT_VOLUME_THRESHOLD"}

    without = {
        name
        for name, terms in licenses().items()
        if by_figure.intersection(terms.restrictions) and not terms.thresholds
    }

    assert without == {"license/jamba-open-model"}, "a cap is reported there, but no text was seen"


def test_a_clause_is_one_of_a_term_that_the_licence_has() -> None:
    strange = {
        (name, clause.term)
        for name, terms in licenses().items()
        for clause in terms.clauses
        if clause.term not in (*terms.permissions, *terms.conditions, *terms.restrictions)
    }

    assert strange == set()


def test_a_naming_duty_says_which_words_it_asks_for() -> None:
    naming = ("NAMING_PREFIX", "NAMING_BUILT_WITH", "NAMING_UI_DISPLAY_OVER_THRESHOLD")

    without = {
        name
        for name, terms in licenses().items()
        for term in terms.conditions
        if term in naming and not any(clause.term == term and clause.text for clause in terms.clauses)
    }

    assert without == {
        "license/falcon-180b-tii-1.0",
        "license/falcon-2-11b-tii-1.0",
        "license/falcon-llm-tii",
        "license/falcon-llm-tii-1.0-royalty",
        "license/grok-2-community",
        "license/grok-2-community-initial",
    }, "their words were not read"


def test_what_happens_above_a_threshold_is_told_apart() -> None:
    effects = {
        name: {str(threshold.effect) for threshold in terms.thresholds}
        for name, terms in licenses().items()
        if terms.thresholds
    }

    assert effects["license/llama-3.1-community"] == {"FURTHER_LICENSE_NEEDED"}
    assert effects["license/stability-community"] == {"GRANT_ENDS"}
    assert effects["license/kimi-k2-modified-mit"] == {"NAME_SHOWN"}
    assert effects["license/falcon-llm-tii-1.0-royalty"] == {"ROYALTY"}


def test_a_region_is_named_wherever_regions_are_excluded() -> None:
    without = {
        name
        for name, terms in licenses().items()
        if ("GEOGRAPHIC_EXCLUSION" in terms.restrictions) != bool(terms.excluded_jurisdictions)
    }

    assert without == set()


def test_the_llama_clause_on_the_eu_reaches_multimodal_models_only() -> None:
    (exclusion,) = licenses()["license/llama-3.2-community"].excluded_jurisdictions

    assert exclusion.jurisdiction == "jurisdiction/eu"
    assert exclusion.modalities == ("IMAGE", "VIDEO", "AUDIO", "SPEECH")
