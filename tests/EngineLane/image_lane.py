#!/usr/bin/env python3
"""Compare `dockerlint files` with what a container engine builds, on random contexts and Dockerfiles.

usage: image_lane.py --dockerlint "COMMAND" [--docker docker] [--seeds 100] [--first 1] [--keep DIR]

Every build is FROM scratch, without network and without cache. A seed gives one context, one Dockerfile, one answer:
the files (with content) and symbolic links of the image, or a failed build. Exit 1 if any seed differs; the directory
of a differing seed is kept. The last line counts: "N passed, N failed, N skipped".

Where an old engine (20.10) is known to read a construct otherwise than current BuildKit, the generator leaves the
construct out, or the seed is skipped and counted (see Reading below).
"""
import argparse
import os
import pathlib
import random
import shlex
import shutil
import subprocess
import sys
import tarfile
import tempfile

NAMES = ["a.py", "b.py", "main.py", "util.py", "x.txt", "d.cfg", ".env", "__init__.py", "c+d.py", "e f.py"]
DIRS = ["app", "lib", "src", "pkg", "pkg/sub", "src/deep/er", "tests", ".hid", "lib.d"]
DESTINATIONS = ["/app/", "/app", ".", "./", "./x/", "x", "/opt/y/", "/opt/y/z", "../up/", "sub/dir/", "/app/pkg", "/app/lib/"]


