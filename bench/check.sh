#!/usr/bin/env bash
# How long a whole check takes, as a ratio to starting CPython in the same session. usage: bench/check.sh REPOSITORY [OPTIONS of check]
set -euo pipefail
repository=${1:?usage: bench/check.sh REPOSITORY}
shift
top=$(git -C "$(dirname "$0")" rev-parse --show-toplevel)
dotnet build "$top/src/DockerLint.Cli" -c Release -v q -nologo > /dev/null
command=$top/artifacts/bin/DockerLint.Cli/release/DockerLint.Cli
result=$(mktemp)
trap 'rm -f "$result"' EXIT
hyperfine -N --ignore-failure --warmup 2 --runs 10 --export-json "$result" \
  -n 'dockerlint check' "$command check $repository --format json $*" \
  -n 'dockerlint --version' "$command --version" \
  -n 'python3 -c pass' 'python3 -S -c pass'
python3 - "$result" <<'END'
import json, sys
check, start, python = (min(r["times"]) for r in json.load(open(sys.argv[1]))["results"])
print(f"check {check * 1000:.0f} ms, of which start-up {start * 1000:.0f} ms; {check / python:.1f} times an empty CPython ({python * 1000:.0f} ms)")
END
