"""pandas on the same columns: python3 pandas_rival.py FOLDER REPETITIONS prints what it measured as JSON."""
import json
import resource
import sys
import time

import numpy
import pandas

folder, repetitions = sys.argv[1], int(sys.argv[2])
events = pandas.DataFrame(
    {
        "case": numpy.fromfile(folder + "/case.i32", dtype="int32"),
        "activity": numpy.fromfile(folder + "/act.u8", dtype="uint8"),
        "ts": numpy.fromfile(folder + "/ts.f64", dtype="float64"),
    }
)


def question():
    ordered = events.sort_values(["case", "ts"], kind="stable")
    same = ordered["case"].to_numpy()[1:] == ordered["case"].to_numpy()[:-1]
    activity = ordered["activity"].to_numpy()
    steps = pandas.DataFrame(
        {
            "before": activity[:-1][same],
            "after": activity[1:][same],
            "wait": (ordered["ts"].to_numpy()[1:] - ordered["ts"].to_numpy()[:-1])[same],
        }
    )
    edges = steps.groupby(["before", "after"])["wait"]
    quantiles = edges.quantile([0.5, 0.9]).unstack()
    return pandas.concat([edges.count(), edges.mean(), quantiles], axis=1)


cpu = wall = float("inf")
for _ in range(repetitions):
    cpu_before, wall_before = time.process_time(), time.perf_counter()
    result = question()
    cpu = min(cpu, time.process_time() - cpu_before)
    wall = min(wall, time.perf_counter() - wall_before)
answer = [[int(a), int(b), int(n), mean, p50, p90] for (a, b), (n, mean, p50, p90) in zip(result.index, result.values)]
memory = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
print(json.dumps({"cpu": cpu * 1000, "wall": wall * 1000, "memory": memory, "answer": answer}))
