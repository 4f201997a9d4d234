"""Mails from facts: any combination of facts makes a sound text that the gate passes and the critic likes."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.company import Company, Contact, EmailStatus, Evidence, Fact
from prompts.playbooks import load_playbook
from tests.tools.draft.conftest import PROFILE
from tools.draft.rules.claims import build_backing, find_unbacked, list_own_words
from tools.draft.rules.composer import Brief, Letter, compose, list_angles
from tools.draft.rules.critic import Judged, judge
from tools.draft.rules.facts import StoredFact, TradeWords, gather_facts, offer_clause, short_name
from tools.draft.rules.layout import take_apart
from tools.draft.rules.slots import fill
from tools.draft.rules.text import list_words

NOW = datetime(2026, 11, 18, tzinfo=UTC)
PLAYBOOK = load_playbook("default")
NAMES = ("Lakeside General", "ERIE COUNTY MEDICAL CENTER", "Müller & Söhne GmbH", "St. Mary's Inc.", "3D Dental", "A")
NEWS = (
    "",
    "{name} opened a second house in May.",
    "The county praised the new wing.",
    "x" * 300,
    "{name} won 2 awards.",
)


@dataclass(frozen=True)
class Known:
    """What is stored about an invented firm."""

    name: str = "Lakeside General"
    news: str = ""
    city: str = ""
    employees: int | None = None
    sites: int | None = None
    has_trade: bool = False
    title: str = "Owner"
    country: str = "US"


def rows_of(values: dict[Fact, str], first_id: int) -> list[Evidence]:
    said = [(fact, value) for fact, value in values.items() if value]
    return [
        Evidence(fact, value, "s", "https://s.example", NOW, id=at) for at, (fact, value) in enumerate(said, first_id)
    ]


def brief(known: Known, seed: int = 1) -> tuple[Brief, list[Evidence]]:
    values = {
        Fact.NAME: known.name,
        Fact.NEWS: known.news.format(name=known.name),
        Fact.CITY: known.city,
        Fact.EMPLOYEES: str(known.employees or ""),
        Fact.SITES: str(known.sites or ""),
        Fact.TRADE: "hospital" if known.has_trade else "",
    }
    place = (known.city, "", "NY", "", known.country, None, None, "hospital")
    company = Company(1, known.name, "k", "d", "", "", "", *place, known.employees, known.sites, NOW)
    contact = Contact(1, 1, "Ada Moss", known.title, "ada@x.example", EmailStatus.VERIFIED, "", NOW)
    person = {Fact.NAME: "Ada Moss", Fact.TITLE: known.title, Fact.EMAIL: "ada@x.example"}
    rows, people = rows_of(values, 1), rows_of(person, 50)
    trade = TradeWords("hospital", "hospitals") if known.has_trade else None
    facts = gather_facts(company, contact, rows, people, trade)
    return Brief(PROFILE, PLAYBOOK, facts, known.country, str(seed)), [*rows, *people]


KNOWN = st.builds(
    Known,
    name=st.sampled_from(NAMES),
    news=st.sampled_from(NEWS),
    city=st.sampled_from(["", "Buffalo", "New York", "Saint-Étienne"]),
    employees=st.none() | st.integers(1, 99_999),
    sites=st.none() | st.integers(1, 400),
    has_trade=st.booleans(),
    title=st.sampled_from(["", "Owner", "VP, Operations"]),
    country=st.sampled_from(["US", "DE"]),
)


@settings(max_examples=150, deadline=None)
@given(known=KNOWN, seed=st.integers(0, 10_000))
def test_every_combination_of_facts_reads_well(known: Known, seed: int) -> None:
    made, evidence = brief(known, seed)
    for angle in list_angles(made):
        letters = compose(made, angle)
        first = letters[0]
        assert 60 <= len(list_words(take_apart(first.body, PROFILE).main_text)) <= 120
        assert len(first.subject) <= 60
        assert "\n" not in first.subject
        for letter in letters:
            assert_sound(letter, evidence, known.country)


def assert_sound(letter: Letter, evidence: list[Evidence], country: str) -> None:
    layout = take_apart(letter.body, PROFILE)
    claimed = {claim.evidence_id for claim in letter.claims}
    rows = [one for one in evidence if one.id in claimed or one.id >= 50]
    backing = build_backing(rows, list_own_words(PROFILE, PLAYBOOK))
    unbacked = find_unbacked("\n".join((letter.subject, layout.greeting, layout.main_text)), backing)
    assert unbacked == ()
    assert "{{" not in letter.body
    assert "!" not in layout.main_text
    assert ("https://s.example" in letter.body) == (country == "DE")
    verdict = judge(
        Judged(letter.step, letter.subject, letter.body, layout, unbacked, is_reply=letter.step > 0), PROFILE
    )
    assert verdict.score >= 85, verdict.notes


def test_the_same_lead_gets_the_same_text_and_others_get_other_texts() -> None:
    def write(seed: int) -> str:
        made, _ = brief(Known(city="Buffalo", has_trade=True, employees=900), seed)
        return compose(made, list_angles(made)[0])[0].body

    assert write(1) == write(1)
    assert len({write(seed) for seed in range(10)}) >= 9


def test_with_nothing_new_to_say_no_follow_up_is_written() -> None:
    made, _ = brief(Known(title=""))
    poor = replace(made, profile=replace(PROFILE, proof_points=(), website=""))
    assert len(compose(poor, list_angles(poor)[-1])) == 1


def test_with_one_new_thing_the_only_follow_up_is_the_last_note() -> None:
    made, _ = brief(Known(title=""))
    poor = replace(made, profile=replace(PROFILE, proof_points=PROFILE.proof_points[:1]))
    _, last = compose(poor, list_angles(poor)[-1])
    assert last.step == 1
    assert last.wait_days == PLAYBOOK.steps[-1].wait_days
    assert "There is more about us at https://bell.example." in last.body


def test_names_and_offers_are_put_as_a_person_would_say_them() -> None:
    assert short_name("Niagara Castings, Inc.") == "Niagara Castings"
    assert short_name("ERIE COUNTY MEDICAL CENTER") == "Erie County Medical Center"
    assert short_name("IBM") == "IBM"
    assert short_name("ST. MARY'S") == "St. Mary's"
    assert offer_clause("We help hospitals.") == "help hospitals"
    assert offer_clause("Help hospitals") == "help hospitals"
    assert offer_clause("HVAC repair") == "HVAC repair"


def test_a_name_that_ends_with_a_full_stop_ends_no_sentence_twice() -> None:
    named = {"company": StoredFact("Fields Mechanical Co.", 1)}
    assert fill("I have one question for {{ company }}.", named).text == "I have one question for Fields Mechanical Co."
    assert fill("Well ... {{ company }}", named).text == "Well ... Fields Mechanical Co."


def test_a_fact_without_evidence_is_not_used() -> None:
    company = Company(1, "X Y", "k", "", "", "", "", "Buffalo", "", "NY", "", "US", None, None, "", 900, 4, NOW)
    contact = Contact(1, 1, "Ada Moss", "Owner", "a@x.example", EmailStatus.VERIFIED, "", NOW)
    named = [Evidence(Fact.NAME, "X Y", "s", "", NOW, id=1)]
    assert set(gather_facts(company, contact, named, [], None)) == {"company"}


def test_line_breaks_in_stored_facts_never_reach_a_text() -> None:
    made, _ = brief(Known(name="Evil\r\nBcc: x@y.example\u2028 Inn\x00", city="Buffalo", title="Owner\nBcc: z"))
    for letter in compose(made, list_angles(made)[-1]):
        assert letter.subject.isprintable()
        assert not any(line.lower().startswith("bcc:") for line in letter.body.splitlines())
        assert all(char == "\n" or char.isprintable() for char in letter.body)
