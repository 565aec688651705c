"""Tell the encoding of a text file: what Japanese tools really write, tried strictly, before any guessing."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_ISO_2022_JP = re.compile(rb"\x1b\$[@B]|\x1b\(I")
_SHIFT = re.compile(rb"\x1b(\$[@B]|\([BJI])")
_HALF_KANA = re.compile("[ｦ-ﾟ]")
_HIRAGANA = re.compile("[ぁ-ん]")
_STRANGE = re.compile("･[ｱ-ﾟ]･|[ｦ-ﾟ][\u4e00-\u9fff][ｦ-ﾟ]|[｡｢｣､･][ｦ-ﾟ][｡｢｣､･]")
"""Half-width kana between which Japanese letters or marks come and go, as nobody writes."""
_BROKEN_UTF8 = re.compile(rb"\xe2\x80[\x80-\xbf]|\xc3[\x80-\xbf]|[\xe3-\xe9][\x80-\xbf]{2}")


def decode(data: bytes) -> str | None:
    """The text of a file, or ``None`` where its encoding cannot be told or it is no text.

    UTF-8 and UTF-16 by their marks; ISO-2022-JP by its escapes; then UTF-8, CP932 and EUC-JP strictly, UTF-16 without a mark and Western
    European text. charset-normalizer is wrong on short CP932 texts and on half-width kana, so nothing is left to it.
    """
    encoding = tell(data)
    if encoding is None:
        return None
    return decode_iso2022jp(data) if encoding == "iso-2022-jp" else data.decode(encoding)


def tell(data: bytes) -> str | None:
    """The name of the encoding that the data strictly is in, ``iso-2022-jp`` with the vendors' letters (㈱, ①) among them."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding if _strictly(data, encoding) is not None else None
    if _ISO_2022_JP.search(data) and decode_iso2022jp(data) is not None:
        return "iso-2022-jp"
    for told in filter(None, ("utf-8", _japanese(data))):
        text = _strictly(data, told)
        if text is not None and _is_text(text):
            return told
    return _unmarked_utf16(data) or _western(data)


def encoding_of(chunks: Iterable[bytes], sample: bytes) -> str | None:
    """The encoding of a file too large to hold: told from its beginning, then proved on every chunk."""
    told = tell(sample[: sample.rfind(b"\n") + 1] or sample)
    candidates = {told: "", "utf-8": "", "cp932": "", "euc_jp": ""} if told != "iso-2022-jp" else {}
    decoders = {name: codecs.getincrementaldecoder(name)("strict") for name in candidates if name}
    for chunk in chunks:
        for name, decoder in list(decoders.items()):
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                del decoders[name]
    return next(iter(decoders), None) if told else None


def decode_iso2022jp(data: bytes) -> str | None:
    """ISO-2022-JP as mailers write it: ㈱ and ① are outside the standard and become � elsewhere; as Shift_JIS, CP932 knows them."""
    pieces = _SHIFT.split(data)
    text = [_strictly(pieces[0], "ascii")]
    for shift, words in zip(pieces[1::2], pieces[2::2], strict=True):
        if shift.startswith(b"$"):
            text.append(_double_bytes(words))
        elif shift == b"(I":
            text.append(_strictly(bytes(byte | 0x80 if byte > 0x20 else byte for byte in words), "cp932"))
        else:
            text.append(_strictly(words, "ascii"))
    return None if None in text else "".join(filter(None, text))


def _double_bytes(words: bytes) -> str | None:
    """JIS X 0208 pairs, moved to where Shift_JIS has them; line ends may stand between."""
    moved, place = bytearray(), 0
    while place < len(words):
        high = words[place]
        if high <= 0x20:
            moved.append(high)
            place += 1
            continue
        low = words[place + 1] if place + 1 < len(words) else 0
        if not (high <= 0x7E and 0x21 <= low <= 0x7E):
            return None
        lead = (high + 1) // 2 + (0x70 if high < 0x5F else 0xB0)
        trail = low + 0x7E if high % 2 == 0 else low + 0x1F + (low >= 0x60)
        moved += bytes((lead, trail))
        place += 2
    return _strictly(bytes(moved), "cp932")


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _japanese(data: bytes) -> str | None:
    """CP932 or EUC-JP: the one that is text; where both are, the one that reads more like words.

    EUC-JP read as CP932 is strewn with half-width kana and has no hiragana; half-width kana read as EUC-JP are rare characters in a row.
    """
    read = {
        name: text for name in ("cp932", "euc_jp") if (text := _strictly(data, name)) is not None and _is_text(text)
    }
    if len(read) < 2:
        return next(iter(read), None)
    shift, euc = read["cp932"], read["euc_jp"]
    hiragana = len(_HIRAGANA.findall(euc)) - len(_HIRAGANA.findall(shift))
    if hiragana > 0:
        return "euc_jp" if 3 * len(_HALF_KANA.findall(shift)) > len(euc) // 2 else "cp932"
    strange = len(_STRANGE.findall(shift))
    return "euc_jp" if strange and not _STRANGE.search(euc) and not _HIRAGANA.search(shift) else "cp932"


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark, told by the bytes that its kana, line ends and Latin letters have in common."""
    if len(data) % 2:
        return None
    second, first = (sum(half.count(byte) for byte in (0x00, 0x30)) for half in (data[1::2], data[::2]))
    encoding = "utf-16-le" if second > first else "utf-16-be"
    if max(second, first) * 10 < len(data) and b"\x00" not in data:
        return None
    text = _strictly(data, encoding)
    usual = (
        0 if text is None else sum(char.isascii() or "\u3000" <= char <= "\u9fff" or char > "\uff00" for char in text)
    )
    return encoding if text and _is_text(text) and usual >= 0.9 * len(text) else None


def _western(data: bytes) -> str | None:
    """Mostly ASCII with a few accents: Windows-1252, unless it is UTF-8 that got damaged."""
    accents = sum(byte > 0x7F for byte in data)
    text = _strictly(data, "cp1252")
    if text is None or not _is_text(text) or accents * 7 > len(data) or _BROKEN_UTF8.search(data):
        return None
    return "cp1252"


def _is_text(text: str) -> bool:
    """Text has hardly any control characters or private-use letters."""
    strange = sum(
        (char < " " and char not in "\t\n\r\f") or "\ue000" <= char <= "\uf8ff" or char == "\x7f" for char in text
    )
    return strange <= len(text) // 500
