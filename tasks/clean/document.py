"""Turns what was extracted into a document: cleaned text, title, lead, outlet, agency, dates.

Pure. The rules stand in `tasks.clean.rules`. What they remove is kept in `removed`; nothing is reworded.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from tasks.clean.datelines import find_dateline
from tasks.clean.repeated_lead import is_headline_of_text
from tasks.clean.rules import apply_rules
from tasks.clean.working_text import (
    CLEANING,
    Header,
    WorkingText,
    close_gaps,
    cut_title,
    is_headline,
    letter_key,
    tidy_spaces,
)
from tasks.model.stages import Dateline, Dating, Document, Extracted, Link, Reject
from tasks.text.days import with_year
from tasks.text.sentences import sentence_spans
from warehouse.model.tables import RemovedRow
from warehouse.model.vocabulary import PublishedFrom, Reason


def clean_document(extracted: Extracted, *, source_stated: bool, detected_language: str | None) -> Document | Reject:
    """One article ready to be annotated, or `Reject(NO_TEXT)` if no letter or figure is left of it.

    The given title wins, else the headline of a header line, else a first line that reads as one (it leaves the text),
    else the first sentence (it stays). The outlet: the given name, else a "Source:" line, a run-in label, the outlet
    in the dateline. The date: `extracted.datings[0]`, else a whole day in the dateline, else a header line's; all of
    them, and a dateline's month and day put in the nearest year, are compared. `language` is the detected one, else
    the declared.
    """
    work, dateline = _apply_all(extracted)
    text = "\n".join(work.lines)
    if not any(char.isalnum() for char in text):
        return Reject(reason=Reason.NO_TEXT, detail=f"clean: no words left of {len(extracted.text)} characters")
    dateline, datings, disagree = _compare_dates(extracted.datings, dateline, text, work.header)
    title, lead = _choose_title_and_lead(work, text, dateline)
    strongest = datings[0] if datings else None
    return Document(
        url=extracted.url or work.header.url,
        domain=extracted.domain,
        source_name=work.source or (dateline.outlet if dateline else None),
        source_stated=source_stated,
        title=title,
        lead=lead,
        text=text,
        authors=extracted.authors or tuple(dict.fromkeys(work.header.authors)),
        language=detected_language or extracted.language,
        published_at=strongest.at if strongest else None,
        published_from=strongest.origin if strongest else None,
        published_raw=strongest.raw if strongest else None,
        dates_disagree=disagree,
        updated_at=extracted.updated_at or work.header.updated,
        dateline=dateline,
        agency=(dateline.agency if dateline else None) or work.header.agency,
        is_truncated=extracted.is_truncated,
        truncated_because=extracted.truncated_because,
        links=_join_links(extracted.links, work.links),
        removed=tuple(work.removed),
        extra=extracted.extra,
    )


def refit_document(before: Document, after: Document) -> Document | Reject:
    """The document `after`, whose text a step may have changed, with its spaces tidied and dateline and lead refitted.

    The dateline keeps its words and moves with them; without them there is none. A lead that the step left alone is
    found anew. `Reject(NO_TEXT)` if no letter or figure is left.
    """
    if after.text == before.text:
        return after
    text = "\n".join(tidy_spaces(after.text))
    if not any(char.isalnum() for char in text):
        return Reject(reason=Reason.NO_TEXT, detail=f"no words left of {len(before.text)} characters")
    dateline = _move_dateline(before, text)
    lead = _find_lead(text, dateline) if after.lead == before.lead else after.lead
    return replace(after, text=text, dateline=dateline, lead=lead)


def _move_dateline(before: Document, text: str) -> Dateline | None:
    """The dateline of a document where another text has it: with the same words, and where a dateline may stand."""
    dateline, moved = before.dateline, _locate_dateline(text.split("\n"))
    if dateline is None or moved is None:
        return None
    words = before.text[dateline.start_char : dateline.end_char]
    is_same = text[moved.start_char : moved.end_char] == words
    return replace(dateline, start_char=moved.start_char, end_char=moved.end_char) if is_same else None


def _apply_all(extracted: Extracted) -> tuple[WorkingText, Dateline | None]:
    """The text with its title after all rules, and its dateline. A title taken from the text lets rules match again."""
    title = " ".join(tidy_spaces(extracted.title)).strip() if extracted.title else ""
    work = WorkingText(tidy_spaces(extracted.text), title or None, Header(), extracted.source_name, [], [])
    apply_rules(work)
    dateline = _locate_dateline(work.lines)
    if _take_title(work, dateline):
        apply_rules(work)
        dateline = _locate_dateline(work.lines)
    return work, dateline


def _take_title(work: WorkingText, dateline: Dateline | None) -> bool:
    """Sets a missing title: the header's headline, or a first line that reads as one. True if that line was removed."""
    if work.title or not work.lines:
        return False
    first = work.lines[0]
    if work.header.headline:
        work.title = cut_title(work.header.headline)
        if first != work.header.headline:
            return False
    elif dateline is not None and dateline.start_char < len(first):
        return False
    if not is_headline_of_text(work.lines):
        return False
    work.title = work.title or cut_title(first)
    work.removed.append(RemovedRow(rule="headline", text=first))
    work.lines = close_gaps(work.lines[1:])
    return True


