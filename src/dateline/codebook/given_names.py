"""Given names and the gender they mostly have."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from dateline.codebook.loader import expect, read_data


@cache
def given_names() -> Mapping[str, str]:
    """Lower-case given names without accents to "m" or "f".

    Raises:
        CodebookError: a name is listed under both.
    """
    data = read_data("given_names")
    expect(isinstance(data, dict) and set(data) == {"m", "f"}, "given_names", "expected the lists m and f")
    men, women = set(data["m"].split()), set(data["f"].split())
    expect(not men & women, "given_names", f"listed under both: {sorted(men & women)}")
    return MappingProxyType({**dict.fromkeys(sorted(men), "m"), **dict.fromkeys(sorted(women), "f")})
