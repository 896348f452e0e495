#!/usr/bin/python3
"""Measures the page of a report in Chromium: how large it is, and how long it takes from opening it until its pictures
are drawn and its filters are in place; how long a filter takes then, until the browser has painted it.

usage: tests/bench/page.py [--stage PROGRAM] [--teams N] [--docenten N] [--runs N]

PROGRAM is an optimised and installed stage (default: the one on PATH). The store is made in a temporary folder: by
default 50 teams and 1500 docenten, with 19 placements each. Goals: below 2 MB, and below 1 s.
"""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(HERE, "..", "page"))
import store  # noqa: E402
from chromium import Chromium  # noqa: E402

PAINTED = "await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));"
# The script is done, the page is loaded, and the browser has painted it.
USABLE = """return (async () => {
    const painted = await new Promise((done) => new PerformanceObserver((list) => {
        for (const entry of list.getEntriesByName('first-contentful-paint'))
            done(entry.startTime);
    }).observe({ type: 'paint', buffered: true }));
    return Math.max(painted, performance.getEntriesByName('stage-usable')[0].startTime,
        performance.getEntriesByType('navigation')[0].loadEventEnd); })()"""
FILTER = f"""return (async () => {{
    const input = document.querySelector('.tools input'), begin = performance.now();
    input.value = '1';
    input.dispatchEvent(new Event('input'));
    {PAINTED}
    return performance.now() - begin; }})()"""


def spread(times):
    times = sorted(times)
    return f"{statistics.median(times):>7.0f} ms  ({times[0]:.0f}–{times[-1]:.0f})"


def measure(browser, path, runs):
    usable, filtered = [], []
    for _ in range(runs + 1):  # the first one warms the caches
        browser.open(path)
        usable.append(browser.run(USABLE))
        filtered.append(browser.run(FILTER))
    rows = browser.run("return document.querySelectorAll('tbody tr').length")
    print(f"{os.path.basename(path):<14} {os.path.getsize(path) / 1e6:.2f} MB, {rows} rows: usable after "
          f"{spread(usable[1:])}, filtered in {spread(filtered[1:])}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--stage", default="stage")
    parser.add_argument("--teams", type=int, default=50)
    parser.add_argument("--docenten", type=int, default=1500)
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    stage = os.path.abspath(shutil.which(options.stage) or options.stage)
    with tempfile.TemporaryDirectory() as folder, Chromium() as browser:
        path = os.path.join(folder, "stage.db")
        env = {"HOME": folder, "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "STAGE_TODAY": store.DAY.isoformat()}
        store.make(stage, path, options.docenten * 19, env)
        store.add_teams(path, options.teams)
        for by in ("team", "docent"):
            begin = time.perf_counter()
            page = os.path.join(folder, f"per-{by}.html")
            with open(page, "wb") as out:
                subprocess.run([stage, "--store", path, "--quiet", "report", "contact", "--by", by, "--format", "html"],
                               check=True, env=env, stdout=out)
            print(f"report contact --by {by}: {time.perf_counter() - begin:.2f} s")
            measure(browser, page, options.runs)


main()
