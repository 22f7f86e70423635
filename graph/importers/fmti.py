"""Foundation Model Transparency Index: what developers disclose about flagship models.

Format: a folder with `<edition>/<edition>_scores.csv`, one row an indicator and one column a company.
Odd values: the edition of 2023 has two more columns in front and one of totals; those of 2023 and 2024 end
with a row of totals; names of companies differ between editions, and so do the indicators.
Taken: the indicators that ask for access itself (weights, training data, training code). A point for data
or code carries no address and is left out.
Left out: all others, since a point says that something is disclosed and not that it can be had; the scores
as such, for which there is no kind yet; the edition of 2023, whose files do not name the models.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.importers import Imported, Named, Refused
from graph.importers.reading.files import files_below, read_csv
from graph.importers.reading.verdicts import verdict
from graph.schema.kind import SourceFacts, SourceKind
from graph.values.day import Day

SOURCE = SourceFacts(
    url="https://github.com/stanford-crfm/fmti",
    title="Foundation Model Transparency Index, December 2025",
    publisher="Stanford Center for Research on Foundation Models",
    published=Day.parse("2025-12-09"),
    source_kind=SourceKind.INDEX,
    license="CC-BY 4.0",
)
MAY_2024 = SourceFacts(
    url="https://crfm.stanford.edu/fmti/",
    title="Foundation Model Transparency Index, May 2024",
    publisher="Stanford Center for Research on Foundation Models",
    published=Day.parse("2024-05"),
    source_kind=SourceKind.INDEX,
    license="CC-BY 4.0",
)
EXPECTED = "the folder of the Foundation Model Transparency Index, with `<edition>_scores.csv`"
EDITIONS = {"May2024": MAY_2024, "Dec2025": SOURCE}
INDICATORS = {
    "Open weights": "final-weights",
    "Full external model access": "final-weights",
    "Code access": "training-code",
    "Direct external data access": "training-data",
}
MODELS = {
    "May2024": {
        "Adept": "Fuyu-8B", "AI21 Labs": "Jurassic-2", "Aleph Alpha": "Luminous Supreme",
        "Amazon": "Titan Text Express", "Anthropic": "Claude 3 Opus", "BigCode": "StarCoder",
        "Google": "Gemini Ultra", "IBM": "Granite 13B", "Meta": "Llama 2 70B", "Microsoft": "Phi-2",
        "Mistral": "Mistral 7B", "OpenAI": "GPT-4", "Stability": "Stable Video Diffusion",
        "Writer": "Palmyra-X",
    },
    "Dec2025": {
        "AI21 Labs": "Jamba Large 1.6", "Alibaba": "Qwen3-235B-A22B", "Amazon": "Nova Premier",
        "Anthropic": "Claude Opus 4", "DeepSeek": "DeepSeek-R1", "Google": "Gemini 2.5 Pro",
        "IBM": "Granite 3.3 8B", "Meta": "Llama 4 Maverick", "Midjourney": "Midjourney V7",
        "Mistral": "Mistral Medium 3", "OpenAI": "o3", "Writer": "Palmyra X5", "xAI": "Grok 3",
    },
}  # fmt: skip
"""The model that an edition judges for each company, as its transparency reports name it."""
_NO_COMPANY = ("Domain", "Subdomain", "Indicator", "Total")


def read(path: Path) -> Iterator[Imported | Refused]:
    """The columns of the score files: one record a company and edition."""
    for file in files_below(path, ("*_scores.csv",), EXPECTED):
        edition = file.name.removesuffix("_scores.csv")
        rows = [row for _, row in read_csv(file, ("Indicator",), EXPECTED)]
        companies = [name for name in (rows[0] if rows else {}) if name not in _NO_COMPANY]
        for company in companies:
            record = f"{file.name} {company}"
            model = MODELS.get(edition, {}).get(company)
            scores = {row["Indicator"].strip(): row[company].strip() for row in rows}
            if edition not in EDITIONS:
                yield Refused(record, "is of an edition whose files do not name the model")
            elif model is None:
                yield Refused(record, f"is of a company whose model is not known: {company}")
            else:
                yield _imported(model, company, scores, EDITIONS[edition], record)


def _imported(
    model: str, company: str, scores: dict[str, str], edition: SourceFacts, record: str
) -> Imported:
    words = {"0": "closed", "1": "open"}
    judged = {
        component: verdict(component, words.get(scores[indicator], ""), edition)
        for indicator, component in INDICATORS.items()
        if indicator in scores
    }
    values: dict[str, Any] = {
        "developed_by": [{"organization": Named("organization", company), "source": [edition]}],
        "openness_properties": {key: statement for key, statement in judged.items() if statement},
    }
    return Imported("model", model, {}, values, record)
