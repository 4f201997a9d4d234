"""What is never an action: negation, questions about an action, hypotheticals, conditions, reported words.

The rule is strict on purpose: anything here before a decision in the same message takes the decision away.
"""

import re

from agent.understand.text import MASK

NEGATION = re.compile(
    r"\b(?:not|never|no|none|nothing|nobody|neither|nor|without|cannot|cant|dont|doesnt|didnt|wont|wouldnt|shouldnt|"
    r"isnt|arent|havent|hasnt|mustnt|neednt|aint|refrain|avoid|hardly|rather than|instead of|dun|nope|nah|nay|forbid|forbidden|"
    r"hold off|hold on|wait|stop)\b|n't\b|n'\b"
)
REPORTED = re.compile(
    r"\b(?:says?|said|saying|wrote|writes|written|tells?|told|telling|asked|asks|asking|reads|instructs?|instructed|replied|replies with|"
    r"according to|quot(?:e|ed|ing|es)|suggests?|suggested|recommends?|recommended|wants|wanted|demands?|demanded|claims?|claimed|insists?|"
    r"thinks|thought|orders|ordered|mentions?|mentioned|text|command|prompt|instructions?|ignore|pretend|example|e\.g|phrase|"
    r"sentence|word|words|joke|joking|kidding)\b"
)
CONDITION = re.compile(
    r"\b(?:if|unless|once|when|whenever|until|till|in case|as soon as|after|before|provided|assuming|suppose|supposing|should (?:i|we|he|she|it|they|the)|"
    r"imagine|hypothetically|otherwise|whether|maybe|perhaps|possibly|probably|might|would have|could have|later|tomorrow|someday|one day|next week)\b"
)
HYPOTHETICAL = re.compile(
    r"\b(?:what if|what (?:would|will|happens|might|could)|what does it (?:do|mean)|would happen|happens (?:if|when)|if i|if we|if you|suppose|imagine|hypothetically|"
    r"were to|would you|would it|how (?:do|would|can|could|does|should) (?:i|we|you|one)|what do you (?:do|send)|how to)\b"
)
# A sentence that opens with one of these asks; "do not ..." and "can you ..." are taken out by the caller.
_OPENS_QUESTION = re.compile(
    r"(?:have|has|had|having|did|do|does|is|are|was|were|am|should|shall|must|may|might|would|will|can i|could i|can we|could we|"
    r"why|when|where|who|whom|whose|which|what|what's|whats|who's|how|how's|hows|isn't|aren't|didn't|haven't|hasn't|wasn't|weren't|don't (?:i|we|you)|"
    r"any|anyone|anybody|anything|shouldn't|won't|wouldn't|i wonder|wondering|do you|ain't|can't (?:i|we|you)|couldn't|remind me)\b"
)
_NOT_A_QUESTION = re.compile(r"(?:do(?: not|n't)\b(?! (?:i|we|you)\b)|do (?:it|that|this|the)\b|will you please|would you please|would you mind|will do|may you)")
_POLITE = re.compile(
    r"(?:please|pls|plz|kindly|okay|ok|yes|yeah|yep|yup|sure|great|perfect|good|nice|cool|super|excellent|awesome|lovely|wonderful|thanks|thank you|thx|hi|hello|hey|"
    r"now|then|next|also|so|and|just|well|alright|all right|right|fine|finally|and then|after that|afterwards|go ahead and|please go ahead and|let us|let's|lets|"
    r"i want you to|i'd like you to|i would like you to|i would like to|i'd like to|i want to|we want to|we'd like to|we would like to|i need to|i need you to|i wish to|"
    r"you should|would you please|will you please|would you mind|try to|help me(?: to)?|time to|leadloop|there|at last|lastly|secondly|thirdly|firstly|to start|to begin with|"
    r"for me|immediately|quickly|again|everyone|team|guys|mate|buddy|but)"
    r"(?:[,:!]+\s*|\s+-+\s+|\s+)"
)
_FIRST = re.compile(r"first(?:,\s*|\s+(?=(?:find|search|score|get|show|check|approve|reject|draft|write|import|look|of all)\b)(?:of all,?\s*)?)")
_CAN_YOU = re.compile(r"(?:can|could) you(?: please| kindly| just| also| now| maybe)*\s+")
_TAG = re.compile(r"[, ]+(?:right|correct|isn't it|aren't they|didn't (?:you|we|i)|haven't (?:you|we)|wasn't it|yes|no|ok|okay|huh|yeah|true)$")
_AFTER = re.compile(
    r"(?:[, ]+(?:please|pls|plz|kindly|now|thanks|thank you|thx|right away|right now|immediately|at once|asap|for me|for us|then|today|too|as well|also|again|already))+$"
)


def strip_politeness(low: str) -> tuple[int, bool]:
    """How many characters of greeting and politeness stand before the command; whether it was put as "can you"."""
    at, is_can_you = 0, False
    while True:
        match = _POLITE.match(low, at) or _FIRST.match(low, at)
        if not match:
            match = _CAN_YOU.match(low, at)
            is_can_you = is_can_you or bool(match and "please" not in match.group() and "kindly" not in match.group())
        if not match:
            return at, is_can_you
        at = match.end()


def strip_ending(low: str) -> int:
    """Where the command ends: "please", "now", "thanks" after it are no part of it."""
    match = _AFTER.search(low)
    return match.start() if match else len(low)


def is_question(low: str) -> bool:
    """Whether the sentence asks about something, by its form alone."""
    if _NOT_A_QUESTION.match(low):
        return False
    return bool(_OPENS_QUESTION.match(low) or _TAG.search(low))


def is_hypothetical(low: str) -> bool:
    """Whether the sentence plays with a possibility ("what happens if I approve draft 2")."""
    return bool(HYPOTHETICAL.search(low))


def find_obstacle(before: str) -> str:
    """Why the words before a decision take it away: "negated", "reported", "conditional"; empty when they do not."""
    if NEGATION.search(before):
        return "negated"
    if REPORTED.search(before) or MASK in before:
        return "reported"
    if CONDITION.search(before):
        return "conditional"
    return ""
