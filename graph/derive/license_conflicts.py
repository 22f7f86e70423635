"""Where the licence that a derivative declares does not fit the terms of what it was made from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.derive.lineage import Book, Inherited, LicenseFacts, Work, inherited_terms, obligations
from graph.schema.license import LicenseCategory, Relicensing
from graph.schema.license_inheritance import (
    InheritanceRelation,
    Keyword,
    LicenseVerdict,
)
from graph.values.freedom import Freedom
from graph.values.node_id import NodeId

NONE_DECLARED = NodeId("license/none-declared")
"""The entry for works that name no licence."""

_FREE_CHOICE = (Relicensing.ANY, Relicensing.ANY_WITH_NOTICES)
_COPIES = (InheritanceRelation.QUANTIZATION, InheritanceRelation.FORMAT_CONVERSION)
_UNBOUND = (LicenseCategory.PERMISSIVE, LicenseCategory.PUBLIC_DOMAIN)
_LEAST_SERIOUS = list(reversed(LicenseVerdict))
_FREEDOMS = list(Freedom)


@dataclass(frozen=True, slots=True)
class LicenseConflict:
    """A declared licence that does not fit upstream terms, or may not.

    declared: what the work declares for its weights. broken: duties that its name or label visibly drops.
    """

    work: NodeId
    declared: tuple[NodeId, ...]
    inherited: Inherited
    verdict: LicenseVerdict
    broken: tuple[str, ...]
    says: str


def license_conflicts(work: Work, works: Mapping[NodeId, Work], book: Book) -> list[LicenseConflict]:
    """Everything upstream that the declared licence of a published work does not fit; `[]`: all fits.

    Source: `rules/license-inheritance.yaml`; a pair that it does not settle needs review.
    """
    if not work.published or work.is_data:
        return []
    declared = work.licenses or (NONE_DECLARED,)
    found = (_judge(work, declared, item, works, book) for item in inherited_terms(work.id, works, book))
    return [conflict for conflict in found if conflict.verdict is not LicenseVerdict.OK]


def _judge(
    work: Work, declared: tuple[NodeId, ...], item: Inherited, works: Mapping[NodeId, Work], book: Book
) -> LicenseConflict:
    if item.license is None:
        says = "The terms of the upstream model are not known."
        return LicenseConflict(work.id, declared, item, LicenseVerdict.NEEDS_REVIEW, (), says)
    upstream = book.licenses[item.license]
    verdicts = [_verdict(label, item, upstream, work, works, book) for label in declared]
    verdict = min(verdicts, key=_LEAST_SERIOUS.index)
    broken = _broken(work, item, upstream, book)
    says = item.rule.note if item.rule else "No rule covers these upstream terms yet."
    if broken and verdict is not LicenseVerdict.CONFLICT:
        verdict = LicenseVerdict.CONFLICT
        says = f"The name does not begin with {upstream.texts[broken[0]]!r}."
    return LicenseConflict(work.id, declared, item, verdict, broken, says)


def _verdict(
    label: NodeId,
    item: Inherited,
    upstream: LicenseFacts,
    work: Work,
    works: Mapping[NodeId, Work],
    book: Book,
) -> LicenseVerdict:
    """The first list of the rule that holds the label decides; `ANY` among what is fine comes last."""
    rule, declared = item.rule, book.licenses.get(label, LicenseFacts(label))
    if rule is None:
        fits = label == upstream.id or upstream.relicensing in _FREE_CHOICE
        return LicenseVerdict.OK if fits else LicenseVerdict.NEEDS_REVIEW
    others = [word for word in rule.ok if word != Keyword.ANY]
    for words, verdict in (
        (rule.over_restrictive, LicenseVerdict.OVER_RESTRICTIVE),
        (others, LicenseVerdict.OK),
        (rule.conflict, rule.verdict),
        (rule.incomplete, rule.incomplete_verdict),
        (rule.ok, LicenseVerdict.OK),
    ):
        if any(_is(word, declared, upstream, item, work, works) for word in words):
            return verdict
    return LicenseVerdict.NEEDS_REVIEW


def _is(
    word: str,
    declared: LicenseFacts,
    upstream: LicenseFacts,
    item: Inherited,
    work: Work,
    works: Mapping[NodeId, Work],
) -> bool:
    """Whether a word of a rule, a licence or a keyword, stands for the declared licence."""
    match word:
        case Keyword.ANY:
            return True
        case Keyword.SAME_AS_UPSTREAM:
            return declared.id == upstream.id
        case Keyword.CUSTOM_WITH_USE_LIMITS:
            return "USE_RESTRICTION_PASSTHROUGH" in declared.conditions
        case Keyword.ANY_FOR_NON_FAMILY_LLM:
            return work.writes_text and not _is_of_family(work, works[item.upstream])
        case Keyword.DELTAS_ONLY:
            return item.tie.relation is InheritanceRelation.ADAPTER
        case Keyword.PERMISSIVE_LABEL_WITHOUT_MENTION:
            return declared.category in _UNBOUND
        case Keyword.PERMISSIVE_LABEL_ON_NC_DATA:
            return declared.category in _UNBOUND and "NONCOMMERCIAL" in upstream.restrictions
        case Keyword.STRICTER_LABEL_ON_COPY:
            return _is_stricter_on_copy(declared, upstream, item)
        case _:
            return word == declared.id


def _is_of_family(work: Work, upstream: Work) -> bool:
    """Whether a model goes by the first word of the upstream family, such as Llama."""
    stem = re.match(r"[^\W\d]+", upstream.family or upstream.name)
    return stem is not None and begins_with(work.family or work.name, stem[0])


def _is_stricter_on_copy(declared: LicenseFacts, upstream: LicenseFacts, item: Inherited) -> bool:
    is_copy = all(tie.relation in _COPIES for tie in item.path)
    is_known = declared.freedom is not Freedom.UNKNOWN
    return is_copy and is_known and _FREEDOMS.index(declared.freedom) > _FREEDOMS.index(upstream.freedom)


def _broken(work: Work, item: Inherited, upstream: LicenseFacts, book: Book) -> tuple[str, ...]:
    """Duties on the name of the model that its name visibly drops."""
    prefix = upstream.texts.get("NAMING_PREFIX")
    owed: Sequence[str] = obligations(item, book)
    is_broken = prefix is not None and "NAMING_PREFIX" in owed and not begins_with(work.name, prefix)
    return ("NAMING_PREFIX",) if is_broken else ()


def begins_with(name: str, words: str) -> bool:
    """Whether a name begins with set words, however they are joined: `Llama-3-Aster` with `Llama 3`.

    A longer word that starts alike does not count: LLaMAntino-3 begins with neither Llama nor Llama 3.
    """
    pattern = r"[\W_]*".join(map(re.escape, re.findall(r"[^\W\d_]+|\d+", words)))
    end = r"(?!\d)" if words[-1:].isdigit() else r"(?![^\W\d_])"
    return re.match(pattern + end, name, re.IGNORECASE) is not None
