"""Practice firms: the same each time, distinct, visibly fictional."""

import re
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from domain.errors import Correctable
from reference.places import Place, find_places
from reference.trades import covers, get_trade, list_trades
from tools.practice.companies import make_companies
from tools.practice.styles import load_styles

CITIES = (
    "Buffalo, NY", "Denver, CO", "Austin, TX", "Seattle, WA", "Miami, FL", "Chicago, IL", "Boise, ID", "Portland, ME",
    "New York, NY", "St. Louis, MO",
)  # fmt: skip


def _place(phrase: str) -> Place:
    return find_places(phrase)[0]


def test_the_same_trade_and_place_give_the_same_firms() -> None:
    buffalo = _place("Buffalo, NY")
    assert make_companies("dentist", buffalo, 12) == make_companies("dentist", buffalo, 12)


def test_a_longer_list_begins_with_the_shorter_one_and_skip_goes_on_from_it() -> None:
    buffalo = _place("Buffalo, NY")
    whole = make_companies("hotel", buffalo, 25)
    assert make_companies("hotel", buffalo, 10) + make_companies("hotel", buffalo, 15, skip=10) == whole


def test_another_process_makes_the_same_firms() -> None:
    code = (
        "from reference.places import find_places; from tools.practice.companies import make_companies;"
        "print([firm.name for firm in make_companies('roofer', find_places('Denver, CO')[0], 5)])"
    )
    root = Path(__file__).parents[3]
    told = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True).stdout
    assert told.strip() == str([firm.name for firm in make_companies("roofer", _place("Denver, CO"), 5)])


def test_ten_firms_of_many_trades_and_places_are_distinct_in_name_and_domain() -> None:
    trades = list(islice((trade.id for trade in list_trades()), 0, None, 8))[:32]
    assert len(trades) >= 30
    for trade_id in trades:
        for city in CITIES:
            firms = make_companies(trade_id, _place(city), 10)
            assert len({firm.name for firm in firms}) == 10
            websites = [firm.website for firm in firms if firm.website]
            assert len(set(websites)) == len(websites)


def test_namesakes_in_two_cities_do_not_share_a_domain() -> None:
    seen: dict[str, str] = {}
    for city in CITIES:
        for firm in make_companies("restaurant", _place(city), 40):
            if firm.website:
                assert seen.setdefault(firm.website, city) == city


@pytest.mark.parametrize("trade_id", ["healthcare", "it", "construction", "restaurant", "museum"])
def test_every_site_and_phone_is_reserved_for_fiction(trade_id: str) -> None:
    for city in CITIES:
        for firm in make_companies(trade_id, _place(city), 10):
            assert firm.website == "" or re.fullmatch(r"https://www\.[a-z0-9-]+\.example", firm.website)
            assert firm.phone == "" or re.fullmatch(r"\+1 \d{3} 555-01\d\d", firm.phone)
            assert firm.source == "practice"
            assert firm.source_url.startswith("practice://")


def test_a_sector_is_mixed_from_trades_below_it() -> None:
    firms = make_companies("healthcare", _place("Buffalo, NY"), 20)
    assert all(covers("healthcare", firm.trade) for firm in firms)
    assert len({firm.trade for firm in firms}) >= 5


def test_firms_stand_in_the_place_that_was_asked_for() -> None:
    denver = _place("Denver, CO")
    for firm in make_companies("brewery", denver, 20):
        assert (firm.city, firm.state, firm.country) == ("Denver", "CO", "US")
        assert firm.latitude is not None and abs(firm.latitude - denver.latitude) < 0.3
        assert re.fullmatch(r"80\d{3}", firm.postal_code)


def test_about_half_have_news_and_some_lack_a_website_or_a_size() -> None:
    firms = make_companies("manufacturing", _place("Buffalo, NY"), 200)
    assert 70 <= sum(bool(firm.news) for firm in firms) <= 130
    assert 4 <= sum(not firm.website for firm in firms) <= 40
    assert 8 <= sum(firm.employees is None for firm in firms) <= 45


def test_news_names_the_firm_and_is_one_sentence() -> None:
    for firm in make_companies("healthcare", _place("Boise, ID"), 60):
        if firm.news:
            assert firm.news.startswith(firm.name)
            assert firm.news.endswith(".") and len(firm.news) < 180


def test_a_hospital_is_larger_than_a_hair_salon() -> None:
    sizes = {
        trade_id: [firm.employees or 0 for firm in make_companies(trade_id, _place("Chicago, IL"), 20)]
        for trade_id in ("hospital", "hair_salon")
    }
    assert sum(sizes["hospital"]) > 20 * sum(sizes["hair_salon"])


def test_ten_names_do_not_all_begin_alike() -> None:
    for trade_id in ("hospital", "dentist", "legal", "restaurant", "plumber", "software"):
        firsts = {firm.name.split()[0] for firm in make_companies(trade_id, _place("Buffalo, NY"), 10)}
        assert len(firsts) >= 6


def test_an_unknown_trade_is_said_to_be_unknown() -> None:
    with pytest.raises(Correctable):
        make_companies("dragon_tamer", _place("Buffalo, NY"), 1)


def test_every_line_of_the_table_belongs_to_a_trade() -> None:
    for trade_id, style in load_styles().items():
        assert get_trade(trade_id).id == trade_id
        assert 0 < style.low < style.high
        assert style.most_sites >= 1
