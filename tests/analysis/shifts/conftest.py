"""Counts made by a rule, so that a test states what happens and not numbers."""

from collections.abc import Callable

import numpy as np
import pytest

from purport.analysis.shifts import Counts

Make = Callable[..., Counts]


@pytest.fixture
def counts() -> Make:
    """Counts of themes whose rate is a function of the issue; their variance is ``phi`` times their mean."""

    def make(rates: dict[str, Callable[[int], float]], issues: int = 60, units: int = 300, phi: float = 4.0) -> Counts:
        rng = np.random.default_rng(5)
        themes = {}
        for name, rate in rates.items():
            means = np.array([units * rate(t) for t in range(issues)])
            themes[name] = tuple(int(each) for each in rng.negative_binomial(means / (phi - 1), 1 / phi))
        return Counts(periods=tuple(range(issues)), exposure=(units,) * issues, themes=themes)

    return make
