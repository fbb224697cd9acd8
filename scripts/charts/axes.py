"""Scales of figures, and their ticks with labels: computed here, so that charts do not depend on the renderer."""

import json
import math
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import altair as alt

from . import words

_DECADES_FOR_LOG = 1.5


@dataclass(frozen=True)
class Scale:
    """An axis: its title, domain and labelled ticks; `floor` is where a logarithmic axis draws 0, if it has to."""

    title: str
    logarithmic: bool
    low: float
    high: float
    ticks: tuple[float, ...]
    labels: tuple[str, ...]
    floor: float | None = None

    def vega(self, padding: int = 0) -> alt.Scale:
        """Vega-Lite's scale, with `padding` pixels at both ends."""
        return alt.Scale(
            type="log" if self.logarithmic else "linear",
            domain=[self.low, self.high],
            nice=False,
            zero=False,
            padding=padding,
        )

    def axis(self, length: int, **more: Any) -> alt.Axis:
        """Vega-Lite's axis of about `length` pixels, every tick with its label, the title in several lines."""
        title = balanced(self.title, max(16, round(length / 5.9)))
        labels = (
            f"{json.dumps(list(self.labels), ensure_ascii=False)}[indexof({json.dumps(list(self.ticks))}, datum.value)]"
        )
        return alt.Axis(
            title=title, values=list(self.ticks), labelExpr=labels, labelOverlap=False, **{"grid": True, **more}
        )

    def shown(self, value: float) -> float:
        """The position at which `value` is drawn: on the axis, if the value is below its low end."""
        return max(value, self.low) if self.logarithmic else value


def is_logarithmic(values: list[float]) -> bool:
    """True if a logarithmic axis serves: more than one and a half decades, and nothing at or below 0."""
    return bool(values) and min(values) > 0 and math.log10(max(values) / min(values)) > _DECADES_FOR_LOG


def swept(title: str, values: list[float], time: bool) -> Scale:
    """The axis of a swept path, from its least to its greatest value."""
    low, high = min(values), max(values)
    logarithmic = is_logarithmic(values)
    decades = _powers(low, high, (1,)) if logarithmic else []
    if len(decades) >= 3:
        ticks = decades[:: 1 + (len(decades) - 1) // 8]
    elif _are_ticks(values, logarithmic):
        ticks = sorted(set(values))
    else:
        ticks = _powers(low, high, (1, 2, 5)) if logarithmic else _linear_ticks(low, high, 6)
    return _scale(title, logarithmic, low, high, ticks, time)


def balanced(text: str, width: int) -> list[str]:
    """`text` in as few lines of about `width` letters as possible, all about as long; a unit keeps its word."""
    lines = math.ceil(len(text) / width)
    return textwrap.wrap(text.replace(" (", "\u00a0("), math.ceil(len(text) / lines) + (4 if lines > 1 else 0))


def _are_ticks(values: list[float], logarithmic: bool) -> bool:
    """True if the values themselves make good ticks: few, short and evenly spaced."""
    distinct = sorted(set(values))
    places = [math.log(value) for value in distinct] if logarithmic else distinct
    steps = [after - before for before, after in pairwise(places)]
    if not steps or len(distinct) > 8 or min(steps) < 0.7 * max(steps):
        return False
    return all(len(words.number(value)) <= 5 for value in distinct)


def measured(title: str, values: list[float], ends: list[float], also: float | None, time: bool) -> Scale:
    """The axis of a figure without an upper end: logarithmic over whole decades where the values span several.

    Zeros are drawn at the low end, which is then labelled 0. The axis goes up to the upper `ends` of the bars, and
    has `also`, if there is any, on it unless all values are far below.
    """
    positive = [value for value in values if value > 0]
    if also and positive and max(positive) >= also / 30:
        positive.append(also)
    most = max([*positive, *ends], default=1.0)
    has_zero = any(value <= 0 for value in values)
    if not is_logarithmic(positive):
        high = _nice_above(most)
        return _scale(title, False, 0.0, high, _linear_ticks(0.0, high, 5), time)
    least = math.floor(math.log10(min(positive)) + 1e-9)
    top = math.ceil(math.log10(most) - 1e-9)
    if has_zero:
        least -= 1
    low, high = 10.0**least, 10.0**top
    ticks = [float(f"1e{power}") for power in range(least, top + 1)]
    scale = _thinned(_scale(title, True, low, high, ticks, time), 7)
    if not has_zero:
        return scale
    return replace(scale, labels=("0", *scale.labels[1:]), floor=low)


def share(title: str, values: list[float], whole: bool, in_percent: bool) -> Scale:
    """The axis of a share, from 0 up to 1 for the `whole`, else up to the greatest value."""
    high = 1.0 if whole and max(values, default=0) <= 1.0 else _nice_above(max(values, default=0) or 1.0)
    ticks = _linear_ticks(0.0, high, 5)
    label = words.percent if in_percent else words.number
    return Scale(title, False, 0.0, high, tuple(ticks), tuple(label(tick) for tick in ticks))


def _scale(title: str, logarithmic: bool, low: float, high: float, ticks: list[float], time: bool) -> Scale:
    label: Callable[[float], str] = words.number
    # Thousandths of a second are easier to read in ms.
    if time and 0 < min((tick for tick in ticks if tick > 0), default=1) < 0.001:
        title, label = title.removesuffix(" (s)"), words.seconds
    return Scale(title, logarithmic, low, high, tuple(ticks), tuple(label(tick) for tick in ticks))


def _thinned(scale: Scale, most: int) -> Scale:
    """The ticks with every second label, or fewer, where there are more than `most`."""
    every = 1 + (len(scale.ticks) - 1) // most
    labels = tuple(label if place % every == 0 else "" for place, label in enumerate(scale.labels))
    return replace(scale, labels=labels)


def _powers(low: float, high: float, factors: tuple[int, ...]) -> list[float]:
    """Powers of ten times `factors` between the ends."""
    powers = range(math.floor(math.log10(low)) - 1, math.ceil(math.log10(high)) + 1)
    ticks = [float(f"{factor}e{power}") for power in powers for factor in factors]
    return [tick for tick in ticks if low * (1 - 1e-9) <= tick <= high * (1 + 1e-9)]


def _linear_ticks(low: float, high: float, about: int) -> list[float]:
    """Multiples of 1, 2 or 5 times a power of ten between the ends."""
    if high <= low:
        return [low]
    step = _nice_above((high - low) / about, (1, 2, 5, 10))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [float(f"{index * step:.12g}") for index in range(first, last + 1)]


def _nice_above(value: float, factors: tuple[float, ...] = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)) -> float:
    """The least of `factors`, from 1 to 10, times a power of ten that is at least `value`."""
    if value <= 0:
        return 1.0
    power = math.floor(math.log10(value) + 1e-12)
    factor = next(factor for factor in factors if factor * 10.0**power >= value * (1 - 1e-9))
    return float(f"{factor}e{power}")
