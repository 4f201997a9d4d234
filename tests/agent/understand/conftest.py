"""The effects of the tools as the registry states them, for tests of the gate."""

from collections.abc import Mapping

import pytest

from domain.decisions import Effect

_READ = "list_leads show_lead list_drafts check_inbox list_replies report show_runs"
_WRITE = "import_leads score_leads draft_emails edit_draft pause_sending follow_ups undo"
_SPEND = "search_companies enrich_contacts"
_DECIDE = "review_leads review_drafts suppress forget_contact set_profile export_leads"


@pytest.fixture(scope="session")
def effects() -> Mapping[str, Effect]:
    found = {"send_emails": Effect.SEND}
    for names, effect in (
        (_READ, Effect.READ),
        (_WRITE, Effect.WRITE),
        (_SPEND, Effect.SPEND),
        (_DECIDE, Effect.DECIDE),
    ):
        found |= dict.fromkeys(names.split(), effect)
    return found
