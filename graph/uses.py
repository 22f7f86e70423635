"""Rows of a store -> the inputs that usability is derived from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import orjson

from graph.derive.openness import covering_licenses
from graph.derive.usability import Bound, Candidate, Exclusion, TermsEffect
from graph.lineages import grants_of, service_licenses
from graph.schema.license import Scope, Threshold
from graph.schema.use_effect import Activity, Effect
from graph.snapshot import Row
from graph.values.freedom import Freedom
from graph.values.node_id import NodeId
from graph.values.status import Status
from graph.values.truth import Truth

COMPONENTS = ("final-weights", "training-data", "data-sources")
"""Components whose status a verdict may hang on."""

SERVICE_MODES = ("API", "CHAT", "CLOUD")
_THRESHOLDS = ("USER_THRESHOLD", "REVENUE_THRESHOLD")


def candidate_of(
    model: Row,
    grants: Sequence[Row],
    inherited: Sequence[Row],
    components: Mapping[str, Row],
    offers: Iterable[Row],
    bounds: Mapping[NodeId, Bound],
) -> Candidate:
    """What a verdict on one model hangs on, from its row and the views of its edges.

    grants: LICENSED_UNDER on the day. inherited: INHERITS_TERMS. components: HAS_PROPERTY by name.
    offers: OFFERED_BY, whenever; those that hold on the day have `now`.
    """
    stated = [replace(grant, valid_from=None, valid_to=None) for grant in grants_of(grants)]
    own = components.get("final-weights", {}).get("license")
    licenses = [own] if own else covering_licenses(Scope.WEIGHTS, stated)
    whole = [row for row in inherited if row["whole"]]
    through = dict.fromkeys((row["target"], row["upstream"]) for row in whole)
    upstream_known = model["freedom"] != Freedom.UNKNOWN or model["declared_freedom"] == Freedom.UNKNOWN
    return Candidate(
        weights=Status(model["weights"]),
        training_data=_status(components, "training-data"),
        data_sources=_status(components, "data-sources"),
        modalities=frozenset(model["modalities"]),
        weight_terms=(
            *(bounds[license_id] for license_id in licenses if license_id in bounds),
            *(through_model(bounds[license_id], upstream) for license_id, upstream in through),
        ),
        upstream_known=upstream_known,
        service_terms=tuple(bounds[license_id] for license_id in service_licenses(stated)),
        offered=_offered(model, list(offers)),
    )


def bounds_of(licenses: Iterable[Row], exclusions: Iterable[Row]) -> dict[NodeId, Bound]:
    """Licences by id; exclusions: views of their EXCLUDES."""
    places: dict[NodeId, list[Row]] = {}
    for view in exclusions:
        places.setdefault(view["source"], []).append(view)
    return {NodeId(row["id"]): _bound(row, places.get(row["id"], ())) for row in licenses}


@lru_cache(maxsize=4096)
def through_model(bound: Bound, upstream: NodeId) -> Bound:
    """The same terms as they come down from an upstream model."""
    return Bound(
        bound.license,
        bound.effects,
        bound.thresholds,
        bound.exclusions,
        bound.clauses,
        upstream,
        bound.unread_threshold,
    )


def _bound(row: Row, exclusions: Sequence[Row]) -> Bound:
    facts = [row["id"], row["use_effects"], row["thresholds"], row["clauses"], row["restrictions"]]
    places = sorted([view["target"], *sorted(view["modalities"])] for view in exclusions)
    return _parsed(orjson.dumps([*facts, places]))


@lru_cache(maxsize=4096)
def _parsed(facts: bytes) -> Bound:
    license_id, effects, thresholds, clauses, restrictions, places = orjson.loads(facts)
    return Bound(
        license=license_id,
        effects=tuple(map(_effect, effects)),
        thresholds=tuple(Threshold.model_validate(item) for item in thresholds),
        exclusions=tuple(Exclusion(place, frozenset(modalities)) for place, *modalities in places),
        clauses=tuple((item["term"], item["clause"], item["text"]) for item in clauses),
        unread_threshold=not thresholds and not set(restrictions).isdisjoint(_THRESHOLDS),
    )


def _effect(row: Mapping[str, Any]) -> TermsEffect:
    return TermsEffect(
        Effect(row["effect"]),
        row["says"],
        tuple(row["terms"]),
        frozenset(map(Activity, row["any_activity"])),
        frozenset(map(Activity, row["all_activities"])),
        frozenset(map(Activity, row["unless"])),
    )


def _status(components: Mapping[str, Row], name: str) -> Status:
    return Status(components[name]["status"]) if name in components else Status.UNKNOWN


def _offered(model: Row, offers: Sequence[Row]) -> Truth:
    """Whether somebody offers it as a service: MET by an offer that holds, NOT_MET where all have ended."""
    services = [offer for offer in offers if offer["mode"] in SERVICE_MODES]
    if any(offer["now"] for offer in services):
        return Truth.MET
    return Truth.NOT_MET if services or model["ever_offered"] == Truth.NOT_MET else Truth.UNKNOWN
