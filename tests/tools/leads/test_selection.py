"""What "the second one", "the rest" or a name means, and what is said when it means nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from db.ledger import Ledger
from domain.company import FoundContact
from domain.errors import Correctable
from domain.lead import Stage
from domain.plan import Ref, Selection
from tests.fakes.clock import FakeClock
from tests.fakes.firms import FIRM, open_leads, score_leads, walk_lead
from tools.leads.service import LeadService

NAMES = (
    "Lakeside General Hospital",
    "Harbor Dental Group",
    "Lakeside Dental",
    "Elmwood Law, LLP",
    "Zephyr Hotels Inc.",
)


@pytest.fixture
async def ids(ledger: Ledger, clock: FakeClock) -> tuple[int, ...]:
    """Five leads: four scored 90, 60, 75, 40; the last new."""
    leads = await open_leads(ledger, [replace(FIRM, name=name) for name in NAMES], clock)
    await score_leads(ledger, dict(zip(leads, (90, 60, 75, 40), strict=False)))
    return leads


async def test_last_is_the_focus_and_without_one_all_open_leads_best_first(
    ledger: Ledger, service: LeadService, ids: tuple[int, ...]
) -> None:
    focus = (ids[3], ids[0])
    assert await service.resolve(Selection(), focus) == focus
    await walk_lead(ledger, ids[2], Stage.REJECTED)
    assert await service.resolve(Selection(), ()) == (ids[0], ids[1], ids[3], ids[4])


async def test_the_rest_is_what_of_the_focus_is_undecided(
    ledger: Ledger, service: LeadService, ids: tuple[int, ...]
) -> None:
    await walk_lead(ledger, ids[0], Stage.APPROVED)
    await walk_lead(ledger, ids[1], Stage.REJECTED)
    assert await service.resolve(Selection(ref=Ref.REST), ids) == ids[2:]


async def test_the_rest_of_a_decided_list_is_what_came_in_with_it(
    ledger: Ledger, clock: FakeClock, service: LeadService, ids: tuple[int, ...]
) -> None:
    clock.move(timedelta(hours=1))
    (later,) = await open_leads(ledger, [replace(FIRM, name="Later Dental")], clock)
    await walk_lead(ledger, ids[0], Stage.APPROVED)
    await walk_lead(ledger, ids[1], Stage.REJECTED)
    assert await service.resolve(Selection(ref=Ref.REST), ids[:1]) == (ids[2], ids[3], ids[4])
    assert await service.resolve(Selection(ref=Ref.REST), (later,)) == (later,)
    await score_leads(ledger, {later: 70})
    await walk_lead(ledger, later, Stage.APPROVED)
    with pytest.raises(Correctable, match="undecided"):
        await service.resolve(Selection(ref=Ref.REST), (later,))


async def test_all_is_the_whole_ledger_whatever_is_in_focus(
    ledger: Ledger, service: LeadService, ids: tuple[int, ...]
) -> None:
    await walk_lead(ledger, ids[1], Stage.REJECTED)
    assert set(await service.resolve(Selection(ref=Ref.ALL), ids[:1])) == set(ids)


@pytest.mark.parametrize(("items", "places"), [((2,), (1,)), ((-1,), (4,)), ((1, -2), (0, 3)), ((3, 1), (2, 0))])
async def test_items_count_from_one_and_from_the_end(
    service: LeadService, ids: tuple[int, ...], items: tuple[int, ...], places: tuple[int, ...]
) -> None:
    assert await service.resolve(Selection(items=items), ids) == tuple(ids[place] for place in places)


@pytest.mark.parametrize("item", [6, -6, 0])
async def test_an_item_out_of_range_is_answered_with_how_many_there_are(
    service: LeadService, ids: tuple[int, ...], item: int
) -> None:
    with pytest.raises(Correctable, match="5 leads"):
        await service.resolve(Selection(items=(item,)), ids)


async def test_ids_are_taken_as_they_are_and_an_unknown_one_is_named(
    service: LeadService, ids: tuple[int, ...]
) -> None:
    assert await service.resolve(Selection(ids=(ids[4], ids[1])), ids[:1]) == (ids[4], ids[1])
    with pytest.raises(Correctable, match="no lead 999"):
        await service.resolve(Selection(ids=(ids[0], 999)), ids)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("harbor", 1),
        ("Harbour Dental", 1),
        ("elmwood law", 3),
        ("zefyr hotels", 4),
        ("lakeside dental", 2),
        ("zeph", 4),
    ],
)
async def test_a_name_is_matched_loosely(service: LeadService, ids: tuple[int, ...], name: str, place: int) -> None:
    assert await service.resolve(Selection(name=name), ids) == (ids[place],)


async def test_a_name_that_fits_several_lists_them(service: LeadService, ids: tuple[int, ...]) -> None:
    with pytest.raises(Correctable) as error:
        await service.resolve(Selection(name="Lakeside"), ids)
    assert "Lakeside General Hospital" in str(error.value) and f"Lakeside Dental (lead {ids[2]})" in str(error.value)


async def test_a_name_is_looked_for_in_the_reference_before_the_ledger(
    service: LeadService, ids: tuple[int, ...]
) -> None:
    assert await service.resolve(Selection(name="Lakeside"), ids[2:]) == (ids[2],)
    assert await service.resolve(Selection(name="Zephyr"), ids[:2]) == (ids[4],)
    with pytest.raises(Correctable, match="No lead is called “Quartz”"):
        await service.resolve(Selection(name="Quartz"), ids)


async def test_a_lead_is_found_by_a_person_who_works_there(
    ledger: Ledger, clock: FakeClock, service: LeadService, ids: tuple[int, ...]
) -> None:
    async with ledger.writing() as books:
        lead = await books.leads.get(ids[3])
        found = FoundContact("Maria Kowalski", "Partner", "directory", "file.csv#4")
        (contact,) = await books.contacts.record(lead.company_id, [found])
        await books.leads.choose_contact(ids[3], contact.id)
    assert await service.resolve(Selection(name="Kowalski"), ids) == (ids[3],)
    assert await service.resolve(Selection(name="Maria Kowalski"), ids[:1]) == (ids[3],)


async def test_filters_narrow_the_reference(ledger: Ledger, service: LeadService, ids: tuple[int, ...]) -> None:
    assert await service.resolve(Selection(min_score=60), ids) == ids[:3]
    assert await service.resolve(Selection(tier="b"), ids) == (ids[2],)
    assert await service.resolve(Selection(status="new"), ids) == (ids[4],)
    await walk_lead(ledger, ids[1], Stage.APPROVED, Stage.CONTACT_FOUND)
    assert await service.resolve(Selection(status="approved"), ids) == (ids[1],)


async def test_a_filter_that_nothing_fits_says_so_and_never_means_everything(
    service: LeadService, ids: tuple[int, ...]
) -> None:
    with pytest.raises(Correctable, match=r"leads here \(5\) none is approved"):
        await service.resolve(Selection(status="approved"), ids)
    with pytest.raises(Correctable, match="none has 95 points"):
        await service.resolve(Selection(min_score=95), ids)
    with pytest.raises(Correctable, match="status called “sleepy”"):
        await service.resolve(Selection(status="sleepy"), ids)
    with pytest.raises(Correctable, match="no tier “E”"):
        await service.resolve(Selection(tier="E"), ids)


async def test_without_a_focus_filters_look_at_the_whole_ledger(
    ledger: Ledger, service: LeadService, ids: tuple[int, ...]
) -> None:
    await walk_lead(ledger, ids[0], Stage.REJECTED)
    assert await service.resolve(Selection(status="rejected"), ()) == (ids[0],)
    assert await service.resolve(Selection(ref=Ref.ALL, status="new"), ids[:1]) == (ids[4],)
    assert await service.resolve(Selection(min_score=70), ()) == (ids[2],)
    with pytest.raises(Correctable, match=r"leads here \(4\) none is in tier A"):
        await service.resolve(Selection(tier="A"), ())


async def test_top_keeps_the_best_by_score(service: LeadService, ids: tuple[int, ...]) -> None:
    assert await service.resolve(Selection(top=2), tuple(reversed(ids))) == (ids[0], ids[2])
    assert await service.resolve(Selection(top=50), ids) == (ids[0], ids[2], ids[1], ids[3], ids[4])
    with pytest.raises(Correctable, match="at least one"):
        await service.resolve(Selection(top=0), ids)


async def test_what_is_excepted_is_taken_out(service: LeadService, ids: tuple[int, ...]) -> None:
    assert await service.resolve(Selection(except_ids=(ids[0],)), ids) == ids[1:]
    assert await service.resolve(Selection(except_items=(2, -1)), ids) == (ids[0], ids[2], ids[3])
    assert await service.resolve(Selection(except_name="Harbor"), ids) == (ids[0], *ids[2:])
    assert await service.resolve(Selection(top=2, except_items=(1,)), ids) == (ids[2], ids[1])
    with pytest.raises(Correctable, match="none of these"):
        await service.resolve(Selection(except_name="Quartz"), ids)
    with pytest.raises(Correctable, match="none is left after"):
        await service.resolve(Selection(items=(1,), except_ids=(ids[0],)), ids)


async def test_an_empty_ledger_says_how_to_begin(service: LeadService) -> None:
    with pytest.raises(Correctable, match="find 10 hotels"):
        await service.resolve(Selection(), ())


async def test_a_lead_is_meant_by_its_points(service: LeadService, ids: tuple[int, ...]) -> None:
    assert await service.resolve(Selection(score=75), ids) == (ids[2],)
    with pytest.raises(Correctable, match="has 88 points"):
        await service.resolve(Selection(score=88), ids)


async def test_the_top_few_after_one_lead_was_looked_at_are_of_the_whole_list(
    service: LeadService, ids: tuple[int, ...]
) -> None:
    assert await service.resolve(Selection(top=3), ids[1:2]) == (ids[0], ids[2], ids[1])
    assert await service.resolve(Selection(top=1), ids[1:2]) == (ids[1],)