def _locate_dateline(lines: list[str]) -> Dateline | None:
    """The dateline of one of the first paragraphs, with its span in the joined text."""
    text = "\n".join(lines[: 2 * CLEANING.dateline_paragraphs + 1])
    start = count = 0
    for line in lines:
        if line:
            if (dateline := find_dateline(text, start)) is not None:
                return dateline
            count += 1
            if count == CLEANING.dateline_paragraphs:
                break
        start += len(line) + 1
    return None


def _choose_title_and_lead(work: WorkingText, text: str, dateline: Dateline | None) -> tuple[str, str]:
    """Without a title, a first paragraph that is a sentence is title and lead, even where a dateline comes after it."""
    lead = _find_lead(text, dateline)
    if work.title:
        return work.title, lead
    first = _find_lead(text, dateline if dateline and dateline.start_char < len(work.lines[0]) else None)
    if not is_headline(first):
        lead = first
    return _cut_first_sentence(lead) or first, lead


def _find_lead(text: str, dateline: Dateline | None) -> str:
    """The paragraph the dateline opens, else the first; rows of wrapped prose count as one paragraph."""
    block = text[dateline.end_char if dateline else 0 :].lstrip("\n").split("\n\n", 1)[0]
    rows = block.split("\n")
    lead = rows[0]
    for row, following in pairwise(rows):
        if len(row) > 90 or not is_headline(row) or not following:
            break
        lead = f"{lead} {following}"
    return lead


def _compare_dates(
    given: tuple[Dating, ...], dateline: Dateline | None, text: str, header: Header
) -> tuple[Dateline | None, list[Dating], bool]:
    """The dateline with its year if other evidence gives one, all evidence (strongest first), and if it disagrees."""
    datings = list(given)
    days = [_make_dating(day, PublishedFrom.TEXT, raw) for day, raw in header.days]
    if dateline is not None and dateline.day is not None:
        raw = text[dateline.start_char : dateline.end_char].strip()
        datings.append(_make_dating(dateline.day, PublishedFrom.DATELINE, raw))
    datings += days
    compared = [dating.at for dating in datings]
    if dateline is not None and dateline.month_day is not None and datings:
        day = with_year(dateline.month_day, datings[0].at)
        dateline = replace(dateline, day=day)
        compared += [day] if day else []
    dates = [moment.date() for moment in compared]  # most of the evidence names no time of day
    return dateline, datings, bool(dates) and max(dates) - min(dates) > timedelta(days=1)


def _make_dating(day: datetime, origin: PublishedFrom, raw: str) -> Dating:
    return Dating(at=day, origin=origin, raw=raw, day_only=True)


def _cut_first_sentence(text: str) -> str:
    """The first sentence, at most `CLEANING.title_chars` characters."""
    start, end = next(sentence_spans(text[: CLEANING.title_chars + 40]), (0, 0))
    return cut_title(text[start:end].rstrip())


def _join_links(given: tuple[Link, ...], added: list[Link]) -> tuple[Link, ...]:
    """All links, given ones first; a headline found in the text once, and not where a given link has it."""
    links = {letter_key(link.title): link for link in added}
    for link in given:
        links.pop(letter_key(link.title), None)
    return (*given, *links.values())
