"""A person who types: what he says goes through the mind, what he hears is sorted for a test."""

from agent.events import ArtifactShown, Event, Notice, Question, StepFinished, Token
from agent.session import Input, Mind
from domain.decisions import Actor, Channel, Role

ANN = Actor("ann", Role.OWNER, Channel.TERMINAL)


class Heard:
    """The events of one turn, sorted."""

    def __init__(self, events: list[Event]) -> None:
        self.events = events
        self.artifacts = [event.artifact for event in events if isinstance(event, ArtifactShown)]
        self.steps = [event for event in events if isinstance(event, StepFinished)]
        self.questions = [event for event in events if isinstance(event, Question)]
        told = [event.text for event in events if isinstance(event, (Notice, Token, Question))]
        self.words = "\n".join(told + [step.summary for step in self.steps])

    def tools(self) -> list[str]:
        return [step.tool for step in self.steps]


class Person:
    """Ann, at one window."""

    def __init__(self, mind: Mind, conversation_id: str = "test") -> None:
        self._mind = mind
        self._conversation_id = conversation_id

    async def __call__(self, text: str) -> Heard:
        """Types a sentence and waits for the end of the turn."""
        return Heard([event async for event in self._mind.turn(self._conversation_id, Input(text, ANN))])
