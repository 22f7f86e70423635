"""Which new models of a set belong to the core of the graph, and which to an overlay of the long tail.

The core holds originals that can be judged: a model with a developer, a date and a word on how it can be
had. Copies in another precision or container, merges and adapters say nothing about a developer's openness.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.importers.steps.place import Placed

COPIES = frozenset({"QUANTIZATION", "FORMAT_CONVERSION", "ADAPTER", "MERGE"})
"""Relations by which a model is a copy or an addition, not a release of its own."""

_PACKAGING = re.compile(
    r"(?:^|[-_. ])(gguf|ggml|gptq|awq|exl2|mlx|onnx|bnb|openvino|coreml|ct2|int[48]|fp8|fp4|fp16|bf16|nf4|"
    r"nvfp4|mxfp4|[2468]bit|w\d+a\d+\w*|qat|quantized|autoround|lora|adapter|draft|eagle3?|safetensors|hf)"
    r"(?=$|[-_. ])",
    re.IGNORECASE,
)
EARLIEST = "2018"
"""The year from which models were released in the sense that is judged here."""

_NEEDED = (
    ("developed_by", "a developer"),
    ("released", "a date of release"),
)
_ACCESS = ("offered_by", "never_offered")


def outside_core(items: Sequence[Placed]) -> str | None:
    """Why the records of a new model stay out of the core; `None` where it belongs there, or is known."""
    if not items or items[0].record.kind != "model" or not any(item.is_new for item in items):
        return None
    values = [item.record.values for item in items]
    if any(_is_copy(item) for item in items):
        return "is a copy or an addition, which an overlay holds"
    dates = [str(found["released"]) for found in values if found.get("released")]
    if dates and min(dates) < EARLIEST:
        return f"is older than {EARLIEST}"
    lacking = [what for name, what in _NEEDED if not any(found.get(name) for found in values)]
    if not any(_says_access(found) for found in values):
        lacking.append("a word on how it can be had")
    return f"lacks {' and '.join(lacking)}" if lacking else None


def _is_copy(item: Placed) -> bool:
    relations = {line.get("relation") for line in item.record.values.get("derived_from", ())}
    return bool(relations & COPIES) or _PACKAGING.search(item.record.name) is not None


def _says_access(values: object) -> bool:
    assert isinstance(values, dict)
    return "final-weights" in values.get("openness_properties", {}) or any(map(values.get, _ACCESS))
