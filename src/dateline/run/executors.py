"""Where the analysis runs: in this process, or in several. Each gives the same results in the order of its input."""

from __future__ import annotations

import multiprocessing
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import chain, islice
from pathlib import PurePath
from queue import LifoQueue
from threading import Lock
from typing import TYPE_CHECKING, Protocol, TypeVar, runtime_checkable

from dateline.errors import DatelineError, ModelError
from dateline.model import Analysis, Report
from dateline.record import Failure

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

NO_START = "Use workers=1, or put the call under: if __name__ == '__main__'."
HINT = "The other reports are in the record. Please report this with the text, if you may."


class Analyse(Protocol):
    """The analysis of one report, loaded: `dateline.analyse.Analyser`."""

    @property
    def settings(self) -> Mapping[str, str]:
        """What the result depends on besides the report."""

    def __call__(self, report: Report) -> Analysis:
        """All that the report says."""


@runtime_checkable
class BeginsAhead(Protocol):
    """An analysis that can begin on one report while another is at its end: `dateline.analyse.Analyser.begin`."""

    def begin(self, report: Report, pool: ThreadPoolExecutor) -> Callable[[], Analysis]:
        """Start on a report; what it returns ends the analysis."""


Loader = Callable[[], Analyse]
Outcome = Analysis | Failure
Done = TypeVar("Done")


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
        """One outcome a report, in order; one report ahead is read where the analysis can begin on it."""
        source = iter(reports)
        first = next(source, None)
        if first is None:
            return  # nothing to load the analysis for
        analyse = self._loaded()
        if isinstance(analyse, BeginsAhead):
            yield from _one_ahead(analyse, first, source)
        else:
            yield from (analyse_one(analyse, report) for report in chain([first], source))

    def close(self) -> None:
        """Nothing to free."""

    def _loaded(self) -> Analyse:
        if self._analyse is None:
            self._analyse = self._loader()
        return self._analyse


class Processes:
    """Several processes, each of which loads the analysis once (the parser takes about 200 MB in each).

    `loader` is pickled, so that it must be a function at the top of a module. A thread stands before each process and
    hands it one report at a time over a pipe of its own. Nothing is shared between processes, so that one that dies
    (out of memory, say) can leave nothing locked; its report is tried once more in a new one.
    """

    def __init__(self, loader: Loader, workers: int) -> None:
        self._ahead = 4 * workers
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="analysis")
        self._workers = [_Worker(loader) for _ in range(workers)]
        self._idle: LifoQueue[_Worker] = LifoQueue()  # last in, first out: a few reports start a few processes
        for worker in self._workers:
            self._idle.put(worker)

    def settings(self) -> dict[str, str]:
        """The analysis's settings, asked of a worker.

        Raises:
            ModelError: the analysis cannot be loaded there.
        """
        with self._lent() as worker:
            return worker.settings()

    def map(self, reports: Iterable[Report]) -> Iterator[Outcome]:
        """One outcome a report, in order; at most four reports a worker are under way."""
        waiting: deque[Future[Outcome]] = deque()
        source = iter(reports)
        while True:
            for report in islice(source, self._ahead - len(waiting)):
                waiting.append(self._threads.submit(self._work, report))
            if not waiting:
                return
            yield waiting.popleft().result()

    def close(self) -> None:
        """End the processes."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.stop()  # the thread before it, if it waits, sees the end of the pipe
        self._threads.shutdown(wait=True)

    def _work(self, report: Report) -> Outcome:
        with self._lent() as worker:
            for _ in range(2):
                with suppress(_DiedError):
                    return worker.analyse(report)
        return failure_of(report, "the process that analysed it died (out of memory?)")

    @contextmanager
    def _lent(self) -> Iterator[_Worker]:
        worker = self._idle.get()
        try:
            yield worker
        finally:
            self._idle.put(worker)


class _DiedError(Exception):
    """A worker's process is gone."""


class _Worker:
    """One process that analyses; started at its first use, and again after it died. Used by one thread at a time."""

    _starting = Lock()  # `multiprocessing` keeps its list of children without one

    def __init__(self, loader: Loader) -> None:
        self._loader = loader
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._settings: dict[str, str] = {}
        self._stopped = False

    def settings(self) -> dict[str, str]:
        """What the process said of its analysis when it started."""
        self._open_pipe()
        return self._settings

    def analyse(self, report: Report) -> Outcome:
        """The outcome of one report."""
        pipe = self._open_pipe()
        try:
            pipe.send(report)
            outcome: Outcome = pipe.recv()
        except (EOFError, OSError) as error:
            self._forget(pipe)
            raise _DiedError from error
        return outcome

    def stop(self) -> None:
        """Kill the process, from any thread; it is not started again."""
        with self._starting:
            self._stopped = True
            if self._process is not None:
                self._process.kill()
                self._process.join()

    def _open_pipe(self) -> Connection:
        if self._pipe is None:
            pipe = self._start()
            try:
                answer: dict[str, str] | DatelineError = pipe.recv()
            except (EOFError, OSError) as error:
                self._forget(pipe)
                if self._settings:
                    raise _DiedError from error
                raise ModelError("the worker processes do not start", hint=NO_START) from error
            if isinstance(answer, DatelineError):
                self._forget(pipe)
                raise answer
            self._pipe, self._settings = pipe, answer
        return self._pipe

    def _start(self) -> Connection:
        context = multiprocessing.get_context("spawn")
        with self._starting:
            if self._stopped:
                raise _DiedError
            here, there = context.Pipe()
            self._process = context.Process(target=_serve, args=(self._loader, there), daemon=True)
            try:
                self._process.start()
            finally:
                there.close()
        return here

    def _forget(self, pipe: Connection) -> None:
        pipe.close()
        with self._starting:
            if self._process is not None:
                self._process.kill()
                self._process.join()
            self._process = self._pipe = None


def _serve(loader: Loader, pipe: Connection) -> None:
    """What a worker's process does: load, say what was loaded, answer reports until nobody is there to ask."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the main process's to handle
    with suppress(EOFError, OSError):  # the main process is gone
        try:
            analyse = loader()
        except DatelineError as error:
            pipe.send(error)
            return
        pipe.send(dict(analyse.settings))
        while True:
            pipe.send(analyse_one(analyse, pipe.recv()))


def analyse_one(analyse: Analyse, report: Report) -> Outcome:
    """The analysis, or the failure where it raises: one bad report never stops a run."""
    return _guarded(report, lambda: analyse(report))


def _one_ahead(analyse: BeginsAhead, first: Report, others: Iterator[Report]) -> Iterator[Outcome]:
    """The outcomes in order, the next report begun before one ends; where no next one can be had, one still ends."""
    with ThreadPoolExecutor(1, thread_name_prefix="ahead") as pool:
        waiting = _begin(analyse, first, pool)
        while True:
            try:
                report = next(others, None)
            except BaseException:
                yield waiting()
                raise
            following = _begin(analyse, report, pool) if report is not None else None
            yield waiting()
            if following is None:
                return
            waiting = following


def _begin(analyse: BeginsAhead, report: Report, pool: ThreadPoolExecutor) -> Callable[[], Outcome]:
    """The end of an analysis that is begun here; a failure of its beginning comes then as well."""
    begun = _guarded(report, lambda: analyse.begin(report, pool))
    return (lambda: begun) if isinstance(begun, Failure) else (lambda: _guarded(report, begun))


def _guarded(report: Report, work: Callable[[], Done]) -> Done | Failure:
    try:
        report.text.encode("utf8")
        return work()
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
