"""The command line's contract: exit codes, one-line errors, encodings, JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from analyzer.catalogue import load_catalogue
from analyzer.cli import main
from analyzer.reading import VALUES
from eval.labelled import LabelledCase
from tests.conftest import Run

NOTE = """2025年9月18日 東都精機 訪問メモ
先方: 総務部 主任 中村様 / 当社: 山本
・今回で8回目の面談。料金表、事例、セキュリティ資料はすべてお渡し済み。
・中村様「私では決められないんです」
・弊社の岡田部長と先方の石田課長の顔合わせ、「課長の了承が取れました。10月2日の午後なら」とのこと。
"""
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龯]")


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """A note in a UTF-8 file."""
    path = tmp_path / "note.txt"
    path.write_text(NOTE, encoding="utf-8")
    return path


def _json(given: bytes | str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(given)
    return found


def _one_line(stderr: bytes) -> str:
    """The error's only line."""
    lines = stderr.decode().splitlines()
    assert len(lines) == 1, lines
    assert "Traceback" not in lines[0]
    return lines[0]


# What analyze prints


def test_text_names_contact_quadrant_and_words(kamoshirenai: Run, note: Path) -> None:
    """The text output shows the contact, the findings' headings and words of the note, in Japanese by default."""
    done = kamoshirenai("analyze", note)
    assert (done.returncode, done.stderr) == (0, b"")
    shown = done.stdout.decode()
    assert "相手: 中村" in shown
    assert "## 読み取り" in shown
    quotes = re.findall(r"^    「(.+)」$", shown, re.MULTILINE)
    assert quotes
    assert all(words in NOTE for words in quotes)


def test_english_output_keeps_the_notes_own_words(kamoshirenai: Run, note: Path) -> None:
    """``--language en`` says everything in English; only names and quotes stay as they are in the note."""
    done = kamoshirenai("analyze", note, "--language", "en", "--format", "json")
    analysis = _json(done.stdout)
    ours = [finding["reason"] for finding in analysis["findings"].values()]
    ours += [one["statement"] for one in analysis["hypotheses"]] + [move["purpose"] for move in analysis["moves"]]
    assert analysis["language"] == "en"
    assert not [text for text in ours if JAPANESE.search(text)]


def test_json_has_the_keys_and_values_of_the_contract(kamoshirenai: Run, note: Path) -> None:
    """Every key that other people's scripts rely on is there, with values from the closed lists."""
    analysis = _json(kamoshirenai("analyze", note, "--format", "json").stdout)
    assert set(analysis) >= {
        *("engine", "contact", "findings", "signals", "quadrant", "hypotheses", "moves", "questions", "brief"),
        *("warnings", "notes"),
    }
    assert set(analysis["engine"]) >= {"name", "model", "prompt_version"}
    assert set(analysis["contact"]) >= {"name", "title", "organization", "quote"}
    assert set(analysis["findings"]) == set(VALUES)
    for aspect, finding in analysis["findings"].items():
        assert set(finding) >= {"value", "reason", "checked", "quotes"}
        assert finding["value"] in VALUES[aspect]
    for signal in analysis["signals"]:
        assert set(signal) >= {"id", "direction", "grade", "quote"}
    for hypothesis in analysis["hypotheses"]:
        assert set(hypothesis) >= {"id", "statement", "standing", "because", "told_apart_by"}
    for move in analysis["moves"]:
        assert set(move) >= {"id", "purpose", "what", "wording", "reactions", "caution"}
        assert all(set(reaction) >= {"sign", "means", "then"} for reaction in move["reactions"])
    assert analysis["brief"] is None or all(
        set(ask) >= {"verb", "person", "moment", "result"} for ask in analysis["brief"]["asks"]
    )


def _quotes(value: Any) -> list[dict[str, Any]]:
    """Every quote anywhere in an analysis."""
    if isinstance(value, list):
        return [quote for one in value for quote in _quotes(one)]
    if not isinstance(value, dict):
        return []
    own = [value] if value.keys() >= {"note", "start", "end", "text"} and value["text"] is not None else []
    return own + [quote for one in value.values() for quote in _quotes(one)]


