"""A flag or command that a person typed as a decision: the second of the two places that build a PersonDecision."""

import getpass

from domain.decisions import Actor, Channel, PersonDecision, Role


def owner(channel: Channel) -> Actor:
    """The person at this machine: without passwords whoever owns the login owns the workspace."""
    return Actor(user=getpass.getuser(), role=Role.OWNER, channel=channel)


def command_decision(actor: Actor, command: str) -> PersonDecision:
    """The decision behind a command line such as `run --approve 5`. It has seen no mail text."""
    return PersonDecision(actor=actor, words=command)
