"""Numbers and swept paths in words, for axes, panels and legends."""

import re

from .tidy import Combination, SweptPath, Value

_TIMES = re.compile(
    r"^decisionTime\.|\.(interarrival|duration)(\.|$)|^(horizon|warmup|retry\.delay)$|\.(offerInterval|allocatorDecisionTime)$"
)
_UNITS = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns"))


def is_time(path: str) -> bool:
    """True if the values of `path` are seconds."""
    return _TIMES.search(path) is not None


def number(value: float) -> str:
    """A number to three digits, without an exponent: 0.1, 3.16, 1,000."""
    if value == 0:
        return "0"
    text = f"{float(f'{value:.3g}'):,.12f}"
    return text.rstrip("0").rstrip(".")


def seconds(value: float) -> str:
    """A time in the largest unit that leaves no zeros in front: 400 ns, 20 ms, 1,000 s."""
    if value == 0:
        return "0"
    size, unit = next((entry for entry in _UNITS if abs(value) >= entry[0] * 0.9995), _UNITS[-1])
    return f"{number(value / size)} {unit}"


def percent(share: float) -> str:
    """A share of 1 as per cent."""
    return f"{number(share * 100)} %"


def title(path: str) -> str:
    """The title of an axis: the meaning of `path`, with its unit."""
    found = re.fullmatch(r"decisionTime\.(.+)\.(job|task)", path)
    if found:
        return f"{found[1]} decision time per {found[2]}, t_{found[2]} (s)"
    found = re.fullmatch(r"decisionTime\.commit\.(transaction|claim)", path)
    if found:
        return f"commit time per {found[1]} (s)"
    found = re.fullmatch(r"workloads\.(.+)\.interarrival(\.(constant|(exponential|normal|lognormal)\.mean))?", path)
    if found:
        return f"mean time between {found[1]} jobs (s)"
    found = re.fullmatch(r"architectures\.(.+)\.schedulers\.(.+)", path)
    if found:
        return f"{found[2]} schedulers of {found[1]}"
    return f"{path} (s)" if is_time(path) else path


def short(path: str) -> str:
    """A short name of `path`."""
    found = re.fullmatch(r"decisionTime\.(.+)\.(job|task)", path)
    if found:
        return f"{found[1]} t_{found[2]}"
    found = re.fullmatch(r"workloads\.(.+)\.interarrival\b.*", path)
    if found:
        return f"{found[1]} interarrival"
    parts = path.split(".")
    if parts[0] == "architectures":
        return ".".join(parts[2:])
    return ".".join(parts[1:]) if parts[0] == "workloads" else parts[-1]


def value(path: SweptPath, of: Value) -> str:
    """A value of `path`, with its unit."""
    if isinstance(of, str):
        return of
    return seconds(of) if is_time(path.name) else number(of)


def setting(paths: list[SweptPath], values: Combination) -> str:
    """`service t_job = 1 s, preset = omega-a`; of a single path that has words, the word alone."""
    if len(paths) == 1 and not paths[0].numeric:
        return str(values[0])
    return ", ".join(f"{short(path.name)} = {value(path, of)}" for path, of in zip(paths, values, strict=True))
