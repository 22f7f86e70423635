"""Opening up ChatGPT, forerunner of the European index: dimensions judged open, partial or closed.

Format: one YAML file a project in the folder `projects`, with `project`, `org` and a mapping with `class`,
`link` and `notes` for each dimension.
Odd values: `A_sample.yaml` and software without a model of its own are no systems. `rlweights` is closed
where a project has no second set of weights: then `llmweights` decides, if its address is the project's
own. Licences are in free wording; `rlbase` names data as often as models, `llmbase` often only a family, so
that neither is taken.
Left out: `code` (documentation of code) and `license` (a verdict) have no counterpart; `package` and `api`
follow from offers here; weights that are partial behind a gate, and what is partial in a way that no remark
tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.importers import Imported, Named, Refused
from graph.importers.reading import hub
from graph.importers.reading.files import files_below, read_yaml
from graph.importers.reading.licenses import grants
from graph.importers.reading.links import link
from graph.importers.reading.sizes import sizes_in
from graph.importers.reading.taking import taken
from graph.importers.reading.verdicts import verdict
from graph.schema.kind import SourceFacts, SourceKind
from graph.values.day import Day

SOURCE = SourceFacts(
    url="https://github.com/opening-up-chatgpt/opening-up-chatgpt.github.io",
    title="Opening up ChatGPT: project files",
    publisher="Radboud University",
    published=Day.parse("2025-03-11"),
    source_kind=SourceKind.INDEX,
    license="Apache-2.0",
)
EXPECTED = "YAML files of Opening up ChatGPT, with `project` and `org`"
DIMENSIONS = {
    "opencode": "training-code",
    "llmdata": "training-data",
    "rldata": "post-training-data",
    "architecture": "architecture",
    "preprint": "technical-report",
    "paper": "research-paper",
    "modelcard": "model-card",
    "datasheet": "data-card",
}


def read(path: Path) -> Iterator[Imported | Refused]:
    """The records of the folder `projects`, one a file."""
    for file in files_below(path, ("*.yaml", "*.yml"), EXPECTED):
        record = file.relative_to(path).as_posix()
        content = read_yaml(file, EXPECTED)
        project = content.get("project") if isinstance(content, dict) else None
        if not isinstance(project, dict):
            yield Refused(record, "has no `project`")
        elif not project.get("name"):
            yield Refused(record, "names no project: an empty template, or software without a model")
        elif str(project.get("llmbase") or "").startswith("various"):
            yield Refused(record, "is software for various models, not a model")
        else:
            yield taken(record, _imported, content, record)


def _imported(content: dict[str, Any], record: str) -> Imported:
    project, name = content["project"], content["project"]["name"].strip()
    org = " ".join(str((content.get("org") or {}).get("name") or "").split())
    dimension = _dimension_of_weights(content, name)
    repository = hub.hub_id(_address(content, dimension)) if dimension else None
    if repository and not hub.fits(name, repository):
        repository = None
    judged = {**DIMENSIONS, **({dimension: "final-weights"} if dimension else {})}
    statements = {
        component: statement
        for key, component in judged.items()
        if (
            statement := verdict(
                component,
                content.get(key, {}).get("class") or "",
                SOURCE,
                location=_address(content, key),
                remark=content.get(key, {}).get("notes"),
            )
        )
    }
    sizes = sizes_in(name)
    values: dict[str, Any] = {
        "parameters": next(iter(sizes)) if len(sizes) == 1 else None,
        "developed_by": [{"organization": Named("organization", n)} for n in re.split(r" & ", org) if n],
        "licensed_under": grants([project.get("license")] if project.get("license") != "NA" else []),
        "openness_properties": statements,
    }
    identifiers = {"hugging_face": repository} if repository else {}
    return Imported(
        "model", name, identifiers, {key: value for key, value in values.items() if value}, record
    )


def _dimension_of_weights(content: dict[str, Any], name: str) -> str | None:
    """The dimension that judges the weights of the system itself, or `None` where neither surely does."""
    tuned, base = (content.get(key, {}).get("class") for key in ("rlweights", "llmweights"))
    if tuned != "closed" or base == "closed":
        return "rlweights"
    repository = hub.hub_id(_address(content, "llmweights"))
    return "llmweights" if repository and hub.fits(name, repository) else None


def _address(content: dict[str, Any], dimension: str) -> str | None:
    return link(content.get(dimension, {}).get("link"))
