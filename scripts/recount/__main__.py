"""Recounts the figures that cellbench gives of real traces, and fails where one differs.

    python3 scripts/recount BINARY TRACES

TRACES is the folder with `google-2011`, `alibaba-gpu-v2023`, `swf` and `published-simulator`; what is not there is passed over and
said. Exit status: 0 all figures agree, 1 some differ.
"""

import json
import math
import os
import re
import subprocess
import sys
import tempfile

import figures
import jobs

# Settings that are compared with a recount of all of a trace, and of parts of it: (from, to) in seconds, timeScale, limit.
HOUR = 3600
WHOLE = (0, None, 1.0, None)


class Recount:
    def __init__(self, binary):
        self.binary, self.differences, self.figures = binary, [], 0

    def run(self, *arguments):
        done = subprocess.run([self.binary, "trace", *arguments], capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"trace {' '.join(arguments)}: {done.stderr.strip()}")
        return done.stdout

    def expect(self, name, found, right):
        """Records where two figures, or trees of figures, differ."""
        if isinstance(right, dict):
            for key in sorted(set(found) | set(right)):
                if key not in right or key not in found:
                    self.differences.append(f"{name}.{key}: only in {'cellbench' if key in found else 'the recount'}")
                else:
                    self.expect(f"{name}.{key}", found[key], right[key])
            return
        self.figures += 1
        if not (found == right or math.isclose(found, right, rel_tol=1e-9, abs_tol=1e-9)):
            self.differences.append(f"{name}: cellbench {found}, recount {right}")

    def check(self, *arguments, **options):
        """Compares a selection of a trace with its recount; a command that fails is a difference."""
        try:
            self.compare(*arguments, **options)
        except RuntimeError as error:
            self.differences.append(str(error))

    def compare(self, spec, trace, selection=WHOLE, settings=(), counts_rows=True):
        """Compares inspect, convert and, for submitted jobs, fit with a recount."""
        start, end, scale, limit = selection
        chosen = [option for value, option in ((start, f"--from={start}s"), (end, f"--to={end}s")) if value]
        chosen += ["--set", f"timeScale={scale}"] if scale != 1 else []
        chosen += ["--limit", str(limit)] if limit else []
        chosen += [option for setting in settings for option in ("--set", setting)]
        name = " ".join([spec.partition(":")[0], os.path.basename(spec)] + chosen)
        ends = None if end is None else end * jobs.SECOND
        own, skipped = figures.selected(trace, start * jobs.SECOND, ends, scale, limit)
        right = figures.figures(own, skipped, trace.rows)
        found = json.loads(self.run("inspect", spec, "--json", *chosen))
        # Where a limit stops decides which rows of a list are read, and which workloads it names.
        keys = set(right) - (set() if counts_rows else {"rows", "rowsSkipped", "skipped"})
        empty = {name for name, sums in found["workloads"].items() if sums["jobs"] == 0}
        found["workloads"] = {key: value for key, value in found["workloads"].items() if key not in empty}
        for key in sorted(keys):
            self.expect(f"{name}: {key}", found[key], right[key])
        self.check_text(name, self.run("inspect", spec, *chosen), own)
        self.check_lists(name, spec, chosen, own)
        if len({job.submit for job in own if not job.running}) > 1:
            self.check_fit(name, self.run("fit", spec, *chosen), own)

    def check_text(self, name, text, own):
        """Compares the number of tasks that inspect prints as cut, and their share of the cpu time."""
        cut = re.search(r"^(\d+) tasks still ran .*: (\S+) of the cpu time$", text, re.M)
        tasks = sum(task.count for job in own for task in job.tasks if task.cut)
        self.expect(f"{name}: tasks cut, as text", int(cut[1]) if cut else 0, tasks)
        if cut:
            self.expect(f"{name}: share cut", float(cut[2]), round(figures.cut_share(own), 3))

    def check_lists(self, name, spec, chosen, own):
        """Compares the job lists that convert writes: as many tasks of each kind."""
        with tempfile.TemporaryDirectory() as folder:
            first, list_of_jobs = f"{folder}/first.csv", f"{folder}/jobs.csv"
            self.run("convert", spec, list_of_jobs, "--initial-jobs", first, *chosen)
            for path, running in ((list_of_jobs, False), (first, True)):
                right = figures.rows(job for job in own if job.running == running)
                found = figures.rows(jobs.job_list(path).jobs)
                wrong = sum((right - found).values()), sum((found - right).values())
                self.expect(f"{name}: tasks lacking and too many in {os.path.basename(path)}", wrong[0] + wrong[1], 0)
                self.expect(f"{name}: kinds in {os.path.basename(path)}", len(found), len(right))

    def check_fit(self, name, text, own):
        """Compares the number of jobs that fit names, and the ends and the median of each distribution."""
        submitted = [job for job in own if not job.running]
        count = int(re.search(r": (\d+) jobs submitted within", text)[1])
        fitted = [job for job in submitted if re.search(rf"^  {job.workload}:$", text, re.M)]
        self.expect(f"{name}: fitted jobs", count, len(fitted))
        for words, right in (("ask[s]? for attributes", sum(job.constrained for job in fitted)),
                             ("ha(?:ve|s) tasks that must be apart", sum(job.spread for job in fitted))):
            told = re.search(rf"^# Not in it: (\d+) of the jobs {words}", text, re.M)
            self.expect(f"{name}: fitted jobs that {words}", int(told[1]) if told else 0, right)
        for workload in {job.workload for job in submitted}:
            block = re.search(rf"^  {workload}:\n((?:    .*\n)+)", text, re.M)
            if not block:
                continue
            _, samples = figures.workload([job for job in submitted if job.workload == workload])
            for quantity, values in samples.items():
                drawn = re.search(rf"^    {quantity}: (.*)$", block[1], re.M)[1]
                points = [(float(p), amount(v)) for p, v in re.findall(r"\[([\d.e-]+), ([^\]]+)\]", drawn)]
                values = sorted(values)
                ends = (points[0][1], points[-1][1]) if points else (amount(drawn[len("{constant: "):-1]),) * 2
                self.expect(f"{name}: fitted {workload} {quantity}, least", ends[0], values[0])
                self.expect(f"{name}: fitted {workload} {quantity}, most", ends[1], values[-1])
                for level, value in points:
                    right = values[max(math.ceil(level * len(values)), 1) - 1]
                    self.expect(f"{name}: fitted {workload} {quantity} at {level}", value, right)


