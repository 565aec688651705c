"""The command line: ``kamoshirenai analyze | prompt | app | history … | brief lint | catalogue … | doctor``.

Exit codes: 0 done, 1 the lint found something to mend, 2 unusable input or arguments, 3 the engine failed and no other was allowed to take
over. Errors are one line on stderr, in the language of ``--language``.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from analyzer.case import Case, Note
    from analyzer.words import Language, Words

_LANGUAGE = click.option(
    "--language", type=click.Choice(["ja", "en"]), default="ja", show_default=True, help="Language of the output."
)


_REPLIES = click.option(
    "--replies",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder with a model's answers (ID.reply.json) to the requests that `prompt` wrote; for --engine replay.",
)


class _OneLineUsage(click.Group):
    """Says what is wrong with the arguments in one line, where click would add its usage lines."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: FBT002  click's own signature
        **extra: Any,
    ) -> Any:
        """Run the command line; see ``click.Command.main``."""
        try:
            result = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            sys.exit(error.exit_code)
        except click.ClickException as error:
            click.echo(f"{error.format_message()} (kamoshirenai --help)".replace("\n", " "), err=True)
            sys.exit(error.exit_code)
        except click.Abort:
            _stop_at_once()
        return sys.exit(result if isinstance(result, int) else 0) if standalone_mode else result


@click.group(cls=_OneLineUsage, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kamoshirenai", prog_name="kamoshirenai")
def main() -> None:
    """Why the customer may not be moving, what to do next, and what to ask your own manager: from your meeting notes."""
    # A CP932 console cannot print every letter of a note; a "?" there is better than a crash.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _stop_at_once() -> NoReturn:
    """End after Ctrl-C; the threads of a model that runs inside the program would first compute on for a while."""
    if "xllamacpp" in sys.modules:
        os._exit(130)
    sys.exit(130)


@contextmanager
def _one_line_errors(language: Language) -> Iterator[None]:
    """Turn what can go wrong into one line on stderr and the exit code of the contract."""
    from pydantic import ValidationError

    from analyzer.catalogue import CatalogueError
    from analyzer.engines import EngineError
    from analyzer.history import HistoryError
    from analyzer.intake import IntakeError

    try:
        yield
    except (IntakeError, HistoryError) as error:
        _fail(error.words, language, 2)
    except CatalogueError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except EngineError as error:
        _fail(error.words, language, 3)
    except ValidationError as error:
        first = error.errors()[0]
        click.echo(f"{'.'.join(map(str, first['loc']))}: {first['msg']}", err=True)
        sys.exit(2)


def _fail(words: Words, language: Language, code: int) -> None:
    click.echo(words.in_(language), err=True)
    sys.exit(code)


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--engine",
    type=click.Choice(["offline", "language_model", "auto", "replay"]),
    help="Default: KAMOSHIRENAI_ENGINE, else auto. replay: answers from files, see --replies.",
)
@_REPLIES
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@_LANGUAGE
@click.option("--case", "name", default="", help="The case's name; needed where a file holds several cases.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=HEADER",
    help="For exports: which column is date, customer, deal, rep, contact, subject, text or next. May be repeated.",
)
def analyze(
    files: tuple[str, ...],
    engine: Any,
    replies: Path | None,
    form: str,
    language: Language,
    name: str,
    columns: tuple[str, ...],
) -> None:
    """Analyse the notes of one case, given as files in time order; "-" reads standard input."""
    with _one_line_errors(language):
        from analyzer.analysis import analyze as run

        with _time_left_shown(language):
            analysis = run(_case(files, name, _columns(columns)), _engine(engine, replies), language=language)
        if form == "json":
            utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
            click.echo(json.dumps(analysis.model_dump(mode="json"), ensure_ascii=not utf8, indent=2))
        else:
            from analyzer.report import as_text

            click.echo(as_text(analysis), nl=False)


@contextmanager
def _time_left_shown(language: Language) -> Iterator[None]:
    """Say on a terminal how long a model inside the program will still take."""
    if not sys.stderr.isatty():
        yield
        return
    from analyzer.engines.language_model.progress import time_left, watched

    with watched(lambda seconds: click.echo(f"\r{time_left(seconds).in_(language)}\x1b[K", err=True, nl=False)):
        try:
            yield
        finally:
            click.echo("\r\x1b[K", err=True, nl=False)


def _columns(given: tuple[str, ...]) -> dict[str, str]:
    from analyzer.intake.columns import FIELDS

    pairs = {field: header for field, _, header in (one.partition("=") for one in given)}
    if not all(pairs.values()) or not pairs.keys() <= set(FIELDS):
        raise click.BadParameter(f"--column FIELD=HEADER ({', '.join(FIELDS)})")
    return pairs


