"""The same forecast as a plain loop in Python: drawn durations, people by team, the first ready step in order."""
import heapq
import random
import sys
import time

tokens = iter(open(sys.argv[1]).read().split())
trials = int(sys.argv[2])


def ints():
    return [int(next(tokens)) for _ in range(int(next(tokens)))]


def floats():
    return [float(next(tokens)) for _ in range(int(next(tokens)))]


size, width = int(next(tokens)), int(next(tokens))
key, succ_start, succ, pred_start, pred = ints(), ints(), ints(), ints(), ints()
need_start, need_resource, waiting_first = ints(), ints(), ints()
need_amount, least, capacity, table = floats(), floats(), floats(), floats()
needs = [
    [(need_resource[n], need_amount[n]) for n in range(need_start[i], need_start[i + 1])] for i in range(size)
]
successors = [succ[succ_start[i] : succ_start[i + 1]] for i in range(size)]
rows = [table[i * 257 : (i + 1) * 257] for i in range(size)]


def trial():
    durations = []
    for row in rows:
        place = random.random() * 256
        cell = int(place)
        durations.append(row[cell] + (place - cell) * (row[cell + 1] - row[cell]))
    waiting = list(waiting_first)
    free = list(capacity)
    ready = [i for i in range(size) if waiting[i] == 0]
    running = []
    now = 0.0
    while True:
        left = []
        for i in sorted(ready):
            if all(free[r] >= amount for r, amount in needs[i]):
                for r, amount in needs[i]:
                    free[r] -= amount
                heapq.heappush(running, (now + durations[i], i))
            else:
                left.append(i)
        ready = left
        if not running:
            return now
        now, done = heapq.heappop(running)
        for r, amount in needs[done]:
            free[r] += amount
        for n in successors[done]:
            waiting[n] -= 1
            if waiting[n] == 0:
                ready.append(n)


random.seed(1)
begin = time.perf_counter()
seconds = sorted(trial() for _ in range(trials))
print((time.perf_counter() - begin) / trials, seconds[trials // 2])
