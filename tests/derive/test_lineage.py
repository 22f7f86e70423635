import itertools

from hypothesis import given
from hypothesis import strategies as st

from graph.derive.lineage import Book, Inherited, LicenseFacts, Work, inherited_terms, obligations
from graph.schema.license import DerivativeScope
from graph.schema.license_inheritance import InheritanceRelation, InheritanceRule
from graph.values.freedom import Freedom
from graph.values.node_id import NodeId
from tests.derive.lineage_rows import data, lic, real_book, work, works


def found(name: str, *items: Work, book: Book | None = None) -> list[Inherited]:
    return inherited_terms(NodeId(f"model/{name}"), works(*items), book or real_book())


def reaching(name: str, *items: Work) -> list[str]:
    """Upstream model and licence of everything inherited."""
    return [f"{item.upstream}: {item.license}" for item in found(name, *items)]


def test_terms_follow_weights_through_every_step() -> None:
    base = work("llama-3.1-70b", "llama-3.1-community")
    tuned = work("tuned", "llama-3.1-community", of={"llama-3.1-70b": "FINE_TUNE"})
    copy = work("copy", "llama-3.1-community", of={"tuned": "QUANTIZATION"})

    inherited = found("copy", base, tuned, copy)

    assert [(item.upstream, [tie.target for tie in item.path]) for item in inherited] == [
        ("model/tuned", ["model/tuned"]),
        ("model/llama-3.1-70b", ["model/tuned", "model/llama-3.1-70b"]),
    ]


def test_a_permissive_label_removes_nothing_upstream() -> None:
    base = work("llama-3.1-70b", "llama-3.1-community")
    tuned = work("tuned", "mit", of={"llama-3.1-70b": "FINE_TUNE"})
    copy = work("copy", "mit", of={"tuned": "QUANTIZATION"})

    assert "model/llama-3.1-70b: license/llama-3.1-community" in reaching("copy", base, tuned, copy)


def test_a_licensor_is_not_bound_by_its_own_licence() -> None:
    base = work("llama-3.1-70b", "llama-3.1-community", by="meta")
    own = work("llama-3.3-70b", "llama-3.3-community", by="meta", of={"llama-3.1-70b": "FINE_TUNE"})

    assert found("llama-3.3-70b", base, own) == []


def test_terms_that_their_own_licensor_replaced_do_not_pass_on() -> None:
    """Who builds on Llama 3.3 has its terms from Meta under the licence of 3.3, not under that of 3.1."""
    base = work("llama-3.1-70b", "llama-3.1-community", by="meta")
    own = work("llama-3.3-70b", "llama-3.3-community", by="meta", of={"llama-3.1-70b": "FINE_TUNE"})
    tuned = work("tuned", "mit", of={"llama-3.3-70b": "FINE_TUNE"})

    assert reaching("tuned", base, own, tuned) == ["model/llama-3.3-70b: license/llama-3.3-community"]


def test_terms_of_others_pass_through_a_work_of_the_same_developers() -> None:
    base = work("base", "gemma-terms")
    first = work("first", "gemma-terms", by="lab", of={"base": "FINE_TUNE"})
    second = work("second", "gemma-terms", by="lab", of={"first": "FINE_TUNE"})

    assert reaching("second", base, first, second) == ["model/base: license/gemma-terms"]


def test_a_joint_work_binds_a_developer_who_made_only_part_of_it() -> None:
    joint = Work(
        NodeId("model/joint"),
        "Joint",
        developers=frozenset({NodeId("organization/lab"), NodeId("organization/partner")}),
        licenses=(lic("gemma-terms"),),
    )
    tuned = work("tuned", "gemma-terms", by="lab", of={"joint": "FINE_TUNE"})

    assert reaching("tuned", joint, tuned) == ["model/joint: license/gemma-terms"]


def test_distillation_inherits_where_the_text_calls_students_derivatives() -> None:
    """Gemma's terms, section 1.1(e), against MIT, which is silent."""
    gemma, free = work("gemma-2-9b", "gemma-terms"), work("teacher", "mit")
    student = work("student", "mit", of={"gemma-2-9b": "DISTILLATION", "teacher": "DISTILLATION"})

    inherited = found("student", gemma, free, student)

    assert [(item.license, item.whole) for item in inherited] == [("license/gemma-terms", True)]


def test_outputs_of_llama_3_1_bring_the_naming_duty_alone() -> None:
    base = work("llama-3.1-405b", "llama-3.1-community")
    student = work("student", "mit", of={"llama-3.1-405b": "DISTILLATION"})

    (item,) = found("student", base, student)

    assert (item.whole, obligations(item, real_book())) == (False, ("NAMING_PREFIX",))


def test_nothing_further_up_follows_a_distillation() -> None:
    base = work("gemma-2-9b", "gemma-terms")
    teacher = work("teacher", "mit", of={"gemma-2-9b": "FINE_TUNE"})
    student = work("student", "mit", of={"teacher": "DISTILLATION"})

    assert found("student", base, teacher, student) == []


