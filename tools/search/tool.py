"""search_companies as the agent sees it."""

from pydantic import Field

from domain.decisions import Effect
from tools.outcome import Outcome
from tools.search.service import SearchService, SearchWords
from tools.spec import Args, CallContext, ToolSpec


class SearchArgs(Args):
    """Which firms to look for."""

    industry: str = Field(min_length=2, description="The kind of firm: a trade's id or plain words, such as hotels.")
    location: str = Field(
        min_length=2, description="A city with its state, a county, a state, a country or a ZIP code."
    )
    count: int = Field(default=10, ge=1, le=500, description="How many new firms to find.")
    keywords: tuple[str, ...] = Field(default=(), description="Words that must occur in what is known of the firm.")
    min_employees: int | None = Field(default=None, ge=1, description="The least number of employees.")
    max_employees: int | None = Field(default=None, ge=1, description="The largest number of employees.")


async def _search(service: SearchService, args: SearchArgs, context: CallContext) -> Outcome:
    return await service.search(SearchWords(**args.model_dump()), context)


SEARCH_COMPANIES = ToolSpec(
    name="search_companies",
    description="Finds new firms of a kind in a place and puts them into the list of leads.",
    args=SearchArgs,
    words=(
        "find 10 healthcare firms in Buffalo",
        "look for dentists in Erie County, NY",
        "find 5 hotels in Denver with more than 50 employees",
        "find 3 more hotels in Denver",
    ),
    effect=Effect.WRITE,
    service=SearchService,
    call=_search,
)
