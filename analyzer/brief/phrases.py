"""The fixed sentences of a brief, in both languages. What depends on the case comes in through names, profile and quotes only."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.brief.naming import BLANK, Names
from analyzer.case import Profile
from analyzer.rules.situation import Situation
from analyzer.words import Language, Words

NO_BRIEF = Words(
    ja="今の次の一手には、自分の上司に頼むことがありません。上司同士の引き合わせの話が出たら、ここに依頼文を用意します。",
    en="None of the next moves needs your own manager. Once an introduction of the managers is in play, the brief appears here.",
)


@dataclass(frozen=True)
class Phrases:
    """The sentences for one brief."""

    language: Language
    names: Names
    profile: Profile

    def _say(self, ja: str, en: str) -> str:
        return ja if self.language == "ja" else en

    @property
    def _me(self) -> str:
        return self.profile.name.strip() or self._say("私", "I")

    def attendance_title(self) -> str:
        """The title of a request to come along."""
        return self._say(
            f"同行のお願い({self.names.contact}、{self.names.boss})",
            f"Visit to {self.names.contact}: what I would ask of you",
        )

    def introduction_title(self) -> str:
        """The title of a request for an introduction."""
        return self._say(f"引き合わせのお願い({self.names.contact})", f"Introduction via {self.names.contact}")

    def goal(self, result: str) -> str:
        """What has happened by the end of the meeting."""
        return self._say(
            f"面談が終わるまでに、{self.names.boss}から{result}こと。",
            f"By the end of the meeting {self.names.boss} {result}.",
        )

    def introduction_goal(self) -> str:
        """What has come back from the customer."""
        return self._say(
            f"{self.names.contact}から、{self.names.boss}を交えたご挨拶の日程か条件が返ってくること。",
            f"{self.names.contact} comes back with a date, or a condition, for a short meeting that includes {self.names.boss}.",
        )

    def why_manager(self) -> str:
        """Why the manager and not the rep: from the profile, otherwise a blank."""
        rank, strengths = self.profile.manager_rank.strip(), self.profile.manager_strengths.strip()
        reasons = []
        if rank:
            reasons.append(
                self._say(
                    f"{rank}の立場なら、近い目線で話していただけるため",
                    f"as {rank} you speak as an equal",
                )
            )
        if strengths:
            reasons.append(
                self._say(f"私にはない強み({strengths})をお持ちのため", f"you have what I lack: {strengths}")
            )
        if not reasons:
            return self._say(
                f"私ではなくお願いする理由: {BLANK}(同格の立場、似たご経験など)",
                f"Why you rather than me: {BLANK} (equal rank, a similar experience)",
            )
        joined = self._say("。また、", "; and ").join(reasons)
        return self._say(f"{joined}です。", f"{joined[0].upper()}{joined[1:]}.")

    def flow(self) -> tuple[str, ...]:
        """Who leads."""
        return (
            self._say(
                f"進行は{self._me}が務めます。", f"{'I lead' if self._me == 'I' else self._me + ' leads'} the meeting."
            ),
        )

    def introduction_asks(self, *, open_answer: bool) -> tuple[tuple[str, tuple[str, str, str, str]], ...]:
        """What the manager is asked before there is a meeting: (id, (verb, moment, what, result))."""
        contact, boss = self.names.contact, self.names.boss
        if open_answer:
            dates = self._say(
                "{contact}のお返事が届くまで、候補の日を二つ空けたままにする",
                "keep two possible dates free until {contact} has answered",
            )
        else:
            dates = self._say(
                "{contact}に持ちかける前に、短いご挨拶に伺える日を二つ決める",
                "settle on two dates for a short visit before I raise it with {contact}",
            )
        return (
            ("hold_dates", (
                self._say("空ける", "keep free"),
                self._say("このメモを読んだらすぐ", "on reading this"),
                dates.replace("{contact}", contact),
                self._say(f"{boss}へお伝えできる候補日が二つ手元にある", f"there are two dates I can offer {boss}"),
            )),
            ("say_thanks", (
                self._say("お礼を述べる", "thank"),
                self._say("ご挨拶の最初の5分", "in the first five minutes of that visit"),
                self._say(f"{boss}の前で、{contact}のこれまでのお力添えへのお礼を一度だけ述べる", f"thank {contact} once, in front of {boss}, for what they have done so far"),
                self._say(f"{boss}が{contact}の話に耳を向ける", f"{boss} turns to {contact}"),
            )),
        )  # fmt: skip

    def introduction_flow(self, *, open_answer: bool) -> tuple[str, ...]:
        """Who asks and who waits."""
        if open_answer:
            return (
                self._say(
                    f"お返事を待つのも伺うのも{self._me}が受け持ちます。",
                    f"Waiting and following up is with {'me' if self._me == 'I' else self._me}.",
                ),
            )
        return (
            self._say(
                f"{self.names.contact}への打診は{self._me}が行います。",
                f"{'I raise' if self._me == 'I' else self._me + ' raises'} it with {self.names.contact}.",
            ),
        )

    def left_out(self) -> tuple[tuple[str, str], ...]:
        """What was left out on purpose: (what, why)."""
        return (
            (self._say("これまでの面談の全記録と製品の説明", "the full record of meetings and the product"), self._say("お願いの実行には要らないため(必要ならお渡しします)", "not needed for what you are asked to do; yours if you want it")),
            (self._say(f"{self.names.contact}の社内での立場についての見立て", f"my view of {self.names.contact}'s standing inside"), self._say("推測であり、その場の言葉に出ると失礼になるため", "it is a guess, and would hurt if it showed in the room")),
        )  # fmt: skip

    def not_to_say(self, situation: Situation) -> tuple[str, ...]:
        """What must not be said, as the situation calls for it."""
        contact, _boss = self.names.contact, self.names.boss
        lines = [self._say(f"{contact}の頭越しに話を決めること", f"nothing settled over {contact}'s head")]
        lines.append(self._say(f"{contact}の説明をその場で訂正すること", f"no correcting {contact} in the room"))
        seen = {signal.id for signal in situation.signals}
        if seen & {"asks_only_price", "key_fact_not_given"}:
            lines.append(self._say("値引きや金額の見込み", "no discounts, no figures off the cuff"))
        if situation.value("outside_cause") == "true":
            lines.append(self._say("止まっている事情を急かす言葉", "no pressing on what holds things up on their side"))
        if seen & {"ignored_or_blocked"}:
            lines.append(self._say("社内で資料がどう扱われてきたか", "nothing on how the papers were treated"))
        return tuple(lines)

    def pride(self) -> str:
        """How the contact's standing is kept."""
        return self._say(
            f"議題は事前に{self.names.contact}へお伝えしておきます。",
            f"{self.names.contact} hears the agenda beforehand.",
        )

    def fallback(self) -> str:
        """What to settle for."""
        return self._say(
            "次回の日程だけ決めて終えます。",
            "We only fix the next date.",
        )

    def introduction_fallback(self) -> str:
        """What to do where the answer is no."""
        return self._say(
            f"お断りや、はぐらかすお返事だったときは深追いせず、{self.names.contact}との関係を保ったまま別の道を考えます。",
            "If the answer is no, we do not press; I look for another way.",
        )

    def about(self, aspect: str) -> str:
        """What a background line is about."""
        table = {
            "information": Words(ja="お礼の中身になる事実", en="what there is to thank for"),
            "introduction": Words(ja="打診の今の状況", en="where the request stands"),
            "authority": Words(
                ja="お引き合わせをお願いする理由(その場では触れません)",
                en="why an introduction would help (not for the room)",
            ),
        }
        return table[aspect].in_(self.language)

    def blank_label(self, name: str) -> str:
        """What the rep is asked to fill in."""
        table = {
            "date": Words(ja="面談の日時", en="Date and time"),
            "place": Words(ja="場所", en="Place"),
            "boss": Words(ja="先方の上司の方のお名前", en="The name of the contact's manager"),
            "manager": Words(ja="自分の上司の名前", en="Your manager's name"),
            "why_manager": Words(ja="上司にお願いする理由(同格、経験など)", en="Why your manager and not you"),
        }
        return table[name].in_(self.language)
