"""Small definitions and models for tests of the interpreter, made by hand or by chance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from typing import Any

from hypothesis import strategies as st

from graph.derive.criteria import Found, Leaf, Subjects
from graph.derive.licensing import Grounds
from graph.schema.definition import Definition
from graph.schema.license import LicenseCategory
from graph.values.freedom import Freedom
from graph.values.node_id import NodeId
from graph.values.status import Status
from graph.values.truth import Truth

LICENSE_TERMS = {
    "approved": {"says": "approved", "any_of": [{"osi_approved": True}]},
    "plain": {"says": "without limits", "any_of": [{"restrictions_within": []}]},
}


def license_(name: str, *restrictions: str, osi: bool = False) -> Grounds:
    """A licence with a name, restrictions, and whether it is approved."""
    return Grounds(
        id=NodeId(f"license/{name}"),
        name=name,
        category=LicenseCategory.PERMISSIVE,
        restrictions=frozenset(restrictions),
        osi_approved=osi,
    )


FREE = license_("free", osi=True)
SHARED = license_("shared")
BOUND = license_("bound", "FIELD_OF_USE")
ODD = license_("odd", "FIELD_OF_USE", osi=True)
LABEL = license_("label", "UNKNOWN_TERMS")

VALUES: Mapping[Leaf, tuple[Found, ...]] = {
    Leaf("property", "weights"): (Status.OPEN, Status.PARTIAL, Status.CLOSED),
    Leaf("property", "code"): (Status.OPEN, Status.PARTIAL, Status.CLOSED),
    Leaf("license", "weights"): ((FREE,), (SHARED,), (BOUND,), (ODD,)),
    Leaf("fact", "monetised"): (True, False),
    Leaf("fact", "training_compute_flop"): (1.0, 5.0, 20.0),
    Leaf("freedom", "code"): tuple(value for value in Freedom if value is not Freedom.UNKNOWN),
    Leaf("offered"): (Truth.MET, Truth.NOT_MET),
}
"""Every subject that the small definitions ask about, with all that it can be."""


def definition(criteria: Mapping[str, Any], outcomes: list[dict[str, Any]], **more: Any) -> Definition:
    """A definition from criteria, each a test alone or with `partly`, and outcomes."""
    full = {
        name: {"says": "It is so.", **(item if "test" in item else {"test": item})}
        for name, item in criteria.items()
    }
    return Definition.model_validate(
        {
            "name": "Small",
            "version": "1",
            "publisher": "Nobody",
            "date": "2024",
            "summary": "Small.",
            "license_terms": LICENSE_TERMS,
            "criteria": full,
            "outcomes": [{"says": "So it is.", **outcome} for outcome in outcomes],
            **more,
        }
    )


def model(**found: Found) -> Subjects:
    """A model by what is found: `weights=Status.OPEN, weights_license=(FREE,), monetised=False`."""
    subjects = Subjects({}, {}, {}, Truth.UNKNOWN)
    names = {
        "weights": Leaf("property", "weights"),
        "code": Leaf("property", "code"),
        "weights_license": Leaf("license", "weights"),
        "code_freedom": Leaf("freedom", "code"),
        "offered": Leaf("offered"),
    }
    for name, value in found.items():
        subjects = having(subjects, names.get(name, Leaf("fact", name)), value)
    return subjects


def having(subjects: Subjects, leaf: Leaf, value: Found) -> Subjects:
    """The same model with another value for one subject."""
    match leaf.sort:
        case "property":
            return replace(subjects, statuses={**subjects.statuses, leaf.name: Status(str(value))})
        case "license":
            licenses: Any = value
            return replace(subjects, licenses={**subjects.licenses, leaf.name: licenses})
        case "freedom":
            return replace(subjects, freedoms={**subjects.freedoms, leaf.name: Freedom(str(value))})
        case "fact":
            fact: Any = value
            return replace(subjects, facts={**subjects.facts, leaf.name: fact})
        case _:
            return replace(subjects, ever_offered=Truth(str(value)))


def is_known(subjects: Subjects, leaf: Leaf) -> bool:
    """Whether anything was found for a subject."""
    return subjects.value(leaf) not in ("UNKNOWN", None, (None,))


def completions(subjects: Subjects, leaves: list[Leaf]) -> Iterator[Subjects]:
    """Every way in which the unknown ones among some subjects could turn out."""
    unknown = [leaf for leaf in leaves if not is_known(subjects, leaf)]
    for values in product(*(VALUES[leaf] for leaf in unknown)):
        completed = subjects
        for leaf, value in zip(unknown, values, strict=True):
            completed = having(completed, leaf, value)
        yield completed


def _leaf_tests() -> st.SearchStrategy[dict[str, Any]]:
    status = st.lists(st.sampled_from(["OPEN", "PARTIAL", "CLOSED"]), min_size=1, max_size=2, unique=True)
    freedom = st.lists(st.sampled_from(["FREE", "CONDITIONAL", "NONE"]), min_size=1, max_size=2, unique=True)
    return st.one_of(
        st.builds(
            lambda name, values: {"property": name, "is": values},
            st.sampled_from(["weights", "code"]),
            status,
        ),
        st.builds(lambda name: {"license": "weights", "every": name}, st.sampled_from(["approved", "plain"])),
        st.builds(lambda value: {"fact": "monetised", "equals": value}, st.booleans()),
        st.builds(
            lambda key, limit: {"fact": "training_compute_flop", key: limit},
            st.sampled_from(["above", "at_most"]),
            st.sampled_from([1.0, 10.0]),
        ),
        st.builds(lambda values: {"freedom": "code", "is": values}, freedom),
        st.builds(lambda value: {"ever_offered": value}, st.booleans()),
    )


TESTS = st.recursive(
    _leaf_tests(),
    lambda inner: st.one_of(
        st.builds(lambda parts: {"all": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: {"any": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda part: {"not": part}, inner),
    ),
    max_leaves=4,
)


@st.composite
def definitions(draw: st.DrawFn) -> Definition:
    """A definition with up to three criteria and up to three outcomes on levels."""
    names = ["a", "b", "c"][: draw(st.integers(1, 3))]
    some = st.lists(st.sampled_from(names), max_size=3, unique=True)
    outcomes = [
        {
            "outcome": f"O{n}",
            "level": draw(st.none() | st.integers(0, 3)),
            "needs": draw(some),
            "fails": draw(some),
        }
        for n in range(draw(st.integers(1, 3)))
    ]
    rest = [{"outcome": "REST", "level": 0}] if draw(st.booleans()) else []
    return definition({name: draw(TESTS) for name in names}, outcomes + rest)


@st.composite
def models(draw: st.DrawFn) -> Subjects:
    """A model of which some subjects are known."""
    subjects = model()
    for leaf, values in VALUES.items():
        if draw(st.booleans()):
            subjects = having(subjects, leaf, draw(st.sampled_from(values)))
    return subjects
