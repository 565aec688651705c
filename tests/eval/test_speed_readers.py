"""The files that readers are measured on, and what is measured."""

from __future__ import annotations

from pathlib import Path

from eval.speed_readers import measure, samples


def test_every_large_file_is_read(tmp_path: Path) -> None:
    """Each sample is readable within the time of a file, and its reader's memory is known or 0."""
    for name, data in samples():
        path = tmp_path / name
        path.write_bytes(data)
        told = measure(path)
        assert 0 < told["seconds"] < 60
        assert told["megabytes"] < 1_000
