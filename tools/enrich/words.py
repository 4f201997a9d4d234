"""How the search for people is told: the summary, and a mark for each row."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from domain.company import EmailStatus
from domain.lead import HoldReason, Stage
from domain.views import LeadView

_SKIPS = {
    Stage.NEW: "not scored yet",
    Stage.SCORED: "not approved yet",
    Stage.CONTACT_FOUND: "with a contact already",
    Stage.MESSAGE_GENERATED: "with a contact already",
    Stage.REJECTED: "rejected",
    Stage.UNSUBSCRIBED: "unsubscribed",
    Stage.ARCHIVED: "archived",
    Stage.FAILED: "failed",
}


def describe_skip(view: LeadView) -> str:
    """Why a lead was left alone."""
    return _SKIPS.get(view.lead.stage, "written to already")


def is_unsure(view: LeadView) -> bool:
    """Whether the person's address is only a guess, so nothing is sent."""
    return view.lead.hold is not None and view.lead.hold.reason is HoldReason.UNSURE_PERSON


def mark_of(view: LeadView, unreached: Collection[int]) -> str:
    """The note beside a lead."""
    if view.lead.id in unreached:
        return "not looked up"
    if view.contact is None or view.lead.stage in (Stage.NO_CONTACT, Stage.WRONG_PERSON, Stage.BOUNCED):
        return "nobody found"
    person = ", ".join(part for part in (view.contact.name, view.contact.title) if part) or view.contact.email
    if is_unsure(view) or view.contact.email_status is EmailStatus.PATTERN:
        return f"{person} (address guessed, on hold)"
    return person


def summarise(
    worked: Sequence[LeadView],
    unreached: Collection[int],
    skips: Sequence[str],
    silent: Mapping[str, str],
    *,
    has_finders: bool,
) -> str:
    """One or two sentences with the numbers and the next step."""
    found = [view for view in worked if view.lead.stage is Stage.CONTACT_FOUND and not is_unsure(view)]
    unsure = sum(view.lead.stage is Stage.CONTACT_FOUND and is_unsure(view) for view in worked)
    nobody = len(worked) - len(found) - unsure - len(unreached)
    parts = []
    if worked:
        parts.append(f"Found a contact for {len(found)} of {len(worked)} leads")
    if unsure:
        parts.append(f"{unsure} only with a guessed address, on hold until a file you import confirms it")
    if nobody:
        parts.append(f"nobody found for {nobody}")
    parts.extend(f"{count} skipped: {why}" for why, count in Counter(skips).items())
    sentences = ["; ".join(parts)]
    if unreached and not has_finders:
        sentences.append(
            "No contact finder is set up here, so I could only look at people you imported; "
            "import a file with names and addresses, for example “import contacts.csv”"
        )
    sentences.extend(f"{name} could not be asked: {why.rstrip('.')}" for name, why in silent.items())
    if found or any(view.lead.stage is Stage.CONTACT_FOUND for view in worked):
        sentences.append("Next: “draft emails”")
    elif skips and not worked and set(skips) == {_SKIPS[Stage.SCORED]}:
        sentences.append("Approve them first: “approve the top 5”")
    elif skips and not worked and set(skips) == {_SKIPS[Stage.CONTACT_FOUND]}:
        sentences.append("Next: “draft emails”")
    text = ". ".join(one[0].upper() + one[1:] for one in sentences if one)
    return f"{text}."
