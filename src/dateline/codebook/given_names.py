"""Given names: the gender they mostly have, and the forms of one name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from dateline.codebook.loader import expect, read_data


@cache
def given_names() -> Mapping[str, str]:
    """Lower-case given names without accents to "m" or "f".

    Raises:
        CodebookError: a name is listed under both.
    """
    data = _data()
    men, women = set(data["m"].split()), set(data["f"].split())
    expect(not men & women, "given_names", f"listed under both: {sorted(men & women)}")
    return MappingProxyType({**dict.fromkeys(sorted(men), "m"), **dict.fromkeys(sorted(women), "f")})


@cache
def name_forms() -> Mapping[str, frozenset[str]]:
    """Lower-case given names to all names that may be the same one: "joe" to "joe", "joey" and "joseph".

    Raises:
        CodebookError: a row holds one name only.
    """
    found: dict[str, frozenset[str]] = {}
    for row in _data()["forms"]:
        names = frozenset(str(row).split())
        expect(len(names) > 1, "given_names", f"one name only under forms: {row!r}")
        for name in sorted(names):
            found[name] = found.get(name, frozenset()) | names
    return MappingProxyType(found)


def _data() -> dict[str, Any]:
    data = read_data("given_names")
    known = isinstance(data, dict) and set(data) == {"m", "f", "forms"}
    expect(known, "given_names", "expected the lists m, f and forms")
    return dict(data)
