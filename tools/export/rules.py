"""Leads as rows and as JSON. No cell can start a formula in a spreadsheet. Pure."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from domain.company import Contact, Evidence
from domain.views import LeadView
from reference.trades import list_trades

HEADER = (
    "lead",
    "company",
    "kind of firm",
    "stage",
    "hold",
    "score",
    "tier",
    "reasons",
    "contact",
    "title",
    "email",
    "email status",
    "do not email",
    "contact phone",
    "phone",
    "website",
    "street",
    "city",
    "county",
    "state",
    "zip",
    "country",
    "employees",
    "sites",
    "sources",
)
# What makes a spreadsheet take a cell for a formula: https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class PersonSheet:
    """A person with where each fact comes from, and whether the address may not be written to."""

    contact: Contact
    facts: tuple[Evidence, ...]
    is_suppressed: bool


@dataclass(frozen=True, slots=True)
class LeadSheet:
    """All that is known of a lead; the lead's chosen person comes first."""

    view: LeadView
    facts: tuple[Evidence, ...]
    people: tuple[PersonSheet, ...]


def make_inert(cell: str) -> str:
    """The cell with an apostrophe before it when a spreadsheet would run it."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def render_csv(sheets: Sequence[LeadSheet]) -> str:
    """One row a lead, CRLF after each row (RFC 4180)."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADER)
    names = {trade.id: trade.name for trade in list_trades()}
    for sheet in sheets:
        writer.writerow([make_inert(cell) for cell in _cells(sheet, names)])
    return text.getvalue()


def render_json(sheets: Sequence[LeadSheet]) -> str:
    """A list of leads, each with its facts and people as objects."""
    return json.dumps([_object(sheet) for sheet in sheets], ensure_ascii=False, indent=2) + "\n"


def _cells(sheet: LeadSheet, trade_names: dict[str, str]) -> list[str]:
    view, company = sheet.view, sheet.view.company
    score = view.score
    person = sheet.people[0] if sheet.people else None
    contact = person.contact if person else None
    return [
        str(view.lead.id),
        company.name,
        trade_names.get(company.trade, company.trade),
        view.lead.stage.value,
        view.lead.hold.reason.value if view.lead.hold else "",
        str(score.value) if score else "",
        score.tier.value if score else "",
        "; ".join(f"{reason.text} ({reason.points:g} of {reason.most:g})" for reason in score.reasons) if score else "",
        contact.name if contact else "",
        contact.title if contact else "",
        contact.email if contact else "",
        contact.email_status.value if contact and contact.email else "",
        "yes" if person and person.is_suppressed else "",
        contact.phone if contact else "",
        company.phone,
        company.website,
        company.street,
        company.city,
        company.county,
        company.state,
        company.postal_code,
        company.country,
        "" if company.employees is None else str(company.employees),
        "" if company.sites is None else str(company.sites),
        "; ".join(_source(one) for one in (*sheet.facts, *(person.facts if person else ()))),
    ]


def _source(fact: Evidence) -> str:
    return f"{fact.fact.value}: {fact.value} [{fact.source_url}, {fact.fetched_at:%Y-%m-%d}]"


def _object(sheet: LeadSheet) -> dict[str, Any]:
    view, company = sheet.view, sheet.view.company
    return {
        "lead": view.lead.id,
        "stage": view.lead.stage.value,
        "hold": view.lead.hold.reason.value if view.lead.hold else None,
        "company": {
            "name": company.name,
            "trade": company.trade,
            "website": company.website,
            "phone": company.phone,
            "street": company.street,
            "city": company.city,
            "county": company.county,
            "state": company.state,
            "postal_code": company.postal_code,
            "country": company.country,
            "employees": company.employees,
            "sites": company.sites,
        },
        "score": _score(view),
        "people": [_person(one, view) for one in sheet.people],
        "facts": [_fact(one) for one in sheet.facts],
    }


def _score(view: LeadView) -> dict[str, Any] | None:
    if view.score is None:
        return None
    reasons = [
        {"criterion": one.criterion, "points": one.points, "most": one.most, "text": one.text}
        for one in view.score.reasons
    ]
    return {"value": view.score.value, "tier": view.score.tier.value, "reasons": reasons}


def _person(person: PersonSheet, view: LeadView) -> dict[str, Any]:
    one = person.contact
    return {
        "name": one.name,
        "title": one.title,
        "email": one.email,
        "email_status": one.email_status.value,
        "phone": one.phone,
        "is_chosen": view.contact is not None and view.contact.id == one.id,
        "do_not_email": person.is_suppressed,
        "facts": [_fact(fact) for fact in person.facts],
    }


def _fact(fact: Evidence) -> dict[str, str]:
    return {
        "fact": fact.fact.value,
        "value": fact.value,
        "source": fact.source,
        "source_url": fact.source_url,
        "read_at": fact.fetched_at.isoformat(),
    }
