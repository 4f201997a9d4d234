"""How writing and reviewing are told: summaries with the numbers and the next step."""

from collections import Counter
from collections.abc import Sequence

from domain.draft import Draft
from tools.draft.reviewing import Reviewed
from tools.draft.showing import MOST_CARDS


def list_ids(ids: Sequence[int]) -> str:
    """ "draft 3", "drafts 3, 4 and 7", "12 drafts"."""
    if len(ids) == 1:
        return f"draft {ids[0]}"
    if len(ids) > 6:
        return f"{len(ids)} drafts"
    return f"drafts {', '.join(map(str, ids[:-1]))} and {ids[-1]}"


def tell_skips(skips: Counter[str]) -> str:
    """ "2 skipped: on hold (unsure person)"."""
    return "; ".join(f"{count} skipped: {why}" for why, count in skips.items())


def sentences(*parts: str) -> str:
    """The parts that are there, as sentences."""
    return " ".join(f"{part[0].upper()}{part[1:].rstrip('.')}." for part in parts if part)


def tell_written(drafts: Sequence[Draft], known: Sequence[Draft], answers: Sequence[Draft], skips: str) -> str:
    """What a call to write came to."""
    mails = sum(len(draft.parts) for draft in drafts)
    follow_ups = f" with {mails - len(drafts)} follow-ups" if mails > len(drafts) else ""
    wrote = f"Wrote {list_ids([one.id for one in drafts])}{follow_ups}" if drafts else ""
    answered = f"Wrote {list_ids([one.id for one in answers])} as an answer to their reply" if answers else ""
    before = f"{list_ids([one.id for one in known])} had been written before" if known else ""
    everything = (*drafts, *known, *answers)
    step = ""
    if len(everything) > MOST_CARDS:
        step = "Say “show my drafts” to read them; only what you have seen in full can be approved"
    elif len(everything) == 1:
        step = f"Next: “approve draft {everything[0].id}”, or “make draft {everything[0].id} shorter”"
    elif everything:
        step = f"Next: “approve the rest”, or change one, for example “make draft {everything[0].id} shorter”"
    return sentences(wrote, answered, before, skips, step)


def tell_reviewed(reviewed: Reviewed, new: Sequence[Draft]) -> str:
    """What a review came to."""
    whole = [id_ for id_ in reviewed.approved if id_ not in reviewed.unseen]
    partly = [id_ for id_ in reviewed.approved if id_ in reviewed.unseen]
    approved = f"Approved {list_ids(whole)}" if whole else ""
    if partly:
        approved = sentences(approved, f"Of {list_ids(partly)} approved only the mails you have seen").rstrip(".")
    closed = f"Rejected {list_ids(reviewed.rejected)}" if reviewed.rejected and not new else ""
    anew = f"Closed {list_ids(reviewed.rejected)} and wrote {list_ids([one.id for one in new])} instead" if new else ""
    unseen = ""
    if reviewed.unseen:
        unseen = (
            f"{list_ids(reviewed.unseen)}: you have not seen every mail of "
            f"{'it as it now stands, so here it is' if len(reviewed.unseen) == 1 else 'them, so here they are'} in "
            "full; say “approve the rest” when all is right"
        )
    step = "Next: “send the approved ones”" if reviewed.approved and not reviewed.unseen else ""
    return sentences(approved, closed, anew, tell_skips(reviewed.skips), unseen, step) or "No draft fits that."
