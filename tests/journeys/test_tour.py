"""The main job from the first search to the report, typed as a person would."""

import mailbox

from domain.draft import DraftStatus
from domain.lead import Stage
from domain.mail import FollowUpStatus, MailState
from domain.views import LeadFilter
from runtime.bootstrap import App
from tests.fakes.person import Person
from tools.outcome import DraftCard, LeadTable, ReplyCard, Report


async def _until_approved(say: Person) -> None:
    for sentence in ("find 10 healthcare firms in Buffalo", "score them", "approve the top 5"):
        await say(sentence)


async def test_ten_firms_are_found_scored_and_five_approved(app: App, say: Person) -> None:
    found = await say("find 10 healthcare firms in Buffalo")
    (table,) = (one for one in found.artifacts if isinstance(one, LeadTable))
    assert len(table.rows) == 10
    assert {row.company.city for row in table.rows} == {"Buffalo"}
    scored = await say("score them")
    (table,) = (one for one in scored.artifacts if isinstance(one, LeadTable))
    assert all(row.score and row.score.reasons for row in table.rows)
    values = [row.score.value for row in table.rows if row.score]
    assert values == sorted(values, reverse=True)
    await say("approve the top 5")
    async with app.ledger.reading() as books:
        approved = await books.leads.list_views(LeadFilter(stages=(Stage.APPROVED,)))
    assert {one.lead.id for one in approved} == {row.lead.id for row in table.rows[:5]}


async def test_only_what_was_shown_and_approved_is_sent(app: App, say: Person) -> None:
    await _until_approved(say)
    await say("find contacts")
    drafted = await say("draft emails")
    cards = [one for one in drafted.artifacts if isinstance(one, DraftCard)]
    assert len(cards) >= 3
    first, second = cards[0].draft, cards[1].draft
    await say(f"make draft {first.id} shorter")
    await say(f"reject draft {second.id}, too pushy")
    await say("approve the rest and send them")
    async with app.ledger.reading() as books:
        drafts = {draft.id: draft for draft in await books.drafts.list_()}
        mails = await books.mail.list_sent()
        for mail in mails:
            assert mail.draft_id is not None
            part = drafts[mail.draft_id].parts[mail.step]
            assert await books.decisions.is_text_approved(part)
            assert (part.body, part.subject) == (mail.text, mail.subject)
    assert drafts[second.id].status is DraftStatus.REJECTED
    assert drafts[second.id].closed_reason
    assert drafts[first.id].parts[0].version == 2
    assert {mail.draft_id for mail in mails} == {draft.id for draft in drafts.values()} - {second.id}
    outbox = mailbox.Maildir(app.workspace.outbox, create=False)
    assert sorted(message["Message-ID"] for message in outbox) == sorted(f"<{mail.rfc_id}>" for mail in mails)


async def test_them_are_the_drafts_just_approved_whatever_was_sent_before(app: App, say: Person) -> None:
    await _until_approved(say)
    await say("find contacts")
    drafted = await say("draft emails")
    cards = [one.draft.id for one in drafted.artifacts if isinstance(one, DraftCard)]
    await say(f"approve draft {cards[0]}")
    await say(f"send draft {cards[0]}")
    await say("approve the rest and send them")
    async with app.ledger.reading() as books:
        mails = await books.mail.list_sent()
    assert {mail.draft_id for mail in mails} == set(cards)


async def test_prospects_answer_follow_ups_leave_and_the_report_counts_them(app: App, say: Person) -> None:
    await _until_approved(say)
    for sentence in ("find contacts", "draft emails", "approve the rest and send them"):
        await say(sentence)
    replies = [one for one in (await say("any replies?")).artifacts if isinstance(one, ReplyCard)]
    await say("skip three days")
    async with app.ledger.reading() as books:
        follow_ups = await books.follow_ups.list_()
        sent = await books.mail.list_sent(states=(MailState.SENT,))
        received = await books.received.list_()
    assert any(mail.step == 1 for mail in sent)
    answered = {mail.lead_id for mail in received if mail.lead_id}
    early = {card.message.lead_id for card in replies}
    assert early <= answered
    gone_on = {one.lead_id for one in follow_ups if one.status is FollowUpStatus.SENT}
    assert not gone_on & early
    (report,) = (one for one in (await say("how are we doing?")).artifacts if isinstance(one, Report))
    assert report.tally.found == 10
    assert report.tally.contacted == len({mail.lead_id for mail in sent})


async def test_one_sentence_does_it_all_and_says_what_it_approved(app: App, say: Person) -> None:
    heard = await say("find 5 hotels in Denver, score them and draft emails to the top 3")
    assert heard.tools()[:2] == ["search_companies", "score_leads"]
    assert heard.tools()[-1] == "draft_emails"
    async with app.ledger.reading() as books:
        views = await books.leads.list_views(LeadFilter())
    assert sum(1 for view in views if view.lead.stage is Stage.SCORED) == 2


async def test_a_lone_wish_for_drafts_approves_the_leads_it_names(say: Person) -> None:
    await say("find 5 hotels in Denver")
    await say("score them")
    heard = await say("draft emails to the top 2")
    assert heard.tools() == ["review_leads", "enrich_contacts", "draft_emails"]
    assert "approves" in heard.words
