"""CSV and Excel exports: headers in both languages, rows to cases, one case out of many, flat memory."""

from __future__ import annotations

import datetime as dt
import tracemalloc
from pathlib import Path

import pytest

from analyzer.intake import IntakeError, case_name, read_bytes, read_cases
from tests.conftest import Run
from tests.intake import making

ROWS = (
    ("訪問日", "顧客名", "商談名", "営業担当", "面談者", "商談内容", "次回アクション", "ID"),
    ("2025/7/10", "東都精機", "更新", "山本", "中村様", "二回目。\n稟議が差し戻された。", "7/20 電話", "3"),
    ("R7.7.3", "東都精機", "更新", "山本", "中村様", "一回目。資料をお渡しした。", "", "1"),
    ("2025-07-04", "みなと工業", "新規", "山本", "森様", "見積を提出した。", "", "2"),
)


@pytest.mark.parametrize(
    "data", [making.table(ROWS), making.table(ROWS, "utf-8-sig"), making.table(ROWS, "utf-16"), making.xlsx(ROWS)]
)
def test_rows_of_one_customer_and_deal_become_a_case(data: bytes) -> None:
    """Rows are put together by customer and deal, in time order, whatever the file's order; other columns are said to be left out."""
    first, second = read_cases(data, "export.xlsx" if data.startswith(b"PK") else "export.csv")
    assert (first.customer, first.deal, first.rep, case_name(second)) == (
        "東都精機",
        "更新",
        "山本",
        "みなと工業 / 新規",
    )
    assert [note.date for note in first.notes] == [dt.date(2025, 7, 3), dt.date(2025, 7, 10)]
    assert first.notes[1].text == "先方: 中村様\n二回目。\n稟議が差し戻された。\n次回: 7/20 電話"
    assert [words.en for words in first.notes[0].left_out] == ["Columns that were not read: ID"]


@pytest.mark.parametrize(
    "header",
    [
        "Date,Account Name,Opportunity Name,Comments",
        "created_at;Company;Deal;Notes",
        "日時\t会社名\t案件名\tコメント（詳細）",
        '"■報告書"\n日付,取引先,案件,メモ',
    ],
)
def test_headers_are_known_in_both_languages(header: str) -> None:
    """Headers of usual tools are recognised, with commas, semicolons or tabs, and below a title."""
    mark = next(mark for mark in "\t;," if mark in header)
    row = mark.join(("2025/7/3", "甲社", "乙", "話した"))
    (case,) = read_cases(f"{header}\n{row}\n".encode("cp932"), "a.csv")
    assert (case.customer, case.deal, case.notes[0].text, case.notes[0].date) == (
        "甲社",
        "乙",
        "話した",
        dt.date(2025, 7, 3),
    )


def test_columns_can_be_named() -> None:
    """A header nobody knows is named by the user; one that is not there is said."""
    data = making.table([("いつ", "どこ", "なに"), ("7月3日", "甲社", "話した")])
    (case,) = read_cases(data, "a.csv", columns={"text": "なに", "customer": "どこ"})
    assert (case.customer, case.notes[0].text) == ("甲社", "話した")
    with pytest.raises(IntakeError, match="there are: いつ, どこ, なに"):
        read_cases(data, "a.csv", columns={"text": "だれ"})


@pytest.mark.parametrize(
    "only", ["東都精機", "更新", "東都精機 / 更新", "東都精機更新", "㈱東都精機", "株式会社 東都精機"]
)
def test_one_case_is_chosen_by_its_name(only: str) -> None:
    """Customer, deal or both name a case; another name is refused with the names there are."""
    (case,) = read_cases(making.table(ROWS), "a.csv", only=only)
    assert (case.customer, len(case.notes)) == ("東都精機", 2)
    with pytest.raises(IntakeError, match="no case of that name"):
        read_cases(making.table(ROWS), "a.csv", only="北都")


def test_the_only_case_needs_no_name() -> None:
    """Where a file holds one case, it is read whatever name is given."""
    assert len(read_cases(making.table(ROWS[:3]), "a.csv", only="x")[0].notes) == 2
    assert len(read_bytes(making.table([("コメント",), ("一",), ("二",)]), "a.csv")) == 2


def test_choosing_a_case_needs_little_memory(tmp_path: Path) -> None:
    """One case out of a large export takes a small part of its size."""
    path = tmp_path / "large.csv"
    rows = [
        ROWS[0],
        *(
            (f"2025/7/{1 + n % 28}", f"客{n % 500}", "更新", "山本", "様", "話した。" * 60, "", str(n))
            for n in range(12_000)
        ),
    ]
    path.write_bytes(making.table(rows))
    tracemalloc.start()
    (case,) = read_cases(path, only="客7")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(case.notes) == 24
    assert peak < path.stat().st_size / 2


