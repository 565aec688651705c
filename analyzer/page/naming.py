"""What a case is called on the page: by its customer, contact and deal, as far as they are known."""

from __future__ import annotations

from analyzer.brief.naming import called
from analyzer.case import Case, ReadingMade
from analyzer.history import CaseLine
from analyzer.page.customer import customer_of
from analyzer.page.texts import say
from analyzer.reading import Reading
from analyzer.words import Language


def latest_reading(case: Case) -> Reading | None:
    """The latest reading, also where a note has come in since."""
    made = [event.reading for event in case.timeline if isinstance(event, ReadingMade)]
    return made[-1] if made else None


def customer(case: Case) -> str:
    """The customer's company, as named by the rep or guessed from the notes."""
    reading = latest_reading(case)
    return customer_of(case, reading) if reading else case.customer


def title(case: Case, language: Language) -> str:
    """The case's name in a line."""
    reading = latest_reading(case)
    contact = called(reading.contact.name, None, language) if reading and reading.contact else ""
    parts = [part for part in (customer(case), contact, case.deal) if part]
    return " · ".join(parts) or _first_words(case) or say("untitled", language)


def line_title(line: CaseLine, language: Language) -> str:
    """The name of a case of which only its line in the list is known, with the day it last changed."""
    contact = called(line.contact, None, language) if line.contact else ""
    parts = [part for part in (line.customer, contact, line.deal) if part] or [say("untitled", language)]
    return " · ".join([*parts, line.changed.astimezone().date().isoformat()])


def _first_words(case: Case) -> str:
    words = case.notes[0].text.strip().splitlines()[0].strip() if case.notes else ""
    return words if len(words) <= 30 else words[:29] + "…"
