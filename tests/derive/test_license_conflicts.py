import pytest

from graph.derive.license_conflicts import LicenseConflict, begins_with, license_conflicts
from graph.derive.lineage import Work
from tests.derive.lineage_rows import data, lic, real_book, work, works


def conflicts(model: Work, *others: Work) -> list[LicenseConflict]:
    return license_conflicts(model, works(model, *others), real_book())


def verdict(declared: str | None, relation: str, base: str, called: str = "Llama 3 Derivative") -> str:
    """What declaring a licence for a derivative of a base amounts to."""
    labels = [declared] if declared else []
    found = conflicts(
        work("derivative", *labels, of={"base": relation}, called=called),
        work("base", base, family="Base"),
    )
    return str(found[0].verdict) if found else "OK"


@pytest.mark.parametrize(
    ("base", "declared", "relation", "expected"),
    [
        ("mistral-research-0.1", "apache-2.0", "QUANTIZATION", "CONFLICT"),
        ("llama-3-community", "apache-2.0", "QUANTIZATION", "CONFLICT"),
        ("llama-2-community", "apache-2.0", "FINE_TUNE", "CONFLICT"),
        ("llama-1-noncommercial", "apache-2.0", "FINE_TUNE", "CONFLICT"),
        ("llama-3-community", None, "FINE_TUNE", "INCOMPLETE"),
        ("llama-3.1-community", "hub-other", "FINE_TUNE", "INCOMPLETE"),
        ("mit", "microsoft-research", "QUANTIZATION", "OVER_RESTRICTIVE"),
        ("apache-2.0", "llama-2-community", "FORMAT_CONVERSION", "OVER_RESTRICTIVE"),
        ("apache-2.0", "cc-by-nc-4.0", "FINE_TUNE", "OK"),
        ("kimi-k2-modified-mit", "mit", "FINE_TUNE", "CONFLICT"),
        ("kimi-k2-modified-mit", "apache-2.0", "FINE_TUNE", "NEEDS_REVIEW"),
        ("cc-by-sa-4.0", "cc-by-nc-sa-4.0", "FINE_TUNE", "CONFLICT"),
        ("cc-by-sa-4.0", "gpl-3.0-only", "FINE_TUNE", "OK"),
        ("gpl-3.0-only", "llama-3.1-community", "MERGE", "CONFLICT"),
        ("cc-by-nc-nd-4.0", "cc-by-nc-nd-4.0", "FINE_TUNE", "CONFLICT"),
        ("cc-by-nc-nd-4.0", "cc-by-nc-nd-4.0", "QUANTIZATION", "NEEDS_REVIEW"),
        ("bigscience-openrail-m", "creativeml-openrail-m", "FINE_TUNE", "OK"),
        ("bigscience-openrail-m", "gpl-3.0-only", "DISTILLATION", "CONFLICT"),
        ("llama-1-noncommercial", "mit", "ADAPTER", "CONFLICT"),
        ("llama-1-noncommercial", "hub-other", "ADAPTER", "INCOMPLETE"),
        ("gemma-terms", "cc-by-nc-4.0", "FINE_TUNE", "NEEDS_REVIEW"),
    ],
)
def test_labels_over_upstream_terms(base: str, declared: str | None, relation: str, expected: str) -> None:
    """The first seven rows are cases that were observed on the Hub, and mostly corrected."""
    assert verdict(declared, relation, base) == expected


def test_r1_distill_llama_70b_is_labelled_mit_over_the_llama_licence() -> None:
    (found,) = conflicts(
        work(
            "r1-distill",
            "mit",
            called="DeepSeek-R1-Distill-Llama-70B",
            of={"llama-3.3-70b": "FINE_TUNE", "r1": "DISTILLATION"},
            by="deepseek",
        ),
        work("llama-3.3-70b", "llama-3.3-community", by="meta", of={"llama-3.1-70b": "FINE_TUNE"}),
        work("llama-3.1-70b", "llama-3.1-community", by="meta"),
        work("r1", "mit", by="deepseek"),
    )

    assert (found.verdict, found.declared, found.broken) == ("CONFLICT", ("license/mit",), ("NAMING_PREFIX",))
    assert found.inherited.rule is not None
    assert found.inherited.rule.id == "llama3.3-weights"
    assert [tie.target for tie in found.inherited.path] == ["model/llama-3.3-70b"]


