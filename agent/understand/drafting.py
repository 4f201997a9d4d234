"""Drafts on the table: show them, edit one by instruction, by subject or by replacing words."""

import re
from dataclasses import replace

from agent.understand.picking import Picked
from agent.understand.reviewing import as_draft, find_trouble
from agent.understand.scene import SURE, Clause, Scene, Sense, act, ask
from agent.understand.selection import pick
from agent.understand.text import Span, unquoted
from agent.understand.verbs import Verb
from domain.plan import Selection

DRAFT = (
    r"(?:them all|(?:the |my |our )?(?:suggested |proposed )?"
    r"(?:draft|email|e-mail|mail|message|answer|reply|response)(?:s)?(?: (?:number |no\.? ?|"
    r"#)?(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten))?|it|them|this|this one|that one|"
    r"(?:the )?(?:first|second|third|fourth|fifth|last)(?: one| draft| email| mail)?|#\d+|them all|"
    r"all of them|all (?:the )?(?:drafts|emails|mails))"
)
_SUBJECT = re.compile(
    rf"^(?:(?:edit|change|set|update|make|modify|rewrite|replace|fix) )?(?:the |a )?(?:its |"
    rf"new )?(?P<what>subject|body|text)(?: line)?(?: (?:of|for|in|on) (?P<draft>{DRAFT}))?(?: (?:to|"
    rf"with|into|as|be)\s*:?\s+|\s*:\s*|\s*=\s*)(?P<value>.+)$",
    re.DOTALL,
)
_SUBJECT_AFTER = re.compile(
    rf"^(?:in |on |for |edit |change )?(?P<draft>{DRAFT})(?:'s)?\s*[:,]?\s*(?:change |set |make |"
    rf"use |update )?(?:the |its )?(?P<what>subject|body|text)(?: line)?(?: (?:to|with|into|"
    rf"as)\s*:?\s+|\s*:\s*)(?P<value>.+)$",
    re.DOTALL,
)
_IN_DRAFT = re.compile(rf"^(?:in|on|for|to) (?P<draft>{DRAFT})\s*[:,]?\s+(?P<value>.+)$", re.DOTALL)
_COLON = re.compile(
    rf"^(?:(?:edit|change|modify|update|revise|tweak|adjust|fix|improve|rewrite|"
    rf"rephrase) )?(?P<draft>{DRAFT})\s*(?::|\s-+|,)\s*(?P<value>.+)$",
    re.DOTALL,
)
_MAKE = re.compile(rf"^make (?P<draft>{DRAFT}) (?P<value>.+)$", re.DOTALL)
_EDIT_SO = re.compile(
    rf"^(?P<verb>edit|change|modify|update|revise|tweak|adjust|fix|improve|rewrite|rephrase|reword|"
    rf"shorten|translate|soften|lengthen|simplify|polish|personali[sz]e|correct|"
    rf"tone down) (?P<draft>{DRAFT})(?P<value>(?:\s+.+)?)$"
)
_REPLACE = re.compile(
    rf"^(?P<value>(?:replace|change|swap|add|remove|delete|insert|mention|drop|take|cut|use|put) .+?) "
    rf"(?:in|into|from|to|of) (?P<draft>{DRAFT})$"
)
_PART = re.compile(
    r"^(?:remove|delete|drop|cut|add|insert|mention|replace|change|use|put) (?:a |an |the |our |"
    r"another |my )?(?:[\w-]+ )?"
    r"(?:sentence|paragraph|line|words?|part|link|greeting|price|sign-?off|salutation|ps|question|phrase)\b"
)
_TOOLS_LATER = re.compile(r"\b(?:and|then|,|&) (?:then )?(?:send|approve|reject|release)\b")
_NO_VALUE = re.compile(
    r"(?:change|set|edit|update|modify|replace|rewrite) (?:the )?(?:subject|body|text)(?: line)?|something|it"
)
_DESCRIBED = (
    "shorter",
    "longer",
    "friendlier",
    "warmer",
    "simpler",
    "formal",
    "casual",
    "polite",
    "direct",
    "personal",
    "clearer",
    "better",
    "funnier",
    "tone",
    "softer",
    "punchier",
    "concise",
    "less",
    "more",
    "sound",
    "half",
    "in ",
    "brief",
)


def read_edit(clause: Clause, scene: Scene) -> Sense | None:
    """An edit of one draft; the words of the person go to the writer as they were typed."""
    span = clause.span
    for pattern in (_SUBJECT, _SUBJECT_AFTER):
        match = pattern.match(span.low)
        if match:
            value = unquoted(span.cut(match.start("value"), match.end("value")))
            field = "subject" if match["what"] == "subject" else "body"
            return edit_draft(_picked(span, match, scene), scene, 0.97, field, value)
    if clause.head is None and not re.match(
        r"(?:in|on|for|to|draft|mail|email|the|#|it\b|shorter|make|mention)", span.low
    ):
        return None
    match = _MAKE.match(span.low)
    if match:
        picked = _picked(span, match, scene)
        if (
            picked.kind in ("drafts", "replies")
            or scene.kind == "drafts"
            or any(word in match["value"] for word in _DESCRIBED)
        ):
            return edit_draft(picked, scene, 0.95, "instructions", "make it " + _value(span, match))
        return None
    match = _COLON.match(span.low) or _IN_DRAFT.match(span.low)
    if match and not re.match(r"(?:and|or|approve|reject|send|\d)\b", match["value"]):
        picked = _picked(span, match, scene)
        if picked.kind in ("drafts", "replies") or scene.kind == "drafts":
            return edit_draft(picked, scene, 0.97, "instructions", _value(span, match))
    if clause.head is None:
        return None
    return _read_plain_edit(span, scene)


