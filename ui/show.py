"""How artifacts look in a terminal (Rich)."""

from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from domain.company import Fact
from tools.outcome import (
    Artifact,
    Card,
    DraftCard,
    DraftTable,
    FollowUpTable,
    ImportPreview,
    LeadCard,
    LeadTable,
    MailTable,
    ReplyCard,
    Report,
    RunTable,
)
from ui.wire import best_reason

_SHOWN_FAILURES = 8
_SHOWN_ROWS = 40
_BARS = "·▁▂▃▄▅▆▇█"
# A column this narrow is never broken over lines; the wide ones give way.
_NARROW = 18
# Where a firm stands on the map: a person reads the address.
_FOR_MACHINES = (Fact.LATITUDE, Fact.LONGITUDE)


def show_artifact(console: Console, artifact: Artifact) -> None:
    """Prints the artifact; every kind has its form here."""
    console.print(_form(artifact))


def _form(artifact: Artifact) -> RenderableType:
    match artifact:
        case LeadTable():
            return _lead_table(artifact)
        case LeadCard():
            return _lead_card(artifact)
        case DraftCard():
            return _draft_card(artifact)
        case DraftTable():
            rows = ((d.id, firm, d.parts[0].subject, d.parts[0].critic_score, d.status) for d, firm in artifact.rows)
            return _table(artifact.title, ("draft", "firm", "subject", "critic", "status"), rows)
        case ReplyCard():
            return _reply_card(artifact)
        case MailTable():
            mails = [(m.id, m.recipient, m.subject, m.state, note) for m, note in artifact.rows]
            if all(note in (state, "") for *_, state, note in mails):
                return _table(artifact.title, ("mail", "to", "subject", "state"), (row[:-1] for row in mails))
            return _table(artifact.title, ("mail", "to", "subject", "state", ""), mails)
        case FollowUpTable():
            planned = (
                (one.lead_id, firm, one.step, f"{one.due_at:%a %d %b}", one.status, one.reason)
                for one, firm in artifact.rows
            )
            return _table("Follow-ups", ("lead", "firm", "step", "due", "status", "why"), planned)
        case Report():
            return _report(artifact)
        case ImportPreview():
            return _import_preview(artifact)
        case RunTable():
            runs = (
                (run.id, f"{run.started_at:%d %b %H:%M}", " > ".join(c.tool for c in run.calls), run.status, run.note)
                for run in artifact.rows
            )
            return _table("Runs", ("run", "started", "plan", "status", "result"), runs)
        case Card():
            return _table(artifact.title, ("", ""), artifact.lines)


def _table(title: str, columns: Iterable[str], rows: Iterable[Iterable[object]]) -> RenderableType:
    """The table; of a long one the beginning and how many rows more there are."""
    headings = tuple(columns)
    cells = [tuple(str(cell) for cell in row) for row in rows]
    table = Table(show_header=any(headings), header_style="bold", box=None, padding=(0, 2, 0, 0))
    for at, heading in enumerate(headings):
        is_narrow = max([len(heading), *(len(row[at]) for row in cells)]) <= _NARROW
        table.add_column(heading, overflow="fold", no_wrap=is_narrow)
    for row in cells[:_SHOWN_ROWS]:
        table.add_row(*(escape(cell) for cell in row))
    parts: list[RenderableType] = [Text(title, style="italic")] if title else []
    parts.append(table)
    rest = len(cells) - _SHOWN_ROWS
    if rest > 0:
        parts.append(Text(f"… and {rest:,} more", style="dim"))
    return Group(*parts)


def _lead_table(artifact: LeadTable) -> RenderableType:
    has_people = any(view.contact for view in artifact.rows)
    columns = ("lead", "firm", "contact" if has_people else "place", "score", "stage", "", "source")
    rows = []
    for view in artifact.rows:
        score = f"{view.score.value} {view.score.tier}" if view.score else ""
        place = ", ".join(part for part in (view.company.city, view.company.state) if part)
        person = f"{view.contact.name}, {view.contact.title}" if view.contact else ""
        mark = artifact.marks.get(view.lead.id, "")
        if person and mark.startswith(person):  # who it is stands in the row already
            mark = mark.removeprefix(person).strip(" ()")
        note = mark or ("" if has_people else best_reason(view))
        stage = view.lead.stage.replace("_", " ")
        rows.append((view.lead.id, view.company.name, person if has_people else place, score, stage, note, view.source))
    used = [at for at, _ in enumerate(columns) if any(str(row[at]) for row in rows)]
    return _table(artifact.title, [columns[at] for at in used], [[row[at] for at in used] for row in rows])


def _lead_card(card: LeadCard) -> RenderableType:
    parts: list[RenderableType] = [_lead_table(LeadTable((card.view,)))]
    if card.scores:
        reasons = ((f"{one.points:g} of {one.most:g}", one.criterion, one.text) for one in card.scores[0].reasons)
        parts.append(_table("Score", ("points", "criterion", "why"), reasons))
    facts = (
        (_name_fact(one.fact), one.value, f"{one.source} ({one.source_url})")
        for one in card.facts
        if one.fact not in _FOR_MACHINES
    )
    parts.append(_table("What is known, and from where", ("fact", "value", "source"), facts))
    if card.contacts:
        people = ((one.name, one.title, one.email, one.email_status) for one in card.contacts)
        parts.append(_table("People", ("name", "title", "address", "status"), people))
    if card.messages:
        mails = ((f"{one.created_at:%d %b %H:%M}", one.direction, one.subject, one.state) for one in card.messages)
        parts.append(_table("Mail", ("when", "", "subject", "state"), mails))
    return Group(*parts)


