"""Work done by several processes, its results in the order of the input.

Each process is started anew (spawn) and ends by itself when the one that started it is gone, however that ended.
"""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from purport.errors import CaseError

J = TypeVar("J")
R = TypeVar("R")
# Batches handed out beyond those at work, so that none waits.
_AHEAD = 2


def cores() -> int:
    """How many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def in_order(work: Callable[[J], R], jobs: Iterable[J], processes: int) -> Iterator[R]:
    """``work`` on each job by so many processes; as many jobs are taken ahead as keep them busy.

    Raises what ``work`` raises, and CaseError where a process was ended from outside.
    """
    context = get_context("spawn")
    theirs, ours = context.Pipe(duplex=False)
    executor = ProcessPoolExecutor(processes, mp_context=context, initializer=_begin, initargs=(theirs,))
    waiting: deque[Future[R]] = deque()
    try:
        for job in jobs:
            waiting.append(executor.submit(work, job))
            if len(waiting) > processes * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise CaseError(
            "a process that reads was ended, perhaps for want of memory; what was stored before is safe. Go on with "
            'fewer (--processes 1); a script of your own that starts them needs `if __name__ == "__main__":`'
        ) from error
    finally:
        ours.close()  # they hear it, and end at once
        executor.shutdown(wait=False, cancel_futures=True)


def _begin(stop: Connection) -> None:
    """What each process does first: it leaves interrupts to the one that started it, and watches for its end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(stop,), daemon=True).start()


def _end_with(stop: Connection) -> None:
    parent = parent_process()
    ends: list[Any] = [stop] if parent is None else [stop, parent.sentinel]
    wait(ends)
    os._exit(0)
