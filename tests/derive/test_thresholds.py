import pytest

from graph.derive.thresholds import NO_FIGURES, Figures, read_threshold
from graph.schema.license import Threshold
from graph.schema.use_effect import Activity

SOLD = frozenset({Activity.COMMERCIAL, Activity.SERVE})
LLAMA = Threshold(measure="monthly_active_users", limit=700_000_000, measured_at="VERSION_RELEASE_DATE")
STABILITY = Threshold(measure="annual_revenue_usd", limit=1_000_000, effect="GRANT_ENDS")
KIMI = Threshold(measure="monthly_revenue_usd", limit=20_000_000, effect="NAME_SHOWN")


def effect(threshold: Threshold, activities: frozenset[Activity] = SOLD, **figures: int) -> str | None:
    reading = read_threshold(threshold, activities, Figures(**figures))
    return None if reading is None else str(reading.effect)


@pytest.mark.parametrize(
    ("users", "expected"), [(2_000_000, "ALLOWS"), (700_000_000, "ALLOWS"), (700_000_001, "FORBIDS")]
)
def test_terms_change_above_the_limit_and_not_at_it(users: int, expected: str) -> None:
    assert effect(LLAMA, monthly_users=users) == expected


def test_users_at_the_release_count_where_terms_say_so() -> None:
    assert effect(LLAMA, monthly_users=800_000_000, monthly_users_at_release=1_000) == "ALLOWS"
    assert effect(LLAMA, monthly_users=1_000, monthly_users_at_release=800_000_000) == "FORBIDS"


def test_a_figure_that_is_not_said_leaves_it_open() -> None:
    assert effect(LLAMA) == "LEAVES_OPEN"
    assert effect(STABILITY) == "LEAVES_OPEN"


def test_a_duty_above_a_figure_that_is_not_said_is_told_as_a_duty() -> None:
    assert effect(KIMI) == "OBLIGES"


def test_revenue_counts_for_commercial_use_only() -> None:
    assert effect(STABILITY, frozenset({Activity.SERVE}), annual_revenue_usd=5_000_000) is None
    assert effect(STABILITY, annual_revenue_usd=5_000_000) == "FORBIDS"


@pytest.mark.parametrize(
    ("revenue", "says"),
    [
        (20_000_000, "The figure is within 20,000,000 US dollars of monthly revenue."),
        (
            21_000_000,
            "Above 20,000,000 US dollars of monthly revenue, the name of the model must be shown.",
        ),
        (
            240_000_001,
            "Above 20,000,000 US dollars of monthly revenue, the name of the model must be shown; "
            "the figure is above.",
        ),
    ],
)
def test_a_years_revenue_shows_a_months_only_in_part(revenue: int, says: str) -> None:
    reading = read_threshold(KIMI, SOLD, Figures(annual_revenue_usd=revenue))

    assert reading is not None
    assert reading.says == says


def test_monthly_users_above_a_daily_limit_do_not_show_that_daily_ones_are() -> None:
    daily = Threshold(measure="daily_active_users", limit=1_000_000)

    assert effect(daily, monthly_users=900_000) == "ALLOWS"
    assert effect(daily, monthly_users=2_000_000) == "LEAVES_OPEN"


def test_a_measure_that_the_figures_do_not_tell_leaves_it_open() -> None:
    yuan = Threshold(measure="annual_revenue_cny", limit=1_000_000_000)

    assert effect(yuan, annual_revenue_usd=1) == "LEAVES_OPEN"


def test_a_limit_on_model_services_concerns_only_who_serves_others() -> None:
    services = Threshold(measure="aggregate_revenue_usd", limit=20_000_000, only_for="MODEL_AS_A_SERVICE")

    assert effect(services, frozenset({Activity.COMMERCIAL}), annual_revenue_usd=50_000_000) is None
    assert effect(services, annual_revenue_usd=50_000_000) == "LEAVES_OPEN"
    assert effect(services, annual_revenue_usd=5_000_000) == "ALLOWS"


def test_a_royalty_is_an_obligation_with_its_rate() -> None:
    falcon = Threshold(
        measure="attributable_revenue_usd", limit=1_000_000, effect="ROYALTY", royalty_percent=10
    )

    reading = read_threshold(falcon, SOLD, NO_FIGURES)

    assert reading is not None
    assert (reading.effect, "a royalty of 10 percent is owed" in reading.says) == ("OBLIGES", True)
