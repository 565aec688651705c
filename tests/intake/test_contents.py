"""What is kept of each form, and what is dropped."""

from __future__ import annotations

import datetime as dt
import socket

import pytest

from analyzer.analysis import analyze
from analyzer.case import Case, Profile
from analyzer.engines import read_case
from analyzer.intake import read_bytes
from tests.intake import making

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
BOX = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"


def text(data: bytes, name: str) -> str:
    """The text of the only note in a file."""
    (note,) = read_bytes(data, name)
    return note.text


def test_word_tables_are_rows() -> None:
    """A row is a line: label and words where it has two cells, else bars between the cells."""
    rows = [("先方", "総務部 中村様"), ("氏名", "役職", "備考")]
    xml = "".join(
        f"<w:tbl><w:tr>{''.join(f'<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>' for cell in row)}</w:tr></w:tbl>"
        for row in rows
    )
    assert text(making.in_document(xml, ["議事録"]), "a.docx") == "議事録\n先方: 総務部 中村様\n氏名 | 役職 | 備考"


def test_attendee_tables_tell_the_sides() -> None:
    """Names in a table of attendees come out as lines that the engine tells the sides by."""
    rows = [("先方", "総務部 主任 中村様"), ("当方", "山本")]
    cells = ["".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in row) for row in rows]
    xml = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"
    data = making.in_document(
        xml + "<w:p><w:r><w:t>資料はお渡し済み。「私では決められない」とのこと。</w:t></w:r></w:p>", ["訪問メモ"]
    )
    reading = read_case(Case.of_notes(*read_bytes(data, "a.docx")), "offline", Profile())
    assert reading.contact is not None
    assert reading.contact.name == "中村"
    assert "山本" in {person.name for person in reading.people if person.side == "ours"}


def test_word_changes_are_taken_as_accepted() -> None:
    """What was inserted or moved to stays, what was deleted or moved away goes."""
    runs = "".join(
        f'<w:{kind} {W} w:id="1" w:author="a"><w:r><w:{inner}>{words}</w:{inner}></w:r></w:{kind}>'
        for kind, inner, words in (
            ("ins", "t", "足した"),
            ("del", "delText", "消した"),
            ("moveTo", "t", "移した"),
            ("moveFrom", "t", "元の所"),
        )
    )
    assert text(making.in_document(f"<w:p>{runs}</w:p>", []), "a.docx") == "足した移した"


def test_word_cells_that_reach_over_rows_are_said_in_each() -> None:
    """A side beside several names is the side of each of them, also with a second such cell; a paragraph is not said twice."""
    cells = [
        [("先方", "restart"), ("東都精機", "restart"), ("中村様", "")],
        [("", ""), ("", ""), ("石田様", "")],
        [("当方", ""), ("弊社", ""), ("山本", "")],
        [("長い文章はここに一度だけ書かれているべきもの。", "restart"), ("一", ""), ("二", "")],
        [("", ""), ("三", ""), ("四", "")],
    ]

    def cell(words: str, merge: str) -> str:
        kind = (
            f'<w:tcPr><w:vMerge w:val="{merge}"/></w:tcPr>'
            if merge
            else ""
            if words
            else "<w:tcPr><w:vMerge/></w:tcPr>"
        )
        return f"<w:tc>{kind}<w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>"

    written = ["".join(cell(*one) for one in row) for row in cells]
    xml = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in written)}</w:tbl>"
    assert text(making.in_document(xml, ["出席者"]), "a.docx").split("\n") == [
        "出席者",
        "先方 | 東都精機 | 中村様",
        "先方 | 東都精機 | 石田様",
        "当方 | 弊社 | 山本",
        "長い文章はここに一度だけ書かれているべきもの。 | 一 | 二",
        "三 | 四",
    ]


def test_word_letters_with_furigana_are_kept() -> None:
    """Of letters with furigana the letters stay and the furigana go, so that a name is still that name."""
    ruby = "<w:ruby><w:rt><w:r><w:t>きたはま</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>北浜</w:t></w:r></w:rubyBase></w:ruby>"
    xml = f"<w:p><w:r>{ruby}</w:r><w:r><w:t>商事と面談。</w:t></w:r></w:p>"
    assert text(making.in_document(xml, []), "a.docx") == "北浜商事と面談。"


def test_word_text_boxes_are_read() -> None:
    """A text box is read once, in the form that Word writes and in the new form alone that others write."""
    new = f'<mc:Choice Requires="wps">{BOX.format("枠")}</mc:Choice>'
    old = f'<mc:Fallback><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml">{BOX.format("枠")}</v:textbox></w:pict></mc:Fallback>'
    for content in (new + old, new):
        xml = f"<w:p><w:r><mc:AlternateContent {MC}>{content}</mc:AlternateContent></w:r></w:p>"
        assert text(making.in_document(xml, ["本文"]), "a.docx") == "本文\n枠"


def test_word_comments_are_left_out_and_said() -> None:
    """A comment is no part of the note, and the analysis says that there were some."""
    import io

    from docx import Document

    document = Document()
    document.add_comment(document.add_paragraph("中村様と面談した。").runs, "ここは内緒", author="山本")
    document.save(whole := io.BytesIO())
    (note,) = read_bytes(whole.getvalue(), "a.docx")
    assert note.text == "中村様と面談した。"
    assert any("Word のコメント" in warning for warning in analyze(Case.of_notes(note), "offline").warnings)


