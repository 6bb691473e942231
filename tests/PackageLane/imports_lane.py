#!/usr/bin/env python3
"""Compares what `dockerlint imports` says of a tree of Python files with CPython's own parser. usage: imports_lane.py DOCKERLINT DIRECTORY"""
import ast
import json
import os
import subprocess
import sys
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(20_000)
SMALL = 5_100
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def records(tree):
    """(line, level, module, names, scope, deferred) of every import, in source order."""
    found = []

    def walk(node, scope, deferred):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import):
                found.extend((child.lineno, 0, alias.name, [], scope, deferred) for alias in child.names)
            elif isinstance(child, ast.ImportFrom):
                found.append((child.lineno, child.level, child.module, [alias.name for alias in child.names], scope, deferred))
            elif isinstance(child, FUNCTIONS):
                walk(child, "function", True)
            elif isinstance(child, ast.ClassDef):
                walk(child, "class", deferred)
            elif isinstance(child, (ast.stmt, ast.ExceptHandler)) or type(child).__name__ == "match_case":
                walk(child, scope, deferred)

    walk(tree, "module", False)
    return found


def chosen(directory):
    """Every small file and each tenth of the large ones, so that CPython need not parse for a minute."""
    files = []
    for root, _, names in os.walk(directory):
        paths = (os.path.join(root, name) for name in names if name.endswith(".py"))
        files.extend(path for path in paths if os.path.isfile(path) and not os.path.islink(path))
    files.sort(key=lambda path: (os.path.getsize(path), path))
    return files[:SMALL] + files[SMALL::10]


def main():
    dockerlint, directory = sys.argv[1], os.path.abspath(sys.argv[2])
    ours = {}
    process = subprocess.Popen([dockerlint, "imports", directory, "--format", "json"], stdout=subprocess.PIPE)
    for line in process.stdout:
        record = json.loads(line)
        if record.get("kind") in ("import", "from"):
            ours.setdefault(record["file"], []).append(record)
    process.wait()
    compared = failed = 0
    for path in chosen(directory):
        with open(path, "rb") as file:
            source = file.read()
        try:
            expected = records(ast.parse(source))
        except (SyntaxError, ValueError):
            continue
        compared += 1
        got = [(r["line"], r["level"], r["module"], r["names"], r["scope"], r["deferred"]) for r in ours.get(path, [])]
        if sorted(map(repr, got)) == sorted(map(repr, expected)):
            continue
        failed += 1
        if failed <= 5:
            print(path, "\n  only here:", [r for r in got if r not in expected][:5], "\n  only in CPython:", [r for r in expected if r not in got][:5])
    print(f"{compared - failed} of {compared} files read as CPython {sys.version.split()[0]} reads them")
    return failed > 0 or compared < 5000


sys.exit(main())
