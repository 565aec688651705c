"""Fuzz one reader for a while, guided by coverage: ``python -m tests.intake.fuzz_long FORM SECONDS`` (needs atheris, which is no dependency).

What a reader does not survive is written to ``corpus/FORM`` and run by ``test_fuzz.py`` from then on.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(
    include=["analyzer.intake", "mammoth", "openpyxl", "webvtt", "email", "html.parser", "csv"]
):
    from tests.intake.test_fuzz import CORPUS, SEEDS, survives


def main() -> None:
    """Run until the seconds are over."""
    form, seconds = sys.argv[1], sys.argv[2]
    seeds = Path(tempfile.mkdtemp(prefix=f"fuzz-{form}-"))
    (seeds / "seed").write_bytes(SEEDS[form])

    def one(data: bytes) -> None:
        try:
            survives(form, data)
        except Exception as error:  # noqa: BLE001  whatever it is, it is what is looked for
            print(f"FOUND {form}: {type(error).__name__}: {str(error)[:200]}", flush=True)  # noqa: T201
            folder = CORPUS / form
            folder.mkdir(parents=True, exist_ok=True)
            name = f"{type(error).__name__}-{hashlib.sha256(data).hexdigest()[:8]}"
            if len(list(folder.glob(f"{type(error).__name__}-*"))) < 5:
                (folder / name).write_bytes(data)

    flags = [
        f"-max_total_time={seconds}",
        "-timeout=10",
        "-rss_limit_mb=2000",
        "-max_len=60000",
        "-print_final_stats=1",
        "-verbosity=0",
    ]
    atheris.Setup([sys.argv[0], str(seeds), *flags], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
