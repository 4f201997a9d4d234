"""Calls said in plain words, for the questions the parser asks."""

from domain.plan import Call, Ref, Selection
from reference.trades import list_trades

_SAY = {
    "search_companies": "look for firms", "import_leads": "import the file", "list_leads": "list the leads",
    "show_lead": "show the lead", "score_leads": "score {leads}", "enrich_contacts": "find contacts for {leads}",
    "draft_emails": "draft emails for {leads}", "list_drafts": "show the drafts", "edit_draft": "edit {draft}",
    "send_emails": "send {drafts}", "undo": "undo the last step", "check_inbox": "check the inbox",
    "list_replies": "list the replies", "report": "show the report", "show_runs": "show the runs",
    "export_leads": "export the leads to {target}", "suppress": "never write to {target} again",
    "forget_contact": "erase everything about {address}",
}  # fmt: skip


def describe_calls(calls: tuple[Call, ...]) -> str:
    """ "approve drafts 2 and 3, then send them" for a question."""
    return ", then ".join(_describe(call) for call in calls)


def _describe(call: Call) -> str:
    args = call.args
    if call.tool in ("review_leads", "review_drafts"):
        noun = "leads" if call.tool == "review_leads" else "drafts"
        return f"{args.get('decision')} {describe_selection(args.get(noun), noun)}"
    if call.tool == "pause_sending":
        return "pause all sending" if args.get("on") else "resume sending"
    if call.tool == "suppress" and args.get("lift"):
        return f"allow mail to {_whom(call)} again"
    if call.tool == "set_profile":
        said = (f"{name.replace('_', ' ')}: {value}" for name, value in args.items())
        return f'note in your profile "{", ".join(said)}"'
    if call.tool == "follow_ups":
        return f"{args.get('action')} the follow-ups"
    if call.tool == "search_companies":
        count = f"{args['count']} " if args.get("count") else ""
        where = f" in {args['location']}" if args.get("location") else ""
        return f"look for {count}{_name_trade(str(args.get('industry', '')))}{where}"
    return _SAY.get(call.tool, call.tool).format(
        leads=describe_selection(args.get("leads"), "leads"),
        drafts=describe_selection(args.get("drafts"), "drafts"),
        draft=describe_selection(args.get("draft"), "drafts"),
        target=args.get("target") or _whom(call),
        address=_whom(call),
    )


def _whom(call: Call) -> str:
    """The address, domain or person that a call about privacy names, or the draft whose recipient is meant."""
    said = next((str(call.args[name]) for name in ("address", "domain", "person") if call.args.get(name)), "")
    return said or f"the recipient of {describe_selection(call.args.get('draft'), 'drafts')}"


def _name_trade(trade_id: str) -> str:
    return next((trade.plural for trade in list_trades() if trade.id == trade_id), "firms")


def describe_selection(value: object, noun: str) -> str:
    """ "drafts 2 and 3", "the top 5 leads", "all leads except 2"."""
    if not isinstance(value, Selection):
        return f"these {noun}"
    words = noun
    one = noun[:-1]
    if value.ids:
        words = f"{one if len(value.ids) == 1 else noun} {_join(value.ids)}"
    elif value.items:
        words = f"{one if len(value.items) == 1 else noun} {_join(value.items)} of the list"
    elif value.name:
        words = f'the {one} "{value.name}"'
    elif value.top is not None:
        words = f"the top {value.top} {noun}"
    else:
        start = {Ref.LAST: "these", Ref.REST: "the remaining", Ref.ALL: "all"}[value.ref]
        parts = (start, value.status.replace("_", " "), f"tier {value.tier}" if value.tier else "", noun)
        words = " ".join(part for part in parts if part)
    if value.min_score is not None:
        words += f" with a score of {value.min_score} or more"
    left_out = [_join(numbers) for numbers in (value.except_ids, value.except_items) if numbers]
    left_out += [value.except_name] if value.except_name else []
    return f"{words} except {', '.join(left_out)}" if left_out else words


def _join(numbers: tuple[int, ...]) -> str:
    words = [str(number) if number > 0 else f"{-number} from the end" for number in numbers]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
