"""One thread for matrix products."""

from contextlib import AbstractContextManager
from functools import cache

from threadpoolctl import ThreadpoolController


@cache
def _pools() -> ThreadpoolController:
    import numpy as np  # noqa: F401  its pool is found only once it is loaded

    return ThreadpoolController()


def one_thread() -> AbstractContextManager[object]:
    """A context in which numpy's matrix products take one thread: with matrices as small as a reader's, more threads
    wait for one another longer than they work, and two readers side by side would slow each other."""
    limit: AbstractContextManager[object] = _pools().limit(limits=1, user_api="blas")
    return limit
