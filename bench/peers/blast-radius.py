"""The blast radius of some nodes with networkx, node by node, for comparison with src/core/analysis.

Reads lines: "n NAME" a node, "g NAME LOSSES OWNER" a redundancy group, "e FROM TO" FROM takes TO down, "s NAME" a node to
ask for. Prints seconds of processor time and the sum of the radii.
"""

import sys
import time
from collections import deque

import networkx


def radius(graph, losses, source):
    down = {source}
    lost = {}
    waiting = deque([source])
    while waiting:
        for other in graph.successors(waiting.popleft()):
            if other in down:
                continue
            needed = losses.get(other)
            if needed is not None:
                lost[other] = lost.get(other, 0) + 1
                if lost[other] < needed:
                    continue
            down.add(other)
            waiting.append(other)
    return sum(1 for node in down if node not in losses) - 1


def main():
    graph = networkx.DiGraph()
    losses = {}
    sources = []
    with open(sys.argv[1], encoding="utf-8") as lines:
        for line in lines:
            kind, *words = line.split()
            if kind == "n":
                graph.add_node(words[0])
            elif kind == "g":
                losses[words[0]] = int(words[1])
                graph.add_edge(words[0], words[2])
            elif kind == "e":
                graph.add_edge(words[0], words[1])
            else:
                sources.append(words[0])
    times = []
    total = 0
    for _ in range(3):
        started = time.process_time()
        total = sum(radius(graph, losses, source) for source in sources)
        times.append(time.process_time() - started)
    print(sorted(times)[1], total)


main()
