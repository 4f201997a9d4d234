"""What the writer of a reply wrote himself: quotes, forwarded heads, signatures and disclaimers cut. Pure, re only."""

import re

# "On ... wrote:" in the languages of the usual programs; the words that end the line are enough with a date or address.
_WROTE = (
    "wrote|writes|schrieb|schreef|a écrit|escribió|escribio|ha scritto|scrisse|escreveu|skrev|napisał(?:\\(a\\)|a)?|"
    "kirjoitti|написал(?:\\(а\\)|а)?|пише|írta|napsal(?:\\(a\\)|a)?|napísal(?:\\(a\\)|a)?|a scris|yazdı|εγραψε|έγραψε|"
    "je napisao|geschreven|het volgende geschreven|さんは書きました"
)
_ON = "On|Am|Op|Le|El|Il|Em|Den|På|Dnia|W dniu|Ma|Dne|Dňa|Στις|Le jeu|Date|At|Tarih"
# Line breaks are spelt out between bounded runs: hostile lines must not make the search try every split of them.
_ATTRIBUTION = re.compile(
    rf"^[ \t*>]*(?:(?:{_ON})\b[^\n]{{0,200}}(?:\n[^\n]{{0,200}}){{0,2}}?|[^\n]{{0,40}}\d[^\n]{{0,160}}"
    rf"|[^\n<]{{0,80}}<[^>\n]{{1,200}}>[^\n]{{0,40}})"
    rf"\b(?:{_WROTE})\b[^\n:]{{0,60}}[:：][ \t*]*$",
    re.IGNORECASE | re.MULTILINE,
)
# German and Danish put the verb before the name: "Am 3. Mai 2026 um 10:11 schrieb Dana Roe <dana@...>:"
_VERB_FIRST = re.compile(
    rf"^[ \t*>]*(?:{_ON})\b[^\n]{{0,120}}(?:\n[^\n]{{0,80}})??\b(?:schrieb|skrev|schreef|écrit)\b[^\n]{{0,160}}"
    r"(?:\n[^\n]{0,120})??:[ \t*]*$",
    re.IGNORECASE | re.MULTILINE,
)
_SEPARATOR = re.compile(
    r"^[ \t>]*(?:-{2,}|_{2,}|={2,})?[ \t]*(?:Original Message|Original Appointment|Forwarded message|"
    r"Urspr(?:ü|ue)ngliche Nachricht|Originalnachricht|Weitergeleitete Nachricht|Message d['’]origine"
    r"|Message original|"
    r"Message transf(?:é|e)r(?:é|e)|Mensaje original|Mensaje reenviado|Messaggio originale|Messaggio inoltrato|"
    r"Mensagem original|Mensagem encaminhada|Oorspronkelijk bericht|Doorgestuurd bericht|Original meddelelse|"
    r"Ursprungligt meddelande|Wiadomość oryginalna)[ \t]*:?[ \t]*(?:-{2,}|_{2,}|={2,})[ \t]*$"
    r"|^[ \t]*Begin forwarded message:[ \t]*$|^[ \t]*_{20,}[ \t]*$|^[ \t]*-{20,}[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_FROM = "From|Von|De|Da|Van|Fra|Från|Od|От|差出人|Expéditeur|Mittente|Remitente"
_HEAD = (
    "Sent|Date|To|Cc|Subject|Gesendet|Datum|An|Betreff|Envoyé|À|A|Objet|Enviado(?: el)?|Fecha|Para|Asunto|Inviato|Data|"
    "Oggetto|Enviada(?: em)?|Assunto|Verzonden|Aan|Onderwerp|Sendt|Til|Emne|Skickat|Till|Ämne|Wysłano|Do|Temat|"
    "Reply-To|Posted At|送信日時|宛先|件名"
)
_HEAD_BLOCK = re.compile(
    rf"^[ \t>*]*(?:{_FROM})[ \t]?:[* \t][^\n]{{1,300}}\n(?:[ \t>*]*\n)?[ \t>*]*(?:{_HEAD})[ \t]?:[* \t]",
    re.IGNORECASE | re.MULTILINE,
)
_QUOTED = re.compile(r"^[ \t]*(?:>|\|[ \t])")
_DEVICE = re.compile(
    r"^[ \t]*(?:Sent (?:from|via|with) (?:my |the |a )?[\w ,.()'’/-]{2,60}|Get Outlook for \w+.*|Sent using .{2,40}|"
    r"Von meinem .{2,40} gesendet|Gesendet (?:mit|von|aus) .{2,60}|Envoyé (?:de|depuis) .{2,60}|"
    r"Enviado (?:desde|do|a partir) .{2,60}|Inviato (?:da|dal) .{2,60}|Verzonden (?:vanaf|met|vanuit) .{2,60}|"
    r"Sendt fra .{2,40}|Skickat från .{2,40}|Outlook (?:für|pour|para|per|voor) \w+.*)[ \t]*$",
    re.IGNORECASE,
)
_DASHES = re.compile(r"^[ \t]*(?:--|—|__|-- ?-+)[ \t]*$")
_CLOSING = re.compile(
    r"^[ \t]*(?:(?:with )?(?:kind(?:est)?|best|warm(?:est)?|many|cordial) ?regards?|regards|best(?: wishes)?|sincerely"
    r"(?: yours)?|yours(?: \w+)?|cheers|all the best|thanks(?: again)?|thank you|thx|many thanks|with thanks|"
    r"mit (?:freundlichen|besten|herzlichen) gr(?:ü|ue)(?:ß|ss)en|(?:viele|beste|liebe|freundliche) gr(?:ü"
    r"|ue)(?:ß|ss)e|mfg|vg|lg|"
    r"cordialement|bien (?:à vous|cordialement)|(?:un |cordial(?:es)? )?saludos?(?: cordiales)?|atentamente|"
    r"cordiali saluti|distinti saluti|saluti|cumprimentos|atenciosamente|(?:com os )?melhores cumprimentos|abraços|"
    r"met vriendelijke groet(?:en)?|(?:vriendelijke )?groet(?:en|jes)?|mvg|med vennlig hilsen|mvh"
    r"|hilsen)[ \t]*[,.!–-]*[ \t]*$",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"^[ \t*]*(?:confidential(?:ity)?(?: notice| note)?\b.{0,5}(?:[:–-]|$)|disclaimer\b|privileged|caution: |"
    r"(?:this|the information (?:contained )?in this) (?:e-?mail|message|communication"
    r"|electronic)[^\n]{0,80}\b(?:confidential|intended|privileged|contain|"
    r"transmission|may)|(?:the )?(?:contents|information) (?:of|in|contained) [^\n]{0,40}confidential"
    r"|if you (?:are not|have received this|received this)"
    r"[^\n]{0,60}(?:intended|error|mistake)|please consider the environment|diese (?:e-?mail"
    r"|nachricht)[^\n]{0,40}(?:vertraulich|enth)|"
    r"ce (?:message|courriel)[^\n]{0,60}confidentiel|este (?:mensaje|correo|mensagem|e-mail)[^\n]{0,60}confidenc|"
    r"questo (?:messaggio|e-mail)[^\n]{0,60}(?:riservat|confidenz)|dit (?:bericht|e-?mail)[^\n]{0,60}vertrouwelijk)",
    re.IGNORECASE,
)
_BANNER = re.compile(
    r"^[ \t]*(?:\[?(?:external|caution)(?: e-?mail| sender)?\]?[:!]?\s.{0,300}|\[?EXTERNAL\]?"
    r"|you don't often get email from .{0,200})$",
    re.IGNORECASE,
)
_MOST_SIGNATURE_LINES = 10


def trim_reply(text: str) -> str:
    """The new text of a reply, '' when there is none. Answers written between or below quoted lines are kept."""
    lines = _clean(text).split("\n")
    whole = "\n".join(lines)
    start = _find_quote(whole)
    above, below = whole[:start], whole[start:]
    new = _own_lines(above)
    inline = _after_quote(below)
    kept = [_cut_signature(part) for part in (new, inline) if part.strip()]
    return "\n\n".join(part for part in kept if part).strip()


def _clean(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    text = re.sub("[\u200b\u200c\u200d\u2060\ufeff\u00ad]", "", text)
    return re.sub(r"\n{4,}", "\n\n\n", re.sub(r"[ \t]{3,}", "  ", text))


def _find_quote(text: str) -> int:
    """Where the first quote begins: its attribution, its head, or its first marked line; the text's end if none."""
    starts = [len(text)]
    for pattern in (_ATTRIBUTION, _VERB_FIRST, _SEPARATOR, _HEAD_BLOCK):
        for found in pattern.finditer(text):
            if pattern is not _SEPARATOR or not _is_rule_in_text(text, found):
                starts.append(found.start())
                break
    marked = re.search(r"^[ \t]*>", text, re.MULTILINE)
    if marked:
        starts.append(marked.start())
    return min(starts)


def _is_rule_in_text(text: str, found: re.Match[str]) -> bool:
    """A bare line of dashes or underscores begins a quote only when a mail's head follows."""
    return bool(re.fullmatch(r"\s*[-_]{20,}\s*", found[0])) and not _HEAD_BLOCK.match(text[found.end() :].lstrip("\n "))


def _own_lines(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if not _QUOTED.match(line) and not _BANNER.match(line))


def _after_quote(quote: str) -> str:
    """Lines between and below lines marked ">"; nothing when the quote is not marked, for then it has no end."""
    lines = quote.split("\n")
    marked = [at for at, line in enumerate(lines) if _QUOTED.match(line)]
    if not marked:
        return ""
    rest = "\n".join(line for line in lines[marked[0] :] if not _QUOTED.match(line))
    inner = _find_quote(rest)
    return rest[:inner]


def _cut_signature(text: str) -> str:
    """Without what follows a signature mark, a device line, a disclaimer, or a closing with a few short lines."""
    kept: list[str] = []
    lines = text.strip("\n").split("\n")
    for at, line in enumerate(lines):
        if _DASHES.match(line) or _DISCLAIMER.match(line):
            if any(one.strip() for one in kept):
                break
            continue
        if _DEVICE.match(line):
            continue
        if _CLOSING.match(line) and any(one.strip() for one in kept) and _is_signature(lines[at + 1 :]):
            break
        kept.append(line)
    return "\n".join(kept).strip()


def _is_signature(lines: list[str]) -> bool:
    """Few short lines that are no sentences."""
    said = [line.strip() for line in lines if line.strip() and not _DEVICE.match(line)]
    for at, line in enumerate(said):
        if _DASHES.match(line) or _DISCLAIMER.match(line):
            return at <= _MOST_SIGNATURE_LINES
        if at < 2 and (len(line) > 60 or line.endswith("?")):
            return False
    return len(said) <= _MOST_SIGNATURE_LINES
