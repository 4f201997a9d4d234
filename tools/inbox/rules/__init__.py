"""What a mail says and whose it is: pure rules, values in and values out."""

from tools.inbox.rules.classify import classify

__all__ = ["classify"]
