"""Models: one release of an AI model, and what follows from its facts."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from graph.schema.commitment import Commitment
from graph.schema.grant import LicenseGrant
from graph.schema.kind import (
    Claim,
    Count,
    DatasetId,
    DatedClaim,
    Edge,
    Flag,
    Kind,
    LicenseId,
    ModelId,
    Node,
    Number,
    OrganizationId,
    Text,
    Url,
    Vocabulary,
)
from graph.schema.offer import Offer
from graph.values.day import Day
from graph.values.freedom import Freedom
from graph.values.status import ClosedBasis, PartialKind, Status, UnknownReason
from graph.values.term import Term
from graph.values.truth import Truth


class DeveloperRole(Term):
    """Which part somebody had in the development."""

    DEVELOPER = "DEVELOPER", "Developed the model, alone or with others."
    SPONSOR = "SPONSOR", "Paid for or ordered the development."


class Development(Claim):
    """Who developed a model."""

    far: ClassVar[str] = "organization"

    organization: OrganizationId
    """The developer."""
    role: DeveloperRole = DeveloperRole.DEVELOPER
    """Which part it had."""


class ComponentDerived(Kind):
    """What follows for a component when the graph is built."""

    freedom: Freedom
    """What its terms let people do: its own licence, else the model's for that part of the release."""
    stated: Flag
    """Whether a fact states its status; where not, it is UNKNOWN since nobody has looked, or derived."""


class ComponentStatus(DatedClaim):
    """Whether one component of a model's recipe is available."""

    far: ClassVar[str] = "property"
    derived: ClassVar[type[Kind]] = ComponentDerived

    status: Status
    """Whether it can be had."""
    partial: PartialKind | None = None
    """In which way it is only partly available; for PARTIAL."""
    basis: ClosedBasis | None = None
    """What the statement rests on; for CLOSED."""
    reason: UnknownReason | None = None
    """Why it is not known; for UNKNOWN."""
    license: LicenseId | None = None
    """Terms of this component, where they are its own."""
    location: Url | None = None
    """Where it can be fetched or read."""


class ReleaseInventory(Claim):
    """A source that lists what a release holds: what it covers and the file leaves out is CLOSED, ABSENT."""

    needs_own_source: ClassVar[bool] = True

    covers: tuple[Text, ...]
    """Openness properties that this source would list if they were released."""


class NeverOffered(Claim):
    """A statement that the model was never offered to anyone outside its developer."""

    needs_own_source: ClassVar[bool] = True


class ReportedTerms(Claim):
    """What a source says that the terms of the weights allow, without naming the licence."""

    freedom: Freedom
    """What they let people do, in the words of this graph."""


class DerivationRelation(Term):
    """How a model came from another."""

    FINE_TUNE = "FINE_TUNE", "The other's weights trained further for a purpose."
    CONTINUED_PRETRAINING = "CONTINUED_PRETRAINING", "The other's weights trained further on broad data."
    QUANTIZATION = "QUANTIZATION", "A copy of lower precision."
    ADAPTER = "ADAPTER", "Added weights that work on the other's."
    MERGE = "MERGE", "Weights of several models combined."
    FORMAT_CONVERSION = "FORMAT_CONVERSION", "The same weights in another container."
    WEIGHT_TRANSFER = "WEIGHT_TRANSFER", "Initialised from the other's weights or activations."
    DISTILLATION = "DISTILLATION", "Trained on the other's outputs; carries none of its weights."


class Derivation(Claim):
    """From which model another was made, and how."""

    far: ClassVar[str] = "model"

    model: ModelId
    """The model it came from."""
    relation: DerivationRelation
    """How it came from it."""


class TrainingStage(Term):
    """In which stage data were used."""

    PRE_TRAINING = "PRE_TRAINING", "The first training, on broad data."
    FINE_TUNING = "FINE_TUNING", "Fine-tuning and other training after the first."
    EVALUATION = "EVALUATION", "Tests of the trained model."


class TrainingUse(Claim):
    """Which data a model was trained, tuned or tested on."""

    far: ClassVar[str] = "dataset"

    dataset: DatasetId
    """The data that were used."""
    stage: TrainingStage
    """In which stage it was used."""


class ClaimedWord(Term):
    """What the developer itself calls the release."""

    OPEN_SOURCE = "OPEN_SOURCE", "Called open source."
    OPEN = "OPEN", "Called open, without saying open source or open weights."
    OPEN_WEIGHTS = "OPEN_WEIGHTS", "Called open weights."
    NONE = "NONE", "No word of openness is used."


class ClaimedOpenness(Claim):
    """The developer's own word for the release, with the place where it stands."""

    needs_own_source: ClassVar[bool] = True

    word: ClaimedWord
    """What it calls the release."""


class Adoption(Claim):
    """How much a model was used by one measure, on one day; for weighing by use, never part of a verdict."""

    needs_own_source: ClassVar[bool] = True

    signal: Annotated[str, Vocabulary("adoption_signal")]
    """What was measured."""
    value: Count
    """The figure."""
    date: Day
    """The day that the figure is of, as precise as the source gives it."""


class OpennessClass(Term):
    """What a release amounts to; rules in `definition/openness-class`."""

    OPEN_SOURCE = (
        "OPEN_SOURCE",
        "Weights, code and data (or a full account of them) for anyone, on free terms.",
    )
    OPEN_WEIGHTS = (
        "OPEN_WEIGHTS",
        "Anyone may fetch the weights and use and change them, on free or conditional terms.",
    )
    RESTRICTED_WEIGHTS = "RESTRICTED_WEIGHTS", "Weights can be had, but only in part or under narrower terms."
    API_ONLY = "API_ONLY", "Weights are closed; the model is or was offered as a service or in a product."
    UNRELEASED = "UNRELEASED", "Weights are closed, and a source says that it was never offered."
    UNKNOWN = "UNKNOWN", "The facts do not decide."


