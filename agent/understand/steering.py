"""Sentences that steer the program itself: greeting, thanks, help, stop, skip days, go live, go on, off-topic."""

import re

from agent.understand import amounts
from agent.understand.scene import SURE, Sense, ask, steer
from domain.plan import Steer

_WHOLE: tuple[tuple[Steer, str], ...] = (
    (Steer.GREETING, r"(?:hi+|hello+|hey+|hiya|howdy|good (?:morning|afternoon|evening|day)|greetings|moin|hi there|hello there|hey there|yo|sup|hallo|how are you(?: doing)?(?: today)?|how's it going|how do you do|nice to meet you)(?:,? (?:leadloop|there|again|everyone|you|team|how are you(?: today)?))*"),
    (Steer.THANKS, r"(?:ok(?:ay)?,? |great,? |cool,? |perfect,? )?(?:thanks?(?: you)?|thx|ty|many thanks|cheers|much appreciated|thanks a lot|thank you (?:so|very) much|thanks so much)(?:,? (?:a lot|so much|very much|again|leadloop|that's all|bye|for (?:the|your) (?:help|work|emails|leads|report)|for that|that was (?:great|helpful|quick)|great (?:work|job)))*|(?:well done|good job|great job|great work|nice work|nice|awesome|perfect|great|cool|lovely|excellent|wonderful|bye|goodbye|see you(?: later| tomorrow)?|good night|that'?s all(?: for (?:now|today))?)"),
    (Steer.HELP, r"help(?: me)?(?: please| out)?|\?+|commands?|usage|menu|what can (?:you|i) (?:do|say|ask|type)(?: here| for me| with you)?|how does (?:this|it|that|leadloop) work|what (?:is|are) (?:this|you|leadloop)|who are you|what do you do|how do i (?:start|begin|use (?:this|it|you|leadloop)|get started)|(?:show|list|tell) (?:me )?(?:the |your |all )?(?:help|commands|what you can do)|where do i (?:start|begin)|how (?:do|can) (?:i|we) (?:find|score|approve|reject|edit|send|draft|import|export|follow|get|add|write|pause|undo|contact|check).*|what now|what(?:'s| is| do i do| should i do| to do)? next|can you help(?: me)?|i need help|getting started|(?:can|could) you (?:send|write|find|import|export|score|read|draft|approve) (?:emails?|mails?|leads?|companies|firms|drafts?|messages|replies|things|csv files?|spreadsheets?)|what are you able to do|what(?:'s| is) possible"),
    (Steer.STOP, r"(?:please )?(?:stop|cancel|abort|halt|quit)(?: (?:it|that|this|now|please|there|right there|the (?:run|turn|job|search|task|work)|what you(?:'re| are) doing|working))*|stop!*|never ?mind|forget it|enough|that's enough|stop stop|wait stop"),
    (Steer.GO_LIVE, r"(?:let us |let's |please |i want to |i'd like to )?(?:go live|go to live(?: mode)?|switch to live(?: mode)?|live mode|use (?:the )?live (?:mode|workspace)|leave practice(?: mode)?|start live|set ?up live(?: mode)?|go live now|switch to the live workspace|turn on live mode|stop practicing|exit practice(?: mode)?|make it live)(?: now| please)?|(?:how (?:do|can) (?:i|we) go live)"),
    (Steer.ABOUT_ME, r"(?:what|tell me what|show me what|show) (?:do you|you) (?:know|remember|have|store|have stored)(?: stored| saved)? (?:about|on|of) (?:me|us|my company|our company)|who am i|what (?:is|'s) (?:in )?my profile|what's my profile|(?:show|view|see|open|print) (?:me )?(?:my|our|the) profile(?: please)?|my profile|(?:show|what are) (?:my|our) settings|what do i sell|what is my (?:offer|company|name|title|email|signature|website|address)|what's my (?:offer|company|name|title|email|signature|website|address)|who is the sender"),
    (Steer.RESUME, r"(?:please |yes,? |ok,? )?(?:go on|continue|resume|carry on|keep going|proceed|go ahead|pick up where (?:you|we) (?:left off|stopped)|finish (?:it|that|the job|what you started)|resume the (?:run|job|plan|work)|continue (?:the (?:run|job|plan|work)|where (?:you|we) (?:left off|stopped)))(?: please| now| then)?"),
    (Steer.OFF_TOPIC, r".*\b(?:weather|forecast|temperature|poem|haiku|song|lyrics|recipe|joke|football|soccer|world cup|capital of|president of|who won|movie|film|netflix|horoscope|meaning of life|lottery|homework|bitcoin|stock price|essay|story about|sing|dance|pizza|translate this|what time is it|play a game|chess|trivia|riddle|python script|write (?:me )?(?:some |a )?(?:code|python|javascript|program|novel|story))\b.*|.*\b\d+ ?[*x/+] ?\d+\b.*|what(?:'s| is) \d.*|are you (?:human|a robot|a bot|real|an ai|chatgpt|conscious|alive)|do you (?:love|like|sleep|dream|eat).*|i(?:'m| am) (?:bored|hungry|tired|sad|happy)"),
)  # fmt: skip
_COMPILED = tuple((to, re.compile(pattern)) for to, pattern in _WHOLE)
_UNITS = {"day": 1, "week": 7, "fortnight": 14, "month": 30}
_SKIP = re.compile(
    rf"(?:please )?(?:skip|jump|fast[- ]?forward|advance|move|forward|go|wind)(?: (?:ahead|forward|on|by|to|the clock|time|the time|forward by|ahead by|on by|the clock forward|the clock (?:on|ahead)))*"
    rf"(?: by)? ?(?P<n>{amounts.NUMBER}|a|an|one|the next|another)?[ -]?(?P<unit>day|week|fortnight|month|d)s?(?: (?:ahead|forward|on|later|please|into the future|in the future|from now|in time))*"
)
_NEXT = re.compile(r"(?:skip|jump|go|fast[- ]?forward|move)(?: (?:ahead|forward|on))?(?: to)? (?:tomorrow|the next day|next (?P<unit>week|month))")
_DAYS_ONLY = re.compile(rf"(?P<n>{amounts.POSITIVE}) (?P<unit>day|week)s? later")
MAX_SKIP_DAYS = 365


def read_steering(low: str) -> Sense | None:
    """The whole message, lower case without its end mark, as a steering sentence."""
    low = low.strip(" .!,")
    skip = _read_skip(low)
    if skip:
        return skip
    asked = low.strip("?").strip()
    for to, pattern in _COMPILED:
        if pattern.fullmatch(asked):
            return steer(to)
    return None


def _read_skip(low: str) -> Sense | None:
    following = _NEXT.fullmatch(low)
    if following:
        return steer(Steer.SKIP_DAYS, days=_UNITS[following["unit"] or "day"])
    match = _SKIP.fullmatch(low) or _DAYS_ONLY.fullmatch(low)
    if not match:
        return None
    said = match.groupdict().get("n") or "one"
    value = 1 if said in ("a", "an", "one", "the next", "another") else amounts.parse_number(said)
    unit = match["unit"]
    days = (value or 0) * _UNITS.get(unit, 1)
    if not 1 <= days <= MAX_SKIP_DAYS:
        return ask(f"I can skip 1 to {MAX_SKIP_DAYS} days; how many shall it be?", confidence=SURE)
    return steer(Steer.SKIP_DAYS, days=days)
