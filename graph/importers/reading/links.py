"""Addresses that a record gives for what it says."""

from __future__ import annotations

import re
from typing import Any

from graph.schema.kind import SourceFacts

_URL = re.compile(r"^https?://[^\s<>\"]+$")


def links(value: Any) -> list[str]:
    """The whole addresses in a text or a list of texts."""
    texts = [text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str)]
    words = (word for text in texts for word in re.split(r"[\s,]+(?=https?://)|\s+", text.strip()))
    return [word for word in words if _URL.match(word)]


def link(value: Any) -> str | None:
    """The first whole address in a text or a list of texts, or `None`."""
    return next(iter(links(value)), None)


_DOCUMENTS = re.compile(
    r"^https?://(www\.)?(arxiv\.org|huggingface\.co|github\.com|doi\.org|openreview\.net|aclanthology\.org)/"
)
"""Where papers, model cards and code lie: such an address leads to a document of the developer's own."""


def evidence(index: SourceFacts, *urls: str | None) -> list[SourceFacts | dict[str, str]]:
    """What a statement of an index rests on: it, and the first primary document that its record names."""
    return [index, *[primary(url) for url in urls if url and _DOCUMENTS.match(url)][:1]]


def primary(url: str) -> dict[str, str]:
    """The document at an address as a source, titled by the address alone so that equal ones agree."""
    return {"url": url, "title": re.sub(r"^https?://(www\.)?|/$", "", url), "source_kind": "PRIMARY"}
