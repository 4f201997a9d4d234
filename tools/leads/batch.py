"""Which leads came in together: what "the rest" means once the leads in focus are decided."""

from collections.abc import Sequence
from datetime import timedelta

from db.books import Books
from domain.lead import Stage
from domain.views import LeadFilter, LeadView

# One search or import writes all its leads within this time.
_TOGETHER = timedelta(minutes=1)
_MOST = 20_000


async def list_batch(books: Books, leads: Sequence[LeadView], stages: tuple[Stage, ...]) -> list[LeadView]:
    """The leads at these stages that came into the ledger with any of the given ones, best score first."""
    moments = sorted({view.lead.created_at for view in leads})
    if not moments:
        return []
    span = LeadFilter(
        stages=stages, created_from=moments[0] - _TOGETHER, created_to=moments[-1] + _TOGETHER, limit=_MOST
    )
    near = await books.leads.list_views(span)
    return [view for view in near if any(abs(view.lead.created_at - moment) <= _TOGETHER for moment in moments)]
