"""The page docs/index-agreement.md: how far public indices agree, and on what they differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from api.client import Client

QUERY = """{ indexAgreement {
  alpha units
  components { component { name } alpha units }
  pairs { first second models units agreed kappa
    differences(first: 100) { nodes { model { id name } component { name } first second } } }
} }"""

TEXT = """# Do the indices agree?

What public indices say of components of models, as far as it was imported, each pair and all together. This
graph stands among them as `openness_graph` where its own statement rests on no index. Written by
`make generate` from the answer to `indexAgreement`; [methodology.md](methodology.md#the-indices-side-by-side)
says how to read it.

Over {units} components of models that two or more judge, Krippendorff's alpha (ordered scale) is **{alpha}**.

## By component

{components}

## Two by two

{pairs}

## Where two differ

{differences}
"""


def agreement_page(client: Client) -> str:
    """The page, from the answer to one query."""
    found = client.data(QUERY)["indexAgreement"]
    return TEXT.format(
        units=found["units"],
        alpha=_figure(found["alpha"]),
        components=_table(("component", "alpha", "n"), map(_component, found["components"])),
        pairs=_table(
            ("first", "second", "models", "n", "agreed", "kappa"),
            ([*map(str, _counts(pair)), _figure(pair["kappa"])] for pair in found["pairs"]),
        ),
        differences=_table(("model", "component", "says", "says"), _differences(found["pairs"])),
    )


def _component(item: dict[str, Any]) -> list[str]:
    return [item["component"]["name"], _figure(item["alpha"]), str(item["units"])]


def _counts(pair: dict[str, Any]) -> Iterator[Any]:
    return (pair[key] for key in ("first", "second", "models", "units", "agreed"))


def _differences(pairs: Iterable[dict[str, Any]]) -> list[list[str]]:
    return sorted(
        [
            item["model"]["name"],
            item["component"]["name"],
            f"{pair['first']}: {item['first']}",
            f"{pair['second']}: {item['second']}",
        ]
        for pair in pairs
        for item in pair["differences"]["nodes"]
    )


def _figure(value: float | None) -> str:
    return "not defined" if value is None else f"{value:.2f}"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