def test_both_licences_together_satisfy_both_upstream_texts() -> None:
    """Llama 3.1 Swallow, tuned on data that Gemma wrote, ships the terms of both."""
    model = work(
        "swallow",
        "llama-3.1-community",
        "gemma-terms",
        called="Llama 3.1 Swallow 8B",
        of={"llama": "FINE_TUNE", "dataset/chats": "TRAINED_ON"},
    )

    assert (
        conflicts(
            model,
            work("llama", "llama-3.1-community"),
            data("chats", of="gemma"),
            work("gemma", "gemma-terms"),
        )
        == []
    )


def test_a_right_label_under_a_name_that_drops_the_naming_duty_is_a_conflict() -> None:
    assert (
        verdict("llama-3-community", "FINE_TUNE", "llama-3-community", "Dolphin 2.9 Llama 3 8B") == "CONFLICT"
    )
    assert verdict("llama-3-community", "FINE_TUNE", "llama-3-community", "Llama-3-Trendyol-LLM-8b") == "OK"


def test_outputs_of_llama_2_may_not_train_a_language_model_outside_the_family() -> None:
    teacher = work("teacher", "llama-2-community", family="Llama 2")
    outside = work("student", "apache-2.0", family="Aster", of={"teacher": "DISTILLATION"})
    inside = work("student", "llama-2-community", family="Llama 2 Chat", of={"teacher": "DISTILLATION"})
    painter = work("student", "apache-2.0", family="Aster", writes_text=False, of={"teacher": "DISTILLATION"})

    assert [found.verdict for found in conflicts(outside, teacher)] == ["CONFLICT"]
    assert [found.verdict for found in conflicts(inside, teacher)] == ["NEEDS_REVIEW"]
    assert [found.verdict for found in conflicts(painter, teacher)] == ["NEEDS_REVIEW"]


def test_outputs_of_a_service_under_a_permissive_label_are_a_contract_risk_and_no_more() -> None:
    gpt = work("gpt-4", services=(lic("openai-terms"),), published=False)
    risky = work("student", "apache-2.0", of={"gpt-4": "DISTILLATION"})
    careful = work("student", "cc-by-nc-4.0", of={"gpt-4": "DISTILLATION"})

    assert [found.verdict for found in conflicts(risky, gpt)] == ["CONTRACT_RISK"]
    assert conflicts(careful, gpt) == []


def test_a_permissive_label_over_noncommercial_data_needs_review() -> None:
    corpus = data("corpus", "cc-by-nc-4.0")

    (found,) = conflicts(work("model", "mit", of={"dataset/corpus": "TRAINED_ON"}), corpus)

    assert found.verdict == "NEEDS_REVIEW"


def test_calling_a_derivative_of_gemma_4_gemma_is_stricter_than_needed() -> None:
    base = work("gemma-4-27b", "apache-2.0", family="Gemma 4")

    (found,) = conflicts(work("tuned", "gemma-terms", of={"gemma-4-27b": "FINE_TUNE"}), base)

    assert found.verdict == "OVER_RESTRICTIVE"


def test_a_model_whose_weights_nobody_got_declares_nothing_that_could_conflict() -> None:
    model = work("service", of={"base": "FINE_TUNE"}, published=False)

    assert conflicts(model, work("base", "llama-3.1-community")) == []


def test_a_base_of_the_same_developers_does_not_bind_them() -> None:
    base = work("base", "llama-3.1-community", by="lab")

    assert conflicts(work("own", "mit", by="lab", of={"base": "FINE_TUNE"}), base) == []


def test_upstream_terms_that_are_not_known_need_review() -> None:
    (found,) = conflicts(work("tuned", "mit", of={"base": "FINE_TUNE"}), work("base"))

    assert (found.verdict, found.says) == ("NEEDS_REVIEW", "The terms of the upstream model are not known.")


@pytest.mark.parametrize(
    ("name", "words", "expected"),
    [
        ("Llama-3.1-Swallow-8B", "Llama", True),
        ("Llama3-Aster", "Llama 3", True),
        ("LLAMA 3 Aster", "Llama 3", True),
        ("LLaMAntino-3-ANITA-8B", "Llama", False),
        ("LLaMAntino-3-ANITA-8B", "Llama 3", False),
        ("Llama-30B-Aster", "Llama 3", False),
        ("Aster-Llama-3", "Llama", False),
        ("EXAONE-Deep-Aster", "EXAONE", True),
    ],
)
def test_names_begin_with_set_words_however_they_are_joined(name: str, words: str, expected: bool) -> None:
    assert begins_with(name, words) is expected
