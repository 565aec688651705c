"""Files of every form, made of the same words."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from email.message import EmailMessage

LINES = (
    "2025年9月18日 東都精機 訪問",
    "先方: 総務部 主任 中村様",
    "当方: 山本",
    "今回で8回目の面談。料金表、事例、セキュリティ資料はすべてお渡し済み。",
    "中村様「私では決められないんです」と苦笑い。稟議は二度上げたが、二度とも課長のところで差し戻されたとのこと。",
    "弊社の岡田部長と先方の石田課長の顔合わせは「課長の了承が取れました。10月2日の午後なら」とのこと。",
)
TALK = (
    ("山本", "本日はありがとうございます。資料はご覧いただけましたか。"),
    ("中村", "はい、すべて読みました。質問はもうありません。"),
    ("中村", "ただ、私では決められないんです。稟議は課長のところで差し戻されました。"),
    ("山本", "承知しました。弊社の岡田と石田課長の顔合わせはいかがでしょうか。"),
    ("中村", "課長の了承が取れました。10月2日の午後なら大丈夫です。"),
)


def jis(text: str) -> bytes:
    """ISO-2022-JP as mailers write it, with ㈱ and ① as in CP932."""
    made, mode = bytearray(), b"(B"
    for char in text:
        code = char.encode("cp932")
        wanted = b"$B" if len(code) == 2 else b"(B"
        if wanted != mode:
            made += b"\x1b" + wanted
            mode = wanted
        if len(code) == 2:
            high = (code[0] - (0x70 if code[0] < 0xA0 else 0xB0)) * 2
            low = code[1] - 0x7E
            if code[1] < 0x9F:
                high, low = high - 1, code[1] - 0x1F - (code[1] >= 0x80)
            code = bytes((high, low))
        made += code
    return bytes(made) + (b"" if mode == b"(B" else b"\x1b(B")


def docx(lines: Sequence[str] = LINES) -> bytes:
    """A Word file with a paragraph a line."""
    from docx import Document

    document = Document()
    for line in lines:
        document.add_paragraph(line)
    whole = io.BytesIO()
    document.save(whole)
    return whole.getvalue()


def with_part(package: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A package with one part changed, or added where it was missing."""
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            new.writestr(info.filename, change(data) if info.filename == part else data)
        if part not in old.namelist():
            new.writestr(part, change(b""))
    return whole.getvalue()


def in_document(xml: str, lines: Sequence[str] = LINES) -> bytes:
    """A Word file with XML put before its last section."""
    return with_part(
        docx(lines), "word/document.xml", lambda data: data.replace(b"<w:sectPr", xml.encode() + b"<w:sectPr", 1)
    )


def pdf(
    pages: Sequence[Sequence[str]] = (LINES,), *, columns: int = 1, furniture: str = "", password: str = ""
) -> bytes:
    """A PDF of wrapped lines, a sequence of lines a page; ``furniture`` stands at the top of each page, a number at its foot."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiKakuGo-W5"))
    whole = io.BytesIO()
    canvas = Canvas(whole, pagesize=(595, 842), encrypt=password or None)
    for number, lines in enumerate(pages, start=1):
        canvas.setFont("HeiseiKakuGo-W5", 10)
        if furniture:
            canvas.drawString(60, 810, furniture)
            canvas.drawString(290, 25, f"- {number} -")
        letters = 47 if columns == 1 else 22
        rows = [line[at : at + letters] for line in lines for at in range(0, len(line), letters)]
        tall = -(-len(rows) // columns)
        for place, row in enumerate(rows):
            canvas.drawString(60 + 240 * (place // tall), 770 - 16 * (place % tall), row)
        canvas.showPage()
    canvas.save()
    return whole.getvalue()


def vtt(talk: Sequence[tuple[str, str]] = TALK) -> bytes:
    """WebVTT with voices, each turn cut into cues of ten letters."""
    cues = [(who, words[at : at + 10]) for who, words in talk for at in range(0, len(words), 10)]
    blocks = [
        f"{number}\n{_time(number)} --> {_time(number + 1)}\n<v {who}>{words}</v>"
        for number, (who, words) in enumerate(cues)
    ]
    return ("WEBVTT\n\nNOTE made here\n\n" + "\n\n".join(blocks) + "\n").encode()


def srt(talk: Sequence[tuple[str, str]] = TALK) -> bytes:
    """SubRip in CP932 with Windows line ends, ``name: words`` a cue."""
    blocks = [
        f"{number}\n{_time(number)} --> {_time(number + 1)}\n{who}: {words}".replace(".000", ",000")
        for number, (who, words) in enumerate(talk, start=1)
    ]
    return "\r\n\r\n".join(block.replace("\n", "\r\n") for block in blocks).encode("cp932")


def _time(second: int) -> str:
    return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}.000"


def clocked(talk: Sequence[tuple[str, str]] = TALK) -> bytes:
    """``17:32:36 name`` lines with the words under them."""
    return "\n".join(f"17:32:{number:02} {who}\n{words}" for number, (who, words) in enumerate(talk)).encode()


def named(talk: Sequence[tuple[str, str]] = TALK) -> bytes:
    """``[00:01] name: words`` lines."""
    return "\n".join(f"[00:{number:02}] {who}: {words}" for number, (who, words) in enumerate(talk)).encode("cp932")


def eml(body: str = "\n".join(LINES), *, attached: Sequence[str] = ()) -> bytes:
    """A mail in ISO-2022-JP."""
    message = EmailMessage()
    message["From"] = "山本 <yamamoto@example.com>"
    message["To"] = "eigyo@example.com"
    message["Date"] = "Fri, 19 Sep 2025 09:00:00 +0900"
    message.set_content(jis(body), "text", "plain", cte="base64")
    message.set_param("charset", "iso-2022-jp")
    for name in attached:
        message.add_attachment(b"%PDF-", "application", "pdf", filename=name)
    return message.as_bytes()


def table(
    rows: Sequence[Sequence[str]] = (("日付", "コメント"), ("2025/9/18", "\n".join(LINES))), encoding: str = "cp932"
) -> bytes:
    """A CSV export."""
    whole = io.StringIO(newline="")
    csv.writer(whole).writerows(rows)
    return whole.getvalue().encode(encoding)


def xlsx(rows: Sequence[Sequence[object]] = (("日付", "コメント"), ("2025/9/18", "\n".join(LINES)))) -> bytes:
    """An Excel export."""
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()
