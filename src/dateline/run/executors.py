"""Where the analysis runs: in this process, or in several. Each gives the same results in the order of its input."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from pathlib import PurePath
from typing import Protocol

from dateline.errors import DatelineError, ModelError
from dateline.model import Analysis, Report
from dateline.record import Failure

NO_START = "Use workers=1, or put the call under: if __name__ == '__main__'."
HINT = "The other reports are in the record. Please report this with the text, if you may."


class Analyse(Protocol):
    """The analysis of one report, loaded: `dateline.analyse.Analyser`."""

    @property
    def settings(self) -> Mapping[str, str]:
        """What the result depends on besides the report."""

    def __call__(self, report: Report) -> Analysis:
        """All that the report says."""


Loader = Callable[[], Analyse]
Outcome = Analysis | Failure


class Executor(Protocol):
    """Runs the analysis over reports. Ray, a cluster or a test take the place of the two below."""

    def settings(self) -> dict[str, str]:
        """The analysis's settings; loads it where it is not loaded yet."""

    def map(self, reports: Iterable[Report]) -> Iterator[Outcome]:
        """One outcome a report, in order; reads only a bounded number of reports ahead."""

    def close(self) -> None:
        """Free what it holds; work not yet begun is dropped."""


class InProcess:
    """One report after the other, here. The analysis is loaded at its first use."""

    def __init__(self, loader: Loader) -> None:
        self._loader = loader
        self._analyse: Analyse | None = None

    def settings(self) -> dict[str, str]:
        """The analysis's settings."""
        return dict(self._loaded().settings)

    def map(self, reports: Iterable[Report]) -> Iterator[Outcome]:
        """One outcome a report, in order."""
        return (analyse_one(self._loaded(), report) for report in reports)

    def close(self) -> None:
        """Nothing to free."""

    def _loaded(self) -> Analyse:
        if self._analyse is None:
            self._analyse = self._loader()
        return self._analyse


class Processes:
    """Several processes, each of which loads the analysis once (the parser takes about 200 MB in each).

    `loader` is pickled, so that it must be a function at the top of a module. A process that dies (out of memory,
    say) costs the one report that kills it again when it is tried alone.
    """

    def __init__(self, loader: Loader, workers: int) -> None:
        self._loader, self._workers = loader, workers
        self._pool = self._start(workers)
        self._settings: dict[str, str] | None = None

    def settings(self) -> dict[str, str]:
        """The analysis's settings, asked of a worker.

        Raises:
            ModelError: the analysis cannot be loaded there.
        """
        if self._settings is None:
            try:
                self._settings = self._pool.submit(_worker_settings).result()
            except BrokenProcessPool as error:
                raise ModelError("the worker processes do not start", hint=NO_START) from error
        return self._settings

    def map(self, reports: Iterable[Report]) -> Iterator[Outcome]:
        """One outcome a report, in order; at most four reports a worker are under way."""
        waiting: deque[tuple[Report, Future[Outcome]]] = deque()
        source = iter(reports)
        while True:
            for report in islice(source, 4 * self._workers - len(waiting)):
                self.settings()  # fails here, and not once a report, where no worker can start
                waiting.append((report, self._submit(report)))
            if not waiting:
                return
            report, future = waiting.popleft()
            try:
                yield future.result()
            except BrokenProcessPool:
                broken = [report, *(one for one, _ in waiting)]
                waiting.clear()
                yield from self._alone(broken)

    def close(self) -> None:
        """End the processes."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _submit(self, report: Report) -> Future[Outcome]:
        try:
            return self._pool.submit(_work, report)
        except BrokenProcessPool as error:
            failed: Future[Outcome] = Future()
            failed.set_exception(error)
            return failed

    def _alone(self, reports: list[Report]) -> Iterator[Outcome]:
        """Each report in a pool of its own, so that only the one that kills it is lost; then a new pool."""
        self.close()
        for report in reports:
            pool = self._start(1)
            try:
                yield pool.submit(_work, report).result()
            except BrokenProcessPool:
                yield failure_of(report, "the process that analysed it died (out of memory?)")
            finally:
                pool.shutdown(wait=True, cancel_futures=True)
        self._pool = self._start(self._workers)

    def _start(self, workers: int) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(workers, mp_context=context, initializer=_load, initargs=(self._loader,))


def analyse_one(analyse: Analyse, report: Report) -> Outcome:
    """The analysis, or the failure where it raises: one bad report never stops a run."""
    try:
        report.text.encode("utf8")
        return analyse(report)
    except UnicodeEncodeError as error:
        return failure_of(report, f"the text has half a character at offset {error.start}", "unreadable-input")
    except DatelineError as error:
        return Failure(error.where or _origin(report), error.slug, error.message, error.hint, report.id)
    except Exception as error:  # whatever a layer does, the other reports are read
        return failure_of(report, f"{type(error).__name__}: {error} ({_place(error)})")


def failure_of(report: Report, message: str, slug: str = "analysis") -> Failure:
    """The failure of a report whose analysis raised or died."""
    return Failure(_origin(report), slug, message[:500], HINT, report.id)


def _origin(report: Report) -> str:
    return report.origin or report.id


def _place(error: Exception) -> str:
    """File and line where it was raised, without the path."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{PurePath(frames[-1].filename).name} line {frames[-1].lineno}"


_WORKER: dict[str, Analyse | DatelineError] = {}  # one a process: what the pool's initializer has loaded


def _load(loader: Loader) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the main process's to handle
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        _WORKER["analyse"] = loader()
    except DatelineError as error:  # raised in an initializer it would only break the pool
        _WORKER["analyse"] = error


def _end_with_parent() -> None:
    """End this worker when the main process is gone; killed, it cannot tell its workers to stop."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _loaded() -> Analyse:
    analyse = _WORKER["analyse"]
    if isinstance(analyse, DatelineError):
        raise analyse
    return analyse


def _work(report: Report) -> Outcome:
    return analyse_one(_loaded(), report)


def _worker_settings() -> dict[str, str]:
    return dict(_loaded().settings)
