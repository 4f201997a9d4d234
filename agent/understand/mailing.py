"""Mail that leaves and comes: send, pause, undo, follow-ups, the inbox and the replies."""

import re
from dataclasses import replace

from agent.understand.reviewing import as_draft, ask_about_rest, cap, find_trouble
from agent.understand.scene import SURE, Clause, Scene, Sense, act, ask
from agent.understand.selection import pick
from agent.understand.tables import phrases
from agent.understand.text import Span
from agent.understand.verbs import Verb
from domain.plan import Call, Option, Ref, Selection

_ORDER = re.compile(r"\b(?:approve|reject|send|says?|said)\b")
_INTENTS: tuple[tuple[str, str], ...] = (
    ("not_interested", r"not interested|uninterested|said no|declined|negative|turned us down|rejections?|no thanks"),
    ("interested", r"interested|interest|positive|said yes|keen|want(?:s|ed)? (?:to (?:talk|meet)|a (?:meeting|call|"
r"demo))|hot|warm"),
    ("wrong_person", r"wrong (?:person|people|contacts?)"),
    ("needs_clarification", r"questions?|clarification|needs? clarification|asked something|unclear"),
    ("unsubscribe", r"unsubscribe[ds]?|opt(?:ed)?[- ]?outs?|unsubscribes|opt-outs?"),
    ("out_of_office", r"out[- ]of[- ]office|ooo|on vacation|on holiday|auto-?repl(?:y|ies)|away|absent"),
    ("bounce", r"bounce[ds]?|bounces|undelivered|undeliverable|failed deliver(?:y|ies)"),
    ("complaint", r"complaints?|complained|spam reports?"),
)  # fmt: skip


def read_sending(clause: Clause, scene: Scene) -> Sense | None:
    """Send, pause, resume and undo."""
    low = clause.span.low.strip(" ,")
    if clause.is_negated and re.match(r"(?:send|mail|email|deliver|let)\b", low):
        low = "do not " + low
    if phrases("pause_sending").fullmatch(low) and not clause.is_asked:
        return act("pause_sending", SURE, on=True)
    if phrases("resume_sending").fullmatch(low) and not clause.is_asked and not clause.is_negated:
        return act("pause_sending", 0.97, on=False)
    if phrases("undo").fullmatch(low) and not clause.is_negated and not clause.is_asked:
        return act("undo", 0.97)
    if clause.head is None or clause.head.verb is not Verb.SEND or phrases("follow_up").search(low):
        return None
    return _read_send(clause, scene, clause.head.sureness)


_WRITE_TO = re.compile(
    r"(?:(?P<whom>.+?) )?(?:an? |some |new )*(?:new )?(?:e-?mails?|mails?|messages?|outreach|"
    r"something)(?: to (?P<to>.+))?$"
)
_OF_DRAFTS = re.compile(r"(?:the|my|our|all|these|those|this|that|every|both|approved|draft)\b")
_GIFT = re.compile(r" (?:an?|some) (?:new )?(?:e-?mails?|mails?|messages?)$")
_TO_WHOM = re.compile(r"\bto (?!#?\d|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b)")
_WORK_ON_LEADS = frozenset({"search_companies", "score_leads", "review_leads", "enrich_contacts", "import_leads"})


def _read_wish_to_write(clause: Clause, scene: Scene) -> Sense | None:
    """ "send them emails", "send an email to the top 3": there is no draft yet, so the drafts come first."""
    low = clause.rest.low
    match = _WRITE_TO.match(low)
    whom = (match["to"] or match["whom"] or "") if match else ""
    if not match or not whom or (_OF_DRAFTS.match(low) and not _GIFT.search(low)):
        return None
    key = "to" if match["to"] else "whom"
    picked = pick(clause.rest.cut(match.start(key), match.end(key)), scene.names)
    if picked.leftover or not picked.is_said or picked.kind == "drafts":
        return None
    call = Call("draft_emails", {"leads": picked.selection})
    question = "Nothing leaves before you have seen it; shall I draft these emails first?"
    return ask(question, Option("yes", (call,)), Option("no"))