def test_every_quote_stands_in_the_notes_to_the_letter(tune_cases: list[LabelledCase], tmp_path: Path) -> None:
    """For all tuning cases, ``notes[note].text[start:end]`` is each quote's text, and each case has quotes."""
    for number, case in enumerate(tune_cases):
        files = []
        for place, one in enumerate(case.notes):
            files.append(str(tmp_path / f"{number}-{place}.txt"))
            Path(files[-1]).write_text(one.text, encoding="utf-8")
        done = CliRunner().invoke(main, ["analyze", *files, "--engine", "offline", "--format", "json"])
        assert done.exit_code == 0, case.id
        analysis = _json(done.stdout)
        for quote in _quotes(analysis):
            assert analysis["notes"][quote["note"]]["text"][quote["start"] : quote["end"]] == quote["text"], case.id
        for aspect, finding in analysis["findings"].items():
            claims = finding["value"] not in ("unknown", "none", "false")
            assert bool(finding["quotes"]) == claims, (case.id, aspect)


def test_files_are_the_notes_of_one_case_in_order(kamoshirenai: Run, note: Path, tmp_path: Path) -> None:
    """Several files become the notes of one case in the order given, each with its name as source."""
    second = tmp_path / "later.md"
    second.write_text("中村様より電話。引き合わせは見送りたいとのこと。", encoding="utf-8")
    analysis = _json(kamoshirenai("analyze", note, second, "--format", "json").stdout)
    assert [one["source"] for one in analysis["notes"]] == ["note.txt", "later.md"]


def test_the_same_notes_give_the_same_bytes(kamoshirenai: Run, note: Path) -> None:
    """Two runs on the same note print the same."""
    assert (
        kamoshirenai("analyze", note, "--format", "json").stdout
        == kamoshirenai("analyze", note, "--format", "json").stdout
    )


# Encodings that analyze reads and writes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_standard_input_and_files_may_have_any_of_the_usual_encodings(
    kamoshirenai: Run, tmp_path: Path, encoding: str
) -> None:
    """A note in UTF-8 with or without its mark, CP932 or UTF-16 is read the same from ``-`` as from a file."""
    path = tmp_path / "note.txt"
    path.write_bytes(NOTE.replace("\n", "\r\n").encode(encoding))
    from_file = _json(kamoshirenai("analyze", path, "--format", "json").stdout)
    from_stdin = _json(kamoshirenai("analyze", "-", "--format", "json", given=path.read_bytes()).stdout)
    assert from_file["notes"][0]["text"] == from_stdin["notes"][0]["text"] == NOTE


