"""Reads the jobs of traces by the formats' manuals, with as little in common with cellbench as two readers of a manual can have.

A job is submitted at a time and has tasks; a task asks for milli-cores, MiB and milli-GPUs and ran in intervals. Times are whole
nanoseconds from the beginning of the trace. Amounts are rounded to whole units, a half upwards.
"""

import csv
import gzip
import math
import os
from collections import Counter, namedtuple

SECOND = 10**9
FOREVER = 100 * 365 * 86_400 * SECOND

# Tasks that are alike. `demand`: (milli-cores, MiB, milli-GPUs). `runs`: [(start, end)], None where the trace has no beginnings;
# `length` is their duration then. `cut`: true if they still ran when the trace ended.
Task = namedtuple("Task", "demand runs length cut count")
# `running`: true for a job that ran when the trace began and was not submitted.
Job = namedtuple("Job", "submit workload tasks running constrained spread")


class Trace:
    """The jobs of a trace in their order, and what was passed over: {reason: [rows, jobs, tasks]}."""

    def __init__(self):
        self.jobs, self.rows, self.skipped = [], 0, {}

    def skip(self, reason, rows=0, jobs=0, tasks=0):
        if rows or jobs or tasks:
            sums = self.skipped.setdefault(reason, [0, 0, 0])
            for place, count in enumerate((rows, jobs, tasks)):
                sums[place] += count


def nearest(value):
    return math.floor(value + 0.5)


def nanoseconds(seconds):
    return min(nearest(seconds * 1e9), FOREVER)


def demand(cores, gibibytes, gpus=0.0):
    return max(nearest(cores * 1000), 1), nearest(gibibytes * 1024), nearest(gpus * 1000)


def lines(path):
    with gzip.open(path, "rt", newline="") if path.endswith(".gz") else open(path, newline="") as file:
        yield from file


def in_one_run(amount, start, length, cut=False, count=1):
    return Task(amount, [(start, start + length)], length, cut, count)


def job_list(path):
    """cellbench's own format: the beginnings of tasks are unknown."""
    trace = Trace()
    for row in csv.DictReader(lines(path)):
        trace.rows += 1
        amount = demand(float(row["cpu"]), float(row["memory"]), float(row.get("gpu") or 0))
        task = Task(amount, None, nanoseconds(float(row["task_duration"])), False, int(row["tasks"]))
        if int(row.get("part") or 0) > 0:
            trace.jobs[-1].tasks.append(task)
        else:
            submit = nanoseconds(float(row["submit_time"]))
            apart, asks = bool(row.get("spread")), bool(row.get("constraints"))
            trace.jobs.append(Job(submit, row["workload"], [task], False, asks, apart))
    return trace


def swf(path):
    """The Standard Workload Format: a task of one core for each processor; -1 is unknown."""
    trace = Trace()
    for line in lines(path):
        if line.startswith(";") or not line.split():
            continue
        trace.rows += 1
        field = [float(text) for text in line.split()]
        submit, wait, run, allocated, used, requested, asked, status = (
            field[1], field[2], field[3], field[4], field[6], field[7], field[9], field[10])
        processors = allocated if allocated > 0 else requested
        if run <= 0 and status == 5:
            trace.skip("cancelled before it ran", rows=1, jobs=1)
        elif run < 0:
            trace.skip("run time unknown", rows=1, jobs=1)
        elif processors < 1:
            trace.skip("processors unknown", rows=1, jobs=1)
        else:
            kibibytes = used if used > 0 else max(asked, 0)
            amount, length = demand(1, kibibytes / 2**20), nanoseconds(run)
            began = nanoseconds(submit) + nanoseconds(wait)
            runs = [(began, began + length)] if wait >= 0 else None
            task = Task(amount, runs, length, False, int(processors))
            trace.jobs.append(Job(nanoseconds(submit), "batch", [task], False, False, False))
    return trace


def alibaba_pods(path):
    """Alibaba's pods of 2023, in the order of their creation; those that still ran at the end share it as their deletion."""
    trace, pods = Trace(), list(csv.DictReader(lines(path)))
    trace.rows = len(pods)
    if "creation_time" not in pods[0]:
        return None
    shared = Counter(float(pod["deletion_time"]) for pod in pods if pod["pod_phase"] == "Running" and pod["scheduled_time"])
    end = shared.most_common(1)[0][0]
    for pod in sorted(pods, key=lambda pod: float(pod["creation_time"])):
        if not pod["scheduled_time"]:
            trace.skip("never scheduled", rows=1, jobs=1, tasks=1)
            continue
        gpus = int(pod["gpu_milli"]) if pod["num_gpu"] == "1" else 1000 * int(pod["num_gpu"])
        amount = (max(int(pod["cpu_milli"]), 1), int(pod["memory_mib"]), gpus)
        start, stop = nanoseconds(float(pod["scheduled_time"])), nanoseconds(float(pod["deletion_time"]))
        cut = float(pod["deletion_time"]) == end and pod["pod_phase"] == "Running"
        workload = "service" if pod["qos"] in ("LS", "Guaranteed") else "batch"
        submit = nanoseconds(float(pod["creation_time"]))
        task = in_one_run(amount, start, stop - start, cut)
        trace.jobs.append(Job(submit, workload, [task], False, bool(pod["gpu_spec"]), False))
    return trace


