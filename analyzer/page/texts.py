"""Every text of the page in both languages, as data. Names of values and quadrants come from ``rules.explain``."""

from __future__ import annotations

from analyzer.page.texts_cases import CASE_TEXTS
from analyzer.page.texts_parts import PART_TEXTS
from analyzer.words import Language, Words

_TEXTS: dict[str, tuple[str, str]] = {
    "title": ("かもしれない", "Kamoshirenai"),
    "page_title": ("かもしれない – 商談メモの見立て", "Kamoshirenai – sales notes, read"),
    "lead": (
        "商談の議事録を貼ると、お客様が動かない理由の「かもしれない」、次の一手と言い方、上司への頼み方が、議事録の言葉を根拠に出てきます。",
        (
            "Paste your meeting notes: see why the customer may not be moving, what to do next and how to say it, and what to ask of your "
            "manager, each tied to the words in your notes."
        ),
    ),
    "language": ("言語 / Language", "言語 / Language"),
    # the input
    "notes": ("議事録・メモ", "Meeting notes"),
    "notes_placeholder": (
        "日報、メール、チャット、CRM のメモをそのまま貼り付けてください。\n例: 4/16 河合様と8回目。質問ももう出ないが、稟議が二度差し戻された…",
        (
            "Paste what you typed: a diary entry, a mail, a chat, a CRM note.\nFor example: 8th meeting with Dana. No questions left, but her "
            "request came back twice…"
        ),
    ),
    "files": ("ファイルから読む(Word・PDF・字幕・メール・CSV など)", "Read files (Word, PDF, subtitles, mail, CSV …)"),
    "files_help": (
        "選んだら「見立てる」を押してください。複数のファイルは一つの案件の議事録として、日付順(日付がなければ並んだ順)に読みます。欄の文は、日付がなければ最後の一件になります。",
        (
            "Choose, then press Analyze. Several files are read as the notes of one case, by their dates (without dates: in the order "
            "shown); text in the box without a date counts as the latest note."
        ),
    ),
    "analyze": ("見立てる", "Analyze"),
    "reading_now": ("読み取っています…", "Reading…"),
    "engine_offline": (
        "内蔵エンジンがこの端末の中だけで読み取ります。外には何も送りません。",
        "The embedded engine reads on this machine only. Nothing leaves it.",
    ),
    "engine_model": (
        "設定では言語モデル({model})が読み取ります。送り先: {where}",
        "By your settings a language model ({model}) reads. Sent to: {where}",
    ),
    "try_sample": ("まずは例で試す", "Try it with an example"),
    "sample_introduction": ("③ 上司同士の顔合わせが決まった", "③ The managers are to meet"),
    "sample_precedent": ("① 決められるのに決めない", "① Could decide, does not"),
    "sample_new_contact": ("④ 引き継いだばかりの窓口", "④ New in the job"),
    "my_name": ("自分の名前", "Your name"),
    "my_company": ("会社名", "Your company"),
    "manager_name": ("上司の名前", "Your manager's name"),
    "manager_rank": ("上司の役職", "Your manager's title"),
    "manager_strengths": ("上司の強み・経験", "Your manager's strengths"),
    # the headline and the sections
    "headline": ("{who}は {quadrant}。", "{who}: {quadrant}."),
    "headline_open": (
        "{who}の象限はまだ決めません({axes}が不明)。",
        "{who}: no quadrant yet ({axes} still open).",
    ),
    "headline_outside": (
        "{who}が動かない理由は、ご本人の外にありそうです。",
        "{who}: the cause seems to lie outside this person.",
    ),
    "nobody": ("相手(名前は読み取れず)", "The contact (no name found)"),
    "first_move": ("最初の一手", "First move"),
    "first_question": ("まず確かめること", "First, find out"),
    "closest": ("いちばん近い「かもしれない」", "Most likely"),
    "jump": ("結果の中を移動", "Jump to"),
    "findings": ("見立て", "Findings"),
    "hypotheses": ("動かない理由の「かもしれない」", "Why they may not be moving"),
    "moves": ("次の一手", "Next moves"),
    "questions": ("次の面談で確かめること", "What to find out next"),
    "brief": ("上司へのブリーフ", "Brief to your manager"),
    "note": ("議事録と根拠", "The notes and the evidence"),
    # findings
    "contact": ("相手", "Contact"),
    "no_contact": ("議事録から名前を読み取れませんでした。", "No name could be read from the notes."),
    "correct": ("{aspect}を直す", "Correct: {aspect}"),
    "correct_hint": (
        "違っていれば選び直してください。下もすぐに変わります。",
        "Wrong? Choose another value; everything follows at once.",
    ),
    "corrected": ("あなたの修正", "Your correction"),
    "engine_said": ("読み取りは「{value}」でした。", "The engine had read: {value}."),
    "take_back": ("修正を取り消す", "Take back"),
    "unchecked": ("要確認", "To be checked"),
    "confirm": ("このとおり", "Yes, that is right"),
    "sure_high": ("確か", "clear"),
    "sure_middle": ("おそらく", "likely"),
    "sure_low": ("あいまい", "unsure"),
    "sureness": ("確からしさ", "How sure"),
    "more_quotes": ("ほかの根拠({count})", "More evidence ({count})"),
    "to_note": ("議事録のその場所へ", "Show in the notes"),
    # map
    "map": ("2×2の地図", "2×2 map"),
    "axis_up": ("権限・影響力", "Authority and influence"),
    "axis_right": ("情報量", "Information"),
    "up_high": ("強い", "strong"),
    "up_low": ("弱い", "weak"),
    "right_low": ("不十分", "insufficient"),
    "right_high": ("十分", "sufficient"),
    "here": ("{who}はここ: {quadrant}", "{who} is here: {quadrant}"),
    "somewhere": ("{who}はこのどれか: {quadrants}", "{who} is one of: {quadrants}"),
    # hypotheses
    "supported": ("裏づけあり", "supported"),
    "open": ("未確認", "open"),
    "weakened": ("弱まった", "weakened"),
    "for": ("裏づけ", "For"),
    "against": ("反する", "Against"),
    "told_apart": ("見分け方", "How to tell"),
    "article": ("元の記事より", "from the article"),
    "extension": ("独自の補足", "our extension"),
    "source": ("出どころ", "Source"),
    "no_hypotheses": (
        "いま挙げる「かもしれない」はありません。",
        "No hypothesis to press right now.",
    ),
    "held_back": ("控えている「かもしれない」({count})", "Held back for now ({count})"),
    "held_more": ("ほかにも考えられるもの", "Also possible"),
    "held_if_it_stalls": ("止まったときに考えるもの", "If it stalls"),
    "held_could_become": ("軸が定まれば候補になるもの", "Could apply once the open axis is known"),
    "held_outside_cause": ("外の理由が片づいてから考えるもの", "After the outside cause is settled"),
    # moves
    "what": ("すること", "What to do"),
    "wording": ("言い方(右上のボタンでコピー)", "Wording (copy with the button at the top right)"),
    "reactions": ("反応の読み方", "Reading the reaction"),
    "sign": ("こう返ってきたら", "If they…"),
    "means": ("意味すること", "It means"),
    "then": ("次にすること", "Then"),
    "caution": ("気をつけること", "Mind"),
    "no_moves": ("いま勧める一手はありません。", "No move to advise right now."),
    "why": ("なぜ?", "Why?"),
    "why_ask": ("理由", "Why"),
    # brief
    "no_brief": ("まだブリーフはありません", "No brief yet"),
    "blanks": ("空欄を埋める", "Fill in the blanks"),
    "blanks_help": (
        "入力すると文面と書き出しにすぐ入ります。",
        "What you type goes into the text and the downloads at once.",
    ),
    "mail": ("メールの下書き", "Mail draft"),
    "docx": ("Word で保存", "Word file"),
    "markdown": ("Markdown で保存", "Markdown file"),
    "copy": ("コピー用の文面", "Text to copy"),
    "take_away": ("書き出し", "Take it with you"),
    # note
    "legend": ("印の意味", "Legend"),
    "legend_hypothesis": ("「かもしれない」の根拠", "hypothesis evidence"),
    "note_number": ("議事録 {number}", "Note {number}"),
    "pasted": ("貼り付け", "pasted"),
    "no_marks": ("根拠として使った言葉はありません。", "No words were used as evidence."),
    # bad input
    "nothing": (
        "議事録が空です。本文を貼り付けるか、ファイルを選んでください。",
        "There are no notes yet. Paste some text or choose a file.",
    ),
    "file_refused": (
        "赤いファイルは読めません。.txt .md .docx .pdf .vtt .srt .eml .csv .xlsx で、10MBまでにしてください。",
        "Files in red cannot be read: please use .txt, .md, .docx, .pdf, .vtt, .srt, .eml, .csv or .xlsx of up to 10 MB.",
    ),
    "failed": (
        "読み取りの途中で問題が起きました。文はそのまま残っています。もう一度お試しください。",
        "Something went wrong while reading. Your text is still there; please try again.",
    ),
}

