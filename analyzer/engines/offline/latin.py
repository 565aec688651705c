"""Names in Latin letters, in English notes and in Japanese ones (Ngさん, Müller部長, CHEN様)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analyzer.engines.offline.name_lists import english_kind, is_english_word
from analyzer.engines.offline.names import RANK
from analyzer.engines.offline.segments import INITIALS

LATIN = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
"""The letters of names in Latin script, as a regular expression's class has them (Nguyễn, Łoś)."""
BLANKS = " \u00a0\u3000"
"""What may part the names of a full name."""
_LETTERS = [char for char in map(chr, (*range(0xAA), *range(0xC0, 0x250), *range(0x1E00, 0x1F00))) if char.isalpha()]
_UPPER = "".join(char for char in _LETTERS if char.isupper())
_LOWER = "".join(char for char in _LETTERS if char.islower())
# Bounded and without a way back, so that a long word of an untrusted note costs no square.
LATIN_NAME = rf"(?:(?:al|el|bin|ben|abu)-)?[{_UPPER}](?=[{LATIN}'’\-]{{0,30}}[{_LOWER}])[{LATIN}'’\-]{{1,30}}+"
"""One name of a person, with a small letter in it."""
_PARTICLE = r"(?:van|de|der|den|von|da|di|al|el|bin)"
_FULL_NAME = re.compile(
    rf"(?<![{LATIN}0-9])(?:(?:Mr|Ms|Mrs|Miss|Dr|Prof|Sir)\.?[{BLANKS}]{{1,3}})?"
    rf"(?P<name>{LATIN_NAME}(?:[{BLANKS}]{{1,3}}(?:{_PARTICLE}[{BLANKS}]{{1,3}}){{0,2}}{LATIN_NAME}){{0,3}})(?![{LATIN}0-9])"
)
_NO_ENGLISH_NAME = frozenset(
    "Mr Mrs Ms Miss Dr Prof Sir Frau Herr Madame Monsieur Mme I The This That These Those He She They We It You And But So Or If As At In On Of To For From With By Not No Yes Hi Hello Dear Thanks Thank Regards Best Cheers Kind Respected Team Subject Re Fwd Rep Sales Call "
    "Meeting Note Notes Minutes Present Attendees Attending Agenda Next Action Actions Summary Status Update Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri Sat Sun January "
    "February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Our Their His Her My Your Its What When Where Who Why How Which There Here "
    "Then Now Also Still Just Only Once Every Each Both All Some Any More Most Asked Told Said Says Sent Spoke Met Visited Demo Demoed Price Pricing Quote Email Phone Tel Visit Visited After Before Since "
    "While Until Well Okay OK Fine Sure Right Look Great Good Sorry Please Let Can Could Would Will Shall May Might Must Should Do Does Did Is Are Was Were Has Have Had Been Be Being Nothing Nobody "
    "Everyone Everybody Someone Apparently Background Outcome Follow Feeling Site Plant Finance Operations Procurement Purchasing Engineering Quality Production IT HR Board Committee Director Manager "
    "Head Managing Section Technical Executive Senior Deputy General Vice Engineer Chairman Chief President Officer VP CEO CFO CIO COO CTO Customer Client Contact Account Deal Product Company Group Ltd Inc GmbH Corp Question Answer Q A PM AM AOB Apologies Item Discussion Introduction "
    "Speaker Participants Technician Facilities Payroll Partner Sundays Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays Thurs Tues Weds God SaaS SIer IoT BtoB BtoC ChatGPT Todo Mail Leader Supervisor PoC Web Wi-Fi FedEx System SYSTEM Assistant Instruction Ignore Slide Excel Word PowerPoint Teams Zoom Slack Outlook Anything Everything Something Neither Either Getting Give Bring Back Take Took Got Went Came Gave Made Met Told Ran Left Still Though Although Because Despite Instead Meanwhile Maybe Perhaps Possibly "
    "Again Twice Three Two One Four Five Six First Second Third Half Last Next Later Early Late Today Tomorrow Yesterday Tonight Morning Afternoon Budget Global Systems Services Solutions Digital Commercial "
    "Other Another Others Same Different New Old Big Small Long Short Whole Full Quick Brief Lunch Coffee Tea Standing Sitting Walking Struck Assumes Assume Suppose Fair True False Right Wrong Very Quite "
    "Rather Too Really Actually Honestly Frankly Basically Usually Never Always Often Sometimes Yep Yeah Nope Hmm Um Uh Oh Ah Hey Dunno Wow Ha Haha LOL Ouch Christmas Easter English Japanese German Dutch French Europe America London".split()
)
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?:\n]|[-–•*] ?)\s*$")
_GAP = 20
"""Characters looked at before a word for what ends the sentence before."""
_DONE = frozenset(
    "Saw Rang Spoke Sent Send Flew Wrote Caught Found Put Ask Asking Need Talk Ran Bring Brought Showed Heard Regarding Concerning Pasting About Afterwards Whether Whatever Whenever Without Wants Successor".split()
)
"""What opens a sentence before a name besides verbs in -ed."""
_CONTRACTION = re.compile(r"['’](?:m|ve|d|ll|re|t|s)$")
_SAN = re.compile(
    r"(?:-(?:san|sama|kun|chan|dono|sensei|sen-?mu|jo-?mu|shu-?nin|(?:fuku-?)?(?:sha|kai|hon-?bu|jigyōbu|bu|ji|ka|kakari|shitsu|sho|ten|shiten|han|jimu|kōjō|kojo|in|en|kō)-?(?:cho|chō|chou))-*|['’]s)$"
)
"""What is said behind a Japanese name in English notes, and whose."""
_ROLES = "AI|API|BI|CAD|CEO|CFO|CHRO|CIO|CISO|CMO|COO|CRM|CTO|DX|EC|EDI|EHS|ERP|ESG|EV|HR|ICT|ICU|IE|IOT|IR|ISO|IT|NPO|OA|OEM|OPE|PA|PMO|POS|PTA|QA|RPA|SE|SIER|UI|UX|VE|VIP|VP"
"""What stands in capitals before a title and is no name."""
_SURNAMES = (
    "ADAMS|AHMED|ALI|ANDERSON|BAUER|BECKER|BROWN|CHAN|CHANG|CHEN|CHENG|CHO|CHOI|CHOW|CLARK|CRUZ|DAVIS|EVANS|FERNANDEZ|FISCHER|GARCIA|GUPTA|HALL|HARRIS|HO|HOANG|HOFFMANN|HUANG|HUYNH|IVANOV|JACKSON|JANG"
    "|JOHNSON|JONES|JUNG|KANG|KHAN|KIM|KUMAR|LAM|LE|LEE|LEWIS|LI|LIM|LIN|LIU|LOPEZ|MARTIN|MARTINEZ|MEYER|MILLER|MOORE|MÜLLER|NG|NGUYEN|PARK|PATEL|PEREZ|PHAM|RODRIGUEZ|SANTOS|SATO|SCHMIDT|SCHNEIDER|SHARMA|SILVA"
    "|SINGH|SMITH|SUN|SUZUKI|TAKAHASHI|TAN|TANAKA|TAYLOR|THOMAS|TRAN|VAN|VU|WAGNER|WALKER|WANG|WEBER|WHITE|WILLIAMS|WILSON|WONG|WU|XU|YAMAMOTO|YANG|YOON|YOUNG|YU|ZHANG|ZHAO|ZHOU"
)
"""Surnames that are taken for such in capitals before 様 or さん; other words in capitals there are mostly companies (SONY様)."""
_CAPITALS = re.compile(
    rf"(?<![{LATIN}0-9.&])(?:(?!(?:{_ROLES})(?![A-Z]))(?=[A-Z]*[AEIOUY])[A-Z]{{2,12}}(?=氏(?!名)|{RANK})"
    rf"|(?:{_SURNAMES})(?=[{BLANKS}]?(?:様(?!式)|さん|さま|先生)))"
)
"""A name in capitals alone (CHEN様)."""
_SMALL_BEFORE_SAN = re.compile(
    rf"(?<![{LATIN}0-9@_/'’\-])(?:[a-z]\.)?(?P<name>[a-z]{{3,14}})(?=[{BLANKS}]?(?:さん(?!プル)|様(?!式)|さま|氏(?!名)))"
)
"""A Japanese name as an address has it (inagakiさん, of y.inagaki)."""
_SMALL = re.compile("[a-z]")
_ROMAJI = re.compile(r"(?:(?:[kgnhbpmr]y|s[hy]|ch|ts|[kgsztdnhbpmyrwfj])?[aiueo]|n(?![aiueoy])|([kstp])(?=\1))+")
_NO_PERSONS = frozenset("kintone sansan rakuten docomo mercari yahoo note sama kun san chan dono name".split())
"""Firms, products and words that read as Japanese and are called さん."""
_INITIALS = re.compile(rf"(?<![{LATIN}.]){INITIALS}(?![{LATIN}]|[{BLANKS}][{_UPPER}][{_LOWER}])")
NO_INITIALS = frozenset(
    "HR IT PM AM QA QC PO UK US EU AI IP OK ID TV PR RD MD VP GM BU PC AP AR AC DC CC RE FW HQ FY VC DB UI UX GB MB CV CI NB PS JV EM LA NY EG IE AB "
    "AS AT BE BY DO GO HE IF IN IS ME MY NO OF ON OR SO TO UP WE AN".split()
)
"""Abbreviations and small words that notes write in two capitals."""
_CAPITAL = re.compile(f"[{_UPPER}]")
_COMPANY_WORD = re.compile(
    r"(?:^|\s)(?:Logistics|Foods?|Construction|Manufacturing|Baker(?:y|ies)|Farms?|Poultry|Orchards?|Upholstery|Insurance|Assurance|Tramways|Industries|Trading|Motors?|Bank|College"
    r"|University|Hospitals?|Institute|Council|Brewer(?:y|ies)|Dair(?:y|ies)|Textiles?|Chemicals?|Pharma|Bio|Labs?|Laboratories|Energy|Power|Water|Airlines?|Airways|Airport|Railways?|Shipping|Lines"
    r"|Freight|Transport|Haulage|Couriers|Packaging|Plastics|Metals|Steel|Mills?|Works|Mining|Timber|Paper|Print(?:ing|ers)?|Press|Media|Studios?|Hotels?|Resorts?|Retail|Stores?|Markets?|Holdings"
    r"|Partners|Associates|Consulting|Engineering|Electric(?:al)?|Electronics|Technolog(?:y|ies)|Software|Networks?|Telecom|Housing|Association|Federation|Trust|Foundation|Authority|Ministry|Department"
    r"|Clinic|Pharmacy|Academy|Schools?|Museum|Harbours?|Ports?|Shipyards?|Boatyard|Cement|Glass|Ceramics|Tiles|Furniture|Fashion|Clothing|Cosmetics|Toys|Seeds|Estates?|Vineyards?|Cooperative|Kaisha|Kogyo"
    r"|Bros|Marine|Instruments|Quarr(?:y|ies)|Machinery|Rubber|Optics|Optical|Footwear|Confectionery|Creamer(?:y|ies)|Castings?|Pumps?|Knitwear|Caravans|Ferries|Valves|Cables|Tyres?|Brewing|Fisheries"
    r"|Seafoods?|Hosiery|Leather|Weaving|Brakes|Bearings|Controls|Components|Fittings|Fasteners|Sensors|Robotics|Automation|Aerospace|Aviation|Automotive|Sports|Dental|Medical|Diagnostics|Devices"
    r"|Nurseries|Growers|Produce|Vegetables|Machine Works|Maschinenbau|Werkzeugbau|Senpaku)$"
)
"""How names of companies and institutions end."""


