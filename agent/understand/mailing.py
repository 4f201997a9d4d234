"""Mail that leaves and comes: send, pause, undo, follow-ups, the inbox and the replies."""

import re
from dataclasses import replace

from agent.understand.reviewing import cap, find_trouble
from agent.understand.scene import SURE, Clause, Scene, Sense, act, ask
from agent.understand.selection import pick
from agent.understand.text import Span
from agent.understand.verbs import Verb
from domain.plan import Call, Ref, Selection

_PAUSE = re.compile(
    r"(?:(?:please )?(?:stop|pause|halt|suspend|freeze|hold)(?: all| the| any| my| our| of)* (?:everything|sending(?: (?:mails?|emails?|messages|anything|out))?|outreach|mails?|emails?|outgoing mails?|campaigns?|all|deliver(?:y|ies)|send(?:s|ing)? everything|all mail|outbox|queue)"
    r"|(?:do not|don'?t|never|not|no longer|please don'?t) (?:send|mail|email|deliver)(?: out)? (?:anything|any(?: more)?(?: mails?| emails?| messages)?|more|mails?|emails?|out anything|a single mail|any of (?:it|them|these))(?: any ?more| more| at all| for now| until (?:further notice|i say so)| today| yet| now| again| out)*"
    r"|(?:stop|pause|halt)(?: all)? (?:the )?(?:sending|send)|pause|no more (?:mails?|emails?|sending)|sending off|turn (?:off sending|sending off)|nothing (?:may|must|should) (?:leave|be sent|go out)(?: any ?more| now)?|stop (?:everything|all)(?: now| at once| immediately| right now)?"
    r"|emergency stop|kill switch|panic|hold all mails?|hold everything|pause everything|don'?t let anything (?:out|leave))(?: now| please| for now| at once| immediately| right now| today)*"
)
_RESUME = re.compile(
    r"(?:(?:please )?(?:resume|unpause|restart|continue|start|turn on|unfreeze|re-?enable)(?: with| the| all)* (?:sending|outreach|mails?|emails?|deliver(?:y|ies)|everything|campaigns?|the queue)(?: again| now| please| emails?| mails?| on)*"
    r"|you (?:may|can) (?:send|mail|email)(?: (?:mails?|emails?|messages))?(?: (?:again|now))+|you (?:may|can) resume(?: sending)?|start sending again|send again|sending on|turn sending (?:back )?on|lift the pause|end the pause|let mails? (?:go )?out again)"
)
_UNDO = re.compile(r"(?:please )?(?:undo|unsend|revert|take back|call back|recall)(?: (?:it|that|this|the last (?:one|thing|action|step|send|decision|approval|mail|email|mails|emails|change)|last|my last (?:action|decision|approval|step)|them|everything|the send|the approval|these|those|the (?:mails?|emails?)))?|(?:take|call|bring) (?:it|that|them) back|(?:cancel|stop) (?:the|that|this) (?:send|sending|mail|email|last send|queued mails?)|go back(?: one step)?|oops,? undo(?: that)?|un-?do|i did(?:n'?t| not) mean (?:that|it|to)(?: do that)?|that was a mistake|reverse that")
_FOLLOW = re.compile(r"\bfollow(?:ing|ed)?[- ]?ups?\b|\bfollow(?:ing)? (?:\w+ )?up\b|\bfollowups?\b|\bsequences?\b|\bchas(?:e|ing)\b|\bnudg(?:e|ing)\b|\bremind(?:ers?)?\b")
_SILENT = re.compile(
    r"\b(?:(?:the )?(?:silent|quiet|unanswered|unresponsive|non-?responders|non-?responsive)(?: ones?| leads?| firms| companies| people)?|(?:with |to |for |at )?(?:those|the ones|leads|everyone|everybody|anyone|people|all|firms|companies|who(?:ever)?|them)?(?: (?:of them|those))?(?: (?:who|that|which))? ?(?:did not|didn'?t|have not|haven'?t|has not|hasn'?t|never|not) (?:yet )?(?:answer(?:ed)?|repl(?:y|ied)|respond(?:ed)?|write|wrote|written)(?: back)?(?: yet| to us| so far)?)"
)
_INBOX = re.compile(r"\b(?:inbox|mailbox|mail box|new (?:mails?|emails?|messages|replies|answers|responses)|my (?:mail|email)s?|mail|mails|emails?)\b")
_REPLY = re.compile(r"\b(?:repl(?:y|ies|ied)|answers?|answered|respon(?:se|ses|d|ded)|heard (?:back|from)|wr(?:ote|itten) back|got back|get back|came back|come back|feedback|reacted|reactions?)\b")
_INTENTS: tuple[tuple[str, str], ...] = (
    ("not_interested", r"not interested|uninterested|said no|declined|negative|turned us down|rejections?|no thanks"),
    ("interested", r"interested|interest|positive|said yes|keen|want(?:s|ed)? to (?:talk|meet)|hot|warm"),
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
    if _PAUSE.fullmatch(low) and not clause.is_asked:
        return act("pause_sending", SURE, on=True)
    if _RESUME.fullmatch(low) and not clause.is_asked and not clause.is_negated:
        return act("pause_sending", 0.97, on=False)
    if _UNDO.fullmatch(low) and not clause.is_negated:
        return act("undo", 0.97)
    if clause.head is None or clause.head.verb is not Verb.SEND:
        return None
    return _read_send(clause, scene, clause.head.sureness)


def _read_send(clause: Clause, scene: Scene, sureness: float) -> Sense:
    picked = pick(clause.rest, scene.names)
    if "review_drafts" in scene.tools and not picked.leftover and not picked.doubt and _is_same_again(picked.selection, picked.is_said):
        return act("send_emails", min(sureness, SURE), "drafts", drafts=Selection(ref=Ref.LAST))
    if picked.kind == "leads" and (picked.selection.ids or picked.selection.items):
        return ask("I send drafts, not leads; say for instance \"send draft 2\".")
    if picked.kind == "replies" or (picked.kind is None and scene.kind == "replies"):
        return ask("Which draft shall I send? Say for instance \"send draft 2\".")
    said_what = picked.is_said or picked.kind == "drafts"
    if not said_what and not clause.rest.low and scene.kind == "drafts":
        return Sense((Call("send_emails", {"drafts": Selection(ref=Ref.LAST)}),), 0.85, kind="drafts")
    trouble = find_trouble(picked, scene, "drafts")
    if trouble:
        return ask(trouble)
    selection = picked.selection
    if re.search(r"\beverything\b|\ball\b", clause.rest.low) and not selection.ids and scene.kind != "drafts":
        selection = replace(selection, ref=Ref.ALL)
    elif selection.status and re.search(r"\b(?:drafts|emails|mails|messages)\b", clause.rest.low):
        selection = replace(selection, ref=Ref.ALL)
    certainty = min(sureness * SURE if sureness < 1 else SURE, cap(picked))
    if clause.is_polite_question and selection == Selection():
        certainty = 0.9
    if picked.kind is None and scene.kind is None and selection == Selection():
        certainty = min(certainty, 0.9)
    return act("send_emails", certainty, "drafts", drafts=selection)


def _is_same_again(chosen: Selection, is_said: bool) -> bool:
    """ "... and send them": those the review before it named."""
    return not is_said or replace(chosen, ref=Ref.LAST) == Selection()


def read_follow_ups(clause: Clause, scene: Scene) -> Sense | None:
    """List, start and stop follow-ups."""
    low = clause.span.low
    found = _FOLLOW.search(low)
    if not found:
        return None
    action = _action(clause)
    silent = _SILENT.search(low)
    rest = clause.span.cut(0)
    blanked = low
    for match in (silent, found):
        if match:
            blanked = blanked[: match.start()] + " " * len(match.group()) + blanked[match.end() :]
    blanked = re.sub(r"\b(?:start|stop|end|cancel|begin|pause|send|write|draft|schedule|plan|the|a|any|all|with|for|to|on|up|our|my|more|please|run|set|launch|prepare|no|do|not|don't|us|me|mails?|emails?|messages?|show|list)\b", lambda found_word: " " * len(found_word.group()), blanked)
    picked = pick(Span(rest.raw, blanked), scene.names)
    if action == "list":
        return act("follow_ups", 0.95, action="list")
    chosen = picked.selection if picked.is_said else None
    if silent:
        chosen = Selection(ref=Ref.ALL, status="outreach_sent")
    elif action == "stop" and chosen is None and re.search(r"\ball\b|every", low):
        chosen = Selection(ref=Ref.ALL)
    sureness = SURE if not picked.leftover else max(0.5, 0.9 - 0.1 * len(picked.leftover))
    return act("follow_ups", sureness, "leads", action=action, leads=chosen)


def _action(clause: Clause) -> str:
    low = clause.span.low
    if clause.is_negated or re.match(r"(?:stop|end|cancel|pause|no more|halt|abort|quit|kill)\b", low):
        return "stop"
    if clause.is_asked or re.match(r"(?:any|show|list|which|what|who|see|view|display|open|when|how|are|is|my|the|our|due|check|give|get)\b", low):
        return "list"
    if re.fullmatch(r"follow-?ups|follow ups|followups|due follow-?ups", low):
        return "list"
    return "start"


def read_replies(clause: Clause, scene: Scene) -> Sense | None:
    """ "any replies?", "check the inbox", "who is interested?", "what did Acme answer?"."""
    low = clause.span.low
    verb = clause.head.verb if clause.head else None
    has_reply = bool(_REPLY.search(low))
    intent = next((name for name, pattern in _INTENTS if re.search(rf"\b(?:{pattern})\b", low)), "")
    if verb in (Verb.CHECK, Verb.GET, Verb.FIND, Verb.SHOW, Verb.IMPORT, Verb.START) or verb is None or clause.is_asked:
        if re.search(r"\b(?:inbox|mailbox)\b", low) or (verb is Verb.CHECK and _INBOX.search(low) and not re.search(r"draft", low)):
            both = has_reply or clause.is_asked or bool(re.search(r"\bnew\b", low))
            return _check_and_list() if both else act("check_inbox", 0.97, "replies")
        is_news = re.search(r"\b(?:any(?:one|body|thing)?|new|has|have|did|got|get|check|is there|are there|somebody|someone)\b", low)
        one = _of_lead(clause, scene)
        if one and has_reply | bool(re.search(r"\b(?:say|said|write|wrote|want)\b", low)):
            return act("list_replies", 0.93, "replies", lead=one, intent=intent)
        if has_reply and not intent and is_news and verb is not Verb.SHOW:
            return _check_and_list()
        if re.search(r"\b(?:any|new|got|is there|do i have|do we have)\b.*\b(?:mails?|emails?|messages|news|post)\b", low):
            return _check_and_list()
        if has_reply and (verb in (Verb.SHOW, Verb.GET, Verb.CHECK, None, Verb.FIND) or clause.is_asked):
            return act("list_replies", 0.95, "replies", intent=intent)
        if intent and re.match(r"(?:who|which|anyone|anybody|how many|is anyone|is anybody|did any|has any|any|what|show|list)\b", low) and not re.search(r"\b(?:leads|drafts)\b", low):
            return act("list_replies", 0.93, "replies", intent=intent)
    return None


def _check_and_list() -> Sense:
    return Sense((Call("check_inbox"), Call("list_replies")), 0.97, kind="replies")


def _of_lead(clause: Clause, scene: Scene) -> Selection | None:
    picked = pick(clause.span, scene.names)
    chosen = picked.selection
    if chosen.name or (chosen.ids and picked.kind == "leads"):
        return Selection(ids=chosen.ids, name=chosen.name)
    return None
