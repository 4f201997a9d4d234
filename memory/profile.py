"""The profile and playbook in force. Every change is a new version, because scores and drafts refer to theirs."""

from dataclasses import asdict, dataclass

from pydantic import TypeAdapter

from db.books import Books
from db.repositories.playbooks import PlaybookKind
from domain.profile import Playbook, Profile
from prompts.playbooks import load_playbook

_PROFILE = TypeAdapter(Profile)
_PLAYBOOK = TypeAdapter(Playbook)


@dataclass(frozen=True, slots=True)
class PlaybookInForce:
    """The playbook and its version number."""

    version: int
    playbook: Playbook


async def find_profile(books: Books) -> Profile:
    """The profile in force; an empty one when nothing was said yet."""
    stored = await books.playbooks.find_latest(PlaybookKind.PROFILE)
    return _PROFILE.validate_python(stored.content) if stored else Profile()


async def save_profile(books: Books, profile: Profile, made_by: str) -> int:
    """Stores the profile as the next version and answers its number."""
    return await books.playbooks.add(PlaybookKind.PROFILE, asdict(profile), made_by)


async def get_playbook(books: Books) -> PlaybookInForce:
    """The playbook in force; the shipped one counts as version 0 until one is stored."""
    stored = await books.playbooks.find_latest(PlaybookKind.PLAYBOOK)
    if stored is None:
        return PlaybookInForce(0, load_playbook("default"))
    return PlaybookInForce(stored.version, _PLAYBOOK.validate_python(stored.content))


async def save_playbook(books: Books, playbook: Playbook, made_by: str) -> int:
    return await books.playbooks.add(PlaybookKind.PLAYBOOK, asdict(playbook), made_by)
