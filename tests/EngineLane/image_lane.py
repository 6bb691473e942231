#!/usr/bin/env python3
"""Compare `dockerlint files` with what a container engine builds, on random contexts and Dockerfiles.

usage: image_lane.py --dockerlint "COMMAND" [--docker docker] [--seeds 100] [--first 1] [--keep DIR]

Every build is FROM scratch, without network and without cache. A seed gives one context, one Dockerfile, one answer:
the files (each with the file of the context it comes from) and symbolic links of the image, or a failed build. With
--busybox FILE, a static busybox, a third of the seeds have RUN steps as well. Exit 1 if any seed differs; --keep keeps
the directory of a differing seed. The last line counts: "N passed, N failed, N skipped".

Skipped is what an old engine (20.10) is known to read otherwise than current BuildKit (see below), and a build whose
RUN step fails where dockerlint, which runs nothing, does not say so.
"""
import argparse
import io
import json
import os
import pathlib
import random
import re
import shlex
import shutil
import subprocess
import sys
import tarfile
import tempfile

NAMES = ["a.py", "b.py", "main.py", "util.py", "x.txt", "d.cfg", ".env", "__init__.py", "c+d.py", "e f.py"]
DIRS = ["app", "lib", "src", "pkg", "pkg/sub", "src/deep/er", "tests", ".hid", "lib.d"]
APPLETS = ["sh", "cp", "mv", "rm", "ln", "mkdir", "touch", "cat", "find", "tar", "echo", "test", "[", "true", "false"]
# Of the base that RUN needs, and what the engine mounts while it runs.
HIDDEN = ("/bin/", "/dev/", "/proc/", "/sys/", "/etc/")
DESTINATIONS = ["/app/", "/app", ".", "./", "./x/", "x", "/opt/y/", "/opt/y/z", "../up/", "sub/dir/", "/app/pkg", "/app/lib/"]


