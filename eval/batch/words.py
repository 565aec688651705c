"""The words of the team's page, in both languages."""

from __future__ import annotations

from analyzer.words import Words


def _words(ja: str, en: str) -> Words:
    return Words(ja=ja, en=en)


TEAM = {
    "title": _words("チームの案件", "The team's deals"),
    "cases": _words("案件", "deals"),
    "stalled": _words("止まっている", "stalled"),
    "moving": _words("動いている", "moving"),
    "accepted": _words("引き合わせ了承", "introduction accepted"),
    "declined": _words("引き合わせお断り", "introduction declined"),
    "briefs": _words("ブリーフが要る", "briefs due"),
    "unreadable": _words("読めなかったもの", "unreadable"),
    "caution": _words(
        "「かもしれない」を確かめるための一覧です。人の評価ではありません。書かれたことだけから読んでいます。",
        "A list for finding out what may be, not a judgement of people. Only what is written was read.",
    ),
    "map": _words("2×2の地図", "The 2×2 map"),
    "map_note": _words(
        "数字は全案件、点は手を打つべき上位500件(色つきは停滞)。点に触れると案件名が出ます。",
        "Numbers count all deals; dots are the 500 that most need a move (filled: stalled). Point at a dot for its name.",
    ),
    "strong": _words("影響力が強い", "strong"),
    "weak": _words("弱い", "weak"),
    "sufficient": _words("情報は十分", "informed"),
    "insufficient": _words("情報は不足", "not informed"),
    "unplaced": _words("どちらかの軸が不明", "an axis unknown"),
    "first_of_all": _words("まず動くならこの案件", "Move on these first"),
    "most": _words("いま手を打つべき案件(上位500件)", "Deals that most need a move (the first 500)"),
    "customer_deal": _words("顧客・案件", "customer, deal"),
    "because": _words("言い方・かもしれない・根拠", "wording, hypotheses, quotes"),
    "most_note": _words(
        "点数: 停滞4、引き合わせの了承・お断り3、②③2、④1、返事待ち・動き不明1、先方が動いている・外の理由は−2。同点なら最後のメモが古い順。",
        "Points: stalled 4; introduction accepted or declined 3; ② ③ 2; ④ 1; introduction open or momentum unknown 1; moving or an outside cause −2. Between equals the older last note first.",
    ),
    "search": _words("絞り込み(担当、顧客、言葉)", "Search (rep, customer, words)"),
    "shown": _words("件を表示", "shown"),
    "need": _words("点", "points"),
    "why": _words("理由", "why"),
    "rep": _words("担当", "rep"),
    "customer": _words("顧客", "customer"),
    "deal": _words("案件名", "deal"),
    "contact": _words("相手", "contact"),
    "last": _words("最後のメモ", "last note"),
    "quadrant": _words("象限", "quadrant"),
    "move": _words("最初の一手", "first move"),
    "by_rep": _words("担当別", "By rep"),
    "by_customer": _words("顧客別(点数の多い200社まで)", "By customer (the 200 with most points)"),
    "briefs_due": _words("上司へのブリーフが要る案件(上位500件)", "Briefs due (the first 500)"),
    "goal": _words("ブリーフの目的", "goal of the brief"),
    "since": _words("前回からの変化", "What changed since"),
    "changed": _words("変わった案件", "changed"),
    "new": _words("新しい案件", "new"),
    "gone": _words("なくなった案件", "gone"),
    "before": _words("前回", "before"),
    "now": _words("今回", "now"),
    "momentum": _words("動き", "momentum"),
    "introduction": _words("引き合わせ", "introduction"),
    "first_move": _words("最初の一手", "first move"),
    "source": _words("ファイル", "file"),
    "reason": _words("理由", "reason"),
    "nobody": _words("(記入なし)", "(not given)"),
}
