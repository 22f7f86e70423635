"""LiteLLM: which models are served by whose API, and the price of a token.

Format: one JSON object, keyed by the name under which LiteLLM calls a model, with provider, mode and prices.
Odd values: the first entry, `sample_spec`, is a pattern; names hold a provider, a region, a version
(`bedrock/eu-west-1/anthropic.claude-v2:1`), and for images a quality and size; prices are dollars a token.
Some entries price a class of sizes, copies tuned by a customer, or a search, none of which is a model.
Left out: prices by image, minute or page; limits; what a model supports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.importers import Imported, Refused
from graph.importers.reading.dates import day
from graph.importers.reading.files import read_json, wrong_format
from graph.importers.reading.links import link, primary
from graph.importers.reading.prices import per_million, prices
from graph.importers.reading.providers import provider
from graph.importers.reading.taking import taken
from graph.schema.kind import SourceFacts, SourceKind

SOURCE = SourceFacts(
    url="https://github.com/BerriAI/litellm",
    title="LiteLLM: model prices and context windows",
    publisher="BerriAI",
    source_kind=SourceKind.INDEX,
    license="MIT",
)
EXPECTED = "the JSON object of LiteLLM's model prices, with `litellm_provider` in its entries"
NO_MODEL = ("search", "vector_store", "guardrail", "decisions", "extraction")
_SIZE_CLASS = re.compile(r"^(fireworks-ai|together-ai)-")
_VARIANT = re.compile(
    r"(?<=/)(us|eu|apac|global|global-standard|au|jp|us-gov|[a-z]{2}(-gov)?-[a-z]+-\d)/"
    r"|(?:^|(?<=/))(us|eu|apac|global|au|jp|us-gov)\.(?=[a-z0-9]+\.)"
    r"|(?<=/)\d+-month-commitment/"
    r"|(?:^|(?<=/))((ultra|xhigh|high|medium|low|auto|hd|standard)/)?(\d+-x-\d+/)?((\d+|max)-steps/)?"
)
"""Parts of a name that stand for one region, commitment, or size or quality of images."""
_BEDROCK_MAKER = re.compile(
    r"^(ai21|amazon|anthropic|cohere|deepseek|google|meta|minimax|mistral|moonshot|moonshotai|nvidia|openai|"
    r"qwen|stability|twelvelabs|us|writer|xai|zai)\.(?=[a-z])"
)
_POINT = re.compile(r"(?<=\d)p(?=\d)")
_BEDROCK_VERSION = re.compile(r"-v\d+:\d+(:\d+k|:mm)?$")


def read(path: Path) -> Iterator[Imported | Refused]:
    """The entries of the file."""
    entries = read_json(path, EXPECTED)
    if not isinstance(entries, dict) or not any(
        isinstance(entry, dict) and "litellm_provider" in entry for entry in entries.values()
    ):
        raise wrong_format(path, EXPECTED, "an object without such entries" if entries else "an empty value")
    seen: set[str] = set()
    for key, entry in entries.items():
        bare = _VARIANT.sub("", key)
        reason = _no_model(key, entry)
        if not reason and bare != key and (bare in entries or bare in seen):
            reason = "repeats an offer for one region, commitment, or size or quality of images"
        seen.add(bare)
        yield Refused(key, reason) if reason else taken(key, _imported, key, bare, entry)


def _no_model(key: str, entry: Any) -> str | None:
    if key == "sample_spec":
        return "is the pattern of an entry"
    if not isinstance(entry, dict) or not entry.get("litellm_provider"):
        return "names no provider"
    if entry.get("mode") in NO_MODEL or key.endswith("/search"):
        return f"is a service and not a model: {entry.get('mode')}"
    if _SIZE_CLASS.match(key):
        return "is a price for a class of sizes"
    if key.startswith("ft:"):
        return "is a price for copies that a customer has tuned"
    return "is a name that moves from model to model" if key.endswith("latest") else None


def _imported(key: str, bare: str, entry: dict[str, Any]) -> Imported:
    route = entry["litellm_provider"]
    organization, mode = provider(route)
    page = link(entry.get("source"))
    offer: dict[str, Any] = {
        "provider": organization,
        "mode": mode,
        **prices(
            per_million(entry.get("input_cost_per_token"), 1e6),
            per_million(entry.get("output_cost_per_token"), 1e6),
        ),
        "valid_to": day(entry.get("deprecation_date")),
        "source": [SOURCE, primary(page)] if page else None,
    }
    offer = {field: value for field, value in offer.items() if value is not None}
    return Imported("model", _name(bare, route), {}, {"offered_by": [offer]}, key)


def _name(key: str, route: str) -> str:
    """The model's own part of a name: `bedrock/anthropic.claude-v2:1` gives `claude-v2:1`."""
    name = key.rpartition("/")[2]
    if route.startswith("bedrock"):
        name = _BEDROCK_VERSION.sub("", _BEDROCK_MAKER.sub("", name))
    if route.startswith("vertex_ai"):
        name = name.removesuffix("-maas").partition("@")[0]
    if route == "fireworks_ai":
        name = _POINT.sub(".", name)
    return name.removeprefix("databricks-").removeprefix("FW-")
