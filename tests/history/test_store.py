from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from analyzer.case import (
    BriefSaved,
    Corrected,
    CorrectionTakenBack,
    Event,
    MoveDone,
    Names,
    Profile,
    Reacted,
    ReactionTakenBack,
    ReadingMade,
    Renamed,
)
from analyzer.history import History, HistoryError, NotThereError, open_history, who
from tests.history.making import case, note, reading

EVERY_KIND: tuple[Event, ...] = (
    Corrected(aspect="authority", value="weak"),
    CorrectionTakenBack(aspect="authority"),
    MoveDone(move="introduce_managers"),
    Reacted(move="introduce_managers", reaction="refuses"),
    ReactionTakenBack(move="introduce_managers", reaction="refuses"),
    BriefSaved(text="目的: 部長に会う", blanks={"date": "5月12日"}),
)
AWKWARD = "ﾀﾅｶ様 <script>alert(1)</script> $x^2$ \U0001f600 \0 \udc00 'x' -- %_\\ " + "長" * 10_000


def refuse(_: str) -> None:
    """A ``forget`` for tests in which no engine kept anything."""


def test_a_case_comes_back_as_it_was_stored(history: History) -> None:
    """Names, and events of every kind, come back the same, in their order; the reading keeps engine and version."""
    made = case("田中様とお会いした。")
    read = ReadingMade.by_reading(made.notes, reading())
    saved = history.create(made)
    history.append(saved.id, read, *EVERY_KIND, seen=1)
    found = history.load(saved.id)
    assert found.case.events == (*made.events, read, *EVERY_KIND)
    assert (found.case.names, found.length) == (made.names, 8)
    assert found.case.reading == reading()


def test_awkward_letters_come_back_too(history: History) -> None:
    """Markup, quotes, emoji, NUL, half letters and very long lines of a note are the same after storing, and can be listed."""
    saved = history.create(case(AWKWARD, customer="社\0名"))
    assert history.load(saved.id).case.notes[0].text == AWKWARD
    assert [line.id for line in history.find("<SCRIPT> %_\\")] == [saved.id]


def test_the_other_tab_loses_nothing_and_learns_what_came_in(history: History) -> None:
    """Two tabs that saw the same case both add; both events are there, and the later tab is told of the earlier's."""
    saved = history.create(case("一"))
    history.append(saved.id, note("二"), seen=1)
    outcome = history.append(saved.id, Corrected(aspect="momentum", value="stalled"), seen=1)
    assert [type(event).__name__ for event in outcome.between] == ["NoteAdded"]
    assert outcome.overruled == ()
    assert [one.text for one in outcome.saved.case.notes] == ["一", "二"]
    assert outcome.saved.case.corrections == {"momentum": "stalled"}
    assert history.append(saved.id, note("三"), seen=outcome.saved.length).between == ()


def test_of_two_corrections_the_later_stands_and_says_so(history: History) -> None:
    """Two corrections of one aspect are both kept; the later stands, and its tab is told whose it overruled."""
    saved = history.create(case("一"))
    first = Corrected(aspect="authority", value="weak")
    history.append(saved.id, first, seen=1)
    outcome = history.append(saved.id, Corrected(aspect="authority", value="strong"), seen=1)
    assert outcome.overruled == (first,)
    assert outcome.saved.case.corrections == {"authority": "strong"}
    assert first in history.load(saved.id).case.events
    same = history.append(saved.id, Corrected(aspect="authority", value="strong"), seen=2)
    assert (len(same.between), same.overruled) == (1, ())


def test_many_at_once_lose_nothing(history: History) -> None:
    """Twelve tabs adding at the same moment leave twelve notes, each once."""
    saved = history.create(case())
    texts = [f"メモ{number}" for number in range(12)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda text: history.append(saved.id, note(text), seen=0), texts))
    assert sorted(one.text for one in history.load(saved.id).case.notes) == sorted(texts)


