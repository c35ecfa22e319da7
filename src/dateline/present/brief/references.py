"""The references of a brief: a number a report, in the order of citing, and the sentence in the mark."""

from __future__ import annotations

from dateline.model import Report
from dateline.present.brief.lines import Cited, Line
from dateline.present.brief.wording import escape


class References:
    """Numbers reports as they are cited. It grows while one brief is written and is thrown away with it."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._reports: dict[str, Report] = {}

    def mark(self, item: Cited) -> str:
        """The mark of one citation: ``[3, s. 4]``, report 3 of the list and its fourth sentence."""
        report = item.report
        number = self._numbers.setdefault(report.id, len(self._numbers) + 1)
        self._reports.setdefault(report.id, report)
        return f"[{number}, s. {item.sentence}]" if item.sentence else f"[{number}]"

    def marks(self, line: Line, most: int = 5) -> str:
        """The lead's mark, and behind "also:" those of up to `most` others, newest first; the rest is counted."""
        lead = self.mark(line.lead)
        if not line.also:
            return lead
        others = " ".join(self.mark(item) for item in line.also[:most])
        left = len(line.also) - most
        return f"{lead} also: {others}" + (f" and {left} more" if left > 0 else "")

    def listing(self) -> list[str]:
        """One entry a report cited, in the order of their numbers: number, date, outlet, title, id and address."""
        return [_entry(number, self._reports[key]) for key, number in self._numbers.items()]


def _entry(number: int, report: Report) -> str:
    about = [report.dct, report.outlet, f"“{report.title}”" if report.title else "", report.id]
    words = ". ".join(escape(" ".join(x.split())) for x in about if x)
    return f"[{number}] {words}" + (f". <{report.url}>" if _is_link(report.url) else "")


def _is_link(url: str) -> bool:
    return url.startswith(("http://", "https://")) and not set(url) & set("<> \n\t")
