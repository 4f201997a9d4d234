"""The one JSON form of events and artifacts, for `--json`, SSE and REST.

The key `name` is only ever a company's or a person's.
"""

from datetime import datetime

from agent.events import ArtifactShown, Done, Event, Notice, Question, StepFinished, StepProgress, StepStarted, Token
from domain.company import Contact
from domain.draft import Draft
from domain.mail import FollowUp, Message
from domain.runs import Run
from domain.score import Score
from domain.views import LeadView
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
from ui.wire_cards import Json, render_reply, render_report


def render_event(event: Event) -> Json:
    """One event as a flat JSON object with the key `event`."""
    match event:
        case Token(text):
            return {"event": "token", "text": text}
        case StepStarted(tool, run):
            return {"event": "step_started", "tool": tool, "run": run}
        case StepProgress(tool, run, done, total, words):
            progress = {"done": done, "total": total, "words": words}
            return {"event": "step_progress", "tool": tool, "run": run, **progress}
        case StepFinished(tool, run, is_ok, summary, ms):
            finished = {"ok": is_ok, "summary": summary, "ms": round(ms, 1)}
            return {"event": "step_finished", "tool": tool, "run": run, **finished}
        case ArtifactShown(artifact):
            return {"event": "artifact", **render_artifact(artifact)}
        case Question(text, options):
            return {"event": "question", "text": text, "options": list(options)}
        case Notice(text):
            return {"event": "notice", "text": text}
        case Done(turn, ms, is_ok):
            return {"event": "done", "turn": turn, "ms": round(ms, 1), "ok": is_ok}


def render_artifact(artifact: Artifact) -> Json:
    """An artifact with its `kind`; the shape of each kind is fixed, windows and programs rely on it."""
    match artifact:
        case LeadTable():
            rows = [_lead(view) | _mark(artifact, view) for view in artifact.rows]
            return {"kind": "company_table", "title": artifact.title, "rows": rows}
        case LeadCard():
            return _lead_card(artifact)
        case DraftCard():
            return {"kind": "draft", "company": artifact.company.name, **_draft(artifact.draft), **_evidence(artifact)}
        case DraftTable():
            rows = [{**_draft_line(draft), "company": firm} for draft, firm in artifact.rows]
            return {"kind": "draft_table", "title": artifact.title, "rows": rows}
        case ReplyCard():
            return render_reply(artifact)
        case MailTable():
            rows = [{**_message(message), "note": note} for message, note in artifact.rows]
            return {"kind": "mail_table", "title": artifact.title, "rows": rows}
        case FollowUpTable():
            return {"kind": "follow_up_table", "rows": [_follow_up(one, firm) for one, firm in artifact.rows]}
        case Report():
            return render_report(artifact)
        case ImportPreview():
            return _import_preview(artifact)
        case RunTable():
            return {"kind": "run_table", "rows": [_run(run) for run in artifact.rows]}
        case Card():
            return {"kind": "card", "title": artifact.title, "lines": [list(line) for line in artifact.lines]}


def _lead(view: LeadView) -> Json:
    return {
        "lead": view.lead.id,
        "name": view.company.name,
        "city": view.company.city,
        "state": view.company.state,
        "trade": view.company.trade,
        "employees": view.company.employees,
        "website": view.company.website,
        "score": view.score.value if view.score else None,
        "tier": view.score.tier.value if view.score else None,
        "stage": view.lead.stage.value,
        "contact": view.contact.name if view.contact else None,
        "title": view.contact.title if view.contact else None,
        "source": view.source,
        "why": best_reason(view),
    }


def best_reason(view: LeadView) -> str:
    """What decided the score most: the criterion that gave, or failed to give, the most points."""
    reasons = view.score.reasons if view.score else ()
    return max(reasons, key=lambda reason: max(reason.points, reason.most - reason.points)).text if reasons else ""


def _mark(table: LeadTable, view: LeadView) -> Json:
    mark = table.marks.get(view.lead.id)
    return {"mark": mark} if mark else {}


def _lead_card(card: LeadCard) -> Json:
    facts = [
        {"fact": one.fact.value, "value": one.value, "source": one.source, "source_url": one.source_url}
        for one in card.facts
    ]
    return {
        "kind": "lead",
        **_lead(card.view),
        "facts": facts,
        "scores": [_score(score) for score in card.scores],
        "contacts": [_contact(contact) for contact in card.contacts],
        "messages": [_message(message) for message in card.messages],
    }


def _score(score: Score) -> Json:
    reasons = [
        {"criterion": one.criterion, "points": one.points, "most": one.most, "text": one.text} for one in score.reasons
    ]
    return {"score": score.value, "tier": score.tier.value, "version": score.icp_version, "reasons": reasons}


def _contact(contact: Contact) -> Json:
    return {"contact": contact.id, "name": contact.name, "title": contact.title, "email_status": contact.email_status}


def _draft_line(draft: Draft) -> Json:
    return {
        "draft": draft.id,
        "lead": draft.lead_id,
        "status": draft.status.value,
        "subject": draft.parts[0].subject,
        "critic_score": draft.parts[0].critic_score,
    }


def _draft(draft: Draft) -> Json:
    parts = [
        {
            "step": part.step,
            "version": part.version,
            "subject": part.subject,
            "body": part.body,
            "body_hash": part.body_hash,
            "critic_score": part.critic_score,
            "critic_notes": list(part.critic_notes),
            "wait_days": part.wait_days,
            "claims": [{"text": claim.text, "evidence": claim.evidence_id} for claim in part.claims],
        }
        for part in draft.parts
    ]
    return {**_draft_line(draft), "to": draft.recipient, "from": draft.sender, "angle": draft.angle, "parts": parts}


def _evidence(card: DraftCard) -> Json:
    rows = [
        {"evidence": one.id, "fact": one.fact.value, "value": one.value, "source_url": one.source_url}
        for one in card.evidence
    ]
    return {"contact": card.contact.name, "evidence": rows, "leaves": card.leaves}


def _message(message: Message) -> Json:
    return {
        "message": message.id,
        "lead": message.lead_id,
        "direction": message.direction.value,
        "state": message.state.value,
        "subject": message.subject,
        "sent_at": _instant(message.sent_at),
        "received_at": _instant(message.received_at),
        "release_at": _instant(message.release_at),
        "intent": message.understanding.intent.value if message.understanding else None,
        "refusal": message.refusal,
    }


def _follow_up(one: FollowUp, firm: str) -> Json:
    return {
        "lead": one.lead_id,
        "company": firm,
        "draft": one.draft_id,
        "step": one.step,
        "due_at": _instant(one.due_at),
        "status": one.status.value,
        "reason": one.reason,
    }


def _import_preview(preview: ImportPreview) -> Json:
    return {
        "kind": "import_preview",
        "file": preview.file,
        "columns": [list(column) for column in preview.columns],
        "kept": preview.kept,
        "known": preview.known,
        "skipped": preview.skipped,
        "failures": [{"row": row, "reason": reason} for row, reason in preview.failures],
    }


def _run(run: Run) -> Json:
    return {
        "run": run.id,
        "tools": [call.tool for call in run.calls],
        "status": run.status.value,
        "started_at": _instant(run.started_at),
        "ended_at": _instant(run.ended_at),
        "note": run.note,
    }


def _instant(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None
