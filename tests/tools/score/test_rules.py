"""A score is within its bounds, equals the sum of its reasons, and grows with what is known."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from domain.company import Company, Evidence, Fact
from domain.profile import Band, Icp
from prompts.playbooks import load_playbook
from tools.score.rules import Judgement, score

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
ICP = load_playbook("default").icp
TRADES = ("", "dentist", "hospital", "hotel", "healthcare", "not_a_trade")
FIRM = Company(
    id=1,
    name="Harbor Dental Group",
    identity_key="harbor",
    domain="harbordental.example",
    website="https://www.harbordental.example/",
    phone="716-555-0101",
    street="12 Main Street",
    city="Buffalo",
    county="Erie",
    state="NY",
    postal_code="14201",
    country="US",
    latitude=None,
    longitude=None,
    trade="dentist",
    employees=60,
    sites=None,
    created_at=NOW,
)


def evidence(source: str = "directory", url: str = "file.csv#2", days_old: int = 0) -> Evidence:
    return Evidence(Fact.NAME, "Harbor Dental Group", source, url, NOW - timedelta(days=days_old))


def judge(company: Company = FIRM, icp: Icp = ICP, *facts: Evidence, has_contact: bool = False) -> Judgement:
    return score(company, facts or (evidence(),), icp, has_contact=has_contact, now=NOW)


def points(judgement: Judgement, criterion: str) -> float:
    return next(reason.points for reason in judgement.reasons if reason.criterion == criterion)


def text(judgement: Judgement, criterion: str) -> str:
    return next(reason.text for reason in judgement.reasons if reason.criterion == criterion)


@st.composite
def icps(draw: st.DrawFn) -> Icp:
    cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=4, max_size=4)))
    trade, size, place, completeness, confidence = (
        float(high - low) for low, high in zip([0, *cuts], [*cuts, 100], strict=True)
    )
    bands = draw(st.lists(st.tuples(st.integers(1, 900), st.integers(0, 900), st.floats(0, 1)), max_size=4))
    floors = sorted(draw(st.lists(st.integers(1, 100), min_size=3, max_size=3)), reverse=True)
    return Icp(
        tuple(draw(st.lists(st.sampled_from(TRADES), max_size=2))),
        tuple(draw(st.lists(st.sampled_from(("NY", "Buffalo", "Texas")), max_size=2))),
        tuple(Band(low, low + more, share) for low, more, share in bands),
        trade,
        size,
        place,
        completeness,
        confidence,
        tuple(zip("ABCD", [*floors, 0], strict=True)),
    )


companies = st.builds(
    lambda **fields: replace(FIRM, **fields),
    website=st.sampled_from(("", FIRM.website)),
    phone=st.sampled_from(("", FIRM.phone)),
    street=st.sampled_from(("", FIRM.street)),
    trade=st.sampled_from(TRADES),
    state=st.sampled_from(("", "NY", "TX")),
    employees=st.none() | st.integers(0, 2_000),
)
sources = st.lists(
    st.builds(evidence, st.sampled_from(("directory", "import", "osm")), days_old=st.integers(0, 2_000)), max_size=4
)


@given(companies, sources, icps(), st.booleans())
def test_a_score_is_0_to_100_and_the_sum_of_its_reasons(
    company: Company, facts: list[Evidence], icp: Icp, has_contact: bool
) -> None:
    judged = score(company, facts, icp, has_contact=has_contact, now=NOW)
    assert 0 <= judged.value <= 100
    assert abs(judged.value - sum(reason.points for reason in judged.reasons)) <= 0.5 + 1e-6
    assert all(0 <= reason.points <= reason.most and reason.text for reason in judged.reasons)
    assert sum(reason.most for reason in judged.reasons) == pytest.approx(100)
    assert judged == score(company, facts, icp, has_contact=has_contact, now=NOW)


@given(companies, sources, icps())
def test_knowing_one_thing_more_never_costs_points(company: Company, facts: list[Evidence], icp: Icp) -> None:
    judged = score(company, facts, icp, has_contact=False, now=NOW)
    for richer in (
        replace(company, website=FIRM.website, domain=FIRM.domain),
        replace(company, phone=FIRM.phone),
        replace(company, street=FIRM.street),
        replace(company, employees=company.employees if company.employees is not None else 7),
        replace(company, trade=company.trade or "hotel"),
    ):
        assert score(richer, facts, icp, has_contact=False, now=NOW).value >= judged.value
    assert score(company, facts, icp, has_contact=True, now=NOW).value >= judged.value


def test_the_trade_counts_fully_below_a_wanted_one_half_beside_it_and_not_at_all_elsewhere() -> None:
    wanted = replace(ICP, trades=("healthcare",))
    assert points(judge(FIRM, wanted), "trade") == 20
    beside = judge(FIRM, replace(ICP, trades=("hospital",)))
    assert points(beside, "trade") == 10 and "hospitals" in text(beside, "trade")
    assert points(judge(replace(FIRM, trade="healthcare"), replace(ICP, trades=("dentist",))), "trade") == 10
    assert points(judge(FIRM, replace(ICP, trades=("hotel",))), "trade") == 0
    assert points(judge(replace(FIRM, trade="")), "trade") == 0


def test_size_is_explained_against_the_best_fit() -> None:
    assert "the size you look for" in text(judge(replace(FIRM, employees=150)), "size")
    assert "smaller than the best fit (100 to 249)" in text(judge(replace(FIRM, employees=8)), "size")
    assert "larger" in text(judge(replace(FIRM, employees=9_000)), "size")
    assert points(judge(replace(FIRM, employees=None)), "size") == 0


@pytest.mark.parametrize(
    ("place", "fits"),
    [
        ("NY", 5),
        ("New York", 5),
        ("buffalo", 5),
        ("Buffalo, NY", 5),
        ("Buffalo, New York", 5),
        ("Erie County", 5),
        ("Buffalo, TX", 0),
    ],
)
def test_a_place_of_the_profile_is_matched_in_any_usual_form(place: str, fits: int) -> None:
    assert points(judge(FIRM, replace(ICP, places=(place,))), "place") == fits


def test_more_and_fresher_sources_give_more_confidence() -> None:
    one = points(judge(FIRM, ICP, evidence()), "confidence")
    two = points(judge(FIRM, ICP, evidence(), evidence("import")), "confidence")
    old = points(judge(FIRM, ICP, evidence(days_old=800)), "confidence")
    own = judge(FIRM, ICP, evidence("website", "https://harbordental.example/about"))
    assert old < one < two
    assert points(own, "confidence") > one and "its own website" in text(own, "confidence")
    assert text(judge(FIRM, ICP, evidence(days_old=800)), "confidence").endswith("26 months ago")


def test_firms_of_a_usual_trade_spread_over_the_tiers_of_the_shipped_profile() -> None:
    tiers = [
        judge(replace(FIRM, employees=employees, trade="legal", website=website)).tier
        for employees in (None, 3, 7, 15, 30, 120)
        for website in ("", FIRM.website)
    ]
    assert set(tiers) == {"A", "B", "C", "D"}


@pytest.mark.parametrize(
    "change",
    [
        {"size_points": 50},
        {"size_points": -5, "place_points": 50},
        {"tier_floors": (("A", 50), ("B", 60), ("C", 40), ("D", 0))},
        {"tier_floors": (("A", 80), ("B", 60), ("C", 40))},
        {"size_bands": ({"low": 9, "high": 1, "share": 1},)},
    ],
)
def test_a_profile_that_does_not_add_up_is_refused_when_it_is_loaded(change: dict[str, object]) -> None:
    content = TypeAdapter(Icp).dump_python(ICP) | change
    with pytest.raises(ValidationError):
        TypeAdapter(Icp).validate_python(content)


@pytest.mark.parametrize(
    ("trade", "words"),
    [("hospital", "a hospital"), ("urgent_care", "an urgent care center"), ("optometrist", "an optometrist")],
)
def test_a_trade_is_named_as_a_person_would(trade: str, words: str) -> None:
    assert text(judge(replace(FIRM, trade=trade)), "trade").startswith(f"{words};")