def _read_plain_edit(span: Span, scene: Scene) -> Sense | None:
    match = _EDIT_SO.match(span.low)
    if match:
        picked = _picked(span, match, scene)
        value = _value(span, match)
        if match["verb"] not in ("edit", "change", "modify", "update", "adjust", "fix", "revise"):
            value = f"{match['verb']} it {value}".strip()
        elif re.match(r"(?:to|so that it) \w", value):
            value = value.split(" ", 1)[1] if value.startswith("to ") else value
        if picked.kind == "leads" or (picked.kind is None and scene.kind != "drafts"):
            return None
        if not value:
            return ask(f'What shall I change in the draft? For example "edit {match["draft"]}: make it shorter".')
        return edit_draft(picked, scene, 0.95, "instructions", value)
    match = _REPLACE.match(span.low)
    if match and (scene.kind == "drafts" or re.search(r"draft|mail|message", match["draft"])):
        return edit_draft(_picked(span, match, scene), scene, 0.93, "instructions", _value(span, match))
    if scene.kind == "drafts" and _PART.match(span.low):
        return edit_draft(Picked(), scene, 0.9, "instructions", span.raw)
    return None


def _picked(span: Span, match: re.Match[str], scene: Scene) -> Picked:
    if not match["draft"]:
        return Picked()
    return pick(span.cut(match.start("draft"), match.end("draft")), scene.names)


def _value(span: Span, match: re.Match[str]) -> str:
    return span.cut(match.start("value"), match.end("value")).raw.strip()


def edit_draft(picked: Picked, scene: Scene, sureness: float, field: str, value: str) -> Sense:
    """The edit, or a question when it is open which draft is meant or what comes after it."""
    if not value or _NO_VALUE.fullmatch(value.lower()):
        return ask('What shall it say? For example "change the subject of draft 1 to A question about your site".')
    picked = as_draft(picked)
    if not picked.is_said:
        picked = replace(picked, is_said=True, is_single=True)  # "subject: Hello" is about the one draft shown
    trouble = find_trouble(picked, scene, "drafts")
    if trouble:
        return ask(trouble)
    sense = act("edit_draft", min(sureness, SURE), "drafts", draft=picked.selection, **{field: value})
    if field == "instructions" and _TOOLS_LATER.search(value.lower()):
        return Sense(sense.calls, 0.7, kind="drafts")
    return sense


def read_draft_list(clause: Clause, scene: Scene) -> Sense | None:
    """ "show the drafts", "show draft 2", "which drafts are approved"."""
    span = (
        clause.rest if clause.head and clause.head.verb in (Verb.SHOW, Verb.GET, Verb.TELL, Verb.CHECK) else clause.span
    )
    picked = pick(span, scene.names)
    is_draft = picked.kind == "drafts"
    verb = clause.head.verb if clause.head else None
    chosen = picked.selection
    if not is_draft and chosen.name:
        return None
    if not is_draft and not (
        scene.kind == "drafts" and verb in (Verb.SHOW, Verb.TELL) and picked.is_said and picked.kind is None
    ):
        return None
    if not clause.is_asked and verb not in (None, Verb.SHOW, Verb.GET, Verb.TELL, Verb.CHECK):
        return None
    words = _words(picked)
    cost = 0.06 if clause.is_asked or verb else 0.35
    sureness = max(0.3, 0.97 - cost * len(words))
    if chosen.ids:
        chosen = replace(chosen, status="")
    if _is_one(chosen) or (picked.is_single and re.search(r"\b(?:it|this|that)\b", span.low)):
        return act("list_drafts", sureness, "drafts", draft=chosen)
    return act("list_drafts", sureness, "drafts", status=chosen.status)


def _is_one(chosen: Selection) -> bool:
    """Whether exactly one draft is named; `list_drafts` shows one in full or a list."""
    return len(chosen.ids) + len(chosen.items) + bool(chosen.name) == 1


def _words(picked: Picked) -> list[str]:
    known = [
        "me",
        "what",
        "which",
        "how",
        "many",
        "do",
        "does",
        "i",
        "we",
        "have",
        "there",
        "you",
        "got",
        "see",
        "let",
        "to",
        "approve",
        "review",
        "waiting",
        "approval",
        "left",
        "written",
        "so",
        "far",
        "ready",
        "still",
        "need",
        "needs",
        "out",
        "text",
        "again",
        "in",
        "full",
        "first",
        "any",
        "last",
        "could",
        "can",
    ]
    return [word for word in picked.leftover if word not in known]
