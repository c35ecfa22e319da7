"""The analysis on Ray: the same record as in this process. A stand-in for Ray where it is not installed."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from dateline.errors import DatelineError, ModelError, UsageError
from dateline.model import Report
from dateline.record import Record
from dateline.run import AddOptions, OnRay, add_with
from tests.run.adding import CLOCK, add_all, export, many_reports
from tests.toy import ToyAnalyser, toy_loader

DEADLY = "r007"


class DiedError(Exception):
    """What Ray raises for a worker that is gone."""


class Handle:
    """An actor's handle: calls are made when they are asked for, as late as Ray may make them."""

    def __init__(self, kind: type, *arguments: Any) -> None:
        self.made = kind(*arguments)
        self.asked: list[str] = []

    def __getattr__(self, name: str) -> Any:
        def remote(*arguments: Any) -> Any:
            self.asked.append(name)
            return lambda: getattr(self.made, name)(*arguments)

        return SimpleNamespace(remote=remote)


class StandIn(ModuleType):
    """As much of Ray as is used: actors in this process."""

    def __init__(self) -> None:
        super().__init__("ray")
        self.exceptions = SimpleNamespace(RayActorError=DiedError)
        self.running, self.killed, self.handles = False, 0, list[Handle]()

    def is_initialized(self) -> bool:
        return self.running

    def init(self, **_: Any) -> None:
        self.running = True

    def shutdown(self) -> None:
        self.running = False

    def remote(self, kind: type) -> Any:
        def start(*arguments: Any) -> Handle:
            self.handles.append(Handle(kind, *arguments))
            return self.handles[-1]

        return SimpleNamespace(options=lambda **_: SimpleNamespace(remote=start))

    def get(self, call: Any) -> Any:
        return call()

    def kill(self, _: Handle) -> None:
        self.killed += 1


@pytest.fixture
def ray(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    made = StandIn()
    monkeypatch.setitem(sys.modules, "ray", made)
    return made


def in_this_process(tmp_path: Path) -> str:
    with Record.open(tmp_path / "here.dateline", create=True) as record:
        add_all(record, many_reports(20))
        return export(record)


def on_ray(tmp_path: Path, workers: int = 3) -> str:
    with Record.open(tmp_path / "ray.dateline", create=True) as record:
        add_with(OnRay(toy_loader, workers), record, many_reports(20), AddOptions(batch=4, clock=lambda: CLOCK))
        return export(record)


def test_the_record_is_the_same_and_the_work_is_shared(ray: StandIn, tmp_path: Path) -> None:
    assert on_ray(tmp_path) == in_this_process(tmp_path)
    assert [handle.asked.count("work") for handle in ray.handles] == [7, 7, 6]
    assert (ray.killed, ray.running) == (3, False)


def test_a_cluster_that_was_there_before_stays(ray: StandIn, tmp_path: Path) -> None:
    ray.running = True
    on_ray(tmp_path)
    assert ray.running


def test_only_the_report_that_ends_its_worker_twice_is_lost(ray: StandIn, tmp_path: Path) -> None:
    innocent = {"r003"}

    def mortal(call: Any) -> Any:
        report = next((c.cell_contents for c in call.__closure__ if isinstance(c.cell_contents, tuple)), ())
        name = report[0].id if report and isinstance(report[0], Report) else ""
        if name == DEADLY or name in innocent:
            innocent.discard(name)
            raise DiedError
        return call()

    ray.get = mortal  # type: ignore[method-assign]
    with Record.open(tmp_path / "ray.dateline", create=True) as record:
        summary = add_with(OnRay(toy_loader, 2), record, many_reports(20), AddOptions(clock=lambda: CLOCK))
    assert (summary.added, [failure.report_id for failure in summary.failures]) == (19, [DEADLY])


def no_model() -> ToyAnalyser:
    raise ModelError("no model", hint="Get one.")


def test_a_missing_model_stops_the_run(ray: StandIn, tmp_path: Path) -> None:
    with Record.open(tmp_path / "ray.dateline", create=True) as record, pytest.raises(ModelError, match="no model"):
        add_with(OnRay(no_model, 2), record, many_reports(3), AddOptions())
    assert ray.killed == 2


def test_without_ray_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(UsageError) as raised:
        OnRay(toy_loader, 1)
    assert "dateline[ray]" in raised.value.hint
    assert isinstance(raised.value, DatelineError)


@pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="Ray is not installed (dateline[ray])")
def test_the_record_is_the_same_on_ray_itself(tmp_path: Path) -> None:
    assert on_ray(tmp_path, workers=2) == in_this_process(tmp_path)