def test_a_reading_of_other_notes_does_not_count(history: History) -> None:
    """A reading begun before another tab exchanged the last note counts no notes that it has not read."""
    saved = history.create(case("一"))
    seen = history.append(saved.id, note("二"), seen=1).saved
    read = ReadingMade.by_reading(seen.case.notes, reading())
    history.undo(saved.id, seen=2)
    history.append(saved.id, note("別の二"), seen=3)
    assert history.append(saved.id, read, seen=2).saved.case.reading is None


def test_search_folds_width_and_case(history: History) -> None:
    """Customer, deal, rep, contact and words of notes are found in any width and case; all words must be there."""
    saved = history.create(
        case("ﾈｯﾄﾜｰｸ更改の件。ＡＢＣは不要とのこと。", customer="Ｔｏｕｔｏ精機", deal="刷新", rep="佐藤")
    )
    history.append(saved.id, ReadingMade.by_reading(saved.case.notes, reading("河合")), seen=1)
    other = history.create(case("別件", customer="港", deal="更新", rep="鈴木"))
    for words in ("TOUTO", "刷新", "佐藤", "河合", "ネットワーク abc", "ｔｏｕｔｏ　河合"):
        assert [line.id for line in history.find(words)] == [saved.id], words
    assert history.find("touto 鈴木") == []
    assert history.find("%") == []
    assert [line.id for line in history.find()] == [other.id, saved.id]
    line = history.find("河合")[0]
    assert (line.contact, line.notes, line.customer) == ("河合", 1, "Ｔｏｕｔｏ精機")


def test_renaming_shows_at_once_and_can_be_undone(history: History) -> None:
    """A new name is in the list and in the search; undoing brings the old one back; both are in the history."""
    saved = history.create(case("一", customer="東都"))
    new = Names(rep="佐藤", customer="西都", deal="別")
    outcome = history.rename(saved.id, new, seen=1)
    assert (history.load(saved.id).case.names, [line.customer for line in history.find("西都")]) == (new, ["西都"])
    undone = history.undo(saved.id, seen=outcome.saved.length)
    assert undone.saved.case.customer == "東都"
    assert history.find("西都") == []
    assert any(isinstance(event, Renamed) for event in undone.saved.case.events)


def test_undo_takes_one_event_after_the_other(history: History) -> None:
    """Undoing twice takes back the last two events and leaves the rest; nothing left to undo is no error."""
    saved = history.create(case("一"))
    history.append(saved.id, note("二"), Corrected(aspect="authority", value="weak"), seen=1)
    once = history.undo(saved.id, seen=3)
    assert (once.saved.case.corrections, len(once.saved.case.notes)) == ({}, 2)
    twice = history.undo(saved.id, seen=4)
    assert [one.text for one in twice.saved.case.notes] == ["一"]
    thrice = history.undo(saved.id, seen=5)
    assert thrice.saved.case.notes == ()
    assert history.undo(saved.id, seen=6).written == ()


def test_undo_never_takes_what_the_caller_has_not_seen(history: History) -> None:
    """Where another tab added something, undo does nothing and says what came in; so do two undos of one event."""
    saved = history.create(case("一"))
    history.append(saved.id, note("二"), seen=1)
    late = history.undo(saved.id, seen=1)
    assert (late.written, len(late.between), len(late.saved.case.notes)) == ((), 1, 2)
    history.undo(saved.id, seen=2)
    again = history.undo(saved.id, seen=2)
    assert (again.written, len(again.between), len(again.saved.case.notes)) == ((), 1, 1)


def test_merging_puts_the_events_in_time_order_and_can_be_undone(history: History) -> None:
    """A merged case's notes stand where their time puts them and it leaves the list; undoing gives both as they were."""
    first = history.create(case("一", customer="東都"))
    other = history.create(case("二", customer="東都精機"))
    history.append(first.id, note("三"), seen=1)
    before = history.load(other.id)
    merged = history.merge(first.id, other.id, seen=2)
    assert [one.text for one in merged.saved.case.notes] == ["一", "二", "三"]
    assert [line.id for line in history.find()] == [first.id]
    assert [line.notes for line in history.find("二")] == [3]
    assert history.load(other.id).id == first.id
    undone = history.undo(first.id, seen=merged.saved.length)
    assert [one.text for one in undone.saved.case.notes] == ["一", "三"]
    assert history.load(other.id) == before
    assert len(history.find()) == 2


