#!/usr/bin/env bash
# 50 runs of smoke, of which 10 are killed at a random moment of their first 0.3 s (5 of them with SIGKILL): the others must pass, and after one
# `smoke --clean` no container is left. Needs an engine with the image dockerlint-test/base:1. usage: bench/smoke/kills.sh [SEED]
set -euo pipefail
RANDOM=${1:-7}
top=$(cd "$(dirname "$0")/../.." && pwd)
dockerlint=${DOCKERLINT:-$top/artifacts/bin/DockerLint.Cli/release/DockerLint.Cli}
docker=${DOCKERLINT_ENGINE:-docker}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
printf 'import json\n' > main.py
printf 'FROM dockerlint-test/base:1\nWORKDIR /app\nCOPY main.py ./\nCMD ["python3", "main.py"]\n' > Dockerfile
DOCKER_BUILDKIT=1 "$docker" build -q --network none -t dockerlint-bench/kills . > /dev/null

failed=0 killed=0
for i in $(seq 50); do
  "$dockerlint" smoke --image dockerlint-bench/kills --dockerfile Dockerfile --context . > out.txt 2>&1 &
  run=$!
  if [ $((i % 5)) -eq 0 ]; then
    sleep "$(printf '0.%03d' $((RANDOM % 300)))"
    [ $((i % 10)) -eq 0 ] && signal=KILL || signal=TERM
    kill -"$signal" "$run" 2> /dev/null && killed=$((killed + 1))
    wait "$run" 2> /dev/null || true
  else
    wait "$run" || { failed=$((failed + 1)); cat out.txt; }
  fi
done
"$dockerlint" smoke --clean
# A client that outlived its parent may still have been asking for a container; that one finds nobody to speak to, and ends.
for _ in $(seq 25); do
  left=$("$docker" ps --all --quiet --filter label=dockerlint.smoke=1 | wc -l)
  [ "$left" -gt 0 ] || break
  sleep 0.2
done
echo "50 runs, $killed killed, $failed of the others failed, $left containers left"
[ "$failed" -eq 0 ] && [ "$left" -eq 0 ]
