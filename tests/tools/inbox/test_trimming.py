"""Only what the writer wrote himself is left: quotes of many programs, signatures and disclaimers go."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.inbox.trimming import trim_reply

QUOTES = {
    "gmail": "On Mon, Nov 9, 2026 at 9:12 AM Dana Roe <dana@firm.example> wrote:\n> Hi\n> stop",
    "gmail, wrapped": "On Mon, Nov 9, 2026 at 9:12 AM Dana Roe\n<dana@firm.example> wrote:\n\n> Hi",
    "gmail, not marked": "On Mon, Nov 9, 2026 at 9:12 AM Dana Roe <dana@firm.example> wrote:\n\nHi Lee",
    "apple": "> On Nov 9, 2026, at 9:12 AM, Dana Roe <dana@firm.example> wrote:\n>\n> Hi",
    "outlook": "-----Original Message-----\nFrom: Dana\nSent: Monday\nTo: Lee\nSubject: Hi\n\nHi Lee",
    "outlook 365": "________________________________\nFrom: Dana <d@x.example>\nSent: Monday\nTo: Lee\n\nHi",
    "outlook, head only": "From: Dana <d@x.example>\nDate: Monday, November 9, 2026\nTo: Lee\n\nHi Lee",
    "german": "Am 09.11.2026 um 09:12 schrieb Dana Roe <dana@firm.example>:\n> Hallo",
    "german outlook": "Von: Dana <d@x.example>\nGesendet: Montag\nAn: Lee\nBetreff: Hi\n\nHallo",
    "french": "Le lun. 9 nov. 2026 à 09:12, Dana Roe <dana@firm.example> a écrit :\n\n> Bonjour",
    "spanish": "El lun, 9 nov 2026 a las 9:12, Dana Roe (<dana@firm.example>) escribió:\n\n> Hola",
    "italian": "Il giorno lun 9 nov 2026 alle ore 09:12 Dana Roe <dana@firm.example> ha scritto:\n> Ciao",
    "portuguese": "Em seg., 9 de nov. de 2026 às 09:12, Dana Roe <dana@firm.example> escreveu:\n> Olá",
    "dutch": "Op ma 9 nov 2026 om 09:12 schreef Dana Roe <dana@firm.example>:\n> Hallo",
    "forward": "Begin forwarded message:\n\nFrom: x",
}


@pytest.mark.parametrize("quote", QUOTES.values(), ids=QUOTES.keys())
def test_the_quote_below_is_cut(quote: str) -> None:
    assert trim_reply(f"Fine with me.\n\n{quote}\n") == "Fine with me."


def test_an_answer_below_the_quote_is_kept() -> None:
    assert trim_reply(f"{QUOTES['gmail']}\n\nFine with me.\n") == "Fine with me."


def test_answers_between_quoted_lines_are_kept() -> None:
    text = "Hi, see below.\n\nOn Mon, Nov 9, 2026 Dana wrote:\n> Price?\nTen.\n> When?\nMay."
    assert trim_reply(text) == "Hi, see below.\n\nTen.\nMay."


@pytest.mark.parametrize(
    "end",
    [
        "Kind regards,\nLee Park\nFacility Manager\n716-555-0101",
        "-- \nLee Park\nUnsubscribe from our newsletter",
        "Sent from my iPhone",
        "This email is confidential and intended for the addressee. If not, please delete it.",
        "Mit freundlichen Grüßen\nLee Park",
    ],
)
def test_a_signature_is_cut(end: str) -> None:
    assert trim_reply(f"Fine with me.\n\n{end}") == "Fine with me."


@pytest.mark.parametrize(
    "text",
    [
        "On your side you can wait. Then call.",
        "From what I see it fits.\nTo be honest, I like it.",
        "Thanks!",
        "Two points - first the price\n- then the time",
    ],
)
def test_a_text_without_a_quote_is_left_alone(text: str) -> None:
    assert trim_reply(text) == text


@pytest.mark.parametrize("piece", ["On 1 ", "\n", " ", "\t", "<a@", "> ", "-", "From: a\nSent: b\n", "On x\n", "_\n"])
def test_a_hostile_text_takes_no_time(piece: str) -> None:
    started = time.perf_counter()
    trim_reply(piece * (20_000 // len(piece)))
    assert time.perf_counter() - started < 2


@given(st.text(alphabet="On wrote:>\n -Fr\t_<@x1", max_size=300))
def test_trimming_never_fails_and_never_adds(text: str) -> None:
    assert len(trim_reply(text)) <= len(text) + 2
