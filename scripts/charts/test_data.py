"""Tests from the table to drawn values: rows, plans, means and bars, scales, looks."""

import unittest
from typing import Any

from . import axes, intervals, plan, tidy, words
from .errors import ChartError
from .fixtures import CATALOGUE, FIVE, T_JOB, results, search, table
from .palette import look_kind, looks
from .summary import summarize
from .tidy import Architecture

FIGURE = {figure.name: figure for figure in CATALOGUE.figures}


class TidyTests(unittest.TestCase):
    def test_a_path_is_numeric_if_all_its_values_are(self) -> None:
        found = results(sweep={"cell.preset": ["omega-b", "omega-a"], **T_JOB, "cell.scale": [1]})
        self.assertEqual([path.name for path in found.paths], ["cell.preset", "decisionTime.service.job"])
        self.assertEqual(found.paths[0].values, ("omega-b", "omega-a"))
        self.assertEqual(found.paths[1].values, (0.1, 1.0, 10.0, 100.0))

    def test_words_that_look_like_numbers_stay_words(self) -> None:
        path = "workloads.from.published-simulator.cluster"
        document = {"points": [{"parameters": {path: name}} for name in ("010", "10")]}
        found = results(document=document, sweep={path: ["010", "10"]})
        self.assertEqual((found.paths[0].values, found.paths[0].numeric), (("010", "10"), False))

    def test_architectures_stay_in_order(self) -> None:
        self.assertEqual([entry.name for entry in results().architectures], list(FIVE))

    def test_a_failed_point_leaves_a_gap(self) -> None:
        def fail(row: dict[str, Any]) -> None:
            if row["architecture"] == "two-level" and row["decisionTime.service.job"] == 10:
                row.update(status="failed", subject="", name="")
                for column in list(row):
                    if column == "jobs" or ("." in column and column not in T_JOB):
                        del row[column]

        found = results(sweep=T_JOB, replications=1, change=fail)
        summary = summarize(found, FIGURE["wait"], plan.lines_over(found))
        gaps = [mark for mark in summary.marks if mark.value is None]
        self.assertEqual({(mark.architecture, mark.x) for mark in gaps}, {("two-level", 10.0)})

    def test_nothing_but_failures_is_an_error(self) -> None:
        with self.assertRaises(ChartError) as caught:
            results(change=lambda row: row.update(status="failed", subject="", name=""))
        self.assertEqual(caught.exception.status, 65)

    def test_what_is_no_table_is_an_error(self) -> None:
        for text in ("", "a,b\n1,2\n"):
            with self.assertRaises(ChartError) as caught:
                tidy.parse(text, {})
            self.assertEqual(caught.exception.status, 65)

    def test_half_a_search_is_an_error(self) -> None:
        with self.assertRaisesRegex(ChartError, r"saturation\[0\].path: missing"):
            tidy.parse(table(), {"saturation": [{"architecture": "two-level"}]})


class PlanTests(unittest.TestCase):
    def test_the_longest_numeric_path_is_x(self) -> None:
        found = plan.lines_over(results(sweep={"cell.scale": [1, 2], **T_JOB}))
        self.assertEqual((found.x, found.line, found.row_labels()), (1, None, ["scale = 1", "scale = 2"]))

    def test_of_equals_the_number_of_schedulers_is_not_x_but_the_lines(self) -> None:
        count = {"architectures.omega.schedulers.batch": [1, 2, 4, 8]}
        found = plan.lines_over(results(architectures={"omega": "shared-state"}, sweep={**count, **T_JOB}))
        self.assertEqual((found.x, found.line, found.rows), (1, 0, ((),)))

    def test_words_are_rows(self) -> None:
        found = plan.lines_over(results(sweep={"cell.preset": ["omega-a", "omega-b"], **T_JOB}))
        self.assertEqual((found.x, found.row_labels()), (1, ["omega-a", "omega-b"]))

    def test_nothing_numeric_has_no_x(self) -> None:
        self.assertIsNone(plan.lines_over(results(sweep={"cell.preset": ["omega-a", "omega-b"]})).x)

    def test_many_rows_are_thinned_and_counted(self) -> None:
        sweep = {"cell.scale": list(range(1, 10)), "decisionTime.service.job": list(range(1, 12))}
        found = plan.lines_over(results(sweep=sweep))
        self.assertEqual((found.x, len(found.rows), found.all_rows), (1, plan.MOST_ROWS, 9))
        self.assertEqual((found.rows[0], found.rows[-1]), ((1.0,), (9.0,)))

    def test_a_heat_map_needs_four_values_each(self) -> None:
        task: dict[str, list[Any]] = {"decisionTime.service.task": [0.01, 0.1, 1, 10]}
        self.assertIsNone(plan.grid(results(sweep=T_JOB)))
        self.assertIsNone(plan.grid(results(sweep={**T_JOB, "decisionTime.service.task": [1, 2, 3]})))
        found = plan.grid(results(sweep={**T_JOB, **task}))
        self.assertEqual(found and (found[0].x, found[1]), (0, 1))


