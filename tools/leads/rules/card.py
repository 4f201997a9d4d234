"""One lead in two or three sentences: what it is, what its score lacks, what comes next."""

from domain.lead import Stage
from domain.score import Score
from tools.leads.rules.status import say_stage
from tools.outcome import LeadCard

# What a person would type next, with the lead's number, which is never mistaken for another firm's name.
_NEXT: dict[Stage, str] = {
    Stage.NEW: "score lead {id}",
    Stage.SCORED: "approve lead {id}",
    Stage.APPROVED: "find contacts for lead {id}",
    Stage.CONTACT_FOUND: "draft an email to lead {id}",
    Stage.MESSAGE_GENERATED: "show my drafts",
    Stage.INTERESTED: "any replies?",
    Stage.NEEDS_CLARIFICATION: "any replies?",
    Stage.REJECTED: "approve lead {id}",
    Stage.WRONG_PERSON: "find contacts for lead {id}",
    Stage.BOUNCED: "find contacts for lead {id}",
}
# A reason that lost less than this many points is not worth a word.
_WORTH_SAYING = 0.5


def describe_lead(card: LeadCard) -> str:
    """The summary of a card."""
    company, lead = card.view.company, card.view.lead
    where = ", ".join(part for part in (company.city, company.state) if part)
    score = card.view.score
    rated = f"{score.value} points, tier {score.tier}" if score else "not scored"
    sources = sorted({fact.source for fact in card.facts})
    known = f"; known from {', '.join(sources)}" if sources else ""
    summary = f"{company.name}{f' in {where}' if where else ''}: {rated}, {say_stage(lead.stage)}{known}."
    if score:
        summary += explain_missing(score)
    if lead.hold:
        until = f" until {lead.hold.until:%d %B}" if lead.hold.until else ""
        summary += f" On hold{until}: {lead.hold.reason.replace('_', ' ')}."
    if lead.stage is Stage.FAILED and lead.failed_cause:
        summary += f" It failed: {lead.failed_cause}."
    following = _NEXT.get(lead.stage)
    return summary + (f" Next: “{following.format(id=lead.id)}”." if following else "")


def explain_missing(score: Score) -> str:
    """Why it is not 100: the criteria that lost points, the greatest loss first."""
    lost = sorted(
        (one for one in score.reasons if one.most - one.points >= _WORTH_SAYING),
        key=lambda one: one.points - one.most,
    )
    if not lost:
        return " Nothing is missing."
    told = [f"{one.most - one.points:g} for {one.criterion} ({one.text})" for one in lost[:3]]
    return f" Points missing: {'; '.join(told)}."
