"""What the tests of people ask of a note."""

from __future__ import annotations

from analyzer.case import Case
from analyzer.engines.offline.engine import lay_out, read


def names(text: str) -> set[str]:
    """Every name found in a note."""
    return {person.name for person in lay_out([text]).persons}


def sides(text: str) -> dict[str, str]:
    """The contact (as ``contact``) and everybody else with their side."""
    reading = read(Case.of_notes(text))
    found = {person.name: str(person.side) for person in reading.people}
    return found | ({reading.contact.name: "contact"} if reading.contact else {})
