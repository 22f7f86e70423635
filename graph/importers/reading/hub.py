"""Repositories on the Hugging Face Hub, as ids and addresses name them."""

from __future__ import annotations

import re

from graph.importers.reading.sizes import sizes_in

_ID = re.compile(r"^[A-Za-z0-9][\w.-]*/[\w.-]+$")
_ADDRESS = re.compile(r"^https?://(?:www\.)?(?:huggingface\.co|hf\.co)/([\w.-]+/[\w.-]+)", re.IGNORECASE)
_OTHER_PAGES = ("datasets", "spaces", "collections", "papers", "blog", "docs", "models", "organizations")


def hub_id(text: str | None) -> str | None:
    """The `owner/name` of a model repository that a text is, or that an address leads to."""
    text = (text or "").strip()
    address = _ADDRESS.match(text)
    found = address[1] if address else text if _ID.match(text) else None
    if found is None or found.partition("/")[0].lower() in _OTHER_PAGES:
        return None
    return found


def dataset_id(text: str | None) -> str | None:
    """The `owner/name` of the data set repository that an address leads to."""
    found = re.match(r"^https?://huggingface\.co/datasets/([\w.-]+/[\w.-]+)", (text or "").strip())
    return found[1] if found else None


def fits(name: str, repository: str) -> bool:
    """Whether a repository can be that of a model of this name: sizes agree, one name within the other."""
    slug = repository.partition("/")[2]
    sizes, others = sizes_in(name), sizes_in(slug)
    if sizes and others and not sizes & others:
        return False
    mine, its = _words(name), _words(slug)
    if not mine or not its:
        return not mine and not its
    return (
        set(mine) <= set(its)
        or set(its) <= set(mine)
        or "".join(its) in "".join(mine)
        or "".join(mine) in "".join(its)
    )


def address(repository: str) -> str:
    """The page of a model repository."""
    return f"https://huggingface.co/{repository}"


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[^a-z]+", text.lower()) if len(word) > 1]