class Case:
    """One random build."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.files, self.links, self.empty = {}, {}, []
        self.make_context()
        self.ignore = self.make_ignore()
        self.build_args, self.target = {}, None
        self.dockerfile = self.make_dockerfile()

    def make_context(self):
        r = self.random
        for _ in range(r.randint(2, 12)):
            directory = r.choice(["", ""] + DIRS)
            path = (directory + "/" if directory else "") + r.choice(NAMES)
            self.files[path] = f"ctx:{path}\n"
        if r.random() < 0.3:
            self.empty.append("void")
        if r.random() < 0.35:
            path = r.choice(["ln", "pkg/ln", "ln.py"])
            if path not in self.files:
                self.links[path] = r.choice(["main.py", "src", "../main.py", "lib", "/lib", "nowhere", "../../../pkg"])

    def make_ignore(self):
        r = self.random
        if r.random() < 0.5:
            return None
        patterns = ["*.txt", "**/*.cfg", "src", "lib/", "/pkg/sub", "*", "**/__init__.py", ".*", "# note", "", "app/*", "tests/**", "?.py"]
        lines = [r.choice(patterns) for _ in range(r.randint(1, 3))]
        if r.random() < 0.5:
            lines.append("!" + r.choice(["main.py", "src", "lib", "pkg", "b.py"]))
        return "\n".join(lines) + "\n"

    def source(self):
        r = self.random
        roll = r.random()
        every = sorted(self.files) + sorted({os.path.dirname(f) for f in self.files if "/" in f}) + sorted(self.links)
        if roll < 0.45:
            return r.choice(every)
        if roll < 0.6:
            return r.choice([".", "./", "/", "src/..", "./pkg/"])
        if roll < 0.8:
            return r.choice(["*.py", "*", "?.py", "[ab].py", "l*", "p*g", "*.none"])
        if roll < 0.9:
            return r.choice([d + "/*" for d in DIRS] + ["*/*.py", "src/*/er"])
        return r.choice(["missing", "../" + r.choice(every), "/" + r.choice(every), "$D", "${V}/", "pkg/" + "$N"])

    def copy(self, stages):
        r = self.random
        flag = ""
        if stages and r.random() < 0.3:
            flag = "--from=" + r.choice(stages)
            sources = [r.choice(["/app", "/app/", "/", "/app/*", "opt", "/x", "/app/main.py", "/up"])]
        else:
            sources = [self.source() for _ in range(r.choice([1, 1, 1, 2, 3]))]
        destination = r.choice(DESTINATIONS)
        keyword = r.choice(["COPY", "COPY", "COPY", "ADD", "copy"]) if not flag else "COPY"
        words = sources + [destination]
        if any(" " in w for w in words) or r.random() < 0.15:
            body = "[" + ", ".join('"' + w + '"' for w in words) + "]"
        else:
            body = r.choice([" ", "  ", " \\\n  "]).join(words)
        return f"{keyword} {flag} {body}".replace("  ", " ") if flag else f"{keyword} {body}"

    def make_dockerfile(self):
        r = self.random
        lines, stages = [], []
        if r.random() < 0.3:
            lines.append("ARG D=" + r.choice(["src", "lib", "pkg"]))
        for number in range(r.choice([1, 1, 1, 2, 2, 3])):
            base = r.choice(["scratch"] + stages[-1:]) if stages else "scratch"
            name = r.choice([None, f"s{number}", f"Stage{number}"])
            lines.append(f"FROM {base.lower()}" + (f" AS {name}" if name else ""))
            for _ in range(r.randint(1, 5)):
                roll = r.random()
                if roll < 0.62:
                    lines.append(self.copy(stages + [str(i) for i in range(number)]))
                elif roll < 0.78:
                    lines.append("WORKDIR " + r.choice(["/app", "lib", "/opt/y", "..", "/", "$V/w"]))
                elif roll < 0.86:
                    lines.append("ENV " + r.choice(["V=lib", "V=/env N=a.py", "D=pkg", 'V="src"']))
                elif roll < 0.94:
                    lines.append("ARG " + r.choice(["D", "D=lib", "V=app", "N=main.py"]))
                else:
                    lines.append(r.choice(["# comment", "", "LABEL a=b", "USER 1000", "VOLUME /app"]))
            if name:
                stages.append(name)
        if r.random() < 0.2:
            self.build_args["D"] = r.choice(["src", "pkg"])
        if stages and r.random() < 0.2:
            self.target = r.choice(stages)
        return "\n".join(lines) + "\n"

    def write(self, root):
        context = root / "ctx"
        context.mkdir(parents=True)
        for path, text in self.files.items():
            try:
                (context / path).parent.mkdir(parents=True, exist_ok=True)
                (context / path).write_text(text)
            except (FileExistsError, NotADirectoryError, IsADirectoryError):
                pass
        for path in self.empty:
            (context / path).mkdir(exist_ok=True)
        for path, target in self.links.items():
            (context / path).parent.mkdir(parents=True, exist_ok=True)
            os.symlink(target, context / path)
        if self.ignore is not None:
            (context / ".dockerignore").write_text(self.ignore)
        (root / "Dockerfile").write_text(self.dockerfile)


def engine(docker, case, root):
    """The listing that the engine builds, or (None, its message)."""
    out = root / "out.tar"
    command = [docker, "build", "--no-cache", "-q", "--network", "none", "-o", f"type=tar,dest={out}", "-f", str(root / "Dockerfile")]
    for key, value in case.build_args.items():
        command += ["--build-arg", f"{key}={value}"]
    if case.target:
        command += ["--target", case.target]
    done = subprocess.run(command + [str(root / "ctx")], capture_output=True, text=True, timeout=120, env={**os.environ, "DOCKER_BUILDKIT": "1"})
    if done.returncode:
        return None, done.stderr.strip().splitlines()[-1:]
    lines = []
    with tarfile.open(out) as archive:
        for member in archive:
            path = "/" + member.name.strip("/")
            if member.issym():
                lines.append(f"{path} -> {member.linkname}")
            elif member.isreg() or member.islnk():
                lines.append(path)
    return sorted(lines), None


def ours(command, case, root):
    """The listing that dockerlint predicts, or (None, its message)."""
    words = shlex.split(command) + ["files", str(root), "--dockerfile", "Dockerfile", "--context", "ctx"]
    for key, value in case.build_args.items():
        words += ["--build-arg", f"{key}={value}"]
    if case.target:
        words += ["--target", case.target]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60)
    if done.returncode:
        return None, (done.stderr + done.stdout).strip().splitlines()[:3]
    return sorted(done.stdout.splitlines()), None


def read_otherwise_by_old_engines(message):
    """Reading: 20.10 silently copies nothing where BuildKit of 2026 fails on a literal directory of which nothing was sent."""
    return message is not None and any("lstat" in line for line in message)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--dockerlint", required=True)
    arguments.add_argument("--docker", default="docker")
    arguments.add_argument("--seeds", type=int, default=100)
    arguments.add_argument("--first", type=int, default=1)
    arguments.add_argument("--keep")
    a = arguments.parse_args()
    passed = failed = skipped = 0
    work = pathlib.Path(tempfile.mkdtemp(prefix="image-lane-"))
    for seed in range(a.first, a.first + a.seeds):
        case, root = Case(seed), work / str(seed)
        case.write(root)
        expected, engine_error = engine(a.docker, case, root)
        actual, our_error = ours(a.dockerlint, case, root)
        if expected == actual:
            passed += 1
        elif expected is not None and read_otherwise_by_old_engines(our_error):
            skipped += 1
        else:
            failed += 1
            print(f"seed {seed} differs\n--- Dockerfile\n{case.dockerfile}--- .dockerignore\n{case.ignore or ''}--- context\n"
                  + "\n".join(sorted(case.files)) + "\n" + "\n".join(f"{k} -> {v}" for k, v in case.links.items())
                  + f"\n--- engine: {engine_error or ''}\n--- dockerlint: {our_error or ''}")
            for line in sorted(set(expected or []) ^ set(actual or [])):
                print(("+ engine only:     " if line in (expected or []) else "- dockerlint only: ") + line)
            if a.keep:
                shutil.copytree(root, pathlib.Path(a.keep) / str(seed), symlinks=True, dirs_exist_ok=True)
    shutil.rmtree(work, ignore_errors=True)
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
