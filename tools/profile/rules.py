"""Checks what a person says about himself and puts it into the profile. Pure; nothing is looked up."""

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from email_validator import EmailNotValidError, validate_email

from domain.errors import Correctable
from domain.identity import fold
from domain.profile import Profile

LABELS: dict[str, str] = {
    "sender_name": "Your name",
    "sender_title": "Your title",
    "sender_email": "Your email address",
    "company": "Your company",
    "website": "Your website",
    "postal_address": "Postal address in every mail",
    "offer": "What you offer",
    "proof_points": "What you can prove",
    "home_region": "Where you sell",
}
_LONGEST = {"offer": 300, "postal_address": 300, "proof_points": 300}
_LONGEST_OTHER = 200
_HOST = re.compile(r"(https?://)?([\w-]+\.)+[^\W\d_]{2,}(:\d+)?(/\S*)?", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")
_NEEDED_WORDS = {
    "sender_name": "your name",
    "sender_email": "your email address",
    "company": "your company's name",
    "postal_address": "your postal address",
    "offer": "what you offer",
}


def change_profile(profile: Profile, changes: Mapping[str, str]) -> Profile:
    """The profile with these fields set; `proof_point` is appended unless it is there already.

    Raises Correctable for a value that cannot stand in a mail.
    """
    values: dict[str, Any] = {name: _check(name, value) for name, value in changes.items()}
    point = values.pop("proof_point", "")
    if point and fold(point) not in {fold(known) for known in profile.proof_points}:
        profile = replace(profile, proof_points=(*profile.proof_points, _end_sentence(point)))
    return replace(profile, **values)


def drop_proof_point(profile: Profile, number: int) -> Profile:
    """The profile without its proof point of that number, counted from 1."""
    if not 1 <= number <= len(profile.proof_points):
        count = len(profile.proof_points)
        raise Correctable(f"There is no proof point {number}; you have {count}. Say “what do you know about me?”.")
    return replace(profile, proof_points=profile.proof_points[: number - 1] + profile.proof_points[number:])


def _check(name: str, value: str) -> str:
    label = LABELS.get("proof_points" if name == "proof_point" else name, name).lower()
    # A line break in a name or address could smuggle a header into a mail.
    if _CONTROL.search(value):
        raise Correctable(f"{label.capitalize()} must be one line without control characters; write it on one line.")
    text = " ".join(value.split())
    if not text:
        raise Correctable(f"{label.capitalize()} is empty; say what it should be.")
    longest = _LONGEST.get("proof_points" if name == "proof_point" else name, _LONGEST_OTHER)
    if len(text) > longest:
        raise Correctable(f"{label.capitalize()} has {len(text)} characters; say it in at most {longest}.")
    if name == "sender_email":
        return _check_email(text)
    if name == "website":
        return _check_website(text)
    return _clean_offer(text) if name == "offer" else text


def _check_email(text: str) -> str:
    try:
        return validate_email(text, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError as error:
        raise Correctable(f"“{text}” is no email address ({error}); say it like ann@example.com.") from error


def _check_website(text: str) -> str:
    if not _HOST.fullmatch(text):
        raise Correctable(f"“{text}” is no web address; say it like https://www.example.com.")
    return text if "://" in text else f"https://{text}"


def _clean_offer(text: str) -> str:
    """One clause that follows "we": a leading "we" and a full stop at the end are taken off."""
    return re.sub(r"^we\s+", "", text, flags=re.IGNORECASE).rstrip(". ") or text


def _end_sentence(text: str) -> str:
    return text if text[-1] in ".!?" else f"{text}."


def list_lines(profile: Profile) -> tuple[tuple[str, str], ...]:
    """(label, value) of every field that is known, proof points one by one."""
    lines: list[tuple[str, str]] = []
    for field in fields(profile):
        value = getattr(profile, field.name)
        if field.name == "proof_points":
            lines += [(f"{LABELS[field.name]} ({number})", point) for number, point in enumerate(value, 1)]
        elif value:
            lines.append((LABELS[field.name], value))
    return tuple(lines)


def list_changes(before: Profile, after: Profile) -> tuple[tuple[str, str], ...]:
    """(label, "new (was: old)") of the fields that differ."""
    old, new = dict(list_lines(before)), dict(list_lines(after))
    changed = [
        (label, f"{value} (was: {old[label]})" if label in old else value)
        for label, value in new.items()
        if old.get(label) != value
    ]
    return tuple(changed + [(label, f"gone (was: {value})") for label, value in old.items() if label not in new])


def say_missing(profile: Profile) -> str:
    """What is still needed before anything can be written, in words; empty when nothing is."""
    words = [_NEEDED_WORDS[name] for name in profile.missing()]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