class Case:
    """One random build."""

    def __init__(self, seed, busybox=None):
        self.random = random.Random(seed)
        self.busybox = busybox if busybox and seed % 3 == 0 else None
        self.files, self.links, self.empty, self.archives = {}, {}, [], {}
        self.make_context()
        if seed % 5 == 1:
            self.make_archive()
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

    def make_archive(self):
        r = self.random
        members = []
        for _ in range(r.randint(1, 4)):
            directory = r.choice(["", "./"] + [d + "/" for d in DIRS])
            members.append((directory + r.choice(NAMES), None))
        if r.random() < 0.4:
            members.append((r.choice(["in", "lib/in", "app/ln"]), r.choice(["a.py", "../x.txt", "/app/main.py", "lib"])))
        self.archives[r.choice(["t.tar", "lib.tgz", "src/t.tar.gz", "t.txt"])] = members

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
        if self.archives and r.random() < 0.4:
            return r.choice(sorted(self.archives))
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
        keyword = r.choice(["COPY", "COPY", "COPY", "ADD", "copy"] + ["ADD"] * 8 * len(self.archives)) if not flag else "COPY"
        words = sources + [destination]
        if any(" " in w for w in words) or r.random() < 0.15:
            body = "[" + ", ".join('"' + w + '"' for w in words) + "]"
        else:
            body = r.choice([" ", "  ", " \\\n  "]).join(words)
        return f"{keyword} {flag} {body}".replace("  ", " ") if flag else f"{keyword} {body}"

    def place(self):
        """A path as RUN names it: of a file that may be there, of a directory, of something new."""
        r = self.random
        names = [os.path.basename(f) for f in self.files if " " not in f] + [f for f in self.files if " " not in f]
        name = r.choice(names + ["new", "d", "d/e", "lib", "src", "app"])
        return r.choice(["", "", "", "./", "/app/", "../", "/", "x/"]) + name

    def command(self):
        r = self.random
        p = self.place
        return r.choice([
            lambda: f"cp {r.choice(['', '-r ', '-a ', '-rf '])}{p()} {p()}{r.choice(['', '', '/', '/.'])}",
            lambda: f"cp {p()} {p()} {p()}/",
            lambda: f"cp -r {p()}/. {p()}",
            lambda: f"mv {p()} {p()}{r.choice(['', '', '/'])}",
            lambda: f"mv -f {p()} {p()}",
            lambda: f"rm {r.choice(['-f ', '-rf ', '-r ', ''])}{p()}",
            lambda: f"rm -rf {r.choice(['*.txt', '*', 'lib/*', 'src/*.py', './*/', '.e*'])}",
            lambda: f"ln {r.choice(['-s ', '-sf ', '-sfn ', '-s '])}{p()} {p()}",
            lambda: f"ln {p()} {p()}",
            lambda: f"mkdir {r.choice(['-p ', '-p ', ''])}{p()}",
            lambda: f"mkdir -p d/{{x,y}} {p()}",
            lambda: f"touch {p()} {p()}",
            lambda: f"cd {p()}",
            lambda: f"echo made {r.choice(['>', '>>'])} {p()}",
            lambda: f"cat {p()} > {p()}",
            lambda: f"for f in {r.choice(['*.py', 'a.py b.py', '*', 'lib/*.py'])}; do {r.choice(['cp $f $f.bak', 'mv $f /m', 'touch /t/$f', 'rm -f $f'])}; done",
            lambda: f"if [ {r.choice(['-f', '-d', '-e', '! -e', '-L'])} {p()} ]; then touch yes; else touch no; fi",
            lambda: f"( cd {p()} && touch inside )",
            lambda: f"find {r.choice(['.', '/app', 'lib'])} -name '{r.choice(['*.py', '*.txt', '__init__.py'])}' {r.choice(['-delete', '-type f -delete', '-exec rm {} +'])}",
            lambda: f"test -d {p()} && touch was",
        ])()

    def script(self):
        r = self.random
        text = self.command()
        for _ in range(r.choice([0, 0, 1, 1, 2])):
            text += r.choice([" && ", "; ", " || true; ", " && \\\n  "]) + self.command()
        return text + r.choice([" || true", " || true", "; true", "; :", ""])

    def make_dockerfile(self):
        r = self.random
        lines, stages = [], []
        if r.random() < 0.3:
            lines.append("ARG D=" + r.choice(["src", "lib", "pkg"]))
        for number in range(r.choice([1, 1, 1, 2, 2, 3])):
            base = r.choice(["scratch"] + stages[-1:]) if stages else "scratch"
            name = r.choice([None, f"s{number}", f"Stage{number}"])
            lines.append(f"FROM {base.lower()}" + (f" AS {name}" if name else ""))
            if self.busybox and not (stages and base == stages[-1]):
                lines.append("COPY --from=" + stages[0] + " /bin /bin" if stages else "COPY bb /bin/")
            for _ in range(r.randint(1, 5)):
                roll = r.random()
                if self.busybox and r.random() < 0.45:
                    lines.append("RUN " + self.script())
                elif roll < 0.62:
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
        for path, members in self.archives.items():
            (context / path).parent.mkdir(parents=True, exist_ok=True)
            if (context / path).is_dir():
                continue
            with tarfile.open(context / path, "w:gz" if path.endswith("gz") else "w") as archive:
                for name, target in members:
                    info = tarfile.TarInfo(name)
                    if target is None:
                        info.size = len(name)
                        archive.addfile(info, io.BytesIO(name.encode()))
                    else:
                        info.type, info.linkname = tarfile.SYMTYPE, target
                        archive.addfile(info)
        if self.busybox:
            (context / "bb").mkdir()
            shutil.copy(self.busybox, context / "bb/busybox")
            for applet in APPLETS:
                os.symlink("busybox", context / "bb" / applet)
        for path in self.empty:
            (context / path).mkdir(exist_ok=True)
        for path, target in self.links.items():
            (context / path).parent.mkdir(parents=True, exist_ok=True)
            os.symlink(target, context / path)
        if self.ignore is not None:
            (context / ".dockerignore").write_text(self.ignore + ("!bb\n" if self.busybox else ""))
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
    files = {}
    with tarfile.open(out) as archive:
        for member in archive:
            path = "/" + member.name.strip("/")
            if path.startswith(HIDDEN):
                continue
            if member.issym():
                files[path] = "-> " + member.linkname
            elif member.islnk():
                files[path] = ""
            elif member.isreg():
                text = archive.extractfile(member).read().decode(errors="replace")
                files[path] = "<- " + text[4:].strip() if text.startswith("ctx:") and text.count("\n") == 1 else ""
    return files, None


def ours(command, case, root):
    """The listing that dockerlint predicts, or (None, its message)."""
    words = shlex.split(command) + ["files", str(root), "--dockerfile", "Dockerfile", "--context", "ctx", "--format", "json"]
    for key, value in case.build_args.items():
        words += ["--build-arg", f"{key}={value}"]
    if case.target:
        words += ["--target", case.target]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60)
    if done.returncode:
        return None, (done.stderr + done.stdout).strip().splitlines()[:3]
    files = {}
    for line in done.stdout.splitlines():
        record = json.loads(line)
        if record["path"].startswith(HIDDEN):
            continue
        files[record["path"]] = "-> " + record["target"] if "target" in record else "<- " + record["source"] if record["source"] else ""
    return files, None


def listing(files, other):
    """Lines to compare; what a file holds only where both sides say where it comes from."""
    return sorted(f"{path} {what}".rstrip() if what.startswith("-> ") or (other or {}).get(path) else path for path, what in files.items())


