"""Changes the profile, version by version, and tells what is known about the user."""

from collections.abc import Mapping

from db.ledger import Ledger
from db.repositories.playbooks import PlaybookKind
from domain.clock import Clock
from domain.draft import DraftStatus
from domain.errors import Correctable, Refused
from domain.lead import CONTACTED, Stage
from domain.profile import Profile
from memory.profile import find_profile, get_playbook, save_profile
from tools.outcome import Card, Outcome
from tools.profile.rules import change_profile, drop_proof_point, list_changes, list_lines, say_missing
from tools.spec import CallContext

_WITH_OLD_WORDS = (DraftStatus.PENDING, DraftStatus.APPROVED)


class ProfileService:
    """The door to the profile for agent and windows."""

    def __init__(self, ledger: Ledger, clock: Clock) -> None:
        self._ledger = ledger
        self._clock = clock

    async def set_profile(self, changes: Mapping[str, str], drop: int | None, context: CallContext) -> Outcome:
        """Sets the fields given (`proof_point` is appended, proof point number `drop` goes) as a new version.

        Raises Refused without a person's decision, Correctable for a value that cannot stand in a mail.
        """
        if context.decision is None:
            raise Refused("NEEDS_PERSON", "Only you can change your profile; say “my company is Example Ltd”.")
        if not changes and drop is None:
            raise Correctable("Nothing to change was said; say for example “my company is Example Ltd”.")
        async with self._ledger.writing() as books:
            before = await find_profile(books)
            after = change_profile(before, changes)
            if drop is not None:
                after = drop_proof_point(after, drop)
            changed = list_changes(before, after)
            if changed:
                version = await save_profile(books, after, context.decision.actor.user)
                await books.decisions.record(context.decision, "profile", "profile", version)
            old = await books.drafts.list_(statuses=_WITH_OLD_WORDS)
        if not changed:
            return Outcome(f"Your profile says that already.{_say_rest(after)}")
        labels = ", ".join(label[0].lower() + label[1:] for label, _ in changed)
        told = f"Noted: {labels}.{_say_rest(after)}{_say_old(len(old))}"
        return Outcome(told, (Card(f"Your profile, version {version}", changed),))

    async def get(self) -> Profile:
        """The profile in force; an empty one when nothing was said yet."""
        async with self._ledger.reading() as books:
            return await find_profile(books)

    async def fill_if_empty(self, profile: Profile) -> None:
        """The profile a practice workspace begins with; one that was ever changed stays."""
        async with self._ledger.writing() as books:
            if await books.playbooks.find_latest(PlaybookKind.PROFILE) is None:
                await save_profile(books, profile, "leadloop")

    async def about_me(self, conversation: str) -> Outcome:
        """All that is known about the user: profile, way of selling, counts of the ledger and of this conversation."""
        async with self._ledger.reading() as books:
            profile = await find_profile(books)
            playbook = await get_playbook(books)
            stages = await books.tallies.count_stages()
            words = await books.conversations.list_words(conversation)
            suppressed = len(await books.suppressions.list_())
        lines = [*list_lines(profile)]
        version = f"version {playbook.version}" if playbook.version else "as shipped"
        lines.append(("Way of selling", f"{playbook.playbook.name}, {version}"))
        lines.append(("People you look for", ", ".join(playbook.playbook.titles)))
        leads = sum(stages.values())
        contacted = sum(count for stage, count in stages.items() if stage in CONTACTED)
        lines.append(("Leads", f"{leads:,}, of which {contacted:,} were written to"))
        lines.append(
            ("Never written to", f"{suppressed:,} addresses and domains, {stages.get(Stage.UNSUBSCRIBED, 0):,} leads")
        )
        lines.append(("Today", f"{self._clock.now():%A, %d %B %Y}"))
        lines.append(("This conversation", f"{len(words)} earlier sentences, kept here with addresses hidden"))
        who = f"You are {profile.sender_name}" if profile.sender_name else "I do not know your name yet"
        at = f" of {profile.company}" if profile.company else ""
        offer = f" You {profile.offer}." if profile.offer else ""
        return Outcome(f"{who}{at}.{offer}{_say_rest(profile)}", (Card("What I know about you", tuple(lines)),))


def _say_rest(profile: Profile) -> str:
    """What the profile still lacks, as a sentence to follow another."""
    missing = say_missing(profile)
    return f" Before I can write mails I still need {missing}." if missing else ""


def _say_old(drafts: int) -> str:
    """Mails written before keep what was said then, until somebody has them written anew."""
    if not drafts:
        return ""
    which = "1 open draft was" if drafts == 1 else f"{drafts:,} open drafts were"
    return f" {which} written before: “regenerate all drafts” writes anew."
