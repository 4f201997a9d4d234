"""The three families of expected failure. Anything else that is raised is a bug.

Every message names the thing, the reason and the next step, because it is shown to the person as it stands.
"""


class LeadloopError(Exception):
    """Base of the three families; `str(error)` is one clear sentence for the person."""


class Correctable(LeadloopError):
    """The arguments can be put right and the call tried again."""


class Refused(LeadloopError):
    """A rule says no; trying again unchanged is pointless. `code` is the rule's stable name, e.g. SUPPRESSED."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Unavailable(LeadloopError):
    """Something outside is down, limited or not configured. `cause` is its stable name, e.g. NOT_CONFIGURED."""

    def __init__(self, cause: str, message: str) -> None:
        super().__init__(message)
        self.cause = cause
