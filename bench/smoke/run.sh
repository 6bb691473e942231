#!/usr/bin/env bash
# What a smoke costs against a bare run of the same image with the same sandbox, in one session, alternating; the least of N counts.
# Needs an engine with the image dockerlint-test/base:1 (tests/SmokeLane/base-image.sh). usage: bench/smoke/run.sh [N]
set -euo pipefail
runs=${1:-10}
top=$(cd "$(dirname "$0")/../.." && pwd)
dockerlint=${DOCKERLINT:-$top/artifacts/bin/DockerLint.Cli/release/DockerLint.Cli}
docker=${DOCKERLINT_ENGINE:-docker}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

service() { # NAME MODULES: a repository of one service, and its image
  mkdir -p "$work/$1/app"
  cd "$work/$1"
  for i in $(seq 1 "$2"); do printf 'import os\nVALUE = %d\n' "$i" > "app/m$i.py"; done
  touch app/__init__.py
  seq -f 'import app.m%g' 1 "$2" > main.py
  printf 'FROM dockerlint-test/base:1\nWORKDIR /app\nCOPY main.py ./\nCOPY app/ ./app/\nCMD ["python3", "main.py"]\n' > Dockerfile
  DOCKER_BUILDKIT=1 "$docker" build -q --network none -t "dockerlint-bench/$1" . > /dev/null
}
milliseconds() { local start end; start=$(date +%s%N); "$@" > /dev/null; end=$(date +%s%N); echo $(((end - start) / 1000000)); }
least() { sort -n | head -n 1; }
bare() {
  "$docker" run -i --rm --network none --pull never --tmpfs /tmp:rw,size=64m,mode=1777 --cap-drop ALL --cap-add DAC_OVERRIDE --security-opt no-new-privileges \
    --pids-limit 256 --memory 1g --stop-timeout 1 --no-healthcheck --log-driver none --entrypoint python3 "dockerlint-bench/$1" -c pass < /dev/null
}
smoke() { (cd "$work/$1" && "$dockerlint" smoke --image "dockerlint-bench/$1" --dockerfile Dockerfile --context .); }

service small 5
service large 300
mkdir -p "$work/four"
cp -r "$work/small/." "$work/four"
{ echo 'services:'; for i in 1 2 3 4; do printf '  s%d:\n    build: .\n    image: dockerlint-bench/small\n    command: ["python3", "main.py", "%d"]\n' "$i" "$i"; done; } > "$work/four/compose.yml"
# The same with an image for each service: nothing can be shared.
mkdir -p "$work/images"
cp -r "$work/small/." "$work/images"
{ echo 'services:'; for i in 1 2 3 4; do printf '  s%d:\n    build: .\n    image: dockerlint-bench/small:%d\n    command: ["python3", "main.py", "%d"]\n' "$i" "$i" "$i"; done; } > "$work/images/compose.yml"
for i in 1 2 3 4; do "$docker" tag dockerlint-bench/small "dockerlint-bench/small:$i"; done
one() { (cd "$work/four" && "$dockerlint" smoke s1); }
four() { (cd "$work/four" && "$dockerlint" smoke); }
images() { (cd "$work/images" && "$dockerlint" smoke); }
bares() { for _ in 1 2 3 4; do bare small & done; wait; }

for _ in $(seq "$runs"); do
  milliseconds bare small >> "$work/bare.ms"
  milliseconds smoke small >> "$work/smoke.ms"
  milliseconds smoke large >> "$work/large.ms"
  milliseconds one >> "$work/one.ms"
  milliseconds four >> "$work/all.ms"
  milliseconds images >> "$work/images.ms"
  milliseconds bares >> "$work/bares.ms"
done
bare=$(least < "$work/bare.ms") smoke=$(least < "$work/smoke.ms") large=$(least < "$work/large.ms") one=$(least < "$work/one.ms") four=$(least < "$work/all.ms") images=$(least < "$work/images.ms") bares=$(least < "$work/bares.ms")
printf 'bare run                   %5d ms\n' "$bare"
printf 'smoke of a small service   %5d ms  %s of the bare run\n' "$smoke" "$(awk "BEGIN { printf \"%.2f\", $smoke / $bare }")"
printf 'smoke of 300 modules       %5d ms\n' "$large"
printf 'one service of four        %5d ms\n' "$one"
printf 'four services, one image   %5d ms  %s of one\n' "$four" "$(awk "BEGIN { printf \"%.2f\", $four / $one }")"
printf 'four services, four images %5d ms  %s of one\n' "$images" "$(awk "BEGIN { printf \"%.2f\", $images / $one }")"
printf 'four bare runs             %5d ms  %s of one\n' "$bares" "$(awk "BEGIN { printf \"%.2f\", $bares / $bare }")"