UNITS = {"d": 86_400, "h": 3600, "min": 60, "s": 1, "ms": 1e-3, "us": 1e-6, "ns": 1e-9, "GiB": 1, "MiB": 1 / 1024, "": 1}


def amount(text):
    """Seconds, GiB or a bare number, from a text as configs have it."""
    number, unit = re.fullmatch(r"([\d.e+-]+?)([A-Za-z]*)", text.strip()).groups()
    return float(number) * UNITS[unit]


def main(binary, folder):
    recount = Recount(os.path.realpath(binary))

    def has(path):
        here = os.path.exists(f"{folder}/{path}")
        if not here:
            print(f"recount: skipped: no {path} in {folder}")
        return here

    if has("google-2011/task_events"):
        trace = jobs.google(f"{folder}/google-2011")
        spec = f"google2011:{folder}/google-2011"
        for part in (WHOLE, (2 * HOUR, 5 * HOUR, 1.0, None)):
            recount.check(spec, trace, part)
    for name in ("jobs.csv", "initial-jobs.csv"):
        if has(f"google-2011/{name}"):
            trace = jobs.job_list(f"{folder}/google-2011/{name}")
            recount.check(f"csv:{folder}/google-2011/{name}", trace)
            recount.check(f"csv:{folder}/google-2011/{name}", trace, (2 * HOUR, 5 * HOUR, 2.0, None))
    for name in ("default.csv", "gpuspec33.csv", "cpu050.csv.gz", "gpushare40.csv.gz"):
        if has(f"alibaba-gpu-v2023/openb_pod_list_{name}"):
            path = f"{folder}/alibaba-gpu-v2023/openb_pod_list_{name}"
            trace, spec = jobs.alibaba_pods(path), f"alibaba-gpu-2023:{path}"
            for part in (WHOLE, (10_000_000, 12_000_000, 0.01, None), (12_345_678, None, 1.0, 99)):
                recount.check(spec, trace, part)
    if has("swf/NASA-iPSC-1993-3.1-cln.swf.gz"):
        path = f"{folder}/swf/NASA-iPSC-1993-3.1-cln.swf.gz"
        trace = jobs.swf(path)
        recount.check(f"swf:{path}", trace)
        recount.check(f"swf:{path}", trace, (1_000_000, 2_000_000, 0.1, None))
        recount.check(f"swf:{path}", trace, (3_000_000, None, 1.0, 500), counts_rows=False)
    if has("published-simulator/init-cluster-state.log"):
        path = f"{folder}/published-simulator/init-cluster-state.log"
        for unit in ("us", "s"):
            trace, spec = jobs.published_state(path, unit == "us"), f"published-simulator:{path}"
            # cellbench finds the unit by itself.
            settings = [] if unit == "us" else ["endTimes=s"]
            recount.check(spec, trace, settings=settings)
            recount.check(spec, trace, (24 * HOUR, None, 1.0, None), settings)
    for difference in recount.differences[:50]:
        print(difference)
    print(f"recount: {recount.figures} figures, {len(recount.differences)} differ")
    return 1 if recount.differences else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
