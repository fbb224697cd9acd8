"""Tests of the charts of a result, and of their specs."""

import json
import unittest
from typing import Any

from . import render
from .errors import ChartError
from .fixtures import CATALOGUE, FIVE, T_JOB, records, results, search

T_TASK: dict[str, list[Any]] = {"decisionTime.service.task": [0.005, 0.05, 0.5, 5]}


def _saturate(row: dict[str, Any]) -> None:
    if row["decisionTime.service.job"] == 100:
        row["status"] = "saturated"


class CatalogueTests(unittest.TestCase):
    def test_charts_without_anything_to_see_are_left_out(self) -> None:
        self.assertEqual(CATALOGUE.automatic(results(sweep=T_JOB)), ["wait", "busyness", "pending", "utilization"])

    def test_heat_maps_and_searches_are_charted_where_there_are_any(self) -> None:
        found = results(sweep={**T_JOB, **T_TASK}, document={"saturation": [search("two-level", 1, 10)]})
        self.assertEqual(CATALOGUE.automatic(found)[-2:], ["busyness-heatmap", "saturation"])

    def test_what_is_asked_for_and_lacking_is_an_error(self) -> None:
        found = results(sweep=T_JOB, change=lambda row: row.update(conflictFraction=""))
        for name in ("conflict-fraction", "busyness-heatmap", "saturation"):
            with self.assertRaises(ChartError) as caught:
                CATALOGUE.spec(found, name)
            self.assertEqual(caught.exception.status, 65)

    def test_zeros_are_drawn_when_asked_for(self) -> None:
        spec = CATALOGUE.spec(results(sweep=T_JOB), "abandoned")
        self.assertEqual({record["value"] for record in records(spec) if "value" in record}, {0.0})


class SpecTests(unittest.TestCase):
    def test_saturated_points_are_marked_and_the_legend_says_so(self) -> None:
        spec = CATALOGUE.spec(results(sweep=T_JOB, change=_saturate), "busyness")
        drawn = [record for record in records(spec) if "value" in record]
        self.assertEqual({record["x"] for record in drawn if record["saturated"]}, {100.0})
        self.assertIn("datum.saturated", json.dumps(spec))
        self.assertTrue(any(record.get("label", "").startswith("saturated") for record in records(spec)))
        calm = CATALOGUE.spec(results(sweep=T_JOB), "busyness")
        self.assertFalse(any(record.get("label", "").startswith("saturated") for record in records(calm)))

    def test_the_legend_is_in_the_order_of_the_results(self) -> None:
        spec = CATALOGUE.spec(results(sweep=T_JOB), "busyness")
        self.assertEqual([record["label"] for record in records(spec) if "label" in record], list(FIVE))

    def test_head_to_head_is_a_dot_plot_that_says_what_hollow_points_are(self) -> None:
        spec = CATALOGUE.spec(results(change=lambda row: row.update(status="saturated")), "wait")
        self.assertTrue(any("Hollow" in line for line in spec["title"]["subtitle"]))
        self.assertTrue(all(record["x"] is None for record in records(spec)))

    def test_the_subtitle_says_what_is_missing(self) -> None:
        spec = CATALOGUE.spec(results(sweep=T_JOB, document={"complete": False}), "wait", "A heading")
        self.assertEqual(spec["title"]["text"], "A heading")
        self.assertIn("The run was stopped early: not every point is here.", spec["title"]["subtitle"])

    def test_heat_maps_cross_cells_that_are_not_all_scheduled(self) -> None:
        def give_up(row: dict[str, Any]) -> None:
            _saturate(row)
            # One job in a thousand is not yet many.
            row["jobsAbandoned"] = {0.1: 0, 1: 1, 10: 2, 100: 0}[row["decisionTime.service.job"]]

        cells = records(CATALOGUE.spec(results(sweep={**T_JOB, **T_TASK}, change=give_up), "busyness-heatmap"))
        self.assertEqual(len(cells), 5 * 4 * 4)
        self.assertEqual({cell["x"] for cell in cells if cell["cross"]}, {10.0, 100.0})

    def test_brackets_and_arrows_of_a_search(self) -> None:
        found = [search("two-level", 3.2, 3.3), search("shared-state", 100, None), search("partitioned", None, 0.1)]
        spec = CATALOGUE.spec(results(sweep=T_JOB, document={"saturation": found}), "saturation")
        said = {record["architecture"]: (record["arrow"], record["said"]) for record in records(spec)}
        self.assertEqual(said["two-level"], ("", "3.2 s to 3.3 s"))
        self.assertEqual(said["shared-state"], ("right", "never above"))
        self.assertEqual(said["partitioned"], ("left", "above everywhere"))

    def test_the_same_results_give_the_same_bytes(self) -> None:
        found = results(
            sweep={**T_JOB, **T_TASK}, change=_saturate, document={"saturation": [search("two-level", 1, 10)]}
        )
        for name in CATALOGUE.automatic(found):
            first, second = (render.text(CATALOGUE.spec(found, name)) for _ in range(2))
            self.assertEqual(first, second, name)

    def test_colours_are_the_same_in_every_chart(self) -> None:
        found = results(sweep={**T_JOB, **T_TASK}, change=lambda row: row.update(conflictFraction=0.1))
        for name in ("wait", "busyness", "conflict-fraction", "utilization"):
            text = json.dumps(CATALOGUE.spec(found, name))
            self.assertIn('"domain": ["monolithic-single", "monolithic-multi", "partitioned", "two-level"', text)
            self.assertIn('"range": ["#000000", "#E69F00", "#CC79A7", "#009E73", "#0072B2"]', text)
