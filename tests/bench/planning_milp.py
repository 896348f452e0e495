#!/usr/bin/env python3
"""Compares plans with the best there is, on problems that an exact solver can do.

usage: bench-planning --small 200 | tests/bench/planning_milp.py

A mixed integer programme (HiGHS, by scipy.optimize.milp; Debian: python3-scipy) finds the most talks that can have a day
in their window, and then the fewest days on the road for so many. Prints how often we place fewer, and our days beside
the fewest."""
import json
import sys

import numpy
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_matrix


def solve(problem, placed=None):
    """The most talks placed; with `placed` the fewest days for so many."""
    talks = problem["talks"]
    pairs = [(t, d) for t, talk in enumerate(talks) for d in talk["open"]]
    visits = sorted({(talks[t]["with"], d) for t, d in pairs})
    days = sorted({d for _, d in pairs})
    if not pairs:
        return 0
    at = {name: i for i, name in enumerate([("x",) + p for p in pairs] + [("v",) + v for v in visits] + [("y", d) for d in days])}
    rows, low, high = [], [], []

    def add(terms, least, most):
        rows.append(terms)
        low.append(least)
        high.append(most)

    for t in range(len(talks)):
        add([(at["x", t, d], 1) for d in talks[t]["open"]], 0, 1)
    for t, d in pairs:
        add([(at["x", t, d], 1), (at["v", talks[t]["with"], d], -1)], -numpy.inf, 0)
    for d in days:
        add([(at["v", w, e], 1) for w, e in visits if e == d] + [(at["y", d], -problem["visits"])], -numpy.inf, 0)
    if placed is not None:
        add([(at["x", t, d], 1) for t, d in pairs], placed, numpy.inf)
    matrix = lil_matrix((len(rows), len(at)))
    for i, terms in enumerate(rows):
        for column, value in terms:
            matrix[i, column] = value
    cost = numpy.zeros(len(at))
    for name, i in at.items():
        if placed is None and name[0] == "x":
            cost[i] = -1
        if placed is not None and name[0] == "y":
            cost[i] = 1
    found = milp(cost, constraints=LinearConstraint(matrix.tocsr(), low, high), integrality=numpy.ones(len(at)), bounds=Bounds(0, 1))
    if found.status != 0:
        raise SystemExit(f"planning_milp: {found.message}")
    return round(abs(found.fun))


def main():
    n = fewer = ours = fewest = equal = talks = 0
    for line in sys.stdin:
        problem = json.loads(line)
        best = solve(problem)
        n += 1
        talks += len(problem["talks"])
        fewer += problem["placed"] < best
        if problem["placed"] > best:
            raise SystemExit(f"planning_milp: {problem['placed']} are placed, and no more than {best} can be")
        if problem["placed"] == best:
            least = solve(problem, best)
            ours, fewest, equal = ours + problem["days"], fewest + least, equal + (problem["days"] == least)
    print(f"{n} problems, {talks} talks: in {fewer} fewer were placed than can be")
    print(f"days on the road: {ours}, the fewest {fewest} ({ours / max(fewest, 1):.3f}); the fewest in {equal} of {n - fewer}")


main()
