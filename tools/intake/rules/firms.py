"""The rows of a file as firms and people, each firm once, with what was left out and why. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, field

from domain.company import EmailStatus, FoundCompany, FoundContact
from domain.errors import Correctable
from domain.identity import address_key, company_key, fold
from tools.intake.rules import values
from tools.intake.rules.capitals import calm, is_shouted
from tools.intake.rules.columns import Columns, Field, find_columns
from tools.intake.rules.table import Row

_SOURCE_WIDTH = 60
_MOST_TITLE_ROWS = 6


@dataclass(frozen=True, slots=True)
class FileFirm:
    """A firm of the file, its people, and the addresses there that asked for no mail."""

    company: FoundCompany
    contacts: tuple[FoundContact, ...] = ()
    opted_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileReading:
    """What a file says. `left_out` are rows with no name or a closed firm; `opted_out` every address with no-mail."""

    file: str
    columns: tuple[tuple[str, str], ...]
    rows: int
    firms: tuple[FileFirm, ...]
    repeated: int
    closed: int
    left_out: tuple[tuple[int, str], ...]
    opted_out: tuple[str, ...]


@dataclass(slots=True)
class _Gathered:
    """What grows while the rows are read, by identity key."""

    companies: dict[str, FoundCompany] = field(default_factory=dict)
    contacts: dict[str, dict[str, FoundContact]] = field(default_factory=dict)
    opted_out: dict[str, dict[str, str]] = field(default_factory=dict)
    all_opted_out: dict[str, str] = field(default_factory=dict)
    left_out: list[tuple[int, str]] = field(default_factory=list)
    repeated: int = 0
    closed: int = 0


class _Cells:
    """One row by field; the first column of a field that has a value counts."""

    def __init__(self, columns: Columns, cells: tuple[str, ...]) -> None:
        self._places = columns.places
        self._cells = cells

    def get(self, wanted: Field) -> str:
        for at in self._places.get(wanted, ()):
            if at < len(self._cells) and (text := values.clean(self._cells[at])):
                return text
        return ""

    def list_all(self, wanted: Field) -> tuple[str, ...]:
        found = (values.clean(self._cells[at]) for at in self._places.get(wanted, ()) if at < len(self._cells))
        return tuple(text for text in found if text)


def read_firms(table: list[Row], file: str) -> FileReading:
    """Every firm of the table; raises Correctable when no column names firms or no row holds one."""
    at, columns = _find_header(table, file)
    rows = [row for row in table[at + 1 :] if row[1] != table[at][1]]
    if not rows:
        raise Correctable(f"{file} has headings but no rows under them; add one firm a row.")
    recase = _choose_casing(columns, rows)
    gathered = _Gathered()
    for number, cells in rows:
        _gather(gathered, _Cells(columns, cells), number, file, recase)
    firms = tuple(
        FileFirm(
            company,
            tuple(gathered.contacts.get(key, {}).values()),
            tuple(gathered.opted_out.get(key, {}).values()),
        )
        for key, company in gathered.companies.items()
    )
    return FileReading(
        file=file,
        columns=tuple((name, meaning.value) for name, meaning in columns.used),
        rows=len(rows),
        firms=firms,
        repeated=gathered.repeated,
        closed=gathered.closed,
        left_out=tuple(gathered.left_out),
        opted_out=tuple(gathered.all_opted_out.values()),
    )


def _find_header(table: list[Row], file: str) -> tuple[int, Columns]:
    """The first row that names the columns; a title may stand above it."""
    for at, (_, cells) in enumerate(table[:_MOST_TITLE_ROWS]):
        columns = find_columns(cells)
        if columns:
            return at, columns
    seen = ", ".join(name for name in table[0][1][:8] if name)
    raise Correctable(
        f"{file} has no column with the names of firms (I saw: {seen}); "
        "give the first row headings and call that column “Company”."
    )


def _choose_casing(columns: Columns, rows: list[Row]) -> Callable[[str], str]:
    """In a file that is all capitals names are put in small letters; elsewhere a name in capitals is meant so."""
    names = [_Cells(columns, cells).get(Field.COMPANY) for _, cells in rows[:200]]
    shouted = sum(1 for name in names if is_shouted(name))
    if shouted * 2 > len(names) and len(names) > 1:
        return calm
    return lambda name: calm(name) if len(name.split()) > 1 else name


def _gather(gathered: _Gathered, row: _Cells, number: int, file: str, recase: Callable[[str], str]) -> None:
    email = values.parse_email(row.get(Field.EMAIL))
    is_opted_out = bool(email) and values.is_yes(row.get(Field.NO_EMAIL))
    if is_opted_out:
        gathered.all_opted_out.setdefault(address_key(email), email)
    name = row.get(Field.COMPANY)
    if not any(char.isalnum() for char in name):
        gathered.left_out.append((number, "no name of a firm"))
        return
    status = row.get(Field.STATUS)
    if values.is_closed(status):
        gathered.closed += 1
        gathered.left_out.append((number, f"{recase(name)} is {status.lower()}"))
        return
    company = _company_of(row, recase(name), f"{file}#{number}", file)
    key = company_key(company.name, company.city, company.state, company.country)
    is_known = key in gathered.companies
    gathered.companies.setdefault(key, company)
    contact = _contact_of(row, email, company)
    if is_opted_out:
        gathered.opted_out.setdefault(key, {}).setdefault(address_key(email), email)
    elif contact:
        gathered.contacts.setdefault(key, {}).setdefault(fold(contact.email or contact.name), contact)
    if is_known and contact is None:
        gathered.repeated += 1


def _company_of(row: _Cells, name: str, source_url: str, file: str) -> FoundCompany:
    street, city, state, postal_code = _address_of(row)
    country = values.parse_country(row.get(Field.COUNTRY))
    if not country and not row.get(Field.COUNTRY) and _is_american(state, postal_code):
        country = "US"
    latitude = values.parse_degrees(row.get(Field.LATITUDE), 90)
    longitude = values.parse_degrees(row.get(Field.LONGITUDE), 180)
    is_placed = latitude is not None and longitude is not None
    return FoundCompany(
        name=name,
        source=file[-_SOURCE_WIDTH:],
        source_url=source_url,
        city=calm(city),
        state=state,
        country=country,
        county=values.parse_county(calm(row.get(Field.COUNTY)), state, country),
        street=calm(street),
        postal_code=values.parse_postal_code(postal_code, country),
        latitude=latitude if is_placed else None,
        longitude=longitude if is_placed else None,
        phone=values.parse_phone(row.get(Field.PHONE), country),
        website=values.parse_website(row.get(Field.WEBSITE)),
        trade=values.find_trade_id(row.get(Field.NAICS), row.list_all(Field.INDUSTRY)),
        employees=values.parse_count(row.get(Field.EMPLOYEES)),
        sites=values.parse_count(row.get(Field.SITES)),
    )


def _address_of(row: _Cells) -> tuple[str, str, str, str]:
    """Street, city, state, postal code; one cell may hold several of them."""
    street, city = row.get(Field.STREET), row.get(Field.CITY)
    state, postal_code = values.parse_state(row.get(Field.STATE)), row.get(Field.POSTAL_CODE)
    if not city and "," in street:
        street, city, found, code = values.split_address(street)
        state, postal_code = state or found, postal_code or code
    if not city:
        city, found = values.split_location(row.get(Field.LOCATION))
        state = state or found
    return street, city, state, postal_code


def _is_american(state: str, postal_code: str) -> bool:
    return (len(state) == 2 and values.is_us_state(state)) or (
        not state and len(postal_code) == 5 and postal_code.isdigit()
    )


def _contact_of(row: _Cells, email: str, company: FoundCompany) -> FoundContact | None:
    """The person or the address of the row; a job title alone is nobody."""
    parts = (row.get(Field.FIRST_NAME), row.get(Field.LAST_NAME))
    name = calm(row.get(Field.PERSON) or " ".join(part for part in parts if part))
    if not name and not email:
        return None
    return FoundContact(
        name=name[:200],
        title=calm(row.get(Field.TITLE))[:200],
        source=company.source,
        source_url=company.source_url,
        email=email,
        email_status=EmailStatus.PUBLISHED if email else EmailStatus.UNKNOWN,
        phone=values.parse_phone(row.get(Field.PERSON_PHONE), company.country),
    )
