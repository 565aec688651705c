"""What a history cannot do, said in one sentence that tells what to do; no address, password or note is ever in it."""

from __future__ import annotations

from analyzer.words import Words


class HistoryError(RuntimeError):
    """Saved cases cannot be read or written; nothing was half-written. ``words`` says why and what to do, in both languages."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


class NotThereError(HistoryError):
    """No such case among one's own: deleted meanwhile, or somebody else's."""

    def __init__(self) -> None:
        super().__init__(NOT_THERE)


NOT_THERE = Words(
    ja="この案件は見つかりません。別の画面で削除された可能性があります。案件の一覧から選び直してください。",
    en="This case is not there; it may have been deleted in another window. Please choose one from the list of cases.",
)
UNREACHABLE = Words(
    ja="案件を保存するデータベースにつながりません。動いているか、KAMOSHIRENAI_DATABASE_URL が正しいかを確かめてください。",
    en="The database for saved cases does not answer; please check that it is running and that KAMOSHIRENAI_DATABASE_URL is right.",
)
BAD_URL = Words(
    ja="KAMOSHIRENAI_DATABASE_URL が読めません。postgresql://… か sqlite:///ファイルの場所、またはファイルの場所だけを指定してください。",
    en="KAMOSHIRENAI_DATABASE_URL cannot be understood; please give postgresql://…, sqlite:///PATH, or just the path of a file.",
)
NO_DRIVER = Words(
    ja="PostgreSQL につなぐ部品がありません。pip install 'kamoshirenai[postgres]' を実行してください。",
    en="The part that talks to PostgreSQL is missing; please run pip install 'kamoshirenai[postgres]'.",
)
DISK_FULL = Words(
    ja="ディスクがいっぱいで保存できませんでした。空きを作ってから、もう一度保存してください。",
    en="The disk is full and nothing was saved; please make room and save again.",
)
READ_ONLY = Words(
    ja="案件を保存する場所に書き込めません。フォルダの権限を確かめるか、KAMOSHIRENAI_DATABASE_URL で別の場所を指定してください。",
    en="The place for saved cases cannot be written to; please check the folder's permissions, or name another with KAMOSHIRENAI_DATABASE_URL.",
)
LOCKED = Words(
    ja="ほかの画面かプログラムが案件を書き込み中のため、保存できませんでした。少し待って、もう一度お試しください。",
    en="Another window or program is writing to the saved cases, so nothing was saved; please wait a moment and try again.",
)
NO_DATABASE = Words(
    ja="案件のファイルが壊れているか、データベースではありません。控えに戻すか、KAMOSHIRENAI_DATABASE_URL で別の場所を指定してください。",
    en="The file of saved cases is damaged or no database; please put a backup in its place, or name another with KAMOSHIRENAI_DATABASE_URL.",
)
NOT_OURS = Words(
    ja="指定されたデータベースには、ほかのプログラムの表が入っています。kamoshirenai 専用のデータベースを用意してください。",
    en="This database holds another program's tables; please give kamoshirenai a database of its own.",
)
TOO_NEW = Words(
    ja="保存された案件は、新しい版の kamoshirenai で書かれています。kamoshirenai を更新してください。",
    en="The saved cases were written by a newer kamoshirenai; please update kamoshirenai.",
)
FAILED = Words(
    ja="データベースでエラーが起き、保存も読み出しもできませんでした。kamoshirenai doctor で状態を確かめてください。",
    en="The database reported an error and nothing was saved or read; please look at what kamoshirenai doctor says.",
)
NOT_TIDY = Words(
    ja="案件は削除しましたが、ほかの画面が使用中のため、ファイルに残った跡を消せませんでした。ほかの画面を閉じて、もう一度削除してください。",
    en="The case is deleted, but another window is using the file, so its traces could not be wiped; please close the others and delete again.",
)
NO_EXPORT = Words(
    ja="このファイルは kamoshirenai の書き出しではないか、途中で切れています。何も読み込みませんでした。書き出し直してください。",
    en="This file is no export of kamoshirenai, or is cut short; nothing was imported. Please export again.",
)
SAME_CASE = Words(
    ja="同じ案件どうしは統合できません。別の案件を選んでください。",
    en="A case cannot be merged with itself; please choose another.",
)
MERGED = Words(
    ja="この案件は別の案件に統合されています。統合を取り消してから削除するか、統合先の案件を削除してください。",
    en="This case was merged into another one; please undo the merging first, or delete the case it went into.",
)
