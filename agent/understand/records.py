"""Files, reports and runs: import, export, report, show runs; and what Leadloop cannot do yet."""

import re

from agent.understand import amounts
from agent.understand.scene import SURE, Clause, Scene, Sense, act, ask
from agent.understand.selection import pick
from agent.understand.tables import phrases
from agent.understand.text import MASK, Span, unquoted
from agent.understand.verbs import Verb

_FILE = re.compile(
    rf"[\"'`]{MASK}+[\"'`]?|(?:~|\.{{0,2}}/|[a-z]:\\)?[\w./\\~@-]*[\w-]+\.(?:csv|tsv|xlsx?|json|jsonl|"
    rf"txt|ods|parquet|vcf|zip|pdf|docx?|db|sqlite)\b|(?:~|\.{{1,2}})?/[\w./~@-]+",
    re.ASCII,
)
ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
DOMAIN = re.compile(r"\b(?:https?://)?(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,24})\b(?:/\S*)?")
_LONGEST_PATH = 200
_BY = re.compile(
    r"\b(?:by|per|for each|which|what) (angle|trade|industry|sector|city|location|place|region|state|"
    r"tier|day|week|month|source|subject|intent|stage)s?\b"
)
_BY_NAMES = {
    "trade": "industry",
    "sector": "industry",
    "city": "location",
    "place": "location",
    "region": "location",
    "state": "location",
}
_PERIOD = re.compile(
    rf"\b(?:last|past|previous|this|over|for|in|since)?(?: the)?(?: last| past|"
    rf" previous)? ?(?P<n>{amounts.POSITIVE})?[ -]?(?P<unit>day|week|month|quarter|year)s?\b|"
    rf"\b(?P<word>today|yesterday)\b"
)
_DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 90, "year": 365, "today": 1, "yesterday": 2}
_EXPORT_FORMAT = re.compile(
    r"\b(?:as|to|in|into|a|an)?\s*(?:a |an )?(csv|json|excel|spreadsheet|xlsx|xls)\b(?: (?:file|format|sheet))?"
)

_OTHER_FORMAT = re.compile(r"\.(?:tsv|xlsx?|ods|parquet|vcf|zip|pdf|docx?|txt|db|sqlite)$", re.IGNORECASE)


def read_files(clause: Clause, scene: Scene) -> Sense | None:
    """Import and export."""
    head = clause.head
    if head is None:
        return None
    path = _path(clause.rest)
    if head.verb is Verb.IMPORT or (head.verb in (Verb.GET, Verb.SHOW) and head.word in ("add", "read") and path):
        if path:
            return act("import_leads", 0.97, "leads", file=path)
        return ask('Which file shall I import? Give me its path, for example "import leads.csv".')
    if head.verb is not Verb.EXPORT:
        return None
    low = clause.rest.low
    found_format = _EXPORT_FORMAT.search(low) if not path else None
    if path and (other := _OTHER_FORMAT.search(path)):
        return ask(f'I write CSV or JSON only; say for example "export the leads to {path[: other.start()]}.csv".')
    target = path or (_format(found_format[1]) if found_format else "csv")
    if target == "?":
        return ask("I can export CSV or JSON; which shall it be?")
    cut = _FILE.search(low) if path else found_format
    rest = clause.rest
    if cut:
        before = re.sub(
            r"\b(?:to|as|into|in)(?: (?:a|the))?(?: file)?(?: (?:called|named))?\s*$", "", low[: cut.start()]
        )
        rest = Span(rest.raw[: len(before)] + " " * 3 + rest.raw[cut.end() :], before + " " * 3 + low[cut.end() :])
    picked = pick(rest, scene.names)
    if picked.kind not in (None, "leads"):
        return ask('I can export leads; say for instance "export the approved leads to leads.csv".')
    words = [
        word
        for word in picked.leftover
        if word not in ("file", "data", "contacts", "me", "results", "spreadsheet", "table", "as", "into")
    ]
    return act(
        "export_leads",
        SURE if not words and not picked.doubt else 0.7,
        target=target,
        leads=picked.selection if picked.is_said else None,
    )


def _format(word: str) -> str:
    return word if word in ("csv", "json") else "?"


def _path(span: Span) -> str:
    match = _FILE.search(span.low)
    path = unquoted(span.cut(match.start(), match.end())) if match else ""
    return path if re.search(r"[./\\]", path) and len(path) <= _LONGEST_PATH else ""


def read_report(clause: Clause, scene: Scene) -> Sense | None:
    """ "how are we doing?", "report for the last 30 days by angle", "show the runs"."""
    low = clause.span.low.strip(" ,")
    if phrases("runs").fullmatch(low):
        return act("show_runs", 0.97)
    verb = clause.head.verb if clause.head else None
    if verb not in (None, Verb.SHOW, Verb.GET, Verb.REPORT, Verb.TELL, Verb.CHECK, Verb.DRAFT) and not clause.is_asked:
        return None
    if verb is not Verb.REPORT and not phrases("report").search(low):
        return None
    by = _BY.search(low)
    period = _PERIOD.search(low.replace(by.group(), "") if by else low)
    days = None
    if period:
        count = amounts.parse_number(period["n"]) if period["n"] else 1
        days = (count or 1) * _DAYS[period["unit"] or period["word"]]
    name = _BY_NAMES.get(by[1], by[1]) if by else ""
    return act("report", 0.95 if verb is not Verb.DRAFT else 0.7, period_days=days, by=name)


_CANNOT = {
    "cannot_meet": "I can't book meetings yet; I can draft an answer that proposes a time. Shall I draft it?",
    "cannot_research": 'I can\'t research a single company yet; I can show what I have on a lead ("show lead 2") '
    "or find its contacts.",
    "cannot_call": 'I can\'t phone or use social networks; I can draft an email instead. Say "draft emails".',
    "cannot_schedule": "I can't send at a time you name yet; approved mail leaves in the recipient's hours by itself. "
    'Say "send draft 2" when it may leave.',
}


def read_cannot(clause: Clause, scene: Scene) -> Sense | None:
    """A wish Leadloop cannot fulfil yet: one honest line with what it can do."""
    if clause.is_negated:
        return None
    for wish, answer in _CANNOT.items():
        if phrases(wish).search(clause.span.low):
            return ask(answer, confidence=0.9)
    return None
