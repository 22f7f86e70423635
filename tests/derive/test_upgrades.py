"""The smallest set of changes up to a higher level, against a search that tries all sets."""

from __future__ import annotations

from itertools import combinations, product

from hypothesis import given

from graph.derive.assessor import Assessor
from graph.derive.criteria import Answers, Leaf, Subjects
from graph.derive.upgrades import ChangeKind, Upgrade, nearest_upgrade
from graph.schema.definition import Definition
from graph.values.status import Status
from graph.values.truth import Truth
from tests.derive.small_definitions import BOUND, FREE, VALUES, definition, definitions, having, model, models

RULES = definition(
    {
        "weights": {"property": "weights", "is": ["OPEN"]},
        "terms": {"license": "weights", "every": "approved"},
        "code": {"any": [{"property": "code", "is": ["OPEN"]}, {"fact": "monetised", "equals": False}]},
        "small": {"fact": "training_compute_flop", "at_most": 10.0},
    },
    [
        {"outcome": "ALL", "level": 2, "needs": ["weights", "terms", "code", "small"]},
        {"outcome": "SOME", "level": 1, "needs": ["weights", "terms"]},
        {"outcome": "NONE", "level": 0},
    ],
)


def changes(subjects: Subjects) -> tuple[str, list[tuple[str, ChangeKind, tuple[str, ...]]]] | None:
    found = nearest_upgrade(Assessor(RULES), subjects)
    return found and (found.outcome, [(item.leaf.name, item.kind, item.wanted) for item in found.changes])


def test_every_change_names_its_subject_and_what_to_do_about_it() -> None:
    subjects = model(weights=Status.CLOSED, weights_license=(BOUND,))

    assert changes(subjects) == (
        "SOME",
        [
            ("weights", ChangeKind.PUBLISH, ("OPEN",)),
            ("weights", ChangeKind.RELICENSE, ("every licence is approved",)),
        ],
    )


def test_what_is_only_unknown_has_to_be_established() -> None:
    subjects = model(weights=Status.OPEN)

    assert changes(subjects) == ("SOME", [("weights", ChangeKind.ESTABLISH, ("every licence is approved",))])


def test_one_of_two_ways_is_enough() -> None:
    subjects = model(weights=Status.OPEN, weights_license=(FREE,), training_compute_flop=5.0, monetised=True)

    assert changes(subjects) == ("ALL", [("code", ChangeKind.ESTABLISH, ("OPEN",))])


def test_a_figure_that_is_known_cannot_be_changed() -> None:
    subjects = model(
        weights=Status.OPEN, weights_license=(FREE,), training_compute_flop=20.0, monetised=False
    )

    assert changes(subjects) is None


def test_there_is_no_way_up_from_the_top() -> None:
    subjects = model(weights=Status.OPEN, weights_license=(FREE,), training_compute_flop=5.0, monetised=False)

    assert changes(subjects) is None


def test_what_does_not_apply_cannot_be_changed() -> None:
    both = definition(
        {"a": {"property": "weights", "is": ["CLOSED"]}, "b": {"property": "code", "is": ["OPEN"]}},
        [{"outcome": "IN", "level": 1, "needs": ["b"], "fails": ["a"]}, {"outcome": "OUT", "level": 0}],
    )

    assert nearest_upgrade(Assessor(both), model(weights=Status.NOT_APPLICABLE, code=Status.OPEN)) is None


@given(definitions(), models())
def test_no_smaller_set_of_changes_leads_up(rules: Definition, subjects: Subjects) -> None:
    assessor = Assessor(rules)

    found = nearest_upgrade(assessor, subjects)

    assert (None if found is None else len(found.changes)) == smallest(assessor, subjects)


@given(definitions(), models())
def test_the_changes_lead_where_they_say(rules: Definition, subjects: Subjects) -> None:
    assessor = Assessor(rules)
    found = nearest_upgrade(assessor, subjects)
    if found is None:
        return

    leaves = [change.leaf for change in found.changes]
    assert any(is_reached(assessor, subjects, changed, found) for changed in all_changes(subjects, leaves))


def smallest(assessor: Assessor, subjects: Subjects) -> int | None:
    """How many changes are needed, by trying all sets of all sizes."""
    levels = {outcome.outcome: outcome.level for outcome in assessor.definition.outcomes}
    possible = assessor.possible(assessor.answers(subjects))
    now = min((level for name in possible if (level := levels.get(name)) is not None), default=None)
    if now is None:
        return None
    changeable = [leaf for leaf in assessor.leaves if can_change(subjects, leaf)]
    for size in range(1, len(changeable) + 1):
        for leaves in combinations(changeable, size):
            if any(is_higher(assessor, changed, now) for changed in all_changes(subjects, list(leaves))):
                return size
    return None


def can_change(subjects: Subjects, leaf: Leaf) -> bool:
    found = subjects.value(leaf)
    fixed = (leaf.name == "training_compute_flop" and found is not None) or found is Truth.MET
    return not fixed


def all_changes(subjects: Subjects, leaves: list[Leaf]) -> list[Subjects]:
    changed = []
    for values in product(*(VALUES[leaf] for leaf in leaves)):
        one = subjects
        for leaf, value in zip(leaves, values, strict=True):
            one = having(one, leaf, value)
        changed.append(one)
    return changed


def is_higher(assessor: Assessor, subjects: Subjects, level: int) -> bool:
    """Whether an outcome above a level applies for certain, none that is not above before it."""
    answers: Answers = assessor.answers(subjects)
    for outcome in assessor.definition.outcomes:
        applies, is_above = assessor.applies(outcome, answers), (outcome.level or 0) > level
        if is_above and applies is Truth.MET:
            return True
        if not is_above and applies is not Truth.NOT_MET:
            return False
    return False


def is_reached(assessor: Assessor, before: Subjects, after: Subjects, upgrade: Upgrade) -> bool:
    answers = assessor.answers(after)
    rules = {outcome.outcome: outcome for outcome in assessor.definition.outcomes}
    return assessor.applies(rules[upgrade.outcome], answers) is Truth.MET and before != after
