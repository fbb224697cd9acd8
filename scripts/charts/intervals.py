"""Means over replications with 95 % confidence intervals, by Student's t as in cellbench's tables."""

import math
from statistics import fmean, stdev

# The 97.5th percentile of Student's t for 1, 2, ... degrees of freedom.
_T = [12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281]
_Z = 1.959964


def student_t(freedom: int) -> float:
    """The 97.5th percentile of Student's t, to 0.001."""
    if freedom <= len(_T):
        return _T[freedom - 1]
    # Cornish and Fisher's expansion about the normal distribution.
    z, n = _Z, float(freedom)
    return (
        z
        + (z**3 + z) / (4 * n)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * n**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * n**3)
    )


def mean_interval(values: list[float]) -> tuple[float, float | None]:
    """The mean of `values`, of which there is at least one, and half the interval; no interval for a single value."""
    if len(values) < 2:
        return values[0], None
    return fmean(values), student_t(len(values) - 1) * stdev(values) / math.sqrt(len(values))