def published_state(path, microseconds):
    """The published simulator's cell state: all jobs run at the start; cores and bytes are of the whole job."""
    trace, jobs, ends = Trace(), {}, {}
    for line in lines(path):
        field = line.split()
        trace.rows += 1
        if field[0] == "11":
            jobs[field[2]] = field
        else:
            ends[field[2]] = float(field[1]) / (1e6 if microseconds else 1)
    for job, field in jobs.items():
        count = int(field[5])
        amount = demand(float(field[6]) / count, float(field[7]) / count / 2**30)
        length = nanoseconds(ends[job]) if job in ends else FOREVER
        workload = "service" if field[3] != "0" and field[4] not in "01" else "batch"
        tasks = [in_one_run(amount, 0, length, job not in ends, count)]
        trace.jobs.append(Job(0, workload, tasks, True, False, False))
    return trace


GOOGLE_START, GOOGLE_DAYS, AFTER_TRACE = 600 * 10**6, 29, 2**63 - 1
CORES, GIBIBYTES = 32, 128  # of the largest machine


def parts(folder):
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.startswith("part-")]


def google(folder):
    """Google's trace of 2011: microseconds that begin at 600 s, 0 for before; every schedule begins a run, and every end ends one."""
    trace, submits = Trace(), {}
    for path in parts(f"{folder}/job_events"):
        for row in csv.reader(lines(path)):
            if row[3] == "0" and int(row[0]) != AFTER_TRACE:
                submits.setdefault(row[2], int(row[0]))
    tasks, jobs = {}, {}
    for path in parts(f"{folder}/task_events"):
        for row in csv.reader(lines(path)):
            trace.rows += 1
            time, job, event = int(row[0]), row[2], row[5]
            if time == AFTER_TRACE:
                trace.skip("after the end of the trace", rows=1)
                continue
            if job not in jobs:
                service = int(row[8]) >= 9 and row[7] in "23"
                jobs[job] = {"workload": "service" if service else "batch", "tasks": {}, "apart": False, "first": time}
            jobs[job]["apart"] |= row[12] == "1"
            task = jobs[job]["tasks"].setdefault(int(row[3]), {"submit": time, "demand": None, "runs": []})
            if task["demand"] is None and row[9] and row[10]:
                task["demand"] = demand(float(row[9]) * CORES, float(row[10]) * GIBIBYTES)
            runs = task["runs"]
            is_running = bool(runs) and runs[-1][1] is None
            if event == "1" and not is_running:
                runs.append([time, None])
            elif event in "23456" and is_running:
                runs[-1][1] = time
    running, arriving = [], []
    for name, job in jobs.items():
        before, later, submit = [], [], []
        for number in sorted(job["tasks"]):
            task = job["tasks"][number]
            in_trace = [run for run in task["runs"] if run[0] >= GOOGLE_START or run[1] is None or run[1] > GOOGLE_START]
            if not task["runs"]:
                trace.skip("never scheduled", tasks=1)
            elif task["demand"] is None:
                trace.skip("request unknown", tasks=1)
            elif not in_trace:
                trace.skip("ended before the trace", tasks=1)
            else:
                task["runs"] = in_trace
                at_start = task["runs"][0][0] < GOOGLE_START
                (before if at_start else later).append(google_task(task))
                if not at_start:
                    submit.append(task["submit"])
        if before:
            running.append(Job(0, job["workload"], before, True, False, job["apart"]))
        if later:
            first = min(submit) if before else min(submit + [submits.get(name, job["first"])])
            arriving.append(Job(google_time(first), job["workload"], later, False, False, job["apart"]))
        if not before and not later:
            trace.skip("no task that ran and whose request is known", jobs=1)
    trace.skip("no tasks in the files", jobs=sum(job not in jobs for job in submits))
    trace.jobs = running + sorted(arriving, key=lambda job: job.submit)
    return trace


def google_time(microseconds):
    return max(0, microseconds - GOOGLE_START) * 1000


def google_task(task):
    end_of_trace = GOOGLE_DAYS * 86_400 * SECOND
    cut = task["runs"][-1][1] is None
    runs = [(google_time(s), end_of_trace if e is None else google_time(e)) for s, e in task["runs"]]
    return Task(task["demand"], runs, sum(e - s for s, e in runs), cut, 1)
