"""Tests of the command line: files, messages and exit statuses; a script stands in for cellbench."""

import contextlib
import io
import os
import tempfile
import unittest
from pathlib import Path

from .cli import main
from .fixtures import CATALOGUE, LISTING, T_JOB, table


class CommandTests(unittest.TestCase):
    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.scratch = Path(scratch.name)
        program = self.scratch / "cellbench"
        program.write_text(
            '#!/bin/sh\nif [ "$2" = --columns ]; then cat "$0.json"; exit; fi\nif [ -e "$2/tidy.csv" ]; then cat "$2/tidy.csv"; else\n'
            'echo "$2: error: not a result" >&2; exit 65; fi\n'
        )
        program.chmod(0o755)
        (self.scratch / "cellbench.json").write_text(LISTING)
        before = os.environ.get("CELLBENCH")
        self.addCleanup(lambda: os.environ.pop("CELLBENCH") if before is None else os.environ.update(CELLBENCH=before))
        os.environ["CELLBENCH"] = str(program)

    def result(self, name: str, text: str | None = None) -> Path:
        """A folder of results, and what `cellbench export` says about it."""
        folder = self.scratch / name
        folder.mkdir(parents=True)
        (folder / "results.json").write_text("{}")
        (folder / "tidy.csv").write_text(table(sweep=T_JOB) if text is None else text)
        return folder

    def run_chart(self, *arguments: object) -> tuple[int, list[str], list[str]]:
        """The exit status, and the lines of both outputs."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = main([str(argument) for argument in arguments])
        return status, out.getvalue().splitlines(), err.getvalue().splitlines()

    def assert_refused(self, status: int, part: str, *arguments: object) -> None:
        """Asserts an exit status and a single line that contains `part`."""
        ended, out, err = self.run_chart(*arguments)
        self.assertEqual((ended, out, len(err)), (status, [], 1), err)
        self.assertIn(part, err[0])

    def test_writes_the_spec_and_pictures_and_prints_their_names(self) -> None:
        folder = self.result("run")
        status, out, err = self.run_chart(folder, "--figure", "busyness")
        names = [f"{folder}/charts/busyness.{extension}" for extension in ("vl.json", "svg", "png", "pdf")]
        self.assertEqual((status, out, err), (0, names, []))
        starts = {Path(name).suffix: Path(name).read_bytes()[:5] for name in names}
        self.assertEqual(starts, {".json": b'{\n "$', ".svg": b"<svg ", ".png": b"\x89PNG\r", ".pdf": b"%PDF-"})

    def test_formats_folder_and_title_can_be_chosen(self) -> None:
        folder, out_folder = self.result("run"), self.scratch / "elsewhere" / "deep"
        status, out, _ = self.run_chart(
            folder, "--figure", "wait", "--format", "svg", "--out", out_folder, "--title", "A heading"
        )
        self.assertEqual((status, out), (0, [f"{out_folder}/wait.vl.json", f"{out_folder}/wait.svg"]))
        self.assertIn("A heading", (out_folder / "wait.svg").read_text())

    def test_a_folder_of_results_is_charted_one_after_another_in_spite_of_errors(self) -> None:
        self.result("runs/a")
        self.result("runs/b", "nonsense")
        self.result("runs/c")
        status, out, err = self.run_chart(self.scratch / "runs", "--figure", "wait", "--format", "svg")
        self.assertEqual(status, 65)
        self.assertEqual(len(err), 1)
        self.assertTrue(err[0].startswith(f"{self.scratch}/runs/b: error: "))
        self.assertEqual([Path(name).parent.name for name in out], ["a", "a", "c", "c"])

    def test_lists(self) -> None:
        _, out, _ = self.run_chart("--list")
        self.assertEqual([line.split()[0] for line in out], list(CATALOGUE.charts))
        _, out, _ = self.run_chart("--list", self.result("run"))
        self.assertEqual([line.split()[0] for line in out[1:]], ["wait", "busyness", "pending", "utilization"])

    def test_wrong_usage(self) -> None:
        folder = self.result("run")
        self.assert_refused(64, 'no chart is called "waits"; accepted: wait, busyness', folder, "--figure", "waits")
        self.assert_refused(64, 'unknown format "gif"; accepted: svg, png, pdf', folder, "--format", "svg,gif")
        self.assert_refused(64, "unknown format", folder, "--format", "")
        self.assert_refused(64, "RESULTS is missing", "--figure", "wait")
        self.assert_refused(64, "--nonsense", folder, "--nonsense")
        self.assert_refused(64, "--out", folder, "--out", "")

    def test_what_is_missing_or_malformed(self) -> None:
        self.assert_refused(66, "no such file", self.scratch / "nowhere")
        empty = self.scratch / "empty"
        empty.mkdir()
        self.assert_refused(66, "no results.json", empty)
        folder = self.result("run")
        self.assert_refused(65, f"{folder}: error: no search", folder, "--figure", "saturation")
        (folder / "tidy.csv").unlink()
        self.assert_refused(65, "not a result", folder)

    def test_no_cellbench(self) -> None:
        os.environ["CELLBENCH"] = str(self.scratch / "none")
        self.assert_refused(66, "CELLBENCH: error: no program", self.result("run"))

    def test_a_folder_that_cannot_be_made(self) -> None:
        folder = self.result("run")
        self.assert_refused(1, "cannot write", folder, "--figure", "wait", "--out", folder / "results.json" / "charts")
