#!/usr/bin/env bash
# How long affected and drift take, beside git itself in the same session. usage: bench/drift.sh REPOSITORY [COMMITS_BACK]
set -euo pipefail
repository=${1:?usage: bench/drift.sh REPOSITORY [COMMITS_BACK]}
back=${2:-4000}
top=$(git -C "$(dirname "$0")" rev-parse --show-toplevel)
dotnet build "$top/src/DockerLint.Cli" -c Release -v q -nologo > /dev/null
command=$top/artifacts/bin/DockerLint.Cli/release/DockerLint.Cli
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git -C "$repository" rev-list --first-parent --max-count="$back" HEAD > "$work/commits"
total=$(wc -l < "$work/commits")
# Twenty services, deployed at commits spread over the history.
(cd "$repository" && "$command" services . --format json) | python3 -c '
import json, sys
commits = open(sys.argv[1]).read().split()
seen, rows = set(), []
for line in sys.stdin:
    file = json.loads(line)["dockerfile"]
    if file not in seen and "archive" not in file: seen.add(file); rows.append(file)
rows = rows[:20]
for i, file in enumerate(rows): print(json.dumps({"service": file, "revision": commits[(len(commits) - 1) * (i + 1) // len(rows)]}))
' "$work/commits" > "$work/deployed"
oldest=$(tail -1 "$work/commits")
cd "$repository"
hyperfine -N --ignore-failure --warmup 1 --runs 5 --export-json "$work/result" \
  -n 'dockerlint drift' "$command drift --deployed $work/deployed --ignore-unknown --exit-zero --no-fetch --format json" \
  -n 'git log' "git log --raw -z --no-renames $oldest..HEAD" \
  -n 'dockerlint affected' "$command affected --base HEAD~5 --no-merge-base --format json" \
  -n 'git diff' "git diff --name-status -M HEAD~5 HEAD" > /dev/null
python3 - "$work/result" "$work/deployed" "$total" <<'END'
import json, sys
drift, log, affected, diff = (min(r["times"]) for r in json.load(open(sys.argv[1]))["results"])
services = len(open(sys.argv[2]).readlines())
print(f"drift, {services} services over {sys.argv[3]} commits: {drift * 1000:.0f} ms, {drift / log:.1f} times git log ({log * 1000:.0f} ms)")
print(f"affected, 5 commits: {affected * 1000:.0f} ms, {affected / diff:.1f} times git diff ({diff * 1000:.0f} ms)")
END