def _read_send(clause: Clause, scene: Scene, sureness: float) -> Sense:
    wish = _read_wish_to_write(clause, scene)
    if wish:
        return wish
    picked = as_draft(pick(clause.rest, scene.names))
    if (
        "review_drafts" in scene.tools
        and not picked.leftover
        and not picked.doubt
        and _is_same_again(picked.selection, picked.is_said)
    ):
        return act("send_emails", min(sureness, SURE), "drafts", drafts=Selection(ref=Ref.LAST))
    if picked.kind == "leads" and (picked.selection.ids or picked.selection.items):
        return ask('I send drafts, not leads; say for instance "send draft 2".')
    if picked.kind is None and scene.kind in ("replies", "leads") and not picked.selection.ids:
        return ask('Which draft shall I send? Say for instance "send draft 2".')
    said_what = picked.is_said or picked.kind == "drafts"
    if not said_what and not clause.rest.low and scene.kind == "drafts":
        return Sense((Call("send_emails", {"drafts": Selection(ref=Ref.LAST)}),), 0.85, kind="drafts")
    trouble = find_trouble(picked, scene, "drafts")
    if trouble:
        return ask(trouble)
    selection = picked.selection
    if (re.search(r"\beverything\b|\ball\b", clause.rest.low) and not selection.ids and scene.kind != "drafts") or (
        selection.status and re.search(r"\b(?:drafts|emails|mails|messages)\b", clause.rest.low)
    ):
        selection = replace(selection, ref=Ref.ALL)
    if picked.leftover:
        return ask_about_rest(Call("send_emails", {"drafts": selection}), picked)
    if _WORK_ON_LEADS.intersection(scene.tools) and not {"draft_emails", "review_drafts"}.intersection(scene.tools):
        return ask("There are no drafts for these yet; shall I draft them first?")
    if _TO_WHOM.search(clause.rest.low):
        sureness = 0.85
    certainty = min(sureness * SURE if sureness < 1 else SURE, cap(picked, scene))
    if clause.is_request and selection == Selection():
        certainty = 0.9
    if picked.kind is None and scene.kind is None and selection == Selection():
        certainty = min(certainty, 0.9)
    return act("send_emails", certainty, "drafts", drafts=selection)


def _is_same_again(chosen: Selection, is_said: bool) -> bool:
    """ "... and send them": those the review before it named."""
    return not is_said or replace(chosen, ref=Ref.LAST) == Selection()


_STARTING = (Verb.FOLLOW_UP, Verb.START, Verb.SEND, Verb.DRAFT, Verb.RESUME)


def read_follow_ups(clause: Clause, scene: Scene) -> Sense | None:
    """List, start and stop follow-ups."""
    low = clause.span.low
    found = phrases("follow_up").search(low)
    if not found or re.match(r"s?\s+#?\d", low[found.end() :]):
        return None
    action = _action(clause)
    silent = phrases("silent_leads").search(low)
    rest = clause.span.cut(0)
    blanked = low
    for match in (silent, found):
        if match:
            blanked = blanked[: match.start()] + " " * len(match.group()) + blanked[match.end() :]
    blanked = re.sub(
        r"\b(?:start|stop|end|cancel|begin|pause|send|write|draft|schedule|plan|the|a|any|all|with|for|"
        r"to|on|up|our|my|more|please|run|set|launch|prepare|no|do|not|don't|us|me|mails?|emails?|"
        r"messages?|show|list)\b",
        lambda found_word: " " * len(found_word.group()),
        blanked,
    )
    picked = pick(Span(rest.raw, blanked), scene.names)
    if action == "list":
        return act("follow_ups", 0.95, action="list")
    if action == "start" and (clause.head is None or clause.head.verb not in _STARTING):
        return None
    chosen = picked.selection if picked.is_said else None
    if silent:
        chosen = Selection(ref=Ref.ALL, status="outreach_sent")
    elif action == "stop" and chosen is None and re.search(r"\ball\b|every", low):
        chosen = Selection(ref=Ref.ALL)
    sureness = SURE if not picked.leftover else max(0.5, 0.78 - 0.1 * len(picked.leftover))
    return act("follow_ups", sureness, "leads", action=action, leads=chosen)


