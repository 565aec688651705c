"""Case files: what is refused and where, near-duplicates, corrections that become cases, two annotators."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from analyzer.case import Case, Corrected, ReadingMade
from analyzer.history import open_history
from eval.cases.__main__ import main
from eval.labelled import FIXED, CaseFileError, is_fixed, read_cases
from tests.conftest import Run
from tests.eval.helpers import NOTE, line, write_lines
from tests.history.making import reading


def test_the_fixed_set_is_what_its_checksum_says(tmp_path: Path) -> None:
    """The fixed set reads; one letter changed beside its checksum does not."""
    assert is_fixed(read_cases(FIXED)[:1])
    changed = tmp_path / FIXED.name
    changed.write_bytes(FIXED.read_bytes() + b"\n")
    changed.with_name(f"{FIXED.name}.sha256").write_bytes(FIXED.with_name(f"{FIXED.name}.sha256").read_bytes())
    with pytest.raises(CaseFileError, match="sha256"):
        read_cases(changed)


def test_the_tune_cases_signals_are_labelled(tune_cases: list[object]) -> None:
    """Every tune case carries its signals, read from the file beside it."""
    assert all(one.gold.signals is not None for one in tune_cases)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("second", "says"),
    [
        ("{", "not valid JSON"),
        ("[]", "one JSON object"),
        (json.dumps(line("a")), "twice"),
        (json.dumps(line("b", authority="mighty")), "authority"),
        (
            json.dumps(line("b") | {"gold": line("b")["gold"] | {"authority_evidence": []}}),
            "authority_evidence must be empty",
        ),
        (
            json.dumps(line("b") | {"gold": line("b")["gold"] | {"authority_evidence": ["never said"]}}),
            "not in the notes",
        ),
        (json.dumps(line("b", contact="山田")), "does not stand in the notes"),
        (json.dumps(line("b") | {"traps": ["pit"]}), "trap pit"),
    ],
)
def test_check_names_file_and_line(tmp_path: Path, second: str, says: str) -> None:
    """Whatever is wrong with the second line is one line that names it, with exit code 2."""
    path = tmp_path / "own.jsonl"
    path.write_text(json.dumps(line("a")) + "\n" + second + "\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["check", str(path)])
    assert done.exit_code == 2
    assert f"{path}:2: " in done.stderr
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


def test_check_finds_near_duplicates_and_shows_the_balance(tmp_path: Path) -> None:
    """Two cases with nearly the same note are named and exit 1; the balance is printed all the same."""
    path = write_lines(tmp_path / "own.jsonl", [line("a"), line("b")])
    done = CliRunner().invoke(main, ["check", str(path)])
    assert done.exit_code == 1
    assert "near-duplicates" in done.stdout
    assert "weak 2" in done.stdout


def test_a_copy_of_a_fixed_case_is_a_near_duplicate(tmp_path: Path) -> None:
    """A team's file that holds a case of the fixed set is told so, whatever its id."""
    copied = json.loads(FIXED.read_text(encoding="utf-8").splitlines()[0]) | {"id": "mine"}
    done = CliRunner().invoke(main, ["check", str(write_lines(tmp_path / "own.jsonl", [copied]))])
    assert done.exit_code == 1
    assert "fixed.jsonl" in done.stdout


def _corrected() -> dict[str, object]:
    case = Case.of_notes(NOTE).with_event(Corrected(aspect="authority", value="strong"))
    return case.model_dump(mode="json")


def test_a_correction_becomes_a_case_with_provenance(tmp_path: Path) -> None:
    """Accepting asks for the words that show the corrected value, until they are verbatim, and appends a valid case; nobody is asked twice."""
    source, into = write_lines(tmp_path / "saved.jsonl", [_corrected()]), tmp_path / "team.jsonl"
    arguments = ["review", str(source), "--into", str(into), "--by", "lead"]
    done = CliRunner().invoke(main, arguments, input="a\nnot there\n料金表をそらで言える。\ndiary\n")
    assert done.exit_code == 0, done.output
    (case,) = read_cases(into)
    assert (case.gold.authority, case.gold.authority_evidence) == ("strong", ("料金表をそらで言える。",))
    assert (case.provenance["by"], case.provenance["corrected"]) == ("lead", "authority=strong")
    assert "1 skipped" in CliRunner().invoke(main, arguments).stdout


def test_saved_corrections_go_all_the_way(tmp_path: Path, kamoshirenai: Run) -> None:
    """What the page saved and ``history corrections`` wrote is walked through as it is: edited, appended, and usable as a case file."""
    url = f"sqlite:///{tmp_path}/saved.sqlite3"
    case = Case.of_notes(NOTE).model_copy(update={"rep": "佐野", "customer": "甲社", "deal": "更新"})
    read = ReadingMade.by_reading(case.notes, reading("板倉"))
    saved = open_history(url).create(case)
    open_history(url).append(saved.id, read, Corrected(aspect="authority", value="weak"), seen=1)
    long = open_history(url).create(Case.of_notes("一", "二", "三", "四"))
    open_history(url).append(long.id, Corrected(aspect="authority", value="weak"), seen=4)
    file = tmp_path / "corrections.jsonl"
    done = kamoshirenai("history", "corrections", file, environment={"KAMOSHIRENAI_DATABASE_URL": url})
    assert done.returncode == 0, done.stderr
    into = tmp_path / "team.jsonl"
    answers = [
        "e",
        "板倉",
        "weak",
        "稟議は差し戻された。",
        "sufficient",
        "料金表をそらで言える。",
        "stalled",
        "none",
        "false",
        "diary",
    ]
    walked = CliRunner().invoke(
        main, ["review", str(file), "--into", str(into), "--by", "lead"], input="\n".join([*answers, ""])
    )
    assert (walked.exit_code, "1 accepted" in walked.stdout) == (0, True), walked.output
    assert "passed over, 4 notes" in walked.stderr
    (made,) = read_cases(into)
    assert (made.gold.authority, made.gold.momentum, made.provenance["corrected"]) == (
        "weak",
        "stalled",
        "authority=weak",
    )
    assert CliRunner().invoke(main, ["check", str(into)]).exit_code == 0


def test_rejected_corrections_are_not_asked_about_again(tmp_path: Path) -> None:
    """A rejected candidate makes no case and is remembered."""
    source, into = write_lines(tmp_path / "saved.jsonl", [_corrected()]), tmp_path / "team.jsonl"
    arguments = ["review", str(source), "--into", str(into), "--by", "lead"]
    assert "1 rejected" in CliRunner().invoke(main, arguments, input="r\nunclear\n").stdout
    assert not into.exists()
    assert "1 skipped" in CliRunner().invoke(main, arguments).stdout


def test_two_annotators(tmp_path: Path) -> None:
    """Kappa for each aspect and each disagreement by name; other cases in the other file are refused."""
    ours = write_lines(tmp_path / "a.jsonl", [line("a"), line("b", authority="strong")])
    theirs = write_lines(tmp_path / "b.jsonl", [line("a", authority="strong"), line("b", authority="strong")])
    done = CliRunner().invoke(main, ["kappa", str(ours), str(theirs)])
    assert "a\tauthority\tweak\tstrong" in done.stdout
    other = write_lines(tmp_path / "c.jsonl", [line("a"), line("z")])
    assert CliRunner().invoke(main, ["kappa", str(ours), str(other)]).exit_code == 2
