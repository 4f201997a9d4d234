"""The nouns for leads, drafts and replies, and the words for their states."""

import re

from agent.understand.context import Kind

NOUN_KINDS: dict[str, Kind] = {
    "leads": "leads", "lead": "leads", "companies": "leads", "company": "leads", "firms": "leads", "firm": "leads",
    "prospects": "leads", "prospect": "leads", "businesses": "leads", "business": "leads", "accounts": "leads",
    "account": "leads", "drafts": "drafts", "draft": "drafts", "emails": "drafts", "email": "drafts",
    "e-mails": "drafts", "e-mail": "drafts", "mails": "drafts", "mail": "drafts", "messages": "drafts",
    "message": "drafts", "letters": "drafts", "letter": "drafts", "replies": "replies", "reply": "replies",
    "answers": "replies", "answer": "replies", "responses": "replies", "response": "replies",
}  # fmt: skip
NOUN = rf"(?:{'|'.join(sorted(NOUN_KINDS, key=len, reverse=True))})"
PLURALS = frozenset(word for word in NOUN_KINDS if word.endswith("s") and word not in ("business",))
STATUSES: dict[str, str] = {
    "approved": "approved", "rejected": "rejected", "pending": "pending", "waiting": "pending", "unapproved": "pending",
    "undecided": "pending", "new": "new", "scored": "scored", "interested": "interested", "keen": "interested",
    "silent": "outreach_sent", "quiet": "outreach_sent", "unanswered": "outreach_sent", "contacted": "outreach_sent",
    "archived": "archived", "bounced": "bounced", "failed": "failed", "unsubscribed": "unsubscribed",
    "queued": "queued", "sent": "sent", "not interested": "not_interested", "wrong person": "wrong_person",
    "no response": "no_response",
}  # fmt: skip
STATUS = re.compile(rf"\b(?:{'|'.join(sorted(STATUSES, key=len, reverse=True))})\b")
