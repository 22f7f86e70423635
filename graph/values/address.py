"""Addresses of documents: when two spellings are one address."""

from __future__ import annotations


def address_key(url: str) -> str:
    """What spellings of one address have in common: letter case and a stroke at the end tell none apart."""
    return url.casefold().rstrip("/")
