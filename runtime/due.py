"""What is due now: answers read, follow-ups queued, queued mail released. Worked by the sidecar and by a clock skip."""

from dataclasses import dataclass
from datetime import timedelta

from memory.practice_time import PracticeTime
from tools.draft.service import DraftService
from tools.follow_ups.service import FollowUpService
from tools.inbox.service import InboxService
from tools.leads.service import LeadService
from tools.send.release import Fate
from tools.send.service import SendService


@dataclass(frozen=True, slots=True)
class DueSummary:
    """Counts of one round."""

    read: int = 0
    answers_suggested: int = 0
    follow_ups: int = 0
    sent: int = 0
    archived: int = 0

    @property
    def is_empty(self) -> bool:
        return not any((self.read, self.answers_suggested, self.follow_ups, self.sent, self.archived))

    def in_words(self) -> str:
        parts = [
            (self.read, "mail read", "mails read"),
            (self.answers_suggested, "answer suggested", "answers suggested"),
            (self.follow_ups, "follow-up due", "follow-ups due"),
            (self.sent, "mail sent", "mails sent"),
            (self.archived, "lead archived", "leads archived"),
        ]
        said = [f"{count} {one if count == 1 else many}" for count, one, many in parts if count]
        return (", ".join(said) + ".") if said else "Nothing was due."


@dataclass(frozen=True, slots=True)
class DueWork:
    """One round over everything that is due; safe to run in several processes at once, because each row is claimed."""

    inbox: InboxService
    drafts: DraftService
    follow_ups: FollowUpService
    send: SendService
    leads: LeadService
    practice_time: PracticeTime | None
    archive_after: timedelta

    async def round(self, *, poll_now: bool = False) -> DueSummary:
        """Reads what came (when a poll is due, or at once), then follows up, then releases what may leave."""
        if self.practice_time:
            await self.practice_time.refresh()
        read = await self.inbox.poll_due(at_once=poll_now)
        suggested = await self.drafts.suggest_answers()
        follow_ups = await self.follow_ups.release_due()
        if follow_ups.needs_poll and not poll_now:
            # A follow-up must not overtake an answer that waits in the mailbox.
            read += await self.inbox.poll_due(at_once=True)
            follow_ups = await self.follow_ups.release_due()
        released = await self.send.release_due()
        archived = await self.leads.archive_closed(self.archive_after)
        return DueSummary(
            read=read,
            answers_suggested=len(suggested.drafts or ()),
            follow_ups=len(follow_ups.queued) + len(follow_ups.awaiting_approval),
            sent=len(released.by_fate.get(Fate.SENT, ())),
            archived=archived,
        )

    async def work(self) -> str:
        return (await self.round(poll_now=True)).in_words()