def _case(files: tuple[str, ...], name: str, columns: dict[str, str]) -> Case:
    """The one case that the files hold, its notes in time order."""
    from analyzer.case import Case
    from analyzer.intake import in_time_order, read_cases, several_cases

    notes: list[Note] = []
    like = Case()
    for file in files:
        source = _standard_input() if file == "-" else Path(file)
        cases = read_cases(source, columns=columns, only=name)
        if len(cases) > 1:
            raise several_cases("" if file == "-" else Path(file).name, cases)
        notes += cases[0].notes
        like = cases[0] if cases[0].customer or cases[0].deal else like
    update = {"rep": like.rep, "customer": like.customer, "deal": like.deal or name}
    return Case.of_notes(*in_time_order(notes)).model_copy(update=update)


def _engine(name: Any, replies: Path | None) -> Any:
    """The engine's name, or the one that reads answers from files."""
    if name != "replay":
        return name
    if replies is None:
        raise click.UsageError("--engine replay needs --replies DIR")
    from analyzer.engines.language_model.replay import Replay

    return Replay(replies)


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("prompts-out"), show_default=True)
@click.option("--estimate", is_flag=True, help="Write nothing; say what would be sent where, and what it would cost.")
@_LANGUAGE
def prompt(files: tuple[str, ...], out: Path, estimate: bool, language: Language) -> None:
    """Write what a language model would be sent about a case to files; nothing is sent."""
    with _one_line_errors(language):
        from analyzer.case import Profile
        from analyzer.engines.language_model.preview import as_line, preview
        from analyzer.engines.language_model.replay import write_prompts

        case = _case(files, "", {})
        if estimate:
            click.echo(as_line(preview(case), language))
            return
        for path in write_prompts(case, Profile(), out):
            click.echo(str(path))


def _standard_input() -> bytes:
    """What comes in, up to a byte more than any file may have: a device has no end."""
    from analyzer.settings import settings

    return sys.stdin.buffer.read(max(settings().largest_file, settings().largest_export) + 1)


def _notes(file: str) -> list[Note]:
    from analyzer.intake import read_bytes, read_file

    if file == "-":
        return read_bytes(_standard_input(), "")
    return read_file(Path(file))


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), help="Default: a free port from 8501 up.")
@click.option("--no-browser", is_flag=True, help="Do not open a browser window.")
def app(port: int | None, no_browser: bool) -> None:
    """Open the page on this machine (127.0.0.1 only)."""
    from analyzer.page.launch import launch

    sys.exit(launch(port, not no_browser))


@main.group()
def history() -> None:
    """Work with the saved cases (KAMOSHIRENAI_DATABASE_URL, else a file in the user's data directory)."""


_FILE = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))


@history.command("export")
@_FILE
@_LANGUAGE
def history_export(file: Path, language: Language) -> None:
    """Write every saved case, draft and the profile to a file, readable for this user only."""
    with _one_line_errors(language):
        from analyzer.history import open_history

        _write_privately(file, open_history().export())


@history.command("import")
@_FILE
@_LANGUAGE
def history_import(file: Path, language: Language) -> None:
    """Take in an export; cases that are there already are not doubled."""
    with _one_line_errors(language):
        from analyzer.history import open_history
        from analyzer.intake.errors import not_text

        try:
            text = file.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            raise not_text(file.name) from None
        except OSError as error:
            raise click.BadParameter(f"{file}: {error.strerror}") from None
        done = open_history().import_(text)
        click.echo(f"new {done.new}, grew {done.grew}, known {done.known}")


@history.command("corrections")
@_FILE
@_LANGUAGE
def history_corrections(file: Path, language: Language) -> None:
    """Write the cases in which a reading was corrected, for `python -m eval.cases review`."""
    with _one_line_errors(language):
        from analyzer.history import open_history

        found = open_history().corrected()
        _write_privately(file, "".join(f"{case.model_dump_json()}\n" for case in found))
        click.echo(str(len(found)))


@history.command("delete-all")
@click.option("--yes", is_flag=True, help="Do not ask.")
@_LANGUAGE
def history_delete_all(yes: bool, language: Language) -> None:
    """Delete every saved case, draft and the profile for good, and what a model's answers about them were kept."""
    with _one_line_errors(language):
        from analyzer.engines.language_model.cache import forget_replies
        from analyzer.history import open_history

        saved = open_history()
        if not yes:
            click.confirm(f"{len(saved.find())} cases: delete?", abort=True)
        saved.delete_all(forget=forget_replies)