def test_data_made_from_outputs_carry_the_terms_of_the_model_that_wrote_them() -> None:
    base = work("llama-3.1-405b", "llama-3.1-community")
    answers = data("answers", of="llama-3.1-405b")
    tuned = work("tuned", "mit", of={"dataset/answers": "TRAINED_ON"})

    (item,) = found("tuned", base, answers, tuned)

    assert [tie.relation for tie in item.path] == [
        InheritanceRelation.TRAINED_ON,
        InheritanceRelation.SYNTHETIC_DATA,
    ]
    assert obligations(item, real_book()) == ("NAMING_PREFIX",)


def test_the_terms_of_a_service_reach_whoever_trains_on_its_outputs_as_a_contract() -> None:
    gpt = work("gpt-4", services=(lic("openai-terms"),), published=False)
    student = work("student", "apache-2.0", of={"gpt-4": "DISTILLATION"})

    (item,) = found("student", gpt, student)

    assert (item.whole, obligations(item, real_book())) == (False, ("CONTRACT_LIMIT_ON_ACCOUNT_HOLDER",))


def test_a_base_without_known_terms_is_inherited_as_not_known() -> None:
    tuned = work("tuned", "mit", of={"base": "FINE_TUNE"})

    (item,) = found("tuned", work("base"), tuned)

    assert item.license is None


def test_a_rule_for_the_upstream_family_comes_before_the_general_one() -> None:
    rules = [
        InheritanceRule.model_validate(
            {
                "id": name,
                "upstream": [lic("l")],
                "relations": ["MERGE"],
                "family": family,
                "note": "n",
                "source": "source/s",
                "confidence": "HIGH",
            }
        )
        for name, family in (("general", None), ("of-the-family", "Aster 4"))
    ]
    book = Book({lic("l"): LicenseFacts(lic("l"), Freedom.FREE)}, rules)
    tuned = work("tuned", of={"base": "MERGE", "other": "MERGE"})

    items = found("tuned", work("base", "l", family="Aster 4"), work("other", "l"), tuned, book=book)

    assert [item.rule.id for item in items if item.rule] == ["of-the-family", "general"]


WEIGHTS = [
    relation
    for relation in InheritanceRelation
    if relation.value not in ("DISTILLATION", "SYNTHETIC_DATA", "TRAINED_ON", "WEIGHT_TRANSFER")
]
LICENSES = (
    "mit",
    "apache-2.0",
    "llama-2-community",
    "llama-3.1-community",
    "gemma-terms",
    "cc-by-nc-4.0",
    "gpl-3.0-only",
    "bigscience-openrail-m",
    "flux-1-dev-noncommercial",
    "hub-other",
)


@given(st.lists(st.tuples(st.sampled_from(LICENSES), st.sampled_from(WEIGHTS)), min_size=2, max_size=6))
def test_a_longer_lineage_never_has_fewer_obligations(chain: list[tuple[str, InheritanceRelation]]) -> None:
    """Each developer owes at least what the one above owed, and what the one above declared."""
    items = [work("m0", chain[0][0])]
    for number, (license_id, relation) in enumerate(chain[1:], start=1):
        items.append(work(f"m{number}", license_id, of={f"m{number - 1}": relation.value}))

    owed = [_owed(item, items) for item in items]

    assert all(above <= below for above, below in itertools.pairwise(owed))


def _owed(item: Work, items: list[Work]) -> set[tuple[str, str]]:
    inherited = inherited_terms(item.id, works(*items), real_book())
    return {(str(found.license), term) for found in inherited for term in obligations(found, real_book())}


@given(
    st.permutations(["llama-2-community", "gemma-terms", "cc-by-nc-4.0", "gpl-3.0-only"]), st.integers(1, 3)
)
def test_a_merge_owes_what_each_of_its_parents_brings(licenses: list[str], cut: int) -> None:
    parents = [work(f"p{number}", name) for number, name in enumerate(licenses)]
    merge = work("merge", of={f"p{number}": "MERGE" for number in range(len(parents))})
    part = work("part", of={f"p{number}": "MERGE" for number in range(cut)})

    assert _owed(part, [*parents, part]) <= _owed(merge, [*parents, merge])


def test_what_a_licence_reaches_decides_on_weight_transfer() -> None:
    reaching_far = LicenseFacts(
        lic("far"), Freedom.CONDITIONAL, reaches=frozenset({DerivativeScope.WEIGHT_TRANSFER})
    )
    near = LicenseFacts(lic("near"), Freedom.CONDITIONAL, reaches=frozenset({DerivativeScope.MODIFICATION}))
    book = Book({lic("far"): reaching_far, lic("near"): near}, [])
    model = work("model", of={"a": "WEIGHT_TRANSFER", "b": "WEIGHT_TRANSFER"})

    items = found("model", work("a", "far"), work("b", "near"), model, book=book)

    assert [item.license for item in items] == ["license/far"]