TEXTS: dict[str, Words] = {name: Words(ja=ja, en=en) for name, (ja, en) in (_TEXTS | CASE_TEXTS | PART_TEXTS).items()}

ASPECT_MARKS: dict[str, Words] = {
    "authority": Words(ja="権", en="A"),
    "information": Words(ja="情", en="I"),
    "momentum": Words(ja="勢", en="M"),
    "introduction": Words(ja="紹", en="B"),
    "outside_cause": Words(ja="外", en="O"),
    "hypothesis": Words(ja="か", en="H"),
    "signal": Words(ja="兆", en="S"),
}
"""The letter that tells a highlight's kind without colour."""

STREAMLIT_IN_JAPANESE = {
    "browse": "ファイルを選ぶ",
    "limit": "1件10MBまで・.txt .md .docx .pdf .vtt .srt .eml .csv .xlsx",
    "submit": "Ctrl+Enter で見立てる",
    "apply": "Ctrl+Enter で点検に反映",
}
"""Japanese for what Streamlit says in English only; the style puts it in its place."""


def filled(name: str, /, **slots: object) -> Words:
    """A text of the page in both languages, its slots filled."""
    return Words(ja=say(name, "ja", **slots), en=say(name, "en", **slots))


def say(name: str, language: Language, /, **slots: object) -> str:
    """A text of the page in the given language, its slots filled; the slots' words are taken as they are."""
    text = TEXTS[name].in_(language)
    for slot, words in slots.items():
        text = text.replace(f"{{{slot}}}", str(words))
    return text