def pattern_regex(pattern):
    """A pattern of .dockerignore as a regular expression (moby/patternmatcher)."""
    text, i = "^", 0
    while i < len(pattern):
        if pattern.startswith("**", i):
            i += 2
            if pattern.startswith("/", i):
                i += 1
            text += ".*" if i >= len(pattern) else "(.*/)?"
            continue
        text += {"*": "[^/]*", "?": "[^/]"}.get(pattern[i]) or re.escape(pattern[i])
        i += 1
    return re.compile(text + "$")


def sent(case, old):
    """The files that reach the builder: by the state that current BuildKit keeps per pattern, or as 20.10 looks at ancestors."""
    patterns = []
    for line in (case.ignore or "").splitlines():
        line = line.strip()
        if line and not line.startswith("#"):
            negated, line = line.startswith("!"), line.lstrip("!").strip()
            patterns.append((negated, os.path.normpath(line.lstrip("/"))))
    if not any(negated for negated, _ in patterns):
        return None
    compiled = [(negated, pattern, pattern_regex(pattern)) for negated, pattern in patterns]

    def current(path):
        states, matched = [False] * len(compiled), False
        parts = path.split("/")
        for depth in range(1, len(parts) + 1):
            above, matched, here = states, False, "/".join(parts[:depth])
            states = list(above)
            for i, (negated, _, regex) in enumerate(compiled):
                hit = above[i]
                if not hit and negated == matched:
                    hit = bool(regex.match(here))
                states[i] = hit
                if hit:
                    matched = not negated
        return not matched

    def matches_2010(path):
        parts, matched = path.split("/"), False
        for negated, pattern, regex in compiled:
            length = pattern.count("/") + 1
            hit = bool(regex.match(path)) or (length < len(parts) and bool(regex.match("/".join(parts[:length]))))
            if hit:
                matched = not negated
        return matched

    def before(path):
        parts = path.split("/")
        for depth in range(1, len(parts)):
            directory = "/".join(parts[:depth])
            if matches_2010(directory) and not any(negated and (pattern + "/").startswith(directory + "/") for negated, pattern, _ in compiled):
                return False
        return not matches_2010(path)

    return [path for path in sorted(case.files) + sorted(case.links) + sorted(case.archives) if (before if old else current)(path)]


def is_read_otherwise(case, expected, our_error, engine_error):
    """Does the engine's age explain the difference, or a RUN step that fails?"""
    if sent(case, old=True) != sent(case, old=False):
        return True
    # 20.10 silently copies nothing where current BuildKit fails on a literal directory of which nothing was sent.
    if expected is not None and our_error and any("lstat" in line for line in our_error):
        return True
    return expected is None and our_error is None and any("did not complete successfully" in line for line in engine_error or [])


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--dockerlint", required=True)
    arguments.add_argument("--docker", default="docker")
    arguments.add_argument("--busybox")
    arguments.add_argument("--seeds", type=int, default=100)
    arguments.add_argument("--first", type=int, default=1)
    arguments.add_argument("--keep")
    a = arguments.parse_args()
    passed = failed = skipped = 0
    work = pathlib.Path(tempfile.mkdtemp(prefix="image-lane-"))
    for seed in range(a.first, a.first + a.seeds):
        case, root = Case(seed, a.busybox), work / str(seed)
        case.write(root)
        expected, engine_error = engine(a.docker, case, root)
        actual, our_error = ours(a.dockerlint, case, root)
        theirs = listing(expected, actual) if expected is not None else None
        mine = listing(actual, expected) if actual is not None else None
        if theirs == mine:
            passed += 1
        elif is_read_otherwise(case, expected, our_error, engine_error):
            skipped += 1
        else:
            failed += 1
            print(f"seed {seed} differs\n--- Dockerfile\n{case.dockerfile}--- .dockerignore\n{case.ignore or ''}--- context\n"
                  + "\n".join(sorted(case.files)) + "\n" + "\n".join(f"{k} -> {v}" for k, v in case.links.items())
                  + "".join(f"\n{k}: {v}" for k, v in case.archives.items())
                  + f"\n--- engine: {engine_error or ''}\n--- dockerlint: {our_error or ''}")
            for line in sorted(set(theirs or []) ^ set(mine or [])):
                print(("+ engine only:     " if line in (theirs or []) else "- dockerlint only: ") + line, flush=True)
            if a.keep:
                shutil.copytree(root, pathlib.Path(a.keep) / str(seed), symlinks=True, dirs_exist_ok=True)
        shutil.rmtree(root, ignore_errors=True)
    shutil.rmtree(work, ignore_errors=True)
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