def _write_privately(file: Path, text: str) -> None:
    """Write a file that only this user can read; one that is there is replaced when the new one is whole."""
    import os
    import tempfile

    part = None
    try:
        handle, part = tempfile.mkstemp(dir=file.parent, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as written:
            written.write(text)
        Path(part).replace(file)
    except OSError as error:
        if part:
            Path(part).unlink(missing_ok=True)
        raise click.BadParameter(f"{file}: {error.strerror}") from None


@main.group()
def brief() -> None:
    """Work with a brief to your own manager."""


@brief.command("lint")
@click.argument("file")
@_LANGUAGE
def brief_lint(file: str, language: Language) -> None:
    """Check a brief (text or Markdown): a line for each thing to mend."""
    with _one_line_errors(language):
        from analyzer.brief.lint import lint

        complaints = [one for note in _notes(file) for one in lint(note.text)]
        for one in complaints:
            words = f"「{one.words}」 " if one.words else ""
            click.echo(
                f"{one.rule}: {words}{one.why.in_(language)} → {one.suggestion.in_(language)}".replace("\n", " ")
            )
        sys.exit(1 if complaints else 0)


@brief.command("polish")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--engine", type=click.Choice(["offline", "language_model", "auto"]), help="Who reads the notes.")
@_LANGUAGE
def brief_polish(files: tuple[str, ...], engine: Any, language: Language) -> None:
    """Draft the brief for the notes of one case and let a language model polish its words, never its facts."""
    with _one_line_errors(language):
        from analyzer.analysis import analyze as run
        from analyzer.brief.polish import polish
        from analyzer.case import Profile

        case = _case(files, "", {})
        analysis = run(case, engine, language=language)
        if analysis.brief is None:
            click.echo(analysis.no_brief_because, err=True)
            sys.exit(2)
        texts = [note.text for note in case.notes]
        done = polish(analysis.brief, texts, Profile(), analysis.findings["introduction"].value)
        if done.kept_draft:
            click.echo(done.kept_draft.in_(language), err=True)
        click.echo(done.text)


@main.group()
def catalogue() -> None:
    """Look at the catalogue of signals, hypotheses, moves, questions and asks."""


@catalogue.command("validate")
def catalogue_validate() -> None:
    """Check the catalogue files, the team's own included (KAMOSHIRENAI_CATALOGUE)."""
    with _one_line_errors("ja"):
        known = _catalogue()
        counts = {kind: len(entries) for kind, entries in known}
        click.echo(", ".join(f"{kind} {count}" for kind, count in counts.items()))


_ENTRY = {"signals": "signal", "hypotheses": "hypothesis", "moves": "move", "questions": "question", "asks": "ask"}


@catalogue.command("list")
@_LANGUAGE
def catalogue_list(language: Language) -> None:
    """Every entry: kind, id, source, text."""
    with _one_line_errors(language):
        for kind, entries in _catalogue():
            for entry in entries.values():
                click.echo(
                    f"{_ENTRY[kind]}\t{entry.id}\t{getattr(entry, 'source', '')}\t{_headline(entry).in_(language)}"
                )


@catalogue.command("show")
@click.argument("entry_id", metavar="ID")
def catalogue_show(entry_id: str) -> None:
    """One entry in full, in both languages."""
    with _one_line_errors("ja"):
        import yaml

        found = [entry for _, entries in _catalogue() for key, entry in entries.items() if key == entry_id]
        if not found:
            click.echo(
                f"{entry_id}: この id の項目はありません。kamoshirenai catalogue list で確かめてください。", err=True
            )
            sys.exit(2)
        for entry in found:
            fields = entry.model_dump(mode="json", exclude_none=True)
            click.echo(yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=110), nl=False)


def _catalogue() -> list[tuple[str, dict[str, Any]]]:
    from analyzer.catalogue import load_catalogue
    from analyzer.settings import settings

    known = load_catalogue(settings().catalogue)
    return [(kind, getattr(known, kind)) for kind in type(known).model_fields]


def _headline(entry: Any) -> Words:
    for field in ("name", "statement", "purpose", "ask", "what"):
        if hasattr(entry, field):
            return getattr(entry, field)  # type: ignore[no-any-return]
    raise TypeError(entry)


@main.command()
def doctor() -> None:
    """Show the settings (secrets masked) and whether each part works."""
    with _one_line_errors("ja"):
        from analyzer.doctor import examine

        lines, healthy = examine()
        click.echo("\n".join(lines))
        sys.exit(0 if healthy else 2)
