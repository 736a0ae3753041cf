"""Work shared by several processes once it takes long.

Each process is started anew (spawn) and ends by itself when the one that started it is gone, however that ended.
"""

import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Any, Generic, Protocol, Self, TypeVar

from purport.errors import CaseError
from purport.sources import ocr

J = TypeVar("J")
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)


class Result(Protocol[R_co]):
    """What comes of a job, waited for where need be."""

    def result(self) -> R_co:
        """It. Raises what the work raises, and CaseError where a process was ended from outside."""


class Processes:
    """So many processes; they are started once ``alone`` seconds have passed, and until then work is done here.

    A context manager: at its end they end, and work that nobody waits for is left. Pages are recognised by as many at
    once, over all processes.
    """

    def __init__(self, count: int, *, alone: float = 0.0) -> None:
        self.count = count
        self._until = time.monotonic() + alone
        self._executor: ProcessPoolExecutor | None = None
        self._at_end = ExitStack()

    def __enter__(self) -> Self:
        self._at_end.enter_context(ocr.sharing(threading.BoundedSemaphore(self.count), self.count))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._at_end.close()

    @property
    def shared(self) -> bool:
        """Whether work is shared by now."""
        return self._executor is not None or (self.count > 1 and time.monotonic() >= self._until)

    def submit(self, work: Callable[[J], R], job: J) -> Result[R]:
        """Hand a job out; where work is not shared it is done when its result is asked for."""
        if not self.shared:
            return _Here(work, job)
        if self._executor is None:
            self._executor = self._started()
        try:
            return _There(self._executor.submit(work, job))
        except BrokenProcessPool as error:
            raise _ended() from error

    def _started(self) -> ProcessPoolExecutor:
        context = get_context("spawn")
        theirs, ours = context.Pipe(duplex=False)
        turns = context.BoundedSemaphore(self.count)
        executor = ProcessPoolExecutor(
            self.count, mp_context=context, initializer=_begin, initargs=(theirs, turns, self.count)
        )
        self._at_end.callback(executor.shutdown, wait=False, cancel_futures=True)
        self._at_end.callback(ours.close)  # they hear it, and end at once
        return executor


class _Here(Generic[J, R]):
    def __init__(self, work: Callable[[J], R], job: J) -> None:
        self._work, self._job = work, job

    def result(self) -> R:
        return self._work(self._job)


class _There(Generic[R]):
    def __init__(self, future: Future[R]) -> None:
        self._future = future

    def result(self) -> R:
        try:
            return self._future.result()
        except BrokenProcessPool as error:
            raise _ended() from error


def _ended() -> CaseError:
    return CaseError(
        "a process that reads was ended, perhaps for want of memory; what was stored before is safe. Go on with "
        'fewer (--processes 1); a script of your own that starts them needs `if __name__ == "__main__":`'
    )


def _begin(stop: Connection, turns: ocr.Turns, at_once: int) -> None:
    """What each process does first: it leaves interrupts to the one that started it, watches for its end, and takes
    its turns with the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(stop,), daemon=True).start()
    ocr.share(turns, at_once)


def _end_with(stop: Connection) -> None:
    parent = parent_process()
    ends: list[Any] = [stop] if parent is None else [stop, parent.sentinel]
    wait(ends)
    os._exit(0)
