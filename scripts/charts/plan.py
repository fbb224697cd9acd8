"""The plan of a chart: which swept path is the x axis, which the lines, and which the rows of panels."""

import itertools
from dataclasses import dataclass

from . import words
from .tidy import Combination, Results, SweptPath, Value

MOST_ROWS = 6
_MOST_LINES = 8


@dataclass(frozen=True)
class Plan:
    """Layout of the swept paths; numbers are indices into `Results.paths`."""

    paths: tuple[SweptPath, ...]
    x: int | None
    line: int | None
    """Path whose values are the lines, with a single architecture; else architectures are the lines."""
    others: tuple[int, ...]
    rows: tuple[Combination, ...]
    """Values of `others` that have panels."""
    all_rows: int
    """Number of combinations of values."""

    def label(self, values: Combination) -> str:
        """Name of a row of panels; empty if only x is swept."""
        return words.setting([self.paths[index] for index in self.others], values) if self.others else ""

    def row_labels(self) -> list[str]:
        """The rows of panels, from above."""
        return [self.label(values) for values in self.rows]

    def place(self, combination: Combination) -> Combination | None:
        """The row of panels of a point; `None` if the row is left out."""
        values = tuple(combination[index] for index in self.others)
        return values if values in self.rows else None


def lines_over(results: Results) -> Plan:
    """The plan of charts over a sweep: x is the numeric path with the most values, or that of a search.

    Of paths with equally many values, x is the first that is no number of schedulers. `Plan.x` is `None` where no
    numeric path is swept.
    """
    paths = results.paths
    numeric = [index for index, path in enumerate(paths) if path.numeric]

    def preference(index: int) -> tuple[bool, int, bool, int]:
        path = paths[index]
        return (path.name == results.searched, len(path.values), not path.is_count, -index)

    x = max(numeric, key=preference, default=None)
    line = None
    if len(results.architectures) == 1:
        lines = [index for index in numeric if index != x and len(paths[index].values) <= _MOST_LINES]
        line = max(lines, key=lambda index: (paths[index].is_count, -index), default=None)
    return _with_rows(results, x, line, [x, line], MOST_ROWS)


def head_to_head(results: Results) -> Plan:
    """The plan of charts where only words are swept."""
    return _with_rows(results, None, None, [], MOST_ROWS)


def grid(results: Results) -> tuple[Plan, int] | None:
    """The plan of a heat map and the path of its y axis; `None` unless two numeric paths have four values each.

    Every combination of their values must have been simulated: a search along a path leaves no grid.
    """
    paths = results.paths
    numeric = [index for index, path in enumerate(paths) if path.numeric and len(path.values) >= 4]
    numeric.sort(key=lambda index: (paths[index].is_count, index))
    if len(numeric) < 2:
        return None
    x, y = numeric[0], numeric[1]
    plan = _with_rows(results, x, None, [x, y], 3)
    points = {(row.architecture, row.combination) for row in results.rows if plan.place(row.combination) is not None}
    cells = len(paths[x].values) * len(paths[y].values) * len(plan.rows) * len(results.architectures)
    return (plan, y) if len(points) * 2 > cells else None


def _with_rows(results: Results, x: int | None, line: int | None, taken: list[int | None], most: int) -> Plan:
    others = tuple(index for index in range(len(results.paths)) if index not in taken)
    present = {tuple(row.combination[index] for index in others) for row in results.rows}
    kept = [list(results.paths[index].values) for index in others]
    ordered = [values for values in itertools.product(*kept) if values in present]
    shown = ordered
    while len(shown) > most:
        # A value of the longest path goes, so that all combinations of the remaining values stay.
        longest = max(range(len(kept)), key=lambda place: len(kept[place]))
        kept[longest] = _thinned(results.paths[others[longest]].values, len(kept[longest]) - 1)
        shown = [values for values in itertools.product(*kept) if values in present]
    return Plan(results.paths, x, line, others, tuple(shown), len(ordered))


def _thinned(values: Combination, count: int) -> list[Value]:
    """`count` of `values`, evenly spaced, with the first and, unless `count` is 1, the last."""
    return [values[place * (len(values) - 1) // max(count - 1, 1)] for place in range(count)]
