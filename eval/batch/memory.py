"""Show that memory stays flat: ``python -m eval.batch.memory [COUNT …]`` reads so many generated notes and prints seconds and peak memory.

Each batch is a process of its own, started as a user would start it, with all four tables and the team's page written. The hundred thousand
take some twenty minutes on a quiet machine; name fewer for a quick look. For POSIX only: Windows does not tell a child's peak memory.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click

from eval.batch.generate import write_notes

COUNTS = (100, 1_000, 10_000, 100_000)


def measure(count: int, folder: Path) -> tuple[float, float]:
    """Seconds and peak memory (MB) of a batch over so many generated notes.

    Raises:
        RuntimeError: the batch did not end well.
    """
    source = folder / f"{count}.jsonl"
    write_notes(count, source)
    command = [sys.executable, "-m", "eval.batch", str(source), "--out", str(folder / f"out{count}")]
    began = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603  our own program, our own arguments
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"the batch of {count} ended with {child.returncode}")
    return time.monotonic() - began, used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


@click.command()
@click.argument("counts", nargs=-1, type=click.IntRange(1))
def main(counts: tuple[int, ...]) -> None:
    """Print seconds and peak memory for batches of COUNTS generated notes."""
    click.echo("| cases | seconds | cases a second | peak memory |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for count in counts or COUNTS:
            seconds, peak = measure(count, Path(folder))
            click.echo(f"| {count:,} | {seconds:,.0f} | {count / seconds:,.0f} | {peak:.0f} MB |")


if __name__ == "__main__":
    main()
