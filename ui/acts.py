"""A click, a flag or a command that a person typed, as a decision: the second place that builds a PersonDecision."""

import getpass

from domain.decisions import Actor, Channel, PersonDecision, Role, ShownText


def owner(channel: Channel) -> Actor:
    """The person at this machine: without passwords whoever owns the login owns the workspace."""
    return Actor(user=getpass.getuser(), role=Role.OWNER, channel=channel)


def command_decision(actor: Actor, command: str) -> PersonDecision:
    """The decision behind a command line such as `run --approve 5`. It has seen no mail text."""
    return PersonDecision(actor=actor, words=command)


def click_decision(actor: Actor, control: str, shown: tuple[ShownText, ...], conversation_id: str) -> PersonDecision:
    """The decision behind a click; `shown` are the texts that the click says were on the screen."""
    return PersonDecision(actor=actor, words=control, shown=shown, conversation_id=conversation_id)
