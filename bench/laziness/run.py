#!/usr/bin/env python3
"""What a large build context costs: the same small Python service with COPY . . beside 1,000 and beside 100,000 files.

usage: bench/laziness/run.py DOCKERLINT [--runs 15]     DOCKERLINT is the command, such as artifacts/.../DockerLint.Cli

`check` has to cost at most 1.3 times as much with 100,000 files: what the image holds is asked for, not listed. `files`
has to list the 100,000 in less than 2 s. Prints medians; exit code 1 if a bound does not hold.
"""
import argparse
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

SERVICE = {
    "Dockerfile": 'FROM python:3.12-slim\nWORKDIR /app\nCOPY . .\nCMD ["python", "-m", "service.main"]\n',
    ".dockerignore": "*.log\nservice/skipped.py\n",
    "service/__init__.py": "",
    "service/main.py": "import json\nfrom service import store, web\nfrom service.skipped import nothing\n",
    "service/skipped.py": "nothing = None\n",
    "service/store.py": "import sqlite3\n",
    "service/web.py": "import http.server\nfrom service.store import *\n",
}


def make(root, count):
    for path, text in SERVICE.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    for start in range(0, count, 100):
        directory = root / "data" / f"{start // 10000:03}" / f"{start // 100 % 100:03}"
        directory.mkdir(parents=True, exist_ok=True)
        for number in range(start, min(start + 100, count)):
            (directory / f"item{number:06}.json").touch()


def median(command, runs, exit_code):
    times = []
    for _ in range(runs + 2):
        start = time.perf_counter()
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        times.append(time.perf_counter() - start)
        if done.returncode != exit_code:
            sys.exit(f"{' '.join(command)}: exit code {done.returncode}\n{done.stderr.decode()}")
    return statistics.median(times[2:])


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("dockerlint")
    arguments.add_argument("--runs", type=int, default=15)
    a = arguments.parse_args()
    work = pathlib.Path(tempfile.mkdtemp(prefix="laziness-"))
    try:
        small, large = work / "small", work / "large"
        make(small, 1_000)
        make(large, 100_000)
        ok = True
        for name, options in (("check --dockerfile Dockerfile --context .", ["--dockerfile", "Dockerfile", "--context", "."]), ("check", [])):
            one, hundred = (median([a.dockerlint, "check", str(root), *options], a.runs, 1) for root in (small, large))
            print(f"{name}: {one * 1000:.0f} ms with 1,000 files, {hundred * 1000:.0f} ms with 100,000: {hundred / one:.2f} times", flush=True)
            ok &= hundred / one <= 1.3
        listing = median([a.dockerlint, "files", str(large)], max(3, a.runs // 3), 0)
        print(f"files: {listing * 1000:.0f} ms for 100,000")
        return 0 if ok and listing < 2 else 1
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
