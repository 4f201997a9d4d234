"""How artifacts look in a terminal."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

from rich.console import Console

from domain.company import Company, Evidence, Fact
from domain.lead import Lead, Stage
from domain.score import Reason, Score, Tier
from domain.views import LeadView, Tally
from runtime.bootstrap import App
from tests.fakes.person import Person
from tools.outcome import Artifact, DaySends, DraftCard, ImportPreview, LeadCard, LeadTable, Report
from ui.show import say_span, show_artifact

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
TRADE = Reason("trade", 20, 20, "a hospital; any trade is welcome")


def shown(artifact: Artifact, width: int = 80) -> str:
    out = StringIO()
    show_artifact(Console(file=out, width=width), artifact)
    return out.getvalue()


def view(number: int, *reasons: Reason) -> LeadView:
    score = Score(number, number, 48, Tier.D, reasons or (TRADE,), 0, NOW)
    name = f"Hospital of the Sisters of Charity Number {number}"
    company = Company(
        number, name, "", "", "", "", "", "Buffalo", "Erie", "NY", "", "US", None, None, "hospital", None, None, NOW
    )
    return LeadView(Lead(number, number, Stage.SCORED, NOW, NOW), company, score, None, "Hospitals.csv")


def test_a_long_table_is_cut_and_says_how_much_more_there_is() -> None:
    text = shown(LeadTable(tuple(view(number) for number in range(1, 201))))
    assert "… and 160 more" in text and "Number 41" not in text
    assert "more" not in shown(LeadTable(tuple(view(number) for number in range(1, 41))))


def test_short_columns_are_never_broken_over_lines() -> None:
    text = shown(LeadTable((view(1, Reason("size", 0, 40, "how many people work there is not known")),)))
    assert "Hospitals.csv" in text and "Buffalo, NY" in text and "48 D" in text


def test_a_low_score_says_what_it_lacks() -> None:
    text = shown(LeadTable((view(1, TRADE, Reason("size", 0, 40, "size not known")),)), width=160)
    assert "size not known" in text and "any trade" not in text


def test_facts_are_named_in_words_and_places_on_the_map_are_left_to_machines() -> None:
    known = ((Fact.POSTAL_CODE, "14201"), (Fact.LATITUDE, "42.8864"))
    facts = tuple(Evidence(fact, value, "list", "list.csv#2", NOW) for fact, value in known)
    text = shown(LeadCard(view(1), facts, (), (), ()), width=120)
    assert "postal code" in text and "14201" in text
    assert "latitude" not in text and "42.8864" not in text


def test_an_import_counts_every_row_that_was_left_out() -> None:
    failures = tuple((row, "closed") for row in range(2, 52))
    text = shown(ImportPreview("firms.csv", (("NAME", "company"),), 7516, 0, 497, failures))
    assert "497 left out" in text and "… and 489 more" in text


def test_a_report_tells_sends_per_day_and_how_long_the_work_took() -> None:
    tally = Tally(1, 1, 1, 1, 1, 1, 0, 0, {}, {}, {}, ())
    days = tuple(DaySends(date(2026, 11, 7) + timedelta(days=at), sent) for at, sent in enumerate([0] * 11 + [1, 0, 8]))
    text = shown(Report(30, tally, None, (), (), days=days, worked_ms=14_200))
    assert "Sent 07 Nov to 20 Nov: ···········▁·█ 9, at most 8 a day" in text
    assert "Leadloop worked 14 s for this." in text
    quiet = shown(Report(30, tally, None, (), (), days=tuple(DaySends(day.on, 0) for day in days)))
    assert "Sent" not in quiet and "worked" not in quiet


def test_a_span_is_said_as_exactly_as_it_matters() -> None:
    assert [say_span(ms) for ms in (140, 9_900, 14_200, 119_000, 600_000)] == [
        "0.1 s",
        "9.9 s",
        "14 s",
        "119 s",
        "10 min",
    ]


async def test_a_draft_is_shown_with_all_that_its_approval_covers(app: App, say: Person) -> None:
    for sentence in ("find 1 hotel in Denver", "score them"):
        await say(sentence)
    heard = await say("draft emails to them")
    (card,) = [one for one in heard.artifacts if isinstance(one, DraftCard)]
    text = shown(card, width=400)
    lines = [line for part in card.draft.parts for line in (part.subject, *part.body.splitlines())]
    assert all(line in text for line in (*lines, card.draft.sender, card.draft.recipient))