def test_a_tab_left_open_on_a_merged_case_writes_into_the_whole(history: History) -> None:
    """An event for a case that was merged meanwhile, even twice over, goes to where it is now, and the caller learns of it."""
    one, two, three = (history.create(case(text)) for text in ("一", "二", "三"))
    history.merge(two.id, one.id, seen=1)
    history.merge(three.id, two.id, seen=1)
    outcome = history.append(one.id, note("四"), seen=1)
    assert outcome.saved.id == three.id
    assert [type(event).__name__ for event in outcome.between] == ["MergedFrom"]
    assert [note.text for note in outcome.saved.case.notes] == ["一", "二", "三", "四"]
    with pytest.raises(HistoryError, match="itself"):
        history.merge(three.id, one.id, seen=3)
    with pytest.raises(HistoryError, match="merged"):
        history.delete(one.id, forget=refuse)


def test_each_owner_sees_only_their_own(url: str) -> None:
    """Nothing of another owner can be listed, loaded, changed, merged, deleted or exported, by id or by search."""
    mine, theirs = (open_history(url, owner=name) for name in (lambda: "a", lambda: "b"))
    saved, own = mine.create(case("秘密")), theirs.create(case("別"))
    mine.save_profile(Profile(name="佐藤"))
    mine.put_draft("new", "下書き")
    assert [line.id for line in theirs.find()] == [own.id]
    assert (theirs.find("秘密"), len(theirs.load_all())) == ([], 1)
    assert (theirs.profile(), theirs.draft("new")) == (None, "")
    attempts: tuple[Callable[[], object], ...] = (
        lambda: theirs.load(saved.id),
        lambda: theirs.append(saved.id, note("x"), seen=1),
        lambda: theirs.undo(saved.id, seen=1),
        lambda: theirs.rename(saved.id, Names(), seen=1),
        lambda: theirs.merge(own.id, saved.id, seen=1),
        lambda: theirs.merge(saved.id, own.id, seen=1),
    )
    for attempt in attempts:
        with pytest.raises(NotThereError):
            attempt()
    theirs.delete(saved.id, forget=refuse)
    theirs.delete_all(forget=refuse)
    assert "秘密" not in theirs.export().encode().decode("unicode_escape")
    assert mine.load(saved.id).case == saved.case
    assert (mine.profile(), mine.draft("new")) == (Profile(name="佐藤"), "下書き")


def test_the_owner_is_asked_at_every_operation(url: str) -> None:
    """Whoever ``owner`` names at the moment is who sees; without it, the one answer of ``who``."""
    names = ["a"]
    history = open_history(url, owner=lambda: names[0])
    history.create(case("一"))
    names[0] = "b"
    assert history.find() == []
    open_history(url).create(case("二"))
    assert len(open_history(url, owner=who).find()) == 1


def test_drafts_and_the_profile_are_kept(url: str) -> None:
    """A draft is there after reopening until it is dropped; the profile is what was saved last."""
    open_history(url).put_draft("new", "書きかけ")
    open_history(url).put_draft("new", "書きかけの続き")
    open_history(url).save_profile(Profile(name="佐藤"))
    open_history(url).save_profile(Profile(name="佐藤", company="当社"))
    again = open_history(url)
    assert again.draft("new") == "書きかけの続き"
    assert again.draft("other") == ""
    assert again.profile() == Profile(name="佐藤", company="当社")
    again.drop_draft("new")
    assert again.draft("new") == ""


def test_a_case_that_is_gone_says_so(history: History) -> None:
    """What was deleted in another window is told in a sentence of its own, in both languages."""
    saved = history.create(case("一"))
    history.delete(saved.id, forget=refuse)
    with pytest.raises(NotThereError) as raised:
        history.append(saved.id, note("二"), seen=1)
    assert "見つかりません" in raised.value.words.ja
    assert "not there" in raised.value.words.en
