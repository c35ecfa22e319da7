"""Is it English? dateline reads no other language, and says so instead of guessing.

Method: py3langid (Lui & Baldwin 2012, Barbaresi 2022) on a sample, held against the share of English function words,
because language identifiers are weak on short texts and on lists of foreign names.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from dateline.errors import LanguageError

SHORT_LETTERS = 60  # below this py3langid is not trusted (it is weak under 50 characters)
SURE = 0.75  # py3langid's own probability
ENGLISH_SHARE = 0.16  # function words in English news: about 0.35; in other European languages under 0.08
_SAMPLE = 3_000
_WORD = re.compile(r"[^\W\d_]+")
_FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        "the of and to in that is was for on with as by at from it its has have had be been are were will would could"
        " should not this which who they their he his she her but or after before over into about against said says"
        " than more also we our you i there these those when what if while",
    )
)
_NAMES = {
    "ar": "Arabic", "be": "Belarusian", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "hu": "Hungarian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian",
    "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sk": "Slovak", "sr": "Serbian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip


def check_english(title: str, text: str) -> None:
    """Return where title and text may well be English.

    Raises:
        LanguageError: they are in another language, which the message names.
    """
    sample = f"{title}\n{_sample(text)}"
    letters = [ch for ch in sample if ch.isalpha()]
    if not letters:
        return
    if _latin_share(letters) < 0.5:
        raise _refusal(_detect(sample)[0])
    if len(letters) < SHORT_LETTERS or _english_share(sample) >= ENGLISH_SHARE:
        return
    language, probability = _detect(sample)
    if language != "en" and probability >= SURE:
        raise _refusal(language)


def _sample(text: str) -> str:
    """The beginning and the middle: a page may begin with a foreign name or end with a foreign notice."""
    middle = len(text) // 2
    return text[:_SAMPLE] if len(text) <= 2 * _SAMPLE else f"{text[:_SAMPLE]}\n{text[middle : middle + _SAMPLE]}"


def _latin_share(letters: list[str]) -> float:
    return sum(ch.isascii() or "LATIN" in unicodedata.name(ch, "") for ch in letters) / len(letters)


def _english_share(sample: str) -> float:
    words = [w.lower() for w in _WORD.findall(sample)]
    return sum(w in _FUNCTION_WORDS for w in words) / len(words) if words else 0.0


def _detect(sample: str) -> tuple[str, float]:
    language, probability = _identifier().classify(sample)
    return str(language), float(probability)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _refusal(code: str) -> LanguageError:
    name = "not English" if code in ("en", "und") else f"in {_NAMES.get(code, f'the language {code!r}')}"
    return LanguageError(f"the text is {name}", hint="dateline reads English only: add an English translation.")