def test_a_cp932_console_shows_what_it_can(kamoshirenai: Run) -> None:
    """On a CP932 console Japanese is printed as CP932, and a letter it lacks becomes ``?`` instead of an error."""
    note = NOTE.replace("とのこと", "とのこと😊")
    done = kamoshirenai("analyze", "-", given=note.encode(), environment={"PYTHONIOENCODING": "cp932"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert "相手: 中村" in done.stdout.decode("cp932")


def test_json_on_a_cp932_console_loses_nothing(kamoshirenai: Run) -> None:
    """JSON printed on a CP932 console is escaped, so that even an emoji comes back as it was."""
    note = NOTE.replace("とのこと", "とのこと😊")
    done = kamoshirenai(
        "analyze", "-", "--format", "json", given=note.encode(), environment={"PYTHONIOENCODING": "cp932"}
    )
    assert _json(done.stdout.decode("ascii"))["notes"][0]["text"] == note


def test_an_error_on_a_cp932_console_can_be_read(kamoshirenai: Run) -> None:
    """An error on a CP932 console is CP932 too."""
    done = kamoshirenai("analyze", "no-such-file.txt", environment={"PYTHONIOENCODING": "cp932"})
    assert done.returncode == 2
    assert "見つかりません" in done.stderr.decode("cp932")


# Input and arguments that cannot be used

BAD_BYTES = {
    "empty": b"",
    "blank": "\u3000 \r\n\t\n".encode(),
    "binary": bytes(range(256)) * 8,
    "undecodable": b"\x81\xff\xfe\x83" * 20,
    "too large": "あ".encode() * 1_700_000,
    "too long": "あ。".encode() * 120_000,
}


@pytest.mark.parametrize("kind", BAD_BYTES)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_unusable_content_is_one_line_and_exit_2(kamoshirenai: Run, tmp_path: Path, kind: str, language: str) -> None:
    """Empty, blank, binary, undecodable or too large: one line in the user's language that names the file, exit 2."""
    path = tmp_path / "memo.txt"
    path.write_bytes(BAD_BYTES[kind])
    done = kamoshirenai("analyze", path, "--language", language)
    assert (done.returncode, done.stdout) == (2, b"")
    line = _one_line(done.stderr)
    assert line.startswith("memo.txt: ")
    assert bool(JAPANESE.search(line)) == (language == "ja")


def test_unusable_standard_input_is_one_line_and_exit_2(kamoshirenai: Run) -> None:
    """Nothing on standard input is unusable too."""
    done = kamoshirenai("analyze", "-")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "空" in _one_line(done.stderr)


def test_a_directory_a_missing_file_and_an_unknown_kind_are_named(kamoshirenai: Run, tmp_path: Path) -> None:
    """A folder, a missing file and a kind of file that cannot be read yet: one line with the name, exit 2."""
    table = tmp_path / "export.csv"
    table.write_text("日付,件名\n", encoding="utf-8")
    for path, said in ((tmp_path, "folder"), (tmp_path / "gone.txt", "no such file"), (table, ".csv")):
        done = kamoshirenai("analyze", path, "--language", "en")
        assert (done.returncode, done.stdout) == (2, b"")
        line = _one_line(done.stderr)
        assert path.name in line
        assert said in line


def test_one_bad_file_among_good_ones_is_named(kamoshirenai: Run, note: Path, tmp_path: Path) -> None:
    """A case is not analysed from half its notes: the bad file is named and nothing is printed."""
    done = kamoshirenai("analyze", note, tmp_path / "gone.txt")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "gone.txt" in _one_line(done.stderr)


@pytest.mark.parametrize(
    "arguments",
    [
        ["analyze"],
        ["analyze", "x", "--engine", "psychic"],
        ["analyze", "x", "--format", "xml"],
        ["divine"],
        ["analyze", "x", "--nonsense"],
    ],
)
def test_unusable_arguments_are_one_line_and_exit_2(kamoshirenai: Run, arguments: list[str]) -> None:
    """A missing, unknown or wrong argument: one line, exit 2."""
    done = kamoshirenai(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert _one_line(done.stderr)


def test_a_setting_that_cannot_be_used_is_named(kamoshirenai: Run, note: Path) -> None:
    """A wrong value in the environment is one line that names the setting, exit 2."""
    done = kamoshirenai("analyze", note, environment={"KAMOSHIRENAI_ENGINE": "psychic"})
    assert done.returncode == 2
    assert "engine" in _one_line(done.stderr)


def test_an_engine_that_fails_with_no_fallback_is_exit_3(kamoshirenai: Run, note: Path) -> None:
    """``--engine language_model`` where there is none: one line that names the way out, exit 3."""
    done = kamoshirenai("analyze", note, "--engine", "language_model")
    assert (done.returncode, done.stdout) == (3, b"")
    assert "--engine offline" in _one_line(done.stderr)


def test_auto_takes_the_embedded_engine_where_nothing_else_is_set(kamoshirenai: Run, note: Path) -> None:
    """Without a key or model, ``auto`` (the default) reads offline."""
    analysis = _json(kamoshirenai("analyze", note, "--format", "json", "--engine", "auto").stdout)
    assert analysis["engine"]["name"] == "offline"


# The other commands


def test_catalogue_validate_counts_what_is_there(kamoshirenai: Run) -> None:
    """The shipped catalogue is valid, and its size is said."""
    done = kamoshirenai("catalogue", "validate")
    assert done.returncode == 0
    assert f"hypotheses {len(load_catalogue(None).hypotheses)}" in done.stdout.decode()


def test_catalogue_validate_names_what_is_wrong_in_the_teams_own_file(kamoshirenai: Run, tmp_path: Path) -> None:
    """A broken entry in the team's folder is one line with file, entry and field, exit 2."""
    (tmp_path / "moves.yaml").write_text("- id: dance\n  source: extension\n", encoding="utf-8")
    done = kamoshirenai("catalogue", "validate", environment={"KAMOSHIRENAI_CATALOGUE": str(tmp_path)})
    assert done.returncode == 2
    line = _one_line(done.stderr)
    assert "moves.yaml" in line
    assert "dance" in line
    assert "cost" in line


def test_catalogue_list_shows_every_id_once(kamoshirenai: Run) -> None:
    """``catalogue list`` has a line for each entry, the founding article's own among them."""
    lines = [
        line.split("\t") for line in kamoshirenai("catalogue", "list", "--language", "en").stdout.decode().splitlines()
    ]
    known = load_catalogue(None)
    assert len(lines) == sum(len(getattr(known, kind)) for kind in type(known).model_fields)
    assert ["hypothesis", "moves_direct_boss", "article"] in [line[:3] for line in lines]


def test_catalogue_show_gives_an_entry_in_both_languages(kamoshirenai: Run) -> None:
    """``catalogue show ID`` prints the whole entry; an unknown id is one line, exit 2."""
    shown = kamoshirenai("catalogue", "show", "moves_direct_boss").stdout.decode()
    assert "この人は直属の上司なら動かせるかもしれない" in shown
    done = kamoshirenai("catalogue", "show", "nonsense")
    assert done.returncode == 2
    assert "nonsense" in _one_line(done.stderr)


def test_brief_lint_tells_good_from_bad(kamoshirenai: Run, tmp_path: Path) -> None:
    """A 丸投げ gets exit 1 and a line a complaint; a file that cannot be used exit 2."""
    bad = tmp_path / "bad.txt"
    bad.write_text("部長、来週の東都精機に同行をお願いします。あとはお任せします。頼りにしています。", encoding="utf-8")
    done = kamoshirenai("brief", "lint", bad)
    assert (done.returncode, done.stderr) == (1, b"")
    assert all(re.match(r"L\d+: .+ → .+", line) for line in done.stdout.decode().splitlines())
    gone = kamoshirenai("brief", "lint", tmp_path / "gone.txt")
    assert (gone.returncode, gone.stdout) == (2, b"")
    assert "gone.txt" in _one_line(gone.stderr)


def test_brief_lint_is_silent_on_a_good_brief(kamoshirenai: Run) -> None:
    """A good brief: nothing to say, exit 0."""
    good = min((Path(__file__).parent / "brief" / "examples" / "good").glob("*.txt"))
    done = kamoshirenai("brief", "lint", good)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_doctor_masks_every_secret(kamoshirenai: Run) -> None:
    """``doctor`` says what is set without showing a key or a password, also where the server cannot be reached."""
    secrets = {
        "OPENAI_API_KEY": "sk-very-secret",
        "KAMOSHIRENAI_DATABASE_URL": "postgresql://rep:very-secret@db/kamo",
        "OPENAI_BASE_URL": "http://rep:very-secret@127.0.0.1:9/v1",
        "KAMOSHIRENAI_MODEL": "some-model",
    }
    done = kamoshirenai("doctor", environment=secrets)
    shown = (done.stdout + done.stderr).decode()
    assert done.returncode == 2, shown  # nothing listens on port 9
    assert "secret" not in shown
    assert "some-model" in shown
    assert "OPENAI_API_KEY = ********" in shown


def test_doctor_says_what_is_broken(kamoshirenai: Run, tmp_path: Path) -> None:
    """With a broken catalogue ``doctor`` still shows everything else, names the file and ends with 2."""
    (tmp_path / "moves.yaml").write_text("just words", encoding="utf-8")
    done = kamoshirenai("doctor", environment={"KAMOSHIRENAI_CATALOGUE": str(tmp_path)})
    assert done.returncode == 2
    assert "moves.yaml" in done.stdout.decode()


def test_help_and_version_are_there(kamoshirenai: Run) -> None:
    """``--help`` names every command, ``--version`` the version."""
    shown = kamoshirenai("--help").stdout.decode()
    assert all(command in shown for command in ("analyze", "app", "brief", "catalogue", "doctor"))
    assert re.fullmatch(r"kamoshirenai, version \d+\.\d+\.\d+\s*", kamoshirenai("--version").stdout.decode())
