"""Prices of tokens, in US dollars per million."""

from __future__ import annotations

from typing import Any


def per_million(value: Any, factor: float = 1.0) -> float | None:
    """A price as a number, `factor` million-tokens prices each; `None` where it is none or below nought."""
    try:
        price = float(value) * factor
    except (TypeError, ValueError):
        return None
    return round(price, 6) if price >= 0 else None


def prices(price_input: float | None, price_output: float | None) -> dict[str, float]:
    """The two prices of an offer, left out where both are nought: plans and trials are paid otherwise."""
    given = {"price_input": price_input, "price_output": price_output}
    return {key: price for key, price in given.items() if price is not None} if any(given.values()) else {}