def latin_names_in(text: str) -> Iterable[tuple[int, int]]:
    """Where names in Latin letters stand in a text, as offsets."""
    if _SMALL.search(text):
        for match in _SMALL_BEFORE_SAN.finditer(text):
            if _may_be_romaji(match["name"]):
                yield match.span("name")
    if _CAPITAL.search(text):
        for match in _CAPITALS.finditer(text):
            yield match.span()
        for match in _INITIALS.finditer(text):
            if match[0].replace(".", "") not in NO_INITIALS:
                yield match.span()
        yield from _capitalised_in(text)


def _capitalised_in(text: str) -> Iterable[tuple[int, int]]:
    """Runs of capitalised words without those that are no part of a name ("The", "Monday", "Director")."""
    for match in _FULL_NAME.finditer(text):
        run: list[tuple[int, int]] = []
        for part in re.finditer(r"\S+", match["name"]):
            plain = _SAN.sub("", part[0])
            if plain not in _NO_ENGLISH_NAME and not _CONTRACTION.search(plain):
                begin = match.start("name") + part.start()
                run.append((begin, begin + len(plain)))
            elif run:
                break
        if not run or text.startswith("社", run[-1][1]):  # Helix社
            continue
        if len(run) > 1 and _reports(text, *run[:2]):
            del run[0]
        if not _COMPANY_WORD.search(text[run[0][0] : run[-1][1]]):
            yield run[0][0], run[-1][1]


