"""What a brief must never do, as checks over its text (used by the tests, and handy for a hand-edited brief)."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"“[^”]*”")
_MARK = re.compile(r"\[(\d+)(?:, s\. \d+)?\]")
_ENTRY = re.compile(r"^\[(\d+)\] \S")
_LIKELIHOOD = re.compile(r"\b(?:un)?likely|\bprobab\w*|\bpossible|\bchances?\b|\bmay\b|\bmight\b", re.IGNORECASE)
_CONFIDENCE = re.compile(r"\bconfiden(?:ce|t)\b|\b(?:high|moderate|low) certainty\b", re.IGNORECASE)


def lint_brief(text: str) -> list[str]:
    """The faults of a brief, each with its line; empty for a good one.

    A bullet or table row without a reference, a reference that the list lacks, likelihood and confidence in one
    sentence outside the reports' own words.
    """
    body, _, listing = text.partition("\n## References\n")
    known = {match.group(1) for line in listing.splitlines() if (match := _ENTRY.match(line))}
    faults: list[str] = []
    for line in body.splitlines():
        own = _QUOTED.sub("“”", line)
        marks = _MARK.findall(own)
        if _needs_reference(line) and not marks:
            faults.append(f"no reference: {line}")
        faults += [f"reference [{mark}] is not in the list: {line}" for mark in marks if mark not in known]
        if _LIKELIHOOD.search(own) and _CONFIDENCE.search(own):
            faults.append(f"likelihood and confidence in one sentence: {line}")
    return faults


def _needs_reference(line: str) -> bool:
    is_row = line.startswith("| ") and not line.startswith(("| date |", "|---"))
    return line.startswith(("- ", "* ")) or is_row
