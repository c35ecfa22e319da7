"""The form place names are compared in, and the hash they are filed under."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import uint64
    from numpy.typing import NDArray

_LETTERS = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th", "ə": "a", "ħ": "h"}
    | dict.fromkeys("'’‘ʻʼʾʿ`´′ʹ“”\"", "")
    | dict.fromkeys("-‐‑–—_/,.", " ")
)
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft", "&": "and"}
_SPACES = re.compile(r"\s+")


def place_key(name: str) -> str:
    """The name without case, accents, apostrophes, dots and hyphens; Saint, Mount and Fort as St, Mt and Ft.

    Idempotent. Empty where nothing is left.
    """
    if name.isascii():
        plain = name.lower()
    else:
        lowered = unicodedata.normalize("NFKD", name).lower()  # capitals may come out of signs, accents out of capitals
        decomposed = unicodedata.normalize("NFKD", lowered)
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    words = _SPACES.split(plain.translate(_LETTERS).strip())
    return " ".join(_SHORT.get(w, w) for w in words)


def key_hashes(keys: Sequence[str]) -> NDArray[uint64]:
    """64-bit hashes of normalised names, the same on every machine (BLAKE2b, little-endian)."""
    import numpy as np

    raw = b"".join(blake2b(k.encode("utf8"), digest_size=8).digest() for k in keys)
    return np.frombuffer(raw, dtype="<u8")
