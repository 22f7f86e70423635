"""The rules by which terms follow a lineage: what a derivative owes, and which labels it may not carry."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from graph.schema.kind import Confidence, Kind, LicenseId, SourceId, Text, Vocabulary
from graph.values.node_id import SLUG_PATTERN
from graph.values.term import Term


class InheritanceRelation(Term):
    """How a model stands to what its terms may come from."""

    FINE_TUNE = "FINE_TUNE", "The other's weights trained further for a purpose."
    CONTINUED_PRETRAINING = "CONTINUED_PRETRAINING", "The other's weights trained further on broad data."
    QUANTIZATION = "QUANTIZATION", "A copy of lower precision."
    ADAPTER = "ADAPTER", "Added weights that work on the other's."
    MERGE = "MERGE", "Weights of several models combined."
    FORMAT_CONVERSION = "FORMAT_CONVERSION", "The same weights in another container."
    WEIGHT_TRANSFER = "WEIGHT_TRANSFER", "Initialised from the other's weights or activations."
    DISTILLATION = "DISTILLATION", "Trained on the other's outputs; carries none of its weights."
    SYNTHETIC_DATA = "SYNTHETIC_DATA", "Trained on a data set that the other's outputs make up."
    TRAINED_ON = "TRAINED_ON", "Trained on a data set."


class Upstream(Term):
    """What the upstream terms cover."""

    MODEL = "MODEL", "A model that can be fetched."
    SERVICE = "SERVICE", "The use of a model as a service."
    DATA = "DATA", "A data set."


class Keyword(Term):
    """Words that stand for licences in the rules on inheritance."""

    ANY = "ANY", "Any declared licence."
    SAME_AS_UPSTREAM = "SAME_AS_UPSTREAM", "The upstream licence itself."
    CUSTOM_WITH_USE_LIMITS = "CUSTOM_WITH_USE_LIMITS", "Own terms that repeat the limits on use."
    ANY_FOR_NON_FAMILY_LLM = (
        "ANY_FOR_NON_FAMILY_LLM",
        "Any declared licence, where the model is a language model outside the upstream family.",
    )
    DELTAS_ONLY = "DELTAS_ONLY", "Only differences of weights are published."
    PERMISSIVE_LABEL_WITHOUT_MENTION = (
        "PERMISSIVE_LABEL_WITHOUT_MENTION",
        "A permissive label that is silent on the terms of the service.",
    )
    PERMISSIVE_LABEL_ON_NC_DATA = (
        "PERMISSIVE_LABEL_ON_NC_DATA",
        "A permissive label over non-commercial data.",
    )
    STRICTER_LABEL_ON_COPY = "STRICTER_LABEL_ON_COPY", "A less free label on a mere copy of free weights."


class LicenseVerdict(Term):
    """How a declared licence stands to upstream terms."""

    CONFLICT = "CONFLICT", "It grants what upstream withholds, or drops what must be passed on."
    INCOMPLETE = "INCOMPLETE", "The label is too vague to judge, or says too little."
    NEEDS_REVIEW = "NEEDS_REVIEW", "No rule settles the pair; somebody has to read both texts."
    CONTRACT_RISK = "CONTRACT_RISK", "A contract with the holder of an account may be touched, no licence."
    OVER_RESTRICTIVE = "OVER_RESTRICTIVE", "The label withholds what upstream grants; no breach."
    OK = "OK", "It may be declared."


LicenseWord = Annotated[str, Field(pattern=rf"^(?:license/{SLUG_PATTERN}|[A-Z_]+)$")]
"""The id of a licence, or a keyword that stands for several."""


class InheritanceRule(Kind):
    """What follows from one or several upstream licences along some relations."""

    id: Text
    """Name of the rule."""
    upstream: tuple[LicenseId, ...]
    """The upstream licences."""
    upstream_kind: Upstream = Upstream.MODEL
    """What the upstream terms cover."""
    family: Text | None = None
    """Only for upstream models of this family."""
    relations: tuple[InheritanceRelation, ...]
    """The relations along which it holds."""
    obligations: tuple[Annotated[str, Vocabulary("license_condition")], ...] = ()
    """What the derivative must do."""
    restrictions: tuple[Annotated[str, Vocabulary("license_restriction")], ...] = ()
    """Limits that stay on it."""
    ok: tuple[LicenseWord, ...] = ()
    """Licences that it may declare."""
    conflict: tuple[LicenseWord, ...] = ()
    """Licences that it may not declare."""
    incomplete: tuple[LicenseWord, ...] = ()
    """Labels that leave the matter open."""
    over_restrictive: tuple[LicenseWord, ...] = ()
    """Labels that withhold what upstream grants, without a breach."""
    verdict: LicenseVerdict = LicenseVerdict.CONFLICT
    """What declaring one of `conflict` amounts to."""
    incomplete_verdict: LicenseVerdict = LicenseVerdict.INCOMPLETE
    """What declaring one of `incomplete` amounts to."""
    clause: Text | None = None
    """Sections of the upstream text that it rests on."""
    source: SourceId
    """The document that was read."""
    locator: Text | None = None
    """Place in that document."""
    confidence: Confidence
    """How far the source supports it."""
    note: Text
    """Why, in plain words."""


class InheritanceRules(Kind):
    """The rules; of several that fit, the one for the upstream family, else the first."""

    rules: tuple[InheritanceRule, ...]
    """The rules, in the order in which they are tried."""