def test_the_command_line_chooses_a_case(kamoshirenai: Run, tmp_path: Path) -> None:
    """Without ``--case`` the cases and eval.batch are named, exit 2; with it, its notes are analysed."""
    path = tmp_path / "export.csv"
    path.write_bytes(making.table(ROWS))
    done = kamoshirenai("analyze", path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert all(
        word in done.stderr.decode() for word in ("東都精機 / 更新", "みなと工業 / 新規", "--case", "eval.batch")
    )
    chosen = kamoshirenai("analyze", path, "--case", "東都精機", "--format", "json")
    assert (chosen.returncode, b"2025-07-03" in chosen.stdout) == (0, True)
    wrong = kamoshirenai("analyze", path, "--column", "words=x")
    assert (wrong.returncode, len(wrong.stderr.splitlines())) == (2, 1)


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("件名,名前,関連先,取引先,任命先,期日,状況,コメント", "訪問,中村,更新,甲社,山本,2025/07/03,完了,話した"),
        ("Assigned,Subject,Date,Company / Account,Opportunity,Contact,Full Comments", "山本,訪問,7/3/2025,甲社,更新,中村,話した"),
        ("作成者,更新者,作成日時,会社名,案件名,先方担当者,対応日,対応内容,対応者", "x,y,2025/07/09 10:00,甲社,更新,中村,2025/07/03,話した,山本"),
        ("Activity date,Activity type,Associated company,Associated deal,Associated contact,Activity assigned to,Note body",
         "2025-07-03 10:00,Note,甲社,更新,中村,山本,<p>話した</p>"),
        ("面談日,お客様名,商談名,担当者名,社外秘メモ,ご担当", "2025/7/3,甲社,更新,山本,話した,中村"),
    ],
)  # fmt: skip
def test_exports_of_usual_tools_are_understood(header: str, row: str) -> None:
    """What Salesforce, kintone, HubSpot and their like export needs no naming: the meeting's day before the record's, no activity for a header."""
    (case,) = read_cases(f"{header}\n{row}\n".encode("cp932"), "a.csv")
    (note,) = case.notes
    assert (case.customer, case.deal, case.rep, note.date) == ("甲社", "更新", "山本", dt.date(2025, 7, 3))
    assert note.text.split("\n")[-1] == "話した"


@pytest.mark.parametrize("mark", ",;\t")
def test_marks_in_the_words_part_no_columns(mark: str) -> None:
    """The columns are told by their headers: words full of commas, semicolons or tabs change nothing."""
    words = f"{'a, b; c;' * 9}{'x,' * 30}" + ("" if mark == "\t" else "\t" * 9 + "z")
    data = f'日付{mark}顧客名{mark}内容\n7/3{mark}甲社{mark}"{words}"\n'.encode("utf-16")
    (case,) = read_cases(data, "a.csv")
    assert (case.customer, case.notes[0].text.replace("\t", "")) == ("甲社", words.replace("\t", ""))


def test_a_customer_spelled_in_several_ways_is_one_case() -> None:
    """株式会社, ㈱ and width do not make another customer; the first spelling is shown."""
    rows = [("顧客名", "内容"), ("株式会社北浜商事", "一"), ("㈱北浜商事", "二"), ("北浜商事 ", "三"), ("北浜", "四")]
    assert [(case.customer, len(case.notes)) for case in read_cases(making.table(rows), "a.csv")] == [
        ("株式会社北浜商事", 3),
        ("北浜", 1),
    ]


def test_rows_that_go_on_with_a_record_belong_to_it() -> None:
    """In kintone's exports a star marks the first row of a record and the others lack the customer; without that column a blank customer is none."""
    rows = [("レコードの開始行", "会社名", "活動内容"), ("*", "甲社", "一"), ("", "", "二"), ("*", "", "三")]
    assert [(case.customer, len(case.notes)) for case in read_cases(making.table(rows), "a.csv")] == [
        ("甲社", 2),
        ("", 1),
    ]
    assert len(read_cases(making.table([row[1:] for row in rows[:3]]), "a.csv")) == 2


def test_titles_and_totals_are_no_notes() -> None:
    """A title above the header, even one called as a column is, and the row of totals below are passed over."""
    rows = [("議事録", "", ""), ("No.", "日付", "内容"), ("1", "2025/7/3", "話した"), ("合計", "", "1件")]
    (case,) = read_cases(making.xlsx(rows), "a.xlsx")
    assert [note.text for note in case.notes] == ["話した"]


def test_days_as_excel_counts_them_are_days() -> None:
    """A day kept as a bare number is that day, in an Excel file and in a csv made from one."""
    assert read_bytes(making.xlsx([("日付", "内容"), (45841, "話した")]), "a.xlsx")[0].date == dt.date(2025, 7, 3)
    assert read_bytes(making.table([("日付", "内容"), ("45841.5", "話した")]), "a.csv")[0].date == dt.date(2025, 7, 3)


def test_merged_cells_stand_in_each_of_their_rows() -> None:
    """A customer merged over several rows of an Excel sheet is the customer of each."""
    import io

    from openpyxl import Workbook

    book = Workbook()
    for row in (("顧客名", "内容"), ("甲社", "一"), (None, "二"), (None, "三"), ("乙社", "四")):
        book.worksheets[0].append(row)
    book.worksheets[0].merge_cells("A2:A3")
    book.save(whole := io.BytesIO())
    assert [(case.customer, len(case.notes)) for case in read_cases(whole.getvalue(), "a.xlsx")] == [
        ("甲社", 2),
        ("", 1),
        ("乙社", 1),
    ]
