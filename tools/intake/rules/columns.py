"""Which column of a file means what. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum

from domain.identity import fold


class Field(StrEnum):
    """What a column can mean; the value is the word a person is shown."""

    COMPANY = "company"
    STREET = "street"
    CITY = "city"
    COUNTY = "county"
    STATE = "state"
    POSTAL_CODE = "ZIP code"
    COUNTRY = "country"
    LOCATION = "city and state"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    PHONE = "phone"
    WEBSITE = "website"
    NAICS = "NAICS code"
    INDUSTRY = "kind of firm"
    EMPLOYEES = "employees"
    SITES = "sites"
    STATUS = "open or closed"
    EMAIL = "e-mail"
    PERSON = "person"
    FIRST_NAME = "first name"
    LAST_NAME = "last name"
    TITLE = "job title"
    PERSON_PHONE = "person's phone"
    NO_EMAIL = "do not e-mail"


# Names as headers bear them, without case and punctuation, the surest first. A file may have several of them; the
# first that has a value in a row counts. "beds", "population" and "revenue" are no number of employees.
_NAMES: dict[Field, str] = {
    Field.COMPANY: "company, company name, companyname, organization, organisation, organization name, "
    "organisation name, account name, account, business name, business, firm, firm name, facility name, facility, "
    "hospital name, provider name, practice name, employer, legal name, trading name, dba name, store name, "
    "issuer, security, name",
    Field.STREET: "company address, company street, street, street address, address, address 1, address1, "
    "address line 1, mailing street, billing street, street name",
    Field.CITY: "company city, city, town, city name, billing city, mailing city, municipality",
    Field.COUNTY: "county, county name, cnty",
    Field.STATE: "company state, state, state code, province, region code, billing state, mailing state, st",
    Field.POSTAL_CODE: "company zip, company postal code, zip, zip code, zipcode, postal code, postalcode, postcode, "
    "zip5, billing zip, mailing zip",
    Field.COUNTRY: "company country, country, country code, country name, billing country",
    Field.LOCATION: "location, headquarters location, headquarters, hq location, hq, city state, company location",
    Field.LATITUDE: "latitude, lat, y",
    Field.LONGITUDE: "longitude, lon, lng, long, x",
    Field.PHONE: "company phone, corporate phone, telephone, telephone number, phone, phone number, business phone, "
    "main phone, tel, first phone",
    Field.WEBSITE: "website, web site, company website, website url, url, homepage, homepage url, web, web address, "
    "domain, company domain",
    Field.NAICS: "naics code, naics, naicscode, primary naics, naics2022, naics2017",
    Field.INDUSTRY: "industry, trade, kind of firm, category, primary category, type, subtype, business type, "
    "facility type, company type, hospital type, sector, gics sub industry, gics sector, category code, naics desc, "
    "naics description, naicsdescr, specialty, vertical",
    Field.EMPLOYEES: "employees, number of employees, no of employees, num of employees, num employees, "
    "employee count, employeecount, company size, headcount, staff, size",
    Field.SITES: "sites, number of sites, locations, number of locations, number of retail locations, branches",
    Field.STATUS: "status, business status, operating status, operational status, company status, facility status",
    Field.EMAIL: "email, e mail, email address, e mail address, work email, contact email, business email, mail",
    Field.PERSON: "contact, contact name, contact person, full name, person, person name, decision maker",
    Field.FIRST_NAME: "first name, firstname, given name, contact first name",
    Field.LAST_NAME: "last name, lastname, surname, family name, contact last name",
    Field.TITLE: "title, job title, jobtitle, contact title, position, role",
    Field.PERSON_PHONE: "work direct phone, direct phone, mobile phone, mobile, contact phone, cell phone",
    Field.NO_EMAIL: "do not email, do not e mail, email opt out, opt out, opted out, opted out of email, "
    "has opted out of email, unsubscribed, do not contact, email unsubscribed",
}
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each field stands in a row (column numbers from 0, the surest first), and the headers that were used."""

    places: dict[Field, tuple[int, ...]]
    used: tuple[tuple[str, Field], ...]

    def has(self, field: Field) -> bool:
        return field in self.places


def header_key(header: str) -> str:
    """A header without case, punctuation and odd spaces: "# Employees " and "EMPLOYEES" are one."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)
    return " ".join(_WORD.findall(fold(parted)))


def find_columns(header: tuple[str, ...]) -> Columns | None:
    """What each column means; None when none can be a firm's name."""
    keys = [(header_key(name), "".join(_WORD.findall(fold(name)))) for name in header]
    places: dict[Field, tuple[int, ...]] = {}
    for field, names in _NAMES.items():
        found = [at for name in names.split(", ") for at, key in enumerate(keys) if name in key]
        if found:
            places[field] = tuple(dict.fromkeys(found))
    _settle_name(places, keys)
    if Field.COMPANY not in places:
        return None
    used = {at: field for field, found in places.items() for at in found}
    return Columns(places, tuple((header[at], used[at]) for at in sorted(used)))


def _settle_name(places: dict[Field, tuple[int, ...]], keys: list[tuple[str, str]]) -> None:
    """A bare "Name" is the person's where another column names the firm."""
    bare = tuple(at for at in places.get(Field.COMPANY, ()) if keys[at][0] == "name")
    firms = tuple(at for at in places.get(Field.COMPANY, ()) if at not in bare)
    if bare and firms:
        places[Field.COMPANY] = firms
        if Field.PERSON not in places and Field.FIRST_NAME not in places:
            places[Field.PERSON] = bare
