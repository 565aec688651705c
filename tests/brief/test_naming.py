"""The people of a brief are called as the notes and the profile call them, and by nobody's name where that is not clear."""

from __future__ import annotations

import pytest

from analyzer.brief.naming import BLANK, Names, names_for, personal
from analyzer.case import Profile
from analyzer.reading import NOTHING_SHOWN, VALUES, Contact, EngineInfo, Finding, PersonSeen, Quote, Reading
from analyzer.words import Words

PROPOSAL = "弊社の村上部長と先方の大橋部長の顔合わせを打診していた。"
ANSWER = "今日、了承をいただけた。"


def quote(text: str, words: str) -> Quote:
    """These words where they first stand in the text."""
    start = text.index(words)
    return Quote(note=0, start=start, end=start + len(words), text=words)


def named(text: str, people: dict[str, str], profile: Profile | None = None, answer: str = ANSWER) -> Names:
    """The names for a note whose introduction was answered; ``people`` are name and side, all of them 部長."""
    seen = tuple(
        PersonSeen(name=name, side=side, title="部長", quote=quote(text, name))  # type: ignore[arg-type]
        for name, side in people.items()
    )
    reading = Reading(
        engine=EngineInfo(name="offline", model="test"),
        contact=Contact(name="河合", title=None, organization=None, quote=quote(text, "河合")),
        findings={one: Finding(value=NOTHING_SHOWN[one], reason=Words(ja="理由", en="reason")) for one in VALUES},
        people=seen,
    )
    return names_for(reading, (quote(text, answer),), (text,), profile or Profile(), "ja")


def test_those_introduced_are_named_though_the_answer_names_nobody() -> None:
    """The line that names a manager of either side says who is introduced to whom."""
    names = named(f"河合様。{PROPOSAL}\n{ANSWER}", {"村上": "ours", "大橋": "theirs"})
    assert (names.boss, names.manager) == ("大橋部長", "村上部長")


def test_the_profile_stands_above_the_notes() -> None:
    """Who one's own manager is, the rep knows best."""
    profile = Profile(manager_name="山田", manager_rank="本部長")
    names = named(f"河合様。{PROPOSAL}\n{ANSWER}", {"村上": "ours", "大橋": "theirs"}, profile)
    assert names.manager == "山田本部長"


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (f"河合様。大橋部長と堀部長がいる。\n{ANSWER}", {"大橋": "theirs", "堀": "theirs"}),
        (f"河合様。村上部長は値引きに反対。\n{ANSWER}", {"村上": "ours"}),
        (f"河合様。\n{ANSWER}", {}),
    ],
    ids=["two bosses", "our manager in another matter", "nobody"],
)
def test_nobody_is_named_where_it_is_not_clear(text: str, people: dict[str, str]) -> None:
    """A brief that names the wrong boss is worse than a blank."""
    names = named(text, people)
    assert (names.boss, names.boss_known) == ("河合様の上司の方", False)
    assert (names.manager, names.manager_known) == (BLANK, False)


def test_ones_own_manager_is_called_as_one_does() -> None:
    """To their face with their rank or さん; to a customer without honour, as one speaks of one's own people."""
    ranked = named(f"河合様。{PROPOSAL}\n{ANSWER}", {"村上": "ours", "大橋": "theirs"})
    plain = named(f"河合様。\n{ANSWER}", {}, Profile(manager_name="山田"))
    words = "△△さん、お願いします。「△△がお礼に伺います」"
    assert personal(words, ranked, "ja") == "村上部長、お願いします。「部長の村上がお礼に伺います」"
    assert personal(words, plain, "ja") == "山田さん、お願いします。「山田がお礼に伺います」"