class UnsettledGroup(Kind):
    """A group of components whose status the facts leave open."""

    group: Text
    """Name of the group."""
    possible: tuple[Status, ...]
    """Every status that some completion of the unknown facts would give."""


class ModelDerived(Kind):
    """What follows from a model's facts when the graph is built."""

    openness: OpennessClass
    """The openness class: the least open of its own and of the models whose weights it carries on."""
    possible_openness: tuple[OpennessClass, ...]
    """Every class that some completion of the unknown facts would give."""
    freedom: Freedom
    """Effective freedom: the least free of its own terms and of the upstream terms that reach it."""
    declared_freedom: Freedom
    """What its own licence of the weights grants, upstream terms aside; without one, its reported terms."""
    weights: Status
    """Whether the weights can be had: the status of the group `weights`."""
    code: Status
    """Whether the code that runs it can be had: the status of the group `code`."""
    training: Status
    """Whether the code that trained it can be had: the status of the group `training`."""
    data: Status
    """Whether the training data can be had: the status of the group `data`."""
    documentation: Status
    """Whether it is documented in public: the status of the group `documentation`."""
    access: Status
    """Whether it can be used or fetched at all: the status of the group `access`."""
    unsettled_groups: tuple[UnsettledGroup, ...] = ()
    """Groups whose status the facts leave open, with every status that they may have."""
    ever_offered: Truth
    """Whether anyone outside the developer could ever use it."""
    claim_holds: Truth | None
    """Whether it is what its developer calls it; null where no word of openness is known to be used."""
    curated: bool
    """Whether its facts stand in a file of its own, gathered by hand, rather than in imported sets only."""


class Model(Node):
    """One release of an AI model, not a family."""

    folder: ClassVar[str] = "model"
    plural: ClassVar[str] = "models"
    derived: ClassVar[type[Kind]] = ModelDerived

    family: Text | None = None
    """The family it belongs to."""
    released: Day | None = None
    """When it was released or announced."""
    withdrawn: Day | None = None
    """When its developer withdrew it."""
    modalities: tuple[Annotated[str, Vocabulary("modality")], ...] = ()
    """What goes in and comes out."""
    parameters: Count | None = None
    """Number of parameters."""
    active_parameters: Count | None = None
    """Number of parameters used for each token, where only some are."""
    context_length: Count | None = None
    """Tokens it can take at once."""
    training_compute_flop: Number | None = None
    """Compute used for training, in floating-point operations."""
    general_purpose: Flag | None = None
    """Whether it is a general-purpose model in the sense of the EU AI Act."""
    monetised: Flag | None = None
    """Whether access to it is given against a price or other gain, in the sense of the EU AI Act."""
    systemic_risk_designated: Flag | None = None
    """Whether it is designated as a model with systemic risk under the EU AI Act."""
    claimed_openness: ClaimedOpenness | None = None
    """The developer's own word for the release."""
    adoption: tuple[Adoption, ...] = ()
    """Observations of how much it is used, each of one measure on one day."""
    developed_by: Annotated[
        tuple[Development, ...],
        Edge(
            "DEVELOPED_BY",
            field="developments",
            near="model",
            nodes="developers",
            reverse="models",
            filter="developer",
            reverse_filter="model",
            edge_filter="development",
        ),
    ]
    """Who developed it."""
    licensed_under: Annotated[
        tuple[LicenseGrant, ...],
        Edge(
            "LICENSED_UNDER",
            field="licenses",
            near="licensed",
            reverse="models",
            filter="license",
            reverse_filter="model",
            edge_filter="grant",
        ),
    ] = ()
    """Terms that it, or a part of it, is released under."""
    reported_terms: ReportedTerms | None = None
    """What the weights' terms allow by a source that names no licence; a named licence outdoes it."""
    openness_properties: Annotated[
        dict[str, ComponentStatus],
        Edge(
            "HAS_PROPERTY",
            field="opennessProperties",
            near="model",
            reverse="models",
            key="openness_property",
            edge_filter="component",
        ),
        Field(default_factory=dict),
    ]
    """The availability of the components of its recipe."""
    commitments: tuple[Commitment, ...] = ()
    """Duties of the AI Act that were met or refused for this model."""
    release_inventory: ReleaseInventory | None = None
    """A source that lists what the release holds."""
    never_offered: NeverOffered | None = None
    """A statement that it was never offered to anyone outside its developer."""
    derived_from: Annotated[
        tuple[Derivation, ...],
        Edge(
            "DERIVED_FROM",
            field="derivedFrom",
            near="derivative",
            reverse="derivatives",
            filter="derivedFrom",
            reverse_filter="derivative",
            edge_filter="derivation",
            closure="descendsFrom",
        ),
    ] = ()
    """Models it was made from."""
    trained_on: Annotated[
        tuple[TrainingUse, ...],
        Edge(
            "TRAINED_ON",
            field="trainedOn",
            near="model",
            reverse="trainedModels",
            filter="trainedOn",
            reverse_filter="trainedModel",
            edge_filter="trainingUse",
        ),
    ] = ()
    """Data it was trained, tuned or tested on."""
    offered_by: Annotated[
        tuple[Offer, ...],
        Edge(
            "OFFERED_BY",
            field="offers",
            near="model",
            reverse="offers",
            filter="provider",
            reverse_filter="offeredModel",
            edge_filter="offer",
        ),
    ] = ()
    """Where and how it can be used."""
