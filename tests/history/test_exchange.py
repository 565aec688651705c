from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyzer.case import Corrected, Profile, ReadingMade
from analyzer.history import History, HistoryError, open_history
from eval.cases.review import candidates_of
from tests.history.making import case, note, reading
from tests.history.test_store import AWKWARD, EVERY_KIND, refuse


def filled(history: History) -> str:
    """A history with everything in it: every kind of event, merged, renamed and undone; gives the id of the main case."""
    made = case(AWKWARD)
    main, other, third = history.create(made), history.create(case("別件")), history.create(case("三件目"))
    history.append(main.id, ReadingMade.by_reading(made.notes, reading()), *EVERY_KIND, seen=1)
    history.rename(main.id, made.names.model_copy(update={"deal": "改"}), seen=8)
    history.merge(main.id, other.id, seen=9)
    history.merge(main.id, third.id, seen=10)
    history.undo(main.id, seen=11)
    history.save_profile(Profile(name="佐藤", company="当社"))
    history.put_draft("new", "書きかけ")
    return main.id


def test_what_was_exported_comes_back_without_loss(history: History) -> None:
    """Deleting everything and importing the export gives the same cases, events, times, draft and profile, to the letter."""
    main = filled(history)
    exported, before = history.export(), history.load_all()
    history.delete_all(forget=refuse)
    assert (history.load_all(), history.profile(), history.draft("new")) == ([], None, "")
    done = history.import_(exported)
    assert (done.new, done.grew, done.known) == (3, 0, 0)
    assert history.load_all() == before
    assert history.export() == exported
    assert [line.notes for line in history.find("別件")] == [2]
    length = history.load(main).length
    assert history.undo(main, seen=length).saved.length == length + 1


def test_importing_twice_doubles_nothing(history: History) -> None:
    """Importing what is there already, once or twice, changes nothing at all."""
    filled(history)
    exported = history.export()
    for _ in range(2):
        assert history.import_(exported).known == 3
    assert history.export() == exported


def test_an_import_moves_between_the_kinds_of_database(sqlite_url: str, postgres_url: str) -> None:
    """An export of a SQLite file imported into PostgreSQL exports the same."""
    file, server = open_history(sqlite_url), open_history(postgres_url)
    filled(file)
    server.import_(file.export())
    assert server.export() == file.export()


def test_a_newer_export_adds_what_is_missing_and_an_older_takes_nothing(history: History) -> None:
    """Events that came after are added, a merging too; importing the older export again leaves the newer state."""
    one, two = history.create(case("一")), history.create(case("二"))
    older = history.export()
    history.append(one.id, note("三"), seen=1)
    history.merge(one.id, two.id, seen=2)
    newer = history.export()
    history.delete_all(forget=refuse)
    history.import_(older)
    assert history.import_(newer).grew == 1
    assert [one.text for one in history.load(two.id).case.notes] == ["一", "二", "三"]
    assert history.import_(older).known == 2
    assert history.export() == newer


def test_where_both_went_their_own_ways_both_are_kept(history: History) -> None:
    """A case that got different notes here and there becomes two; importing it again adds no third."""
    saved = history.create(case("一"))
    before = history.export()
    history.append(saved.id, note("こちら"), seen=1)
    here = history.export()
    history.delete_all(forget=refuse)
    history.import_(before)
    history.append(saved.id, note("あちら"), seen=1)
    for new in (1, 0):
        assert history.import_(here).new == new
    texts = {one.case.notes[1].text for one in history.load_all()}
    assert texts == {"こちら", "あちら"}
    assert len(history.load_all()) == 2


def test_a_colleagues_export_becomes_ones_own(url: str) -> None:
    """In one database an import of another owner's export makes cases of one's own, once, merged as they were; theirs stay."""
    theirs, mine = (open_history(url, owner=name) for name in (lambda: "a", lambda: "b"))
    filled(theirs)
    before = theirs.export()
    assert mine.import_(before).new == 3
    assert mine.import_(before).known == 3
    assert mine.load_all()[-1].case.timeline[0] == theirs.load_all()[-1].case.timeline[0]
    assert sorted(line.notes for line in mine.find()) == sorted(line.notes for line in theirs.find())
    assert theirs.export() == before


def _broken(exported: str) -> dict[str, str]:
    lines = exported.splitlines()
    first = json.loads(lines[0])
    unknown = exported.replace('"kind":"note_added"', '"kind":"dreamt_of"', 1)
    return {
        "empty": "",
        "no export": "議事録です。\n",
        "json, but something else": '{"a": 1}\n[2]\n',
        "cut short": "\n".join(lines[:-1]),
        "a line cut": exported[: len(exported) // 2],
        "a case missing": "\n".join([*lines[:-2], lines[-1]]),
        "no names": exported.replace('"names"', '"nomes"', 1),
        "a time that is none": exported.replace('"changed":"20', '"changed":"yesterday 20', 1),
        "a time without a zone": exported.replace("Z", "", 1),
        "a long id": exported.replace('"id":"', '"id":"' + "x" * 99, 1),
        "newer": "\n".join([json.dumps({**first, "version": 99}), *lines[1:]]),
        "newer events": unknown,
    }


@pytest.mark.parametrize("kind", list(_broken("{}\n{}\n{}")))
def test_a_broken_export_is_refused_whole(kind: str, sqlite_url: str, postgres_url: str) -> None:
    """An export that is cut short, damaged, something else or newer says so in both languages, and nothing of it is written."""
    source, target = open_history(sqlite_url), open_history(postgres_url)
    source.create(case("一"))
    source.create(case("二"))
    with pytest.raises(HistoryError) as raised:
        target.import_(_broken(source.export())[kind])
    expected = ("新しい版", "newer") if kind.startswith("newer") else ("書き出し", "export")
    assert expected[0] in raised.value.words.ja
    assert expected[1] in raised.value.words.en
    assert target.load_all() == []


def test_cases_merged_into_each_other_do_not_swallow_one_another(history: History) -> None:
    """A made-up export in which each of two cases holds the other is taken in without losing either."""
    one, two = history.create(case("一")), history.create(case("二"))
    history.merge(one.id, two.id, seen=1)
    lines = history.export().splitlines()
    merged = json.loads(lines[1])["case"]["events"][1] | {"case": one.id}
    second = json.loads(lines[2])
    second["case"]["events"].append(merged)
    history.delete_all(forget=refuse)
    history.import_("\n".join([*lines[:2], json.dumps(second), lines[3]]))
    assert sorted(note.text for note in history.load(one.id).case.notes) == ["一", "二"]
    assert len(history.find()) == 1


def test_corrections_come_out_as_review_reads_them(history: History, tmp_path: Path) -> None:
    """Only corrected cases come out, without briefs and reactions; review takes each with its correction and the engine's reading."""
    made = case("田中様とお会いした。")
    saved = history.create(made)
    history.create(case("直していない"))
    read = ReadingMade.by_reading(made.notes, reading())
    history.append(saved.id, read, *EVERY_KIND, Corrected(aspect="authority", value="weak"), seen=1)
    found = history.corrected()
    (tmp_path / "saved.jsonl").write_text("".join(f"{one.model_dump_json()}\n" for one in found), encoding="utf-8")
    candidates = list(candidates_of([tmp_path / "saved.jsonl"]))
    assert [one.corrected for one in candidates] == [{"authority": "weak"}]
    assert candidates[0].labels["contact"] == "田中"
    assert {event.kind for event in found[0].events} == {
        "note_added",
        "reading_made",
        "corrected",
        "correction_taken_back",
    }
