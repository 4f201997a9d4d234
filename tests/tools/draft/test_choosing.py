"""Which drafts a selection means."""

import pytest

from domain.decisions import Decision
from domain.errors import Correctable
from domain.plan import Ref, Selection
from tests.tools.draft.conftest import Desk


@pytest.fixture
async def ids(desk: Desk) -> tuple[int, ...]:
    names = ("Kaleida Dental", "Harbor Hospital", "Oak Grove Clinic", "Elmwood Center")
    return (await desk.draft(*[await desk.add_lead(name) for name in names])).drafts or ()


async def test_the_last_ones_are_the_focus_in_its_order(desk: Desk, ids: tuple[int, ...]) -> None:
    assert await desk.service.resolve(Selection(), ids[::-1]) == ids[::-1]
    assert await desk.service.resolve(Selection(), ()) == ids


async def test_the_rest_is_what_is_undecided(desk: Desk, ids: tuple[int, ...]) -> None:
    await desk.review(ids[0])
    await desk.review(ids[1], verdict=Decision.REJECT)
    assert await desk.service.resolve(Selection(Ref.REST), ids) == ids[2:]
    assert await desk.service.resolve(Selection(Ref.REST), ()) == ids[2:]
    assert await desk.service.resolve(Selection(Ref.REST), ids[:1]) == ids[2:]


async def test_places_numbers_and_names(desk: Desk, ids: tuple[int, ...]) -> None:
    resolve = desk.service.resolve
    assert await resolve(Selection(items=(2,)), ids) == (ids[1],)
    assert await resolve(Selection(items=(-1,)), ids) == (ids[3],)
    assert await resolve(Selection(ids=(ids[2],)), ()) == (ids[2],)
    assert await resolve(Selection(name="Oak Grove"), ids) == (ids[2],)
    assert await resolve(Selection(name="harbor hospitall"), ids[:1]) == (ids[1],)
    assert await resolve(Selection(except_items=(1,), except_name="Elmwood Center"), ids) == ids[1:3]
    assert await resolve(Selection(Ref.ALL, except_ids=(ids[0],)), ()) == ids[1:]


async def test_status_and_the_best_by_the_critic(desk: Desk, ids: tuple[int, ...]) -> None:
    await desk.review(ids[1], ids[2])
    assert await desk.service.resolve(Selection(Ref.ALL, status="approved"), ()) == ids[1:3]
    await desk.edit(ids[0], instructions="mention that you have 4,000 beds")
    assert ids[0] not in await desk.service.resolve(Selection(Ref.ALL, top=3), ())


async def test_closed_drafts_are_found_when_they_are_asked_for(desk: Desk, ids: tuple[int, ...]) -> None:
    await desk.review(ids[0], verdict=Decision.REJECT)
    assert await desk.service.resolve(Selection(Ref.ALL, status="rejected"), ()) == ids[:1]
    assert await desk.service.resolve(Selection(ids=ids[:1]), ()) == ids[:1]
    assert await desk.service.resolve(Selection(Ref.ALL), ()) == ids[1:]


@pytest.mark.parametrize(
    "selection",
    [
        Selection(status="answer"),
        Selection(tier="D"),
        Selection(min_score=101),
        Selection(Ref.ALL, except_name="Harbor Hospital", ids=()),
    ],
)
async def test_no_draft_that_fits_is_said_and_never_taken_for_all_of_them(desk: Desk, selection: Selection) -> None:
    await desk.draft(await desk.add_lead("Harbor Hospital"))
    with pytest.raises(Correctable, match=r"No draft|None of the drafts"):
        await desk.service.resolve(selection, ())


async def test_a_state_is_found_beyond_the_draft_in_view(desk: Desk, ids: tuple[int, ...]) -> None:
    await desk.review(ids[0])
    assert await desk.service.resolve(Selection(status="approved"), ids[1:2]) == ids[:1]


@pytest.mark.parametrize(
    "selection", [Selection(ids=(999,)), Selection(items=(9,)), Selection(items=(0,)), Selection(name="Zanzibar")]
)
async def test_what_is_not_there_is_said(desk: Desk, ids: tuple[int, ...], selection: Selection) -> None:
    with pytest.raises(Correctable):
        await desk.service.resolve(selection, ids)


@pytest.mark.parametrize("selection", [Selection(except_name="Waterside Museum"), Selection(except_ids=(4711,))])
async def test_an_exception_that_means_no_draft_is_not_passed_over(
    desk: Desk, ids: tuple[int, ...], selection: Selection
) -> None:
    with pytest.raises(Correctable):
        await desk.service.resolve(selection, ids)
