"""What an import says: how many came in, what was left out and why, what to do next. Pure."""

from tools.intake.rules.firms import FileReading


def say_imported(reading: FileReading, new: int, contacts: int, suppressed: int) -> str:
    """The result of import_leads. The same file again changes nothing, and that is said."""
    known = len(reading.firms) - new
    if not new and not contacts and not suppressed:
        return f"Nothing changed: {_all(known)} of {reading.file} {_are(known)} in your list already."
    parts = [f"Imported {_firms(new)} from {reading.file}{_people(contacts)}."]
    if known:
        parts.append(f"{_firms(known)} {_were(known)} in your list already.")
    parts.extend(_rest(reading, suppressed))
    if new:
        parts.append("Say “score them” to see which fit best.")
    return " ".join(parts)


def say_preview(reading: FileReading, new: int) -> str:
    """What an import would bring."""
    known = len(reading.firms) - new
    parts = [f"{reading.file} has {_firms(new)} that {_are(new)} new to you."]
    if known:
        parts.append(f"{_firms(known)} {_are(known)} in your list already.")
    parts.extend(_rest(reading, 0))
    if reading.opted_out:
        number = len(reading.opted_out)
        parts.append(f"{number:,} {_addresses(number)} asked for no mail.")
    return " ".join(parts)


def say_added(reading: FileReading, firms: int, replaced: int, suppressed: int) -> str:
    """The result of adding to the directory."""
    parts = [f"The directory has {_firms(firms)} from {reading.file} now."]
    if replaced:
        parts.append(f"They replace the {_firms(replaced)} the file had brought before.")
    parts.extend(_rest(reading, suppressed))
    parts.append("Say for example “find 10 hospitals in Buffalo” to search in it.")
    return " ".join(parts)


def _rest(reading: FileReading, suppressed: int) -> list[str]:
    nameless = len(reading.left_out) - reading.closed
    left = []
    if reading.closed:
        left.append(f"{reading.closed:,} closed")
    if reading.repeated:
        left.append(f"{reading.repeated:,} repeated")
    if nameless:
        left.append(f"{nameless:,} without a name")
    parts = [f"Left out: {', '.join(left)}."] if left else []
    if suppressed:
        parts.append(f"{suppressed:,} {_addresses(suppressed)} will never be written to.")
    return parts


def _firms(number: int) -> str:
    return f"{number:,} {'firm' if number == 1 else 'firms'}"


def _all(number: int) -> str:
    return "the one firm" if number == 1 else f"all {number:,} firms"


def _people(contacts: int) -> str:
    return f" with {contacts:,} {'contact' if contacts == 1 else 'contacts'}" if contacts else ""


def _addresses(number: int) -> str:
    return "address" if number == 1 else "addresses"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _were(number: int) -> str:
    return "was" if number == 1 else "were"
