"""The analysis in this process: one report is read ahead, and a failure stays its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

import pytest

from dateline.model import Analysis, Report
from dateline.record import Failure
from dateline.run.executors import InProcess
from tests.toy import toy_analyse


class Ahead:
    """A toy that begins ahead; it notes the order of its work and fails where a report's text says."""

    settings: Mapping[str, str] = {}

    def __init__(self) -> None:
        self.work: list[str] = []

    def __call__(self, report: Report) -> Analysis:
        raise AssertionError("begun ahead instead")

    def begin(self, report: Report, pool: ThreadPoolExecutor) -> Callable[[], Analysis]:
        self.work.append(f"begin {report.id}")
        if "early" in report.text:
            raise RuntimeError("too early")

        def end() -> Analysis:
            self.work.append(f"end {report.id}")
            if "late" in report.text:
                raise RuntimeError("too late")
            return toy_analyse(report)

        return end


def reports(*texts: str) -> Iterator[Report]:
    return (Report(f"r{k}", text, "2022-02-02") for k, text in enumerate(texts))


def outcomes(executor: InProcess, *texts: str) -> list[str]:
    return [
        o.message if isinstance(o, Failure) else o.report.id for o in executor.map(reports(*texts))
    ]  # fmt: skip


def test_the_next_report_is_begun_before_one_ends() -> None:
    toy = Ahead()
    assert outcomes(InProcess(lambda: toy), "a", "b", "c") == ["r0", "r1", "r2"]
    assert toy.work == ["begin r0", "begin r1", "end r0", "begin r2", "end r1", "end r2"]


@pytest.mark.parametrize("when", ["early", "late"])
def test_a_failure_at_either_end_is_that_reports_alone(when: str) -> None:
    found = outcomes(InProcess(Ahead), "a", when, "c")
    assert [found[0], found[2]] == ["r0", "r2"]
    assert f"RuntimeError: too {when}" in found[1]


def test_half_a_character_is_named_before_anything_begins() -> None:
    toy = Ahead()
    assert "half a character at offset 1" in outcomes(InProcess(lambda: toy), "a\ud800")[0]
    assert toy.work == []


def test_what_is_read_is_not_lost_where_the_input_breaks() -> None:
    def broken() -> Iterator[Report]:
        yield from reports("a", "b")
        raise OSError("the pipe broke")

    found = []
    with pytest.raises(OSError, match="the pipe broke"):
        found.extend(o.report.id for o in InProcess(Ahead).map(broken()))
    assert found == ["r0", "r1"]