def _action(clause: Clause) -> str:
    low = clause.span.low
    if clause.is_negated or re.match(r"(?:stop|end|cancel|pause|no more|halt|abort|quit|kill)\b", low):
        return "stop"
    if clause.is_asked or re.match(
        r"(?:any|show|list|which|what|who|see|view|display|open|when|how|are|is|my|the|our|due|check|give|get)\b", low
    ):
        return "list"
    if re.fullmatch(r"follow-?ups|follow ups|followups|due follow-?ups", low):
        return "list"
    return "start"


def read_replies(clause: Clause, scene: Scene) -> Sense | None:
    """ "any replies?", "check the inbox", "who is interested?", "what did Acme answer?"."""
    low = clause.span.low
    verb = clause.head.verb if clause.head else None
    if re.search(r"\b(?:reply|response|answer|bounce) rates?\b|^(?:why|how (?!many)|when)", low):
        return None
    if phrases("any_news").fullmatch(low) or phrases("fetch_mail").fullmatch(low):
        return _check_and_list()
    if verb is None and not clause.is_asked and _ORDER.search(low):
        return None
    has_reply = bool(phrases("reply").search(low))
    intent = next((name for name, pattern in _INTENTS if re.search(rf"\b(?:{pattern})\b", low)), "")
    if verb in (Verb.CHECK, Verb.GET, Verb.FIND, Verb.SHOW, Verb.IMPORT, Verb.START) or verb is None or clause.is_asked:
        if re.search(r"\b(?:inbox|mailbox)\b", low) or (
            verb is Verb.CHECK and phrases("inbox").search(low) and not re.search(r"draft", low)
        ):
            both = has_reply or clause.is_asked or bool(re.search(r"\bnew\b", low))
            return _check_and_list() if both else act("check_inbox", 0.97, "replies")
        is_news = re.search(
            r"\b(?:any(?:one|body|thing)?|new|has|have|did|got|get|check|is there|are there|somebody|someone)\b", low
        )
        one = _of_lead(clause, scene)
        if one and (has_reply or phrases("what_a_lead_said").search(low)):
            return act("list_replies", 0.93, "replies", lead=one, intent=intent)
        if has_reply and not intent and is_news and verb is not Verb.SHOW:
            return _check_and_list()
        if re.search(
            r"\b(?:any|new|got|is there|do i have|do we have)\b.*\b(?:mails?|emails?|messages|news|post)\b", low
        ):
            return _check_and_list()
        if has_reply and (verb in (Verb.SHOW, Verb.GET, Verb.CHECK, None, Verb.FIND) or clause.is_asked):
            return act("list_replies", 0.95, "replies", intent=intent)
        if (
            intent
            and re.match(
                r"(?:who|which|anyone|anybody|how many|is anyone|is anybody|did any|has any|any|what|show|list)\b", low
            )
            and not re.search(r"\b(?:leads|drafts)\b", low)
        ):
            return act("list_replies", 0.93, "replies", intent=intent)
    return None


def _check_and_list() -> Sense:
    return Sense((Call("check_inbox"), Call("list_replies")), 0.97, kind="replies")


def _of_lead(clause: Clause, scene: Scene) -> Selection | None:
    said = phrases("what_a_lead_said").search(clause.span.low)
    picked = pick(clause.span.cut(said.start(1), said.end(1)) if said else clause.span, scene.names)
    chosen = picked.selection
    if chosen.name or (chosen.ids and picked.kind == "leads"):
        return Selection(ids=chosen.ids, name=chosen.name)
    return None
