"""Makes results of every shape that a report has to cope with; scripts/ci/check-report calls it.

    python3 scripts/ci/report/shapes.py CELLBENCH FOLDER

Most are simulated. Shapes that no simulation gives (failures, names from hell) are written into results by hand.
"""

import json
import pathlib
import shutil
import subprocess
import sys

CELLBENCH, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
SMALL = """
horizon: 1h
seed: 42
cell:
  machines: [{ class: standard, count: 300, cpu: 8, memory: 16GiB }]
  initialUtilization: 0.5
workloads:
  batch:
    interarrival: { exponential: { mean: 7s } }
    tasks: { lognormal: { mean: 10, sd: 20 } }
    duration: { lognormal: { mean: 1min, sd: 2min } }
    cpu: 1
    memory: 1GiB
  service:
    interarrival: { exponential: { mean: 28s } }
    tasks: { lognormal: { mean: 5, sd: 10 } }
    duration: { lognormal: { mean: 10min, sd: 10min } }
    cpu: 1
    memory: 1GiB
architectures:
  - { kind: monolithic, paths: single, path: service }
  - { kind: monolithic, paths: multi }
  - { kind: partitioned, shares: { batch: 0.4, service: 0.6 } }
  - { kind: two-level }
  - { kind: shared-state }
  - { kind: shared-state, name: omega-coarse-gang, conflictDetection: coarse, commit: all-or-nothing }
"""
BLOCK = SMALL + "decisionTime: { batch: { job: 100ms, task: 5ms }, service: { job: 1s, task: 5ms } }\n"


def run(name, config, **settings):
    """Simulates a config into a folder with the shape's name."""
    file = FOLDER / f"{name}.yaml"
    text = f"name: {name}\n" + config
    for key, value in {"replications": 3, **settings}.items():
        text += f"{key}: {value}\n"
    file.write_text(text)
    subprocess.run([CELLBENCH, "run", file, "--quiet", "--output", FOLDER / name], check=True)


def changed(name, source, change):
    """The results of another shape, changed by hand."""
    shutil.copytree(FOLDER / source, FOLDER / name)
    file = FOLDER / name / "results.json"
    results = json.loads(file.read_text())
    change(results)
    file.write_text(json.dumps(results))


def hostile(results):
    script = "<script>window.__hostile = true</script>"
    image = "\"'><img src=x onerror=\"window.__hostile = true\">"
    names = {
        "monolithic-single": script,
        "monolithic-multi": image,
        "partitioned": "a-name-without-an-end-" * 12,
        "two-level": "\u202eright to left\u0007 &amp; </title></svg></style>",
        "shared-state": "=cmd|' /C calc'!A0 \n second line",
        "omega-coarse-gang": "",
    }
    results["name"] = "</title>" + script
    results["seed"] = 2 ** 64 - 1
    results["presets"] = [{"part": "cell", "name": image, "source": "x" * 300}]
    for point in results["points"]:
        point["architecture"] = names[point["architecture"]]
        point["parameters"] = {key + script: value for key, value in point["parameters"].items()}
        for workloads in [point["workloads"]]:
            workloads["batch" + image] = workloads.pop("batch")
        for scheduler in point["schedulers"].values():
            scheduler["workloads"] = [w.replace("batch", "batch" + image) for w in scheduler["workloads"]]


def failed(results):
    for point in results["points"]:
        worst = max(p["parameters"]["decisionTime.service.job"] for p in results["points"])
        is_last = point["parameters"]["decisionTime.service.job"] == worst
        if point["architecture"] == "two-level" or (is_last and point["replication"] > 0):
            for key in ("workloads", "schedulers"):
                point[key] = {}
            point.update(status="failed", reason="<b>more</b> than 20 million jobs not yet placed", cell=None, events=None)


def zero_and_huge(results):
    """Swept values that are evenly spaced from 0, and figures that do not exist."""
    values = sorted({p["parameters"]["decisionTime.service.job"] for p in results["points"]})
    for point in results["points"]:
        index = values.index(point["parameters"].pop("decisionTime.service.job"))
        point["parameters"]["a.path.of.many.parts.that.is.longer.than.any.chart.is.wide.and.then.some"] = 1e6 * index
        for workload in point["workloads"].values():
            workload["waitTime"].update(mean=None, p90=None)


def many(results):
    """More architectures than colours."""
    points = results["points"]
    results["points"] = [
        {**point, "architecture": f"{point['architecture']}-{copy}"} for copy in range(4) for point in points]


def main():
    line = "decisionTime: { batch: { job: 100ms, task: 5ms }, service: { task: 5ms } }\n"
    job = "decisionTime.service.job: [100ms, 300ms, 1s, 3s, 10s, 30s, 100s]"
    run("block", BLOCK)
    run("block-once", BLOCK, replications=1)
    run("line", SMALL + line, sweep="{ " + job + " }")
    run("map", SMALL + "decisionTime: { batch: { job: 100ms, task: 5ms } }\n", replications=2,
        sweep="{ " + job + ", decisionTime.service.task: { from: 5ms, to: 1s, count: 4, scale: log } }")
    run("keyword", SMALL + line, replications=2,
        sweep="{ architectures.shared-state.commit: [incremental, all-or-nothing], " + job + " }")
    run("keyword-only", BLOCK, replications=2,
        sweep="{ architectures.shared-state.conflictDetection: [fine, coarse] }")
    run("counts", BLOCK, replications=2, sweep="{ architectures.shared-state.schedulers.batch: [1, 2, 3, 4] }")
    run("commits", BLOCK, sweep="{ decisionTime.commit.transaction: [0s, 100ms, 1s] }")
    run("search", SMALL + line, replications=2, sweep="{ decisionTime.service.job: { saturation: "
        "{ of: busyness, workload: service, above: 0.9, from: 100ms, to: 100s } } }")
    run("preset", "cell: { preset: google-2011, scale: 0.02 }\nworkloads: { preset: google-2011-priority, load: 0.02 }\n"
        "architectures: [{ kind: shared-state }, { kind: two-level }]\nhorizon: 1h\n", replications=2)
    changed("hostile", "line", hostile)
    changed("hostile-block", "block", hostile)
    changed("failed", "line", failed)
    changed("all-failed", "block", lambda results: [point.update(
        status="failed", reason="too large", cell=None, events=None, workloads={}, schedulers={})
        for point in results["points"]])
    changed("even", "line", zero_and_huge)
    changed("many", "line", many)
    changed("empty", "block", lambda results: results.update(points=[], complete=False))
    changed("alone", "block", lambda results: results.update(complete=False, points=results["points"][:7]))
    for name in ("config.yaml", "timings.json"):
        (FOLDER / "alone" / name).unlink()


if __name__ == "__main__":
    main()
