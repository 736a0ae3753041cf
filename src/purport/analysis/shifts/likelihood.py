"""How likely a count is: of statements negative binomial of variance phi times its mean (NB1), of items beta-binomial
of variance phi times the binomial one; with now and then an outlier.

Statements on a theme come by the item: an item is about it or not. So counts vary more than Poisson counts, in
proportion to their mean, by a factor phi that is some statements an item. Where longer issues have longer items, phi
grows with the exposure; where they have more items, it does not: ``power`` is 1 or 0.
"""

import numpy as np
from scipy.special import betaln, gammaln

from purport.analysis.shifts.arrays import Array, Series

# How often an issue is of another kind altogether (a special number, a reprint, a slip of coding), and how far its log
# rate lies from the usual one: Student's t with 3 degrees of freedom and this scale.
OUTLIERS = 0.03
_OUTLIER_SCALE = 1.2
FREEDOM = 3.0
# Shares of items that can be told from none and from all, and correlations of items of one issue.
_SHARES, _ALIKE = (1e-9, 1 - 1e-6), (1e-4, 0.9)
_T3 = 6 * np.sqrt(3) / (np.pi * 9)  # the density of Student's t with 3 degrees of freedom at 0


def student(distance: Array, scale: float) -> Array:
    """The density of Student's t with 3 degrees of freedom at ``distance``."""
    density: Array = _T3 / scale * (1 + (distance / scale) ** 2 / FREEDOM) ** (-(FREEDOM + 1) / 2)
    return density


def log_likelihood(theme: Series, log_rates: Array, phi: Array, power: Array) -> Array:
    """Log probability of each issue's count, (combinations of phi and power, issues, log rates); 0 where the issue
    was not seen, so that it tells nothing."""
    return (log_nb1 if theme.items is None else log_beta_binomial)(theme, log_rates, phi, power)


def log_beta_binomial(theme: Series, log_rates: Array, phi: Array, power: Array) -> Array:
    """The same of items, which hold a theme or not."""
    assert theme.items is not None
    table = np.zeros((len(phi), len(theme.counts), len(log_rates)))
    counts, items = theme.counts[theme.seen][:, None], theme.items[theme.seen][:, None]
    usual = items / np.exp(np.log(items).mean())
    rates = theme.exposure[theme.seen][:, None] / items * np.exp(log_rates)
    share = np.clip(-np.expm1(-rates), *_SHARES)
    ways = gammaln(items + 1) - gammaln(counts + 1) - gammaln(items - counts + 1)
    for at, (spread, rising) in enumerate(zip(phi, power, strict=True)):
        alike = (spread - 1) * usual**rising / np.maximum(items - 1, 1)
        size = 1 / np.clip(alike, *_ALIKE) - 1
        both = betaln(counts + share * size, items - counts + (1 - share) * size)
        table[at, theme.seen] = ways + both - betaln(share * size, (1 - share) * size)
    return table


def log_nb1(theme: Series, log_rates: Array, phi: Array, power: Array) -> Array:
    """Log probability of each issue's count, (combinations of phi and power, issues, log rates); 0 where the issue
    was not seen, so that it tells nothing."""
    table = np.zeros((len(phi), len(theme.counts), len(log_rates)))
    counts, exposure = theme.counts[theme.seen], theme.exposure[theme.seen]
    usual = exposure / np.exp(np.log(exposure).mean())
    means = exposure[:, None] * np.exp(log_rates)
    constant = gammaln(counts + 1)[:, None]
    for at, (spread, rising) in enumerate(zip(phi, power, strict=True)):
        over = np.maximum(spread - 1, 1e-3) * usual**rising
        size = means / over[:, None]
        table[at, theme.seen] = (
            gammaln(counts[:, None] + size)
            - gammaln(size)
            - constant
            - size * np.log1p(over)[:, None]
            + (counts * (np.log(over) - np.log1p(over)))[:, None]
        )
    return table


def with_outliers(table: Array, theme: Series) -> Array:
    """The same where an issue may be an outlier, whose count tells nothing of the usual rate."""
    usual = theme.usual[theme.seen] + 0.5
    counts = theme.counts[theme.seen] + 0.5
    outlier = np.log(student(np.log(counts / usual), _OUTLIER_SCALE) / counts) + np.log(OUTLIERS)
    mixed = table.copy()
    mixed[:, theme.seen] = np.logaddexp(table[:, theme.seen] + np.log1p(-OUTLIERS), outlier[None, :, None])
    return mixed
