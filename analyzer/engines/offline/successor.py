"""Who has taken the contact's place: a note that says 後任の古賀様 or "replaced by Ms Ewart" settles it, whoever was written about more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.engines.offline.people import with_contact
from analyzer.engines.offline.persons import People, Person

_REACH = 40
_BEFORE = re.compile(
    r"後任(?:者)?(?:の|は|が|に|として|となる|になる)?[、:：「]?[^。、\n]{0,10}$"
    r"|\b(?:successor(?: is|:|,)?|replaced by|now with|new contact(?: is|:|,)?|in (?:his|her) place:?)[^.\n]{0,18}$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"^[^.\n]{0,18}\b(?:is (?:his|her|the) successor|replaces (?:him|her)|has replaced|steps in|stepped in)\b",
    re.IGNORECASE,
)
# "Handed over to", "took over" and 引き継いだ are left out: on the corpus they as often told of a thing or of our own people.


def with_successor(who: People, texts: Sequence[str]) -> People:
    """The people with the one of the customer's who is last called the contact's successor as the contact; the same where nobody is."""
    named = [(place, person) for person in who.persons if _may_succeed(person) for place in _places(person, texts)]
    if who.contact is None or not named:
        return who
    heir = max(named, key=lambda one: one[0])[1]
    return with_contact(who.persons, [float(person is heir) for person in who.persons])


def _may_succeed(person: Person) -> bool:
    return person.side in ("contact", "theirs") and not person.is_own


def _places(person: Person, texts: Sequence[str]) -> list[tuple[int, int]]:
    """Where a person is called a successor, as (note, start); of several notes the first tells of nobody's going yet."""
    return [
        (note, start)
        for note, start, end in person.mentions
        if (note or len(texts) == 1)
        and (
            _BEFORE.search(texts[note][max(0, start - _REACH) : start])
            or _BEHIND.match(texts[note][end : end + _REACH])
        )
    ]
