"""Drawing the statements that people shall code: at random, by period, and apart by what the machine says of them.

Half of them are statements of which the machine says that they have the theme, half such of which it says that they
have not, so that what it misses can be told too. How many there were of each sort is kept with the sheet: by it every
coded statement stands for so many that were not drawn.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from random import Random

from purport.analysis.coding.machine import machine
from purport.analysis.coding.periods import checked_periods, period_of
from purport.case import Case
from purport.case.codings import Sheet, Stratum
from purport.errors import OptionError

MOST_PER_PERIOD = 10_000


def draw_sheet(
    case: Case,
    themes: Iterable[str],
    *,
    per_period: int = 20,
    by: str = "month",
    seed: int = 1,
    among: str | None = None,
    author: str | None = None,
) -> Sheet:
    """Draw a sheet and keep it in the case; the same seed draws the same from the same case, and is kept once.

    themes: codes; for each a sample of its own.
    per_period: so many statements a theme and a period, as many of both sorts as there are, where one has fewer more of
        the other. Statements of no known period are one of their own.
    by: week, month or year.
    among: a query as for ``Case.find``; only statements that fit it are drawn.

    Raises OptionError where a value cannot be, or nothing is there to be drawn.
    """
    wanted = tuple(dict.fromkeys(themes))
    if not wanted:
        raise OptionError("no theme is given to code; name one with --theme")
    if not 1 <= per_period <= MOST_PER_PERIOD:
        raise OptionError(f"per period {per_period} is not between 1 and {MOST_PER_PERIOD:,}; give how many to code")
    checked_periods(by)
    every = case.placed_statements(among)
    if not every:
        raise OptionError(f"no statement fits {among!r}" if among else "the case has no statement to code")
    periods = {each.number: period_of(each.day, each.last, by) for each in every}
    strata: list[Stratum] = []
    drawn: list[tuple[int, int]] = []
    for theme in wanted:
        for stratum, numbers in _of_theme(theme, periods, machine(case, theme), per_period, seed):
            drawn += [(len(strata), number) for number in numbers]
            strata.append(stratum)
    units = case.units([number for _, number in drawn])
    return case.keep_sheet(
        seed=seed,
        by=by,
        among=among,
        strata=strata,
        units=[(at, units[number]) for at, number in drawn],
        author=author,
    )


def _of_theme(
    theme: str, periods: dict[int, str | None], having: set[int], per_period: int, seed: int
) -> Iterable[tuple[Stratum, Sequence[int]]]:
    sorts: dict[str | None, dict[bool, list[int]]] = defaultdict(lambda: {True: [], False: []})
    for number, period in periods.items():
        sorts[period][number in having].append(number)
    for period in sorted(sorts, key=lambda label: (label is None, label or "")):
        has, lacks = sorts[period][True], sorts[period][False]
        yes = min(len(has), max((per_period + 1) // 2, per_period - len(lacks)))
        for answer, numbers, count in ((True, has, yes), (False, lacks, min(len(lacks), per_period - yes))):
            if numbers:
                # A generator of its own for each, so that one more theme or period leaves the others as they were.
                chosen = Random(f"{seed}/{theme}/{period}/{answer}").sample(sorted(numbers), count)
                yield Stratum(theme=theme, period=period, machine=answer, of=len(numbers), drawn=count), chosen
