"""The command line: results, charts and destinations."""

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from . import export, listing, tidy
from .catalogue import Catalogue
from .errors import FAILED, MALFORMED, MISSING, USAGE, ChartError
from .render import FORMATS, write
from .tidy import Results


class _Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line, with the exit status of wrong usage."""

    def error(self, message: str) -> NoReturn:
        raise ChartError(f"chart: error: {message}; see scripts/chart --help", USAGE)


def main(arguments: list[str]) -> int:
    """Runs the command line, and returns the exit status."""
    try:
        options = _parsed(arguments)
        found = _results(Path(options.results)) if options.results else []
        program = export.locate()
        catalogue = Catalogue(listing.parse(export.columns(program)))
        if options.figure is not None and options.figure not in catalogue.charts:
            accepted = ", ".join(catalogue.charts)
            raise ChartError(f'chart: error: no chart is called "{options.figure}"; accepted: {accepted}', USAGE)
        if options.list and options.results is None:
            for name, meaning in catalogue.charts.items():
                print(f"{name:18}{meaning}")
            return 0
        return _run(found, options, program, catalogue)
    except ChartError as error:
        return _told(error)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return FAILED


def _parsed(arguments: list[str]) -> argparse.Namespace:
    parser = _Parser(prog="chart", add_help=False, allow_abbrev=False)
    parser.add_argument("results", nargs="?")
    parser.add_argument("--figure")
    parser.add_argument("--out")
    parser.add_argument("--format", default=",".join(FORMATS))
    parser.add_argument("--title")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args(arguments)
    options.formats = tuple(dict.fromkeys(part for part in options.format.split(",") if part))
    unknown = [part for part in options.formats if part not in FORMATS]
    if unknown or not options.formats:
        raise ChartError(f"chart: error: unknown format \"{','.join(unknown)}\"; accepted: {', '.join(FORMATS)}", USAGE)
    if not options.results and not options.list:
        raise ChartError("chart: error: RESULTS is missing; see scripts/chart --help", USAGE)
    if options.out == "":
        raise ChartError("chart: error: --out must name a folder", USAGE)
    return options


def _run(found: list[Path], options: argparse.Namespace, program: str, catalogue: Catalogue) -> int:
    """Charts each of the results; an error in one does not stop the others."""
    where = Path(options.results)
    out = Path(options.out) if options.out else (where if where.is_dir() else where.parent) / "charts"
    status = 0
    for results in found:
        folder = out if results == where else out / results.name
        try:
            _chart(results, folder, options, program, catalogue)
        except ChartError as error:
            status = status or _told(error)
    return status


def _results(where: Path) -> list[Path]:
    """The folder `where` if it is a result, else the folders in it that are."""
    if not where.exists():
        raise ChartError(f"{where}: error: no such file or folder", MISSING)
    if where.is_file() or (where / "results.json").exists():
        return [where]
    try:
        found = sorted(folder for folder in where.iterdir() if (folder / "results.json").is_file())
    except OSError as error:
        raise ChartError(f"{where}: error: cannot read: {error.strerror}", FAILED) from error
    if not found:
        raise ChartError(f"{where}: error: no results.json in it or in a folder in it", MISSING)
    return found


def _chart(
    where: Path, folder: Path, options: argparse.Namespace, program: str, catalogue: Catalogue
) -> None:
    text = export.tidy_csv(program, where)
    try:
        results: Results = tidy.parse(text, tidy.document(where))
        names = [options.figure] if options.figure else catalogue.automatic(results)
        if not names:
            raise ChartError("nothing to chart", MALFORMED)
        if options.list:
            print(f"{where}:")
            for name in names:
                print(f"  {name:18}{catalogue.charts[name]}")
            return
        specs = {name: catalogue.spec(results, name, options.title) for name in names}
    except ChartError as error:
        raise ChartError(f"{where}: error: {error}", error.status) from error
    for name, spec in specs.items():
        for file in write(spec, name, folder, options.formats):
            print(file, flush=True)


def _told(error: ChartError) -> int:
    print(error, file=sys.stderr)
    return error.status