def _may_be_romaji(word: str) -> bool:
    """Whether a word in small letters reads as a Japanese name or is a given name."""
    if word in _NO_PERSONS or is_english_word(word):
        return False
    return _ROMAJI.fullmatch(word) is not None or "given" in english_kind(word)


def _reports(text: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether what opens a sentence is what a rep did, and what follows it a name (Saw Moira, Suggested Nair)."""
    word, name = text[slice(*first)], text[slice(*second)]
    if word not in _DONE and not (word.endswith("ed") and is_english_word(word) and not english_kind(word)):
        return False
    opens = _OPENS_SENTENCE.search(text, max(0, first[0] - _GAP), first[0]) is not None
    return opens and (bool(english_kind(name)) or not is_english_word(name))


_IN_LATIN = re.compile(rf"[{LATIN}][{LATIN}{BLANKS}'’.\-]*")


def in_latin(name: str) -> bool:
    """Whether a name is written in Latin letters (Torbjørn too), so that family names stand last and words are parted by blanks."""
    return _IN_LATIN.fullmatch(name) is not None


def is_whole_word(name: str) -> str:
    """A pattern that finds a Latin name where it stands as a word of its own, also right before さん or 様."""
    return rf"(?<![{LATIN}]){re.escape(name)}(?![{LATIN}])"
