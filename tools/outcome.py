"""What a tool call gives back: a line for the mind, artifacts for the person, and what "those" means from now on."""

from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from domain.company import Company, Contact, Evidence
from domain.draft import Draft
from domain.mail import FollowUp, Message
from domain.runs import Run
from domain.score import Score
from domain.views import LeadView, Tally


@dataclass(frozen=True, slots=True)
class LeadTable:
    """Rows of leads; `marks` says something about single rows, by lead id ("already contacted")."""

    rows: tuple[LeadView, ...]
    title: str = ""
    marks: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LeadCard:
    """One lead with all that is known: facts with sources, scores newest first, people, mails."""

    view: LeadView
    facts: tuple[Evidence, ...]
    scores: tuple[Score, ...]
    contacts: tuple[Contact, ...]
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class DraftCard:
    """A draft shown in full: every part's text, the evidence behind its claims, when it would leave."""

    draft: Draft
    company: Company
    contact: Contact
    evidence: tuple[Evidence, ...]
    leaves: str = ""


@dataclass(frozen=True, slots=True)
class DraftTable:
    """Drafts in short: number, firm, subject, critic score, status. A text in this table does not count as shown."""

    rows: tuple[tuple[Draft, str], ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class ReplyCard:
    """A reply with what it means and, where one was written, the suggested answer's draft."""

    message: Message
    company_name: str
    contact_name: str
    answer_draft_id: int | None = None


@dataclass(frozen=True, slots=True)
class MailTable:
    """Mails queued or sent, with when they leave or why they did not."""

    rows: tuple[tuple[Message, str], ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class FollowUpTable:
    """Planned follow-ups with the firm's name."""

    rows: tuple[tuple[FollowUp, str], ...]


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with its 95 % Wilson interval; all three 0..1."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class AngleRow:
    """An angle's reply rate; `is_enough` is False while too few mails were sent to say anything."""

    angle: str
    sent: int
    replied: int
    interested: int
    rate: Rate
    is_enough: bool


@dataclass(frozen=True, slots=True)
class DaySends:
    """How many mails left on a day (UTC)."""

    on: date
    sent: int


@dataclass(frozen=True, slots=True)
class Report:
    """The funnel and the rates of a period of days, and what stands out in words.

    `by` says what the rows of `angles` are: angle, tier, industry or location. `reply_rate` is of the leads whose
    first mail left in the period; None when none did. `days` are the latest ones, oldest first, whatever the period;
    `worked_ms` is how long Leadloop was at work in the period.
    """

    period_days: int
    tally: Tally
    reply_rate: Rate | None
    angles: tuple[AngleRow, ...]
    remarks: tuple[str, ...]
    by: str = "angle"
    days: tuple[DaySends, ...] = ()
    worked_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """How a file was read: its columns mapped to ours, what was kept, what failed and why (row number, reason)."""

    file: str
    columns: tuple[tuple[str, str], ...]
    kept: int
    known: int
    skipped: int
    failures: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class RunTable:
    """Runs, newest first."""

    rows: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A few named lines: profile, erasure proof, export file."""

    title: str
    lines: tuple[tuple[str, str], ...]


Artifact: TypeAlias = (
    LeadTable
    | LeadCard
    | DraftCard
    | DraftTable
    | ReplyCard
    | MailTable
    | FollowUpTable
    | Report
    | ImportPreview
    | RunTable
    | Card
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a call came to.

    `summary` is one or two sentences, for the person and for a model; `artifacts` are what the person sees.
    `leads`, `drafts`, `replies`: ids that "those" refers to from now on; None leaves the focus as it was.
    `is_ok` False: nothing useful came of it, and the rest of the plan should not go on.
    """

    summary: str
    artifacts: tuple[Artifact, ...] = ()
    leads: tuple[int, ...] | None = None
    drafts: tuple[int, ...] | None = None
    replies: tuple[int, ...] | None = None
    is_ok: bool = True
