"""What a contact finder is. One that is down, limited or not configured raises Unavailable: the next is asked."""

from typing import Protocol

from domain.company import Company, FoundContact


class ContactFinder(Protocol):
    """Finds people at a firm. `name` is how the source is called in words a person reads."""

    @property
    def name(self) -> str: ...

    async def find(self, company: Company, titles: tuple[str, ...]) -> tuple[FoundContact, ...]:
        """People of the firm, those with the job titles asked for first; empty when the source knows nobody."""
        ...
