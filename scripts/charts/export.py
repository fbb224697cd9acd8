"""Finds cellbench, and has it export results; only what the table lacks is read from other files."""

import os
import subprocess
import sys
from pathlib import Path

from .errors import FAILED, MISSING, ChartError

_ROOT = Path(__file__).resolve().parents[2]


def locate() -> str:
    """The program: `$CELLBENCH`, else the release build, built if there is none.

    Raises `ChartError`: 66 where `$CELLBENCH` is no program, 1 where the build fails.
    """
    named = os.environ.get("CELLBENCH")
    if named:
        if not (os.path.isfile(named) and os.access(named, os.X_OK)):
            raise ChartError(f"CELLBENCH: error: no program at {named}", MISSING)
        return named
    build = ["swift", "build", "--package-path", str(_ROOT), "--configuration", "release"]
    try:
        shown = subprocess.run([*build, "--show-bin-path"], capture_output=True, text=True, check=True)
        program = Path(shown.stdout.strip()) / "cellbench"
        if not program.is_file():
            subprocess.run([str(_ROOT / "scripts" / "setup")], stdout=sys.stderr, check=True)
            subprocess.run([*build, "--product", "cellbench"], stdout=sys.stderr, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise ChartError(
            f"chart: error: cannot build cellbench: {error}; CELLBENCH names one that is built", FAILED
        ) from error
    return str(program)


def tidy_csv(program: str, results: Path) -> str:
    """The tidy table of `results`; raises a `ChartError` with cellbench's message and exit status."""
    return _said(program, str(results), "--csv")


def columns(program: str) -> str:
    """Descriptions of the table's columns, as JSON."""
    return _said(program, "--columns", "--json")


def _said(program: str, *arguments: str) -> str:
    try:
        done = subprocess.run([program, "export", *arguments], capture_output=True, text=True)
    except OSError as error:
        raise ChartError(f"{program}: error: cannot run: {error.strerror}", FAILED) from error
    if done.returncode != 0:
        said = [line for line in done.stderr.splitlines() if line.strip()]
        raise ChartError(said[0] if said else f"{arguments[0]}: error: cannot export", max(done.returncode, FAILED))
    return done.stdout