def test_pdf_furniture_is_dropped() -> None:
    """What every page repeats at its edge and page numbers go; the pages' words stay in order."""
    pages = [["一枚目の話。"], ["二枚目の話。"], ["三枚目の話。"]]
    assert text(making.pdf(pages, furniture="社外秘 2025"), "a.pdf") == "一枚目の話。\n二枚目の話。\n三枚目の話。"


def drawn(*words: tuple[float, float, float, str]) -> bytes:
    """A PDF page with words at their places: x, y, size, text."""
    import io

    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
    canvas = Canvas(whole := io.BytesIO(), pagesize=(595, 842))
    for x, y, size, said in words:
        canvas.setFont("HeiseiMin-W3", size)
        canvas.drawString(x, y, said)
    canvas.save()
    return whole.getvalue()


def test_pdf_furigana_are_dropped() -> None:
    """Small kana above a line say how it is read and are no line of their own; small kana elsewhere are words."""
    words = drawn(
        (60, 700, 12, "北浜商事の佐藤様と面談。"),
        (60, 712, 6, "きたはま"),
        (132, 712, 6, "さとう"),
        (60, 600, 6, "ちゅう"),
    )
    assert text(words, "a.pdf") == "北浜商事の佐藤様と面談。\nちゅう"


def test_pdf_blanks_in_names_are_kept() -> None:
    """A gap between Japanese letters is a blank, where letters are not all set apart."""
    assert text(drawn((60, 700, 12, "佐藤"), (88, 700, 12, "花子")), "a.pdf") == "佐藤 花子"
    spread = [(60 + 16 * place, 700, 12, char) for place, char in enumerate("決裁を待っています")]
    assert text(drawn(*spread), "a.pdf") == "決裁を待っています"


def test_pdf_columns_far_apart_are_columns() -> None:
    """Two columns are read one after the other though the space between them is wide; the cells of a table stay beside each other."""
    halves = [f"{side}の段落の{n}行目は長いので折り返され" for side in "左右" for n in "一二三四五"]
    columns = drawn(*((60 + 260 * (n // 5), 700 - 14 * (n % 5), 9, half) for n, half in enumerate(halves)))
    assert text(columns, "a.pdf").replace("\n", "") == "".join(halves)
    cells = drawn(*((60 + 260 * (n % 2), 700 - 14 * (n // 2), 9, f"{'品目単価'[n % 2 * 2 :]}{n}") for n in range(10)))
    assert text(cells, "a.pdf").split("\n")[0] == "品目単価0: 単価1"


def test_mail_letters_outside_the_standard_are_read() -> None:
    """㈱ and ① in ISO-2022-JP are what they were."""
    assert "㈱山田 ①" in text(making.eml("㈱山田 ①"), "a.eml")


def test_a_quoted_mail_is_an_earlier_note() -> None:
    """A mail quoted as a whole becomes a note of its own before; a signature becomes a line; attachments are named."""
    body = "稟議が戻されました。\n\n2025年9月1日 9:00 山本 <y@example.com>:\n> 資料をお送りします。\n-- \n東都精機 総務部 主任\n中村\nTEL 03-1234-5678\n"
    earlier, own = read_bytes(making.eml(body, attached=["見積書.pdf"]), "a.eml")
    assert (earlier.text, earlier.date) == ("2025年9月1日 9:00 山本:\n資料をお送りします。", dt.date(2025, 9, 1))
    assert own.date == dt.date(2025, 9, 19)
    assert own.text.endswith("稟議が戻されました。\n\n東都精機 総務部 主任 中村\n(添付: 見積書.pdf)")
    assert "TEL" not in own.text
    assert "@example.com" not in earlier.text


def test_answers_between_quoted_lines_stay_there() -> None:
    """Where the writer answers line by line, the lines asked about stay beside the answers."""
    assert "> いつですか\n来週です" in text(making.eml("> いつですか\n来週です\n> どこですか\n弊社です"), "a.eml")


def test_a_days_plan_is_no_transcript() -> None:
    """Times with what was done then are no speakers."""
    plan = "10:00 訪問\n話した\n11:00 帰社\n書いた"
    assert text(plan.encode(), "a.txt") == plan


def test_cues_without_speakers_become_sentences() -> None:
    """Cues cut in the middle of a sentence are joined to it."""
    cues = "1\n00:00:01,000 --> 00:00:02,000\n私では\n\n2\n00:00:02,000 --> 00:00:03,000\n決められません。\n\n3\n00:00:04,000 --> 00:00:05,000\nはい。\n"
    assert text(cues.encode("cp932"), "a.srt") == "私では決められません。\nはい。"


def test_nothing_outside_of_a_word_file_is_fetched() -> None:
    """A picture, a template and a link that lie elsewhere are not asked for."""
    with socket.create_server(("127.0.0.1", 0)) as elsewhere:
        elsewhere.setblocking(False)
        target = f"http://127.0.0.1:{elsewhere.getsockname()[1]}/a.png"
        base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        relations = "".join(
            f'<Relationship Id="x{kind}" Type="{base}/{kind}" Target="{target}" TargetMode="External"/>'
            for kind in ("image", "attachedTemplate", "hyperlink")
        )
        picture = (
            f'<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="{base}" '
            'r:link="ximage"/></w:drawing></w:r></w:p>'
        )
        data = making.with_part(
            making.in_document(picture, ["本文"]),
            "word/_rels/document.xml.rels",
            lambda xml: xml.replace(b"</Relationships>", relations.encode() + b"</Relationships>"),
        )
        assert text(data, "a.docx") == "本文"
        with pytest.raises(BlockingIOError):
            elsewhere.accept()