def _name_fact(fact: Fact) -> str:
    return fact.replace("_", " ")


def _draft_card(card: DraftCard) -> RenderableType:
    # Sender and recipient are part of what is approved, so they are part of what is shown.
    parts: list[RenderableType] = [Text(f"From {card.draft.sender} to {card.draft.recipient}", style="dim")]
    for part in card.draft.parts:
        head = f"Subject: {part.subject}"
        if part.step:
            head = f"Follow-up {part.step}, {part.wait_days} days later — {head}"
        parts.append(Text(head, style="bold"))
        parts.append(Text(part.body))
        notes = "; ".join(part.critic_notes)
        parts.append(Text(f"critic {part.critic_score}/100{f': {notes}' if notes else ''}\n", style="dim"))
    sources = [Text("What it says about them, and from where:", style="dim")] if card.evidence else []
    sources += [Text(f"  {_name_fact(one.fact)}: {one.value} — {one.source_url}", style="dim") for one in card.evidence]
    title = f"Draft {card.draft.id} · {card.company.name} · to {card.contact.name}, {card.contact.title}"
    return Panel(
        Group(*parts, *sources),
        title=escape(title),
        title_align="left",
        subtitle=escape(f"{card.draft.status}{f', leaves {card.leaves}' if card.leaves else ''}"),
    )


def _reply_card(card: ReplyCard) -> Panel:
    seen = card.message.understanding
    lines: list[RenderableType] = [Text(card.message.text.strip() or "(no text)")]
    if seen:
        doubt = "  (please look: I am not sure)" if seen.needs_human else ""
        lines.append(Text(f"\n{seen.summary}{doubt}", style="dim"))
        if seen.referral:
            lines.append(Text(f"They name: {seen.referral}", style="dim"))
    if card.answer_draft_id:
        lines.append(Text(f"Suggested answer: draft {card.answer_draft_id}", style="bold"))
    intent = seen.intent.replace("_", " ") if seen else "unread"
    who = ", ".join(part for part in (card.contact_name, card.company_name) if part) or card.message.sender
    return Panel(Group(*lines), title=escape(f"{intent} · {who}"), title_align="left")


def _report(report: Report) -> RenderableType:
    tally = report.tally
    funnel = (
        ("found", tally.found),
        ("scored", tally.scored),
        ("approved", tally.approved),
        ("with contact", tally.with_contact),
        ("drafted", tally.drafted),
        ("contacted", tally.contacted),
        ("replied", tally.replied),
        ("meetings", tally.meetings),
    )
    most = max([count for _, count in funnel] + [1])
    rows = [(label, count, "█" * round(30 * count / most)) for label, count in funnel]
    parts: list[RenderableType] = [_table(f"Last {report.period_days} days", ("step", "leads", ""), rows)]
    if report.reply_rate:
        rate = report.reply_rate
        words = f"Reply rate {rate.value:.0%} (95 % between {rate.low:.0%} and {rate.high:.0%})"
        parts.append(Text(f"\n{words}"))
    if tally.intents:
        answers = ", ".join(f"{count} {intent.replace('_', ' ')}" for intent, count in sorted(tally.intents.items()))
        parts.append(Text(f"Answers: {answers}"))
    if report.angles:
        angles = (
            (
                row.angle,
                row.sent,
                row.replied,
                row.interested,
                f"{row.rate.value:.0%}" if row.is_enough else "too few to say",
            )
            for row in report.angles
        )
        parts.append(_table("\nBy angle", ("angle", "sent", "replied", "interested", "reply rate"), angles))
    parts += [Text(f"• {remark}") for remark in report.remarks]
    parts += [Text(line, style="dim") for line in _work_lines(report)]
    return Group(*parts)


def _work_lines(report: Report) -> list[str]:
    """The mails of the last days as small bars, and how long the work took."""
    lines = []
    most = max([day.sent for day in report.days] + [0])
    if most:
        bars = "".join(_BARS[-(-day.sent * (len(_BARS) - 1) // most)] for day in report.days)
        total = sum(day.sent for day in report.days)
        lines.append(
            f"Sent {report.days[0].on:%d %b} to {report.days[-1].on:%d %b}: {bars} {total:,}, at most {most:,} a day"
        )
    if report.worked_ms:
        lines.append(f"Leadloop worked {say_span(report.worked_ms)} for this.")
    return lines


def say_span(ms: float) -> str:
    """A span in words: seconds, and minutes from two of them on."""
    seconds = ms / 1000
    if seconds < 10:
        return f"{seconds:.1f} s"
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"


def _import_preview(preview: ImportPreview) -> RenderableType:
    parts: list[RenderableType] = [_table(preview.file, ("your column", "read as"), preview.columns)]
    counts = f"{preview.kept:,} kept, {preview.known:,} known before, {preview.skipped:,} left out"
    parts.append(Text(counts))
    parts += [Text(f"row {row}: {reason}", style="dim") for row, reason in preview.failures[:_SHOWN_FAILURES]]
    # Left out are also the rows of a firm that stands there twice, which have no line of their own.
    rest = preview.skipped - len(preview.failures[:_SHOWN_FAILURES])
    if rest > 0:
        parts.append(Text(f"… and {rest:,} more", style="dim"))
    return Group(*parts)
