"""Artifacts as cards of the page. A card's props hold a kind and ids; it fetches what it shows when it is drawn."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from agent.events import Question
from domain.identity import mask_addresses
from tools.outcome import (
    Artifact,
    Card,
    DraftCard,
    DraftTable,
    FollowUpTable,
    ImportPreview,
    LeadCard,
    LeadTable,
    MailTable,
    ReplyCard,
    Report,
    RunTable,
)
from ui.page.desk import CardKind

_SHOWN_FAILURES = 20


@dataclass(frozen=True, slots=True)
class CardSpec:
    """The element's file in public/elements and its props."""

    element: str
    props: dict[str, Any] = field(default_factory=dict)


def lay_out(artifacts: Sequence[Artifact]) -> list[CardSpec]:
    """One card per artifact, but drafts in a row share one, so that the rest can be approved together."""
    specs: list[CardSpec] = []
    drafts: list[int] = []
    for artifact in artifacts:
        if isinstance(artifact, DraftCard):
            drafts.append(artifact.draft.id)
            continue
        specs += _draft_cards(drafts)
        drafts = []
        specs.append(_card_of(artifact))
    return [*specs, *_draft_cards(drafts)]


def _draft_cards(drafts: list[int]) -> list[CardSpec]:
    return [CardSpec("DraftCard", _props(CardKind.DRAFTS, drafts))] if drafts else []


def _card_of(artifact: Artifact) -> CardSpec:
    match artifact:
        case LeadTable(rows, title, marks):
            props = _props(CardKind.LEADS, [row.lead.id for row in rows], title)
            return CardSpec("LeadTable", {**props, "marks": {str(lead): mark for lead, mark in marks.items()}})
        case LeadCard(view):
            return CardSpec("LeadCard", _props(CardKind.LEAD, [view.lead.id]))
        case DraftCard(draft):
            return CardSpec("DraftCard", _props(CardKind.DRAFTS, [draft.id]))
        case DraftTable(rows, title):
            return CardSpec("PlainTable", _props(CardKind.DRAFT_TABLE, [draft.id for draft, _ in rows], title))
        case ReplyCard(message):
            return CardSpec("ReplyCard", _props(CardKind.REPLY, [message.id]))
        case MailTable(rows, title):
            return CardSpec("PlainTable", _props(CardKind.MAILS, [message.id for message, _ in rows], title))
        case FollowUpTable(rows):
            return CardSpec("PlainTable", _props(CardKind.FOLLOW_UPS, [one.id for one, _ in rows], "Follow-ups"))
        case Report(period_days=days, by=by):
            return CardSpec("Report", {**_props(CardKind.REPORT, [days]), "by": by})
        case RunTable(rows):
            return CardSpec("PlainTable", _props(CardKind.RUNS, [run.id for run in rows], "Runs"))
        case ImportPreview():
            return CardSpec("ImportPreview", import_props(artifact))
        case Card(title, lines):
            masked = [[name, mask_addresses(value)] for name, value in lines]
            return CardSpec("PlainTable", {"kind": "card", "ids": [], "title": title, "lines": masked})


def _props(kind: CardKind, ids: Sequence[int], title: str = "") -> dict[str, Any]:
    return {"kind": kind.value, "ids": list(ids), "title": mask_addresses(title)}


def offer_card(file: str) -> CardSpec:
    """A dropped list that waits for a yes: the card has its name and reads the list when it is drawn."""
    return CardSpec("ImportPreview", {"kind": "import_offer", "ids": [], "file": file})


def import_props(preview: ImportPreview) -> dict[str, Any]:
    """How a file was read is kept nowhere else, so the card carries it, with addresses masked."""
    failures = [[row, mask_addresses(reason)] for row, reason in preview.failures[:_SHOWN_FAILURES]]
    return {
        "kind": "import_preview",
        "ids": [],
        "file": preview.file.rsplit("/", 1)[-1],
        "columns": [list(pair) for pair in preview.columns],
        "counts": [preview.kept, preview.known, preview.skipped],
        "failures": failures,
        "failed": len(preview.failures),
    }


def question_card(question: Question) -> CardSpec:
    """The options are fetched from the pending question, so that an answered one has no buttons after a reload."""
    return CardSpec("Question", {"kind": "question", "ids": [], "mark": question_mark(question.text)})


def question_mark(text: str) -> str:
    """Tells one question from the next without holding its words."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
