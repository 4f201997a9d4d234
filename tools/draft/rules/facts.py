"""What is known about a prospect, as words for a text, each with the evidence row it came from."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.company import Company, Contact, Evidence, Fact
from domain.identity import fold
from domain.profile import Profile
from tools.draft.rules.people import first_name, job_title, person_name
from tools.draft.rules.text import clean_line

_LONGEST_NEWS = 160
_LEGAL_TAILS = (", inc.", ", inc", " inc.", " inc", ", llc", " llc", " ltd.", " ltd", " corp.", " corp", " corporation")


@dataclass(frozen=True, slots=True)
class StoredFact:
    """A fact as it reads in a sentence; `evidence_id` is 0 for what is not about the prospect."""

    words: str
    evidence_id: int


Facts = Mapping[str, StoredFact]


@dataclass(frozen=True, slots=True)
class TradeWords:
    """A trade in one and in many ("hospital", "hospitals")."""

    name: str
    plural: str


def gather_facts(
    company: Company,
    contact: Contact,
    company_evidence: Sequence[Evidence],
    contact_evidence: Sequence[Evidence],
    trade: TradeWords | None,
) -> dict[str, StoredFact]:
    """The facts that have evidence, by the names playbooks use. What has none is not in the answer."""
    known = {one.fact: one for one in reversed(company_evidence)}
    person = {one.fact: one for one in reversed(contact_evidence)}
    name = short_name(company.name)
    facts: dict[str, StoredFact] = {}

    def put(key: str, words: str, evidence: Evidence | None) -> None:
        cleaned = clean_line(words)
        if cleaned and evidence is not None:
            facts[key] = StoredFact(cleaned, evidence.id)

    put("company", name, known.get(Fact.NAME))
    put("city", company.city, known.get(Fact.CITY))
    put("county", company.county, known.get(Fact.COUNTY))
    put("state", company.state, known.get(Fact.STATE))
    if company.employees and company.employees > 1:
        put("employees", f"{company.employees:,}", known.get(Fact.EMPLOYEES))
    if company.sites and company.sites > 1:
        put("sites", f"{company.sites:,}", known.get(Fact.SITES))
    if trade is not None:
        put("trade", trade.name, known.get(Fact.TRADE))
        put("trade_plural", trade.plural, known.get(Fact.TRADE))
    _put_news(facts, company.name, name, known.get(Fact.NEWS))
    name_of_person = person_name(contact.name)
    put("name", name_of_person, person.get(Fact.NAME))
    if "name" in facts:  # “I found your name there with the title”
        put("title", job_title(contact.title), person.get(Fact.TITLE))
    put("first_name", first_name(contact.name), person.get(Fact.NAME))
    email = person.get(Fact.EMAIL)
    put("address_source", email.source_url or email.source if email else "", email)
    return facts


def own_words(profile: Profile) -> dict[str, StoredFact]:
    """The sender's own words for a text: the profile, cleaned."""
    words = {
        "our_company": clean_line(profile.company),
        "offer": offer_clause(profile.offer),
        "website": clean_line(profile.website),
        "sender_name": clean_line(profile.sender_name),
    }
    return {key: StoredFact(value, 0) for key, value in words.items() if value}


def offer_clause(offer: str) -> str:
    """The offer as it follows “we”: without “we”, without a full stop, in lower case unless it is a name."""
    clause = clean_line(offer).rstrip(".! ")
    if clause.lower().startswith("we "):
        clause = clause[3:]
    first = clause.split(" ", 1)[0]
    return clause if first[1:] != first[1:].lower() else clause[:1].lower() + clause[1:]


def short_name(name: str) -> str:
    """The firm's name as a person would write it in a mail: no legal form, no block capitals."""
    tidy = clean_line(name)
    tail = next((one for one in _LEGAL_TAILS if tidy.lower().endswith(one) and len(tidy) > len(one) + 2), "")
    if tail:
        tidy = tidy[: -len(tail)].rstrip(" ,")
    return re.sub(r"(?<=['’])S\b", "s", tidy.title()) if tidy.isupper() and len(tidy) > 5 else tidy


def _put_news(facts: dict[str, StoredFact], full: str, short: str, evidence: Evidence | None) -> None:
    """News that begins with the firm's name reads on after “I read that”; any other is quoted as a headline."""
    if evidence is None:
        return
    text = clean_line(evidence.value)
    if not text or len(text) > _LONGEST_NEWS:
        return
    for name in (clean_line(full), short):
        if fold(text).startswith(f"{fold(name)} ") and text.endswith("."):
            facts["news"] = StoredFact(f"{short} {text[len(name) + 1 :].rstrip('.')}", evidence.id)
            return
    facts["headline"] = StoredFact(text.replace("“", "'").replace("”", "'"), evidence.id)
