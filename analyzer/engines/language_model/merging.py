"""Put the readings of a long case's parts together: of the proved values the latest stands, everything seen is kept once."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.reading import NOTHING_SHOWN, VALUES, Aspect, Contact, Finding, PersonSeen, Reading, Signal, Usage

MOST_QUOTES = 3


def merged(readings: Sequence[Reading]) -> Reading:
    """One reading from those of a case's parts, given in time order.

    A part that shows nothing about an aspect leaves standing what an earlier one proved; a claim that could not be proved gives way to
    every proved one.
    """
    if len(readings) == 1:
        return readings[0]
    contact = _contact(readings)
    return readings[-1].model_copy(
        update={
            "contact": contact,
            "findings": {aspect: _finding(aspect, readings) for aspect in VALUES},
            "signals": _signals(readings),
            "people": _people(readings, contact),
            "dropped": sum(reading.dropped for reading in readings),
            "usage": sum((reading.usage for reading in readings if reading.usage), Usage()),
        }
    )


def _finding(aspect: Aspect, readings: Sequence[Reading]) -> Finding:
    found = [reading.findings[aspect] for reading in readings]
    proved = [finding for finding in found if finding.value != NOTHING_SHOWN[aspect]]
    if not proved:
        return next((finding for finding in reversed(found) if not finding.checked), found[-1])
    last = proved[-1]
    quotes = dict.fromkeys(
        quote for finding in reversed(proved) if finding.value == last.value for quote in finding.quotes
    )
    return last.model_copy(update={"quotes": tuple(quotes)[:MOST_QUOTES]})


def _contact(readings: Sequence[Reading]) -> Contact | None:
    """The contact most parts name; of equals the later one, with the title and organisation that any part of it found."""
    named = [reading.contact for reading in readings if reading.contact]
    if not named:
        return None
    counted = [sum(_same(one, other) for other in named) for one in named]
    best = max(range(len(named)), key=lambda place: (counted[place], place))
    alike = [one for one in named if _same(one, named[best])]
    return named[best].model_copy(
        update={
            field: next((value for one in reversed(alike) if (value := getattr(one, field))), None)
            for field in ("title", "organization")
        }
    )


def _same(one: Contact, other: Contact) -> bool:
    return one.name in other.name or other.name in one.name


def _signals(readings: Sequence[Reading]) -> tuple[Signal, ...]:
    return tuple({(signal.id, signal.quote): signal for reading in readings for signal in reading.signals}.values())


def _people(readings: Sequence[Reading], contact: Contact | None) -> tuple[PersonSeen, ...]:
    """Everybody once, as the latest part that knows their title sees them; the contact is not one of the others."""
    seen: dict[str, PersonSeen] = {}
    for person in (person for reading in readings for person in reading.people):
        if contact and person.name == contact.name:
            continue
        if person.name not in seen or person.title or not seen[person.name].title:
            seen[person.name] = person
    return tuple(seen.values())
