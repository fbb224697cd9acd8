"""Selections of a trace and their figures, from the definitions in docs/traces.md."""

import math
from collections import Counter, defaultdict

from jobs import SECOND

LEVELS = {"p10": 0.1, "p50": 0.5, "p90": 0.9, "p99": 0.99, "max": 1.0}


def selected(trace, start=0, end=None, scale=1.0, limit=None):
    """The jobs of a window, as (jobs, skipped): those submitted in it with all their tasks, and what runs at its start."""
    jobs, skipped = [], {reason: list(counts) for reason, counts in trace.skipped.items()}
    submitted = 0

    def leave_out(reason, is_job, tasks):
        if is_job or tasks:
            counts = skipped.setdefault(reason, [0, 0, 0])
            counts[1] += is_job
            counts[2] += tasks

    for job in trace.jobs:
        if limit is not None and submitted >= limit:
            break
        if job.running or job.submit < start:
            left, ended, waiting, unknown = at(job, start)
            leave_out("before the window", not left and not waiting and not unknown, ended)
            leave_out("begin unknown, submitted before the window", not left and not waiting and unknown > 0, unknown)
            leave_out("waiting when the window began", not left and waiting > 0, waiting)
            if left:
                jobs.append(job._replace(submit=0, tasks=left, running=True))
        elif end is not None and job.submit >= end:
            leave_out("after the window", True, count(job.tasks))
        else:
            submitted += 1
            submit = math.floor((job.submit - start) / 1e9 * scale * 1e9 + 0.5) if scale != 1 else job.submit - start
            shift = submit - job.submit
            tasks = [shifted(task, shift) for task in job.tasks]
            jobs.append(job._replace(submit=submit, tasks=tasks))
    return jobs, skipped


def at(job, moment):
    """A job's running tasks at a moment, for the rest of their time, and the numbers that have ended, wait, or are unknown."""
    left, ended, waiting, unknown = [], 0, 0, 0
    for task in job.tasks:
        if job.running and moment == 0:
            left.append(task)
        elif task.runs is None:
            unknown += task.count
        elif any(s <= moment < e for s, e in task.runs):
            runs = [(max(s, moment) - moment, e - moment) for s, e in task.runs if e > moment]
            left.append(task._replace(runs=runs, length=sum(e - s for s, e in runs)))
        elif any(s > moment for s, _ in task.runs):
            waiting += task.count
        else:
            ended += task.count
    return left, ended, waiting, unknown


def shifted(task, time):
    return task._replace(runs=task.runs and [(s + time, e + time) for s, e in task.runs])


def count(tasks):
    return sum(task.count for task in tasks)


def peak(jobs):
    """The most tasks, cores, GiB and devices at once, each at its own time; tasks that end at a moment go before others begin."""
    starts, ends = [], []
    for job in jobs:
        for task in job.tasks:
            held = (task.count, *(amount * task.count for amount in task.demand))
            for start, end in task.runs or [(job.submit, job.submit + task.length)]:
                if end > start:
                    starts.append((start, held))
                    ends.append((end, held))
    starts.sort()
    ends.sort()
    now, most, gone = [0, 0, 0, 0], [0, 0, 0, 0], 0
    for start, held in starts:
        while ends[gone][0] <= start:
            now = [a - b for a, b in zip(now, ends[gone][1])]
            gone += 1
        now = [a + b for a, b in zip(now, held)]
        most = [max(a, b) for a, b in zip(most, now)]
    return {"tasks": most[0], "cpu": most[1] / 1000, "memory": most[2] / 1024, "gpu": most[3] / 1000}


def quantiles(values):
    """The least value that at least a share of all do not exceed."""
    values = sorted(values)
    figures = {"mean": sum(values) / len(values), "min": values[0]}
    for name, level in LEVELS.items():
        figures[name] = values[max(math.ceil(level * len(values)), 1) - 1]
    return figures


def workload(jobs):
    """The figures of a workload, and its samples by quantity."""
    submitted = [job for job in jobs if not job.running]

    def held(place, unit):
        return sum(task.demand[place] * task.length * task.count for job in jobs for task in job.tasks) / unit / SECOND

    def means(value):
        return [sum(value(task) * task.count for task in job.tasks) / count(job.tasks) for job in submitted]

    figures = {
        "jobs": len(jobs), "tasks": sum(count(job.tasks) for job in jobs), "jobsRunning": len(jobs) - len(submitted),
        "tasksRunning": sum(count(job.tasks) for job in jobs if job.running),
        "jobsConstrained": sum(job.constrained for job in jobs), "jobsSpread": sum(job.spread for job in jobs),
        "coreSeconds": held(0, 1000), "gibibyteSeconds": held(1, 1024), "gpuSeconds": held(2, 1000),
    }
    samples = {}
    if submitted:
        times = sorted(job.submit for job in submitted)
        samples = {
            "interarrival": [(b - a) / SECOND for a, b in zip(times, times[1:])],
            "tasks": [count(job.tasks) for job in submitted], "duration": means(lambda task: task.length / SECOND),
            "cpu": means(lambda task: task.demand[0] / 1000), "memory": means(lambda task: task.demand[1] / 1024),
            "gpu": means(lambda task: task.demand[2] / 1000),
        }
    return figures, {name: values for name, values in samples.items() if values}


def figures(jobs, skipped, rows):
    """The figures of `trace inspect --json`, and the share of the cpu time of tasks that ran when the trace ended."""
    by_workload = defaultdict(list)
    for job in jobs:
        by_workload[job.workload].append(job)
    submits = [job.submit for job in jobs if not job.running]
    found = {
        "jobs": len(jobs), "tasks": sum(count(job.tasks) for job in jobs), "rows": rows,
        "rowsSkipped": sum(counts[0] for counts in skipped.values()),
        "tasksCut": sum(task.count for job in jobs for task in job.tasks if task.cut),
        "spanSeconds": (max(submits) - min(submits)) / SECOND if submits else 0.0, "peak": peak(jobs),
        "skipped": {reason: dict(zip(("rows", "jobs", "tasks"), counts)) for reason, counts in skipped.items()},
        "workloads": {},
    }
    for name, own in by_workload.items():
        sums, samples = workload(own)
        found["workloads"][name] = {**sums, "quantiles": {q: quantiles(v) for q, v in samples.items()}}
    return found


def cut_share(jobs):
    """The share of the cpu time of tasks that ran when the trace ended."""
    all_tasks = [task for job in jobs for task in job.tasks]
    taken = [(task.demand[0] * task.length * task.count, task.cut) for task in all_tasks]
    return sum(time for time, cut in taken if cut) / max(sum(time for time, _ in taken), 1)


def rows(jobs):
    """Number of tasks of each kind: (submission, workload, length, demand)."""
    counts = Counter()
    for job in jobs:
        for task in job.tasks:
            counts[job.submit, job.workload, task.length, task.demand] += task.count
    return counts
