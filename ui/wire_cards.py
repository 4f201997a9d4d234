"""The JSON of the two largest cards, the reply and the report; ui/wire.py has the others."""

from typing import Any

from tools.outcome import ReplyCard, Report

Json = dict[str, Any]


def render_reply(card: ReplyCard) -> Json:
    seen = card.message.understanding
    understanding: Json = {}
    if seen:
        understanding = {
            "intent": seen.intent.value,
            "confidence": round(seen.confidence, 2),
            "needs_human": seen.needs_human,
            "summary": seen.summary,
            "sentiment": seen.sentiment.value,
            "key_points": list(seen.key_points),
            "return_date": seen.return_on,
            "referral": seen.referral,
        }
    return {
        "kind": "reply",
        "message": card.message.id,
        "lead": card.message.lead_id,
        "company": card.company_name,
        "contact": card.contact_name,
        "subject": card.message.subject,
        "text": card.message.text,
        "answer_draft": card.answer_draft_id,
        **understanding,
    }


def render_report(report: Report) -> Json:
    tally = report.tally
    funnel = {
        name: getattr(tally, name)
        for name in (
            "found",
            "scored",
            "approved",
            "with_contact",
            "drafted",
            "contacted",
            "replied",
            "meetings",
        )
    }
    angles = [
        {
            "angle": row.angle,
            "sent": row.sent,
            "replied": row.replied,
            "interested": row.interested,
            "rate": row.rate.value,
            "low": row.rate.low,
            "high": row.rate.high,
            "enough": row.is_enough,
        }
        for row in report.angles
    ]
    rate = report.reply_rate
    return {
        "kind": "report",
        "period_days": report.period_days,
        "by": report.by,
        "funnel": funnel,
        "mails": {state.value: count for state, count in tally.mails.items()},
        "intents": {intent.value: count for intent, count in tally.intents.items()},
        "stages": {stage.value: count for stage, count in tally.stages.items()},
        "reply_rate": {"value": rate.value, "low": rate.low, "high": rate.high} if rate else None,
        "angles": angles,
        "remarks": list(report.remarks),
        "sent_per_day": [{"day": one.on.isoformat(), "sent": one.sent} for one in report.days],
        "worked_ms": round(report.worked_ms),
    }
