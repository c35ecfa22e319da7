"""Bytes to text, once and for all: decoded, repaired, normalised. Offsets exist only after this.

Method: byte order mark, then a declared encoding, then UTF-8, then charset-normalizer's best guess; mojibake is
repaired with ftfy (Speer 2019). Quotation marks stay as they are: the analysis tells opening from closing ones.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from dateline.errors import ReadError

SAMPLE_BYTES = 200_000  # enough for a guess at the encoding; the guess is slow on more
_ROUNDS = 4
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Control characters but for line ends and tabs; soft hyphen, zero-width characters, bidirectional controls
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_ODD_SPACE = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SPACES = re.compile(r"\s+")


def decode(data: bytes, encoding: str = "") -> tuple[str, str]:
    """The text in some bytes, and a note ("" where they were clean UTF-8 or as declared).

    Args:
        data: the bytes.
        encoding: the one they are said to be in; found out where empty.

    Raises:
        ReadError: the encoding named does not exist.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.decode(name, "replace"), ""
    if encoding:
        return _decode_as(data, encoding)
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        return _guess(data, error.start)


def _decode_as(data: bytes, encoding: str) -> tuple[str, str]:
    try:
        name = codecs.lookup(encoding).name
        return data.decode(name), ""
    except UnicodeDecodeError as error:
        return _guess(data, error.start)
    except (LookupError, TypeError, ValueError) as error:
        raise ReadError(
            f"there is no encoding {encoding!r}", hint="Name one that Python knows, such as cp1251."
        ) from error


def _guess(data: bytes, bad_byte: int) -> tuple[str, str]:
    """UTF-8 with a few broken bytes stays UTF-8; anything else goes to charset-normalizer."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    good = sum(ch > "\x7f" and ch != "\ufffd" for ch in text[:SAMPLE_BYTES])
    name = "" if good > 4 * broken else guess_encoding(data)
    if name:
        return data.decode(name, "replace"), f"not UTF-8 (byte {bad_byte:,}); read as {name}"
    return text, f"broken UTF-8: {broken:,} bytes could not be read (the first is byte {bad_byte:,})"


def guess_encoding(data: bytes) -> str:
    """charset-normalizer's best guess at an encoding, "" where it has none."""
    from charset_normalizer import from_bytes

    if _is_western(data[:SAMPLE_BYTES]):
        return "cp1252"
    best = from_bytes(data[:SAMPLE_BYTES]).best()
    return best.encoding if best is not None else ""


def _is_western(data: bytes) -> bool:
    """Nearly all ASCII, and the rest can be Windows' Western code page: for English that beats any other guess."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    odd = [ch for ch in text if ch > "\x7f"]
    return len(odd) <= max(8, 0.03 * len(text)) and all(ch.isalpha() or ch in "‘’“”–—…•€£§°«»\xa0\xad" for ch in odd)


def normalise(text: str) -> str:
    r"""The text as it is stored: mojibake repaired, line ends as ``\n``, invisible characters gone, NFC.

    Idempotent; clean text comes back as it is, so that offsets into it stay true. Unusual spaces become plain ones,
    one for one. White space at the end goes.
    """
    for _ in range(_ROUNDS):
        before, text = text, _normalise_once(text)
        if text == before:
            break
    return text


def _normalise_once(text: str) -> str:
    text = _strip_marks(text)
    if not text.isascii() or "&" in text or "\x1b" in text:
        text = _strip_marks(_repair(text))
    return unicodedata.normalize("NFC", text).rstrip()


def _strip_marks(text: str) -> str:
    text = _LINE_END.sub("\n", text)
    return _ODD_SPACE.sub(" ", _INVISIBLE.sub("", text))


def _repair(text: str) -> str:
    import ftfy

    config = ftfy.TextFixerConfig(uncurl_quotes=False, fix_line_breaks=False, explain=False)
    return ftfy.fix_text(text, config)


def one_line(text: str, limit: int = 1_000) -> str:
    """A short field (title, outlet, link) normalised, on one line, cut at `limit` characters."""
    return _SPACES.sub(" ", normalise(text[: 4 * limit])).strip()[:limit]
