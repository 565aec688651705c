"""Large files of each form for ``eval.speed``, and what reading one costs: ``python -m eval.speed_readers FILE`` prints it as JSON."""

from __future__ import annotations

import csv
import io
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

PAGES, PAGE_LINES, MINUTES, ROWS = 30, 36, 120, 10_000
LINE = "中村様「私では決められないんです」とのこと。資料はすべてお渡し済み。"


def samples() -> Iterator[tuple[str, bytes]]:
    """A 30-page docx and pdf, a two-hour vtt and a 10,000-row csv, as (name, bytes)."""
    yield "30-pages.docx", _docx()
    yield "30-pages.pdf", _pdf()
    yield "two-hours.vtt", _vtt()
    yield "10000-rows.csv", _csv()


def _docx() -> bytes:
    from docx import Document
    from docx.enum.text import WD_BREAK

    document = Document()
    for _ in range(PAGES):
        for _ in range(PAGE_LINES):
            document.add_paragraph(LINE)
        document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
    document.save(whole := io.BytesIO())
    return whole.getvalue()


def _pdf() -> bytes:
    """Written by hand, so that the measuring needs no library of its own: a standard Japanese font, a line of UCS-2 a row."""
    rows = "".join(
        f"1 0 0 1 60 {770 - 20 * row} Tm <{LINE.encode('utf-16-be').hex()}> Tj\n" for row in range(PAGE_LINES)
    )
    words = f"BT /F 10 Tf\n{rows}ET".encode()
    font = (
        "<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiKakuGo-W5 /Encoding /UniJIS-UCS2-H /DescendantFonts [4 0 R] >>"
    )
    descendant = (
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiKakuGo-W5 /DW 1000 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /FontDescriptor 5 0 R >>"
    )
    looks = (
        "<< /Type /FontDescriptor /FontName /HeiseiKakuGo-W5 /Flags 4 /FontBBox [-92 -250 1010 922] /ItalicAngle 0 "
        "/Ascent 752 /Descent -221 /CapHeight 737 /StemV 114 >>"
    )
    pages = [
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R /Resources << /Font << /F 3 0 R >> >> >>"
    ] * PAGES
    kids = " ".join(f"{7 + number} 0 R" for number in range(PAGES))
    tree = f"<< /Type /Pages /Count {PAGES} /Kids [{kids}] >>"
    stream = f"<< /Length {len(words)} >>\nstream\n".encode() + words + b"\nendstream"
    texts = ["<< /Type /Catalog /Pages 2 0 R >>", tree, font, descendant, looks]
    return _as_pdf([*(part.encode() for part in texts), stream, *(page.encode() for page in pages)])


def _as_pdf(parts: list[bytes]) -> bytes:
    whole, places = bytearray(b"%PDF-1.5\n"), []
    for number, part in enumerate(parts, start=1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(parts) + 1
    start = len(whole)
    whole += b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\n" % (size, table, size)
    return bytes(whole + b"startxref\n%d\n%%%%EOF" % start)


def _vtt() -> bytes:
    cues = (
        f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}.000 --> {second // 3600:02}:{second // 60 % 60:02}:"
        f"{second % 60:02}.900\n<v {'中村' if second // 12 % 2 else '山本'}>{LINE[:24]}</v>"
        for second in range(0, 60 * MINUTES, 3)
    )
    return ("WEBVTT\n\n" + "\n\n".join(cues) + "\n").encode()


def _csv() -> bytes:
    whole = io.StringIO(newline="")
    rows = csv.writer(whole)
    rows.writerow(("日付", "顧客名", "案件名", "コメント"))
    rows.writerows((f"2025/{1 + n % 12}/{1 + n % 28}", f"客{n % 400}", "更新", LINE * 4) for n in range(ROWS))
    return whole.getvalue().encode("cp932")


def measure(path: Path) -> dict[str, float]:
    """Seconds that reading the file takes, with the start of a worker where it needs one, and the peak megabytes of whoever reads."""
    from analyzer.intake import read_cases, worker

    began = time.perf_counter()
    read_cases(path)
    seconds = time.perf_counter() - began
    reader = worker._idle[0].process.pid if worker._idle else "self"  # noqa: SLF001  the worker's own memory is asked for
    return {"seconds": seconds, "megabytes": _peak(reader)}


def _peak(process: int | str) -> float:
    """Peak memory of a process in MB, where the system tells it; else 0."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1e3 for line in status.splitlines() if line.startswith("VmHWM")), 0)


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
