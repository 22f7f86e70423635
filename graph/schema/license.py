"""Licences: the terms that models, code and data are released under."""

from __future__ import annotations

from typing import Annotated, ClassVar

from graph.schema.kind import (
    Claim,
    Count,
    Edge,
    Flag,
    JurisdictionId,
    Kind,
    Node,
    Text,
    Url,
    Vocabulary,
)
from graph.schema.use_effect import UseEffect
from graph.values.day import Day
from graph.values.freedom import Freedom
from graph.values.term import Term


class LicenseCategory(Term):
    """What family of terms a licence belongs to."""

    PERMISSIVE = "PERMISSIVE", "Use, change and share with notices only."
    COPYLEFT = "COPYLEFT", "Derivatives must carry the same or a compatible licence."
    WEAK_COPYLEFT = "WEAK_COPYLEFT", "Copyleft limited to files or a library."
    PUBLIC_DOMAIN = "PUBLIC_DOMAIN", "Rights waived or dedicated to the public."
    RESPONSIBLE_AI = (
        "RESPONSIBLE_AI",
        "Open access with use limits that must be passed on (the RAIL pattern).",
    )
    COMMUNITY_RESTRICTED = (
        "COMMUNITY_RESTRICTED",
        "Free weights under a vendor's conditions, such as thresholds, naming, regions or a use policy.",
    )
    NONCOMMERCIAL = "NONCOMMERCIAL", "No commercial use without a further licence."
    RESEARCH_ONLY = "RESEARCH_ONLY", "Research or evaluation only."
    PROPRIETARY = "PROPRIETARY", "Service terms, closed data terms, or no usable grant."


class Scope(Term):
    """Which part of a release a licence covers."""

    WEIGHTS = "WEIGHTS", "The model's parameters."
    CODE = "CODE", "Source code."
    DATA = "DATA", "Data sets."
    DOCUMENTATION = "DOCUMENTATION", "Cards, reports and papers."
    SERVICE = "SERVICE", "Use over an API or an application."


class OutputTraining(Term):
    """Whether other models may be trained on a model's outputs."""

    ALLOWED = "ALLOWED", "The licence puts no limit on it."
    ALLOWED_WITH_CONDITION = "ALLOWED_WITH_CONDITION", "Allowed with naming, notice or use limits passed on."
    PROHIBITED = "PROHIBITED", "Outputs may not improve other models outside the family."
    PROHIBITED_IF_COMPETING = "PROHIBITED_IF_COMPETING", "Only competing models are barred."
    NONCOMMERCIAL_ONLY = "NONCOMMERCIAL_ONLY", "Allowed within the non-commercial or research grant only."
    SILENT = "SILENT", "The text does not address it."


class Relicensing(Term):
    """Which terms a derivative may carry."""

    ANY = "ANY", "Free choice."
    ANY_WITH_NOTICES = "ANY_WITH_NOTICES", "Free choice, with the upstream notices kept."
    ANY_WITH_PASSTHROUGH = (
        "ANY_WITH_PASSTHROUGH",
        "Own terms may be added, but upstream conditions keep binding and must be passed on.",
    )
    SAME_LICENSE = "SAME_LICENSE", "The same licence."
    SAME_LICENSE_OR_COMPATIBLE = "SAME_LICENSE_OR_COMPATIBLE", "The same or a listed compatible licence."
    SAME_LICENSE_COMPONENT = "SAME_LICENSE_COMPONENT", "The same licence for the covered files or library."
    SAME_LICENSE_IF_NONCOMMERCIAL = (
        "SAME_LICENSE_IF_NONCOMMERCIAL",
        "The same licence unless the distributor is a commercial user.",
    )
    ORIGINAL_TERMS_PERSIST = "ORIGINAL_TERMS_PERSIST", "Recipients stay bound by the original terms."
    PROHIBITED = "PROHIBITED", "Derivatives may not be shared."
    NOT_APPLICABLE = "NOT_APPLICABLE", "No model artefact is licensed."
    UNCLEAR = "UNCLEAR", "The text does not say."


class DerivativeScope(Term):
    """What a licence reaches beyond the copy itself."""

    MODIFICATION = "MODIFICATION", "Changes to the weights, or works based on the model."
    WEIGHT_TRANSFER = "WEIGHT_TRANSFER", "Models initialised from weights or activations."
    OUTPUT_DISTILLATION = "OUTPUT_DISTILLATION", "Models trained on outputs so as to perform similarly."
    OUTPUT_NAMING_ONLY = "OUTPUT_NAMING_ONLY", "Outputs bring a naming duty but not the whole licence."
    OUTPUT_NOTICE_ONLY = (
        "OUTPUT_NOTICE_ONLY",
        "Outputs bring a documentation notice but not the whole licence.",
    )


class ThresholdTime(Term):
    """When a threshold is measured."""

    VERSION_RELEASE_DATE = (
        "VERSION_RELEASE_DATE",
        "Once, on the month before the release; later growth does not count.",
    )
    ANY_TIME = "ANY_TIME", "At any time, so that later growth counts."