class SummaryTests(unittest.TestCase):
    def test_means_and_students_intervals_over_replications(self) -> None:
        found = results(replications=3)
        mark = summarize(found, FIGURE["wait"], plan.lines_over(found)).marks[0]
        half = 4.3027 / 3**0.5
        self.assertEqual((mark.value, mark.replications), (2.0, 3))
        self.assertEqual(mark.low, 0.0)
        self.assertAlmostEqual(mark.high or 0, 2 + half)

    def test_several_days_give_the_median_and_its_deviation(self) -> None:
        found = results(change=lambda row: row.update({"busyness.dailyMAD": 0.1}))
        summary = summarize(found, FIGURE["busyness"], plan.lines_over(found))
        self.assertEqual((summary.marks[0].value, summary.marks[0].low, summary.marks[0].high), (0.5, 0.4, 0.6))
        self.assertIn("medians of the daily values", summary.bars)

    def test_one_replication_has_no_bars(self) -> None:
        found = results(replications=1)
        summary = summarize(found, FIGURE["busyness"], plan.lines_over(found))
        self.assertTrue(all(mark.low is None and mark.high is None for mark in summary.marks))
        self.assertIn("no confidence intervals", summary.bars)

    def test_who_has_no_conflicts_is_named_and_not_drawn(self) -> None:
        def conflict(row: dict[str, Any]) -> None:
            row["conflictFraction"] = 0.2 if row["architecture"] == "shared-state" else 0

        found = results(change=conflict)
        summary = summarize(found, FIGURE["conflict-fraction"], plan.lines_over(found))
        self.assertEqual({mark.architecture for mark in summary.marks}, {"shared-state"})
        self.assertEqual(summary.without, tuple(list(FIVE)[:4]))

    def test_a_search_has_points_of_its_own_for_every_architecture(self) -> None:
        document = {"saturation": [search("two-level", 1, 10)]}
        text = table(sweep=T_JOB)
        kept = [line for line in text.splitlines() if not (line.startswith("made-up,two-level") and ",10,work" in line)]
        found = tidy.parse("\n".join(kept) + "\n", document)
        marks = summarize(found, FIGURE["wait"], plan.lines_over(found)).marks
        self.assertEqual({mark.x for mark in marks if mark.architecture == "two-level"}, {0.1, 1.0, 100.0})

    def test_students_t(self) -> None:
        for freedom, value in ((1, 12.706), (4, 2.776), (11, 2.201), (30, 2.042), (1000, 1.962)):
            self.assertAlmostEqual(intervals.student_t(freedom), value, places=3)


class AxisTests(unittest.TestCase):
    def test_an_axis_is_logarithmic_beyond_a_decade_and_a_half(self) -> None:
        self.assertFalse(axes.is_logarithmic([1, 30]))
        self.assertTrue(axes.is_logarithmic([1, 33]))
        self.assertFalse(axes.is_logarithmic([0, 100]))

    def test_ticks_of_a_swept_path(self) -> None:
        self.assertEqual(axes.swept("", [0.1, 0.3, 1, 3, 10, 30, 100], True).labels, ("0.1", "1", "10", "100"))
        self.assertEqual(axes.swept("", [1, 2, 4, 8, 16, 32], False).labels, ("1", "2", "4", "8", "16", "32"))
        self.assertEqual(axes.swept("", [0.5, 1, 1.5], False).labels, ("0.5", "1", "1.5"))
        self.assertEqual(axes.swept("t (s)", [1e-7, 1e-6, 1e-5], True).labels, ("100 ns", "1 µs", "10 µs"))
        self.assertEqual(axes.swept("t (s)", [1e-7, 1e-6, 1e-5], True).title, "t")

    def test_a_wait_of_zero_is_at_the_low_end_and_labelled(self) -> None:
        scale = axes.measured("wait (s)", [0, 0.02, 5000], [], 30, time=True)
        self.assertTrue(scale.logarithmic)
        self.assertEqual((scale.floor, scale.labels[0], scale.shown(0)), (0.001, "0", 0.001))
        self.assertIsNone(axes.measured("wait (s)", [0.02, 5000], [], 30, time=True).floor)

    def test_waits_far_below_the_objective_are_not_squeezed_by_it(self) -> None:
        self.assertLess(axes.measured("wait (s)", [0.001, 0.002], [], 30, time=True).high, 1)
        self.assertGreaterEqual(axes.measured("wait (s)", [0.001, 2], [], 30, time=True).high, 30)

    def test_words(self) -> None:
        self.assertEqual(words.title("decisionTime.service.job"), "service decision time per job, t_job (s)")
        self.assertEqual(words.title("decisionTime.batch.task"), "batch decision time per task, t_task (s)")
        self.assertEqual(words.title("cell.scale"), "cell.scale")
        self.assertEqual(
            (words.number(3.16227), words.number(1e5), words.number(0.0188)), ("3.16", "100,000", "0.0188")
        )


class PaletteTests(unittest.TestCase):
    def test_a_kind_keeps_its_colour_whoever_else_is_there(self) -> None:
        all_five = looks(tuple(Architecture(name, kind) for name, kind in FIVE.items()))
        for name, kind in FIVE.items():
            self.assertEqual(looks((Architecture(name, kind),))[name], all_five[name])
        self.assertEqual(len({look.color for look in all_five.values()}), 5)
        self.assertEqual(len({look.shape for look in all_five.values()}), 5)

    def test_others_of_a_kind_are_told_apart_and_the_one_called_as_the_kind_has_its_look(self) -> None:
        names = ["omega-coarse-gang", "shared-state", "a", "b", "c", "d"]
        found = looks(tuple(Architecture(name, "shared-state") for name in names))
        self.assertEqual(list(found), names)
        self.assertEqual(found["shared-state"].color, "#0072B2")
        self.assertEqual(len({look.color for look in found.values()}), 6)
        self.assertEqual(len({look.shape for look in found.values()}), 6)

    def test_monolithic_paths_are_read_from_the_name(self) -> None:
        self.assertEqual(look_kind(Architecture("monolithic-multi", "monolithic")), "monolithic-multi")
        self.assertEqual(look_kind(Architecture("mine", "monolithic")), "monolithic-single")
