"""Names taken apart: the words that may be spelt in several ways, and the marks that must be equal.

Sizes, versions, dates, precision and numbers tell releases apart, so they are marks and never compared by
likeness; so are words such as base and instruct, which are only brought to one spelling.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_MONTH_AND_YEAR = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*\.?[ _,-]*(20\d\d)\b")

_TOKEN = re.compile(
    r"""
    (?P<date>20\d\d[-_.]?(?:0[1-9]|1[0-2])[-_.]?(?:0[1-9]|[12]\d|3[01])(?!\d))
  | (?P<month>20\d\d[-_.](?:0[1-9]|1[0-2])(?!\d))
  | (?P<experts>\d+(?:\.\d+)?x\d+(?:\.\d+)?[bm](?![a-z]))
  | (?P<split>\d+b\d(?![a-z0-9]))
  | (?P<size>[ae]?\d+(?:\.\d+)?[ ]?(?:b|m|t|k|bn|billion|million)(?![a-z0-9]))
  | (?P<precision>
        (?:gguf|ggml|gptq|awq|exl2|mlx|bnb|nf4|i?q\d(?:_[0-9a-z]+)*|w\d+a\d+|(?:int|fp|bf|mxfp)[-_ ]?\d+
        |\d+[-_ ]?bits?)(?![a-z0-9]))
  | (?P<number>(?<![a-z])v?\d+(?:\.\d+)*|\d+(?:\.\d+)*)
  | (?P<word>[^\W\d_]+)
    """,
    re.VERBOSE,
)

_UNITS = {"bn": "b", "billion": "b", "million": "m"}

_SYNONYMS = {
    "it": "instruct",
    "instruction": "instruct",
    "pt": "base",
    "pretrain": "base",
    "pretrained": "base",
}

_IGNORED = {
    "model": {"hf", "the"},
    "dataset": {"the", "dataset", "corpus"},
    "license": {
        "the",
        "license",
        "licence",
        "licensed",
        "agreement",
        "version",
        "v",
        "international",
        "public",
    },
    "organization": {
        *(
            "inc",
            "corp",
            "corporation",
            "ltd",
            "limited",
            "llc",
            "plc",
            "gmbh",
            "ag",
            "sa",
            "sas",
            "bv",
            "nv",
        ),
        *("co", "company", "kk", "oy", "ab", "spa", "srl", "pte", "the", "of", "for", "and", "de", "group"),
    },
}
"""Words that do not tell two things of a kind apart."""

_SPELLINGS: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "license": tuple(
        (re.compile(pattern), replacement)
        for pattern, replacement in (
            (r"creative commons", "cc"),
            (r"\battribution\b", "by"),
            (r"\bnon[- ]?commercial\b", "nc"),
            (r"\bshare[- ]?alike\b", "sa"),
            (r"\bno[- ]?deriv(?:ative)?s\b", "nd"),
            (r"gnu affero general public", "agpl"),
            (r"gnu lesser general public", "lgpl"),
            (r"gnu general public", "gpl"),
            (r"\bgnu (?=[al]?gpl)", ""),
        )
    ),
    "organization": (
        (re.compile(r"\([^)]*\)"), " "),
        (re.compile(r"artificial intelligence"), "ai"),
    ),
}


@dataclass(frozen=True)
class NameParts:
    """A name taken apart; `words` in their order, `marks` in a fixed one."""

    words: tuple[str, ...]
    marks: tuple[str, ...]

    @cached_property
    def in_order(self) -> str:
        """The words by the alphabet, so that names which only turn them around are alike."""
        return " ".join(sorted(self.words))

    @property
    def joined(self) -> str:
        """The words without what is between them."""
        return "".join(self.words)


@lru_cache(maxsize=65536)
def parts_of(kind: str, name: str) -> NameParts:
    """The words and marks of a name; `kind` is the folder of what it names."""
    text = _plain(name)
    for pattern, replacement in _SPELLINGS.get(kind, ()):
        text = pattern.sub(replacement, text)
    text = _MONTH_AND_YEAR.sub(lambda found: _month(found[1], found[2]), text)
    words: list[str] = []
    marks: list[str] = []
    for found in _TOKEN.finditer(_with_points(text)):
        sort = str(found.lastgroup)
        if sort == "word":
            words.append(_SYNONYMS.get(found[0], found[0]) if kind == "model" else found[0])
        else:
            marks.append(f"{'size' if sort == 'split' else sort} {_MARKS[sort](found[0])}")
    kept = [word for word in words if word not in _IGNORED.get(kind, ())]
    return NameParts(tuple(kept or words), tuple(sorted(marks)))


def _plain(name: str) -> str:
    """Lower-case letters without accents; what a sign stands for in words."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    text = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return text.replace("+", " plus ").replace("&", " and ").replace("'", "")


def _month(name: str, year: str) -> str:
    return f"{year}-{_MONTHS.index(name) + 1:02}"


def _with_points(text: str) -> str:
    """`claude-3-5-sonnet` and `qwen2p5` with points: a stroke between single figures, a p between any."""
    text = re.sub(r"(?<=\d)p(?=\d)", ".", text)
    return re.sub(r"(?<=[a-z][-_ ])(\d)[-_](\d)(?=[-_ ]|$)", r"\1.\2", text)


def _size(text: str) -> str:
    """`1.50 billion` as `1.5b`."""
    found = re.fullmatch(r"([ae]?)(\d+(?:\.\d+)?) ?([a-z]+)", text)
    assert found is not None
    return f"{found[1]}{float(found[2]):g}{_UNITS.get(found[3], found[3])}"


def _number(text: str) -> str:
    """`v2.0` as `2`; the figures of a version one by one, since 3.10 is not 3.1."""
    figures = text.lstrip("v").split(".")
    while len(figures) > 1 and figures[-1] == "0":
        figures.pop()
    return ".".join(figures)


_MARKS: dict[str, Callable[[str], str]] = {
    "date": lambda text: re.sub(r"\D", "", text),
    "month": lambda text: re.sub(r"\D", "", text),
    "experts": lambda text: text,
    "split": lambda text: f"{text[:-2]}.{text[-1]}b",
    "size": _size,
    "precision": lambda text: re.sub(r"[-_ ]|s$", "", text),
    "number": _number,
}
"""How a mark is brought to one spelling."""
