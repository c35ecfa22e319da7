"""The analysis on a Ray cluster, or on this machine through Ray: the same results in the same order."""

from __future__ import annotations

import importlib
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from dateline.errors import DatelineError, ModelError, UsageError
from dateline.model import Report
from dateline.run.executors import Analyse, Loader, Outcome, analyse_one, failure_of

DIED = "the Ray worker that analysed it died twice (out of memory?)"
HINT = 'Run: pip install "dateline[ray]"'
_UNDER_WAY = 4  # reports a worker: keeps it busy without holding the whole input in memory


class OnRay:
    """Actors on Ray, each of which loads the analysis once (about 200 MB) and takes one report after the other.

    Starts Ray on this machine where the program is not connected to a cluster yet. dateline must be installed, in the
    same version, wherever the workers run. `loader` is pickled. A worker that dies is started anew by Ray; the reports
    it held are tried once more, and those that fail again are failures.

    Raises:
        UsageError: Ray is not installed.
    """

    def __init__(self, loader: Loader, workers: int) -> None:
        self._ray = _import_ray()
        self._started_here = not self._ray.is_initialized()
        if self._started_here:
            self._ray.init(num_cpus=workers, include_dashboard=False, log_to_driver=False)
        actor = self._ray.remote(RayWorker).options(max_restarts=-1, num_cpus=1)
        self._actors = [actor.remote(loader) for _ in range(workers)]
        self._turn = 0

    def settings(self) -> dict[str, str]:
        """The analysis's settings, asked of a worker.

        Raises:
            ModelError: the analysis cannot be loaded there.
        """
        told = self._ray.get(self._actors[0].settings.remote())
        if isinstance(told, DatelineError):
            raise ModelError(told.message, hint=told.hint) from told
        return dict(told)

    def map(self, reports: Iterable[Report]) -> Iterator[Outcome]:
        """One outcome a report, in order; at most four reports a worker are under way."""
        waiting: deque[tuple[Report, Any]] = deque()
        source = iter(reports)
        while True:
            for report in islice(source, _UNDER_WAY * len(self._actors) - len(waiting)):
                if not self._turn:
                    self.settings()  # fails here, and not once a report, where nothing can be loaded
                waiting.append((report, self._submit(report)))
            if not waiting:
                return
            report, submitted = waiting.popleft()
            yield self._outcome(report, submitted)

    def close(self) -> None:
        """End the workers, and Ray where it was started here."""
        for actor in self._actors:
            self._ray.kill(actor)
        if self._started_here:
            self._ray.shutdown()

    def _submit(self, report: Report) -> Any:
        actor = self._actors[self._turn % len(self._actors)]
        self._turn += 1
        return actor.work.remote(report)

    def _outcome(self, report: Report, submitted: Any) -> Outcome:
        for again in (True, False):
            try:
                outcome: Outcome = self._ray.get(submitted)
                return outcome
            except self._ray.exceptions.RayActorError:
                if again:
                    submitted = self._submit(report)
        return failure_of(report, DIED)


class RayWorker:
    """What runs on Ray: the analysis, loaded once."""

    def __init__(self, loader: Loader) -> None:
        self._analyse: Analyse | DatelineError
        try:
            self._analyse = loader()
        except DatelineError as error:  # raised here it would only end the worker
            self._analyse = error

    def settings(self) -> dict[str, str] | DatelineError:
        """The analysis's settings, or why there are none."""
        return self._analyse if isinstance(self._analyse, DatelineError) else dict(self._analyse.settings)

    def work(self, report: Report) -> Outcome:
        """The outcome of one report."""
        if isinstance(self._analyse, DatelineError):
            raise self._analyse
        return analyse_one(self._analyse, report)


def _import_ray() -> Any:
    try:
        return importlib.import_module("ray")
    except ImportError as error:
        raise UsageError("Ray is not installed", hint=HINT) from error