class ThresholdEffect(Term):
    """What happens above a threshold."""

    FURTHER_LICENSE_NEEDED = (
        "FURTHER_LICENSE_NEEDED",
        "A further licence or an approval is needed, which may be refused.",
    )
    GRANT_ENDS = "GRANT_ENDS", "The grant, or its commercial part, ends."
    NAME_SHOWN = "NAME_SHOWN", "The name of the model must be shown; the grant stays."
    ROYALTY = "ROYALTY", "A royalty is owed; the grant stays."


class ThresholdCounts(Term):
    """Whose figure counts."""

    LICENSEE_AND_AFFILIATES = "LICENSEE_AND_AFFILIATES", "The licensee together with its affiliates."
    PRODUCT_OR_SERVICE = "PRODUCT_OR_SERVICE", "The product or service that uses the model."


class ThresholdBusiness(Term):
    """The line of business that a threshold is limited to."""

    MODEL_AS_A_SERVICE = "MODEL_AS_A_SERVICE", "Offering models themselves as a hosted service."
    IMAGE_GENERATION = "IMAGE_GENERATION", "Generating images as the core business."


class Threshold(Kind):
    """A figure above which the terms change."""

    measure: Text
    """What is counted, with its unit, such as `monthly_active_users` or `annual_revenue_usd`."""
    limit: Count
    """The figure above which the terms change."""
    effect: ThresholdEffect = ThresholdEffect.FURTHER_LICENSE_NEEDED
    """What happens above it."""
    counts: ThresholdCounts | None = None
    """Whose figure counts."""
    only_for: ThresholdBusiness | None = None
    """The line of business that it is limited to; left out: any."""
    royalty_percent: Count | None = None
    """The royalty that is owed above it, in percent of what is counted."""
    measured_at: ThresholdTime | None = None
    """When it is measured."""
    note: Text | None = None
    """A remark in plain words."""


class TermClause(Kind):
    """Where the text of a licence states one of its terms, and the words that the term fixes."""

    term: Text
    """The permission, condition or restriction."""
    clause: Text | None = None
    """Number of the section."""
    text: Text | None = None
    """The set words that the term asks for, such as the word that a name must begin with."""


class ExcludedJurisdiction(Claim):
    """A jurisdiction in which the licence grants nothing."""

    far: ClassVar[str] = "jurisdiction"

    jurisdiction: JurisdictionId
    """Where nothing is granted."""
    modalities: tuple[Annotated[str, Vocabulary("modality")], ...] = ()
    """The exclusion holds only for models with one of these modalities; empty: for all."""


class LicenseDerived(Kind):
    """What follows from a licence's terms when the graph is built."""

    freedom: Freedom
    """What the terms let people do, by `rules/license-freedom.yaml`."""
    use_effects: tuple[UseEffect, ...]
    """What each of its terms means for somebody who uses what it covers."""


class License(Node):
    """Terms of release."""

    folder: ClassVar[str] = "license"
    plural: ClassVar[str] = "licenses"
    derived: ClassVar[type[Kind]] = LicenseDerived

    spdx_id: Text | None = None
    """SPDX identifier, where it is on the SPDX list."""
    version: Text | None = None
    """Version of the text."""
    steward: Text | None = None
    """Who publishes the text."""
    category: LicenseCategory
    """What family of terms it belongs to."""
    permissions: tuple[Annotated[str, Vocabulary("license_permission")], ...] = ()
    """What it grants without a further licence, subject to conditions, restrictions and thresholds."""
    conditions: tuple[Annotated[str, Vocabulary("license_condition")], ...] = ()
    """What must be done in return."""
    restrictions: tuple[Annotated[str, Vocabulary("license_restriction")], ...] = ()
    """What it withholds, or what ends the grant."""
    thresholds: tuple[Threshold, ...] = ()
    """Figures above which the terms change."""
    clauses: tuple[TermClause, ...] = ()
    """Where the text states its terms, and the words that they fix."""
    excluded_jurisdictions: Annotated[
        tuple[ExcludedJurisdiction, ...],
        Edge(
            "EXCLUDES",
            field="excludedJurisdictions",
            near="license",
            reverse="excludedBy",
            filter="excludedJurisdiction",
            reverse_filter="excludedBy",
        ),
    ] = ()
    """Where it grants nothing."""
    osi_approved: Flag | None = None
    """Whether the Open Source Initiative has approved it."""
    fsf_free: Flag | None = None
    """Whether the Free Software Foundation lists it as free."""
    applies_to: tuple[Scope, ...] = ()
    """Parts of a release it is made for."""
    output_training: OutputTraining | None = None
    """Whether other models may be trained on outputs."""
    derivative_scope: tuple[DerivativeScope, ...] = ()
    """What it reaches beyond the copy itself."""
    derivative_relicensing: Relicensing | None = None
    """Which terms a derivative may carry."""
    governing_law: Text | None = None
    """Law that governs it."""
    released: Day | None = None
    """When the text was published."""
    hub_id: Text | None = None
    """Its tag on the Hugging Face Hub."""
    url: Url | None = None
    """Address of the text."""
    read_in: Text | None = None
    """Place in its source where the text was read, such as the path of a file."""
