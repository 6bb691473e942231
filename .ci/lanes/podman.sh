# The tests of `dockerlint smoke` that differ between engines, on a real podman: it is the other client that the command knows.
# Everything podman keeps lies in a directory of its own. Ends in a count of tests.
set -u
project=tests/DockerLint.Cli.Tests
command -v apt-get > /dev/null && command -v dpkg-deb > /dev/null || { echo "SKIPPED: the base image is made from Debian packages, and there is no apt-get"; exit 0; }
[ "$(id -u)" -eq 0 ] || { echo "SKIPPED: only root is known to run podman here"; exit 0; }

cache=${DOCKERLINT_SMOKE_CACHE:-/var/tmp/dockerlint-smoke}
work=$(mktemp -d)
stop() {
  # Its mounts would outlive the directory.
  awk -v work="$work/" 'index($2, work) == 1 { print $2 }' /proc/self/mounts | xargs -r umount -l
  rm -rf "$work"
}
trap stop EXIT

if ! command -v podman > /dev/null; then
  { timeout 30 apt-get update && DEBIAN_FRONTEND=noninteractive timeout 120 apt-get install -y --no-install-recommends podman runc; } > "$work/apt.log" 2>&1 \
    || { echo "SKIPPED: apt-get cannot install podman: $(tail -n 1 "$work/apt.log")"; exit 0; }
fi
if [ ! -s "$cache/base.tar" ]; then
  timeout 60 bash tests/SmokeLane/base-image.sh "$cache/packages" "$cache/base.tar" > "$work/base.log" 2>&1 \
    || { echo "SKIPPED: the packages for the base image cannot be had: $(tail -n 1 "$work/base.log")"; exit 0; }
fi

# Its own limits may be above those of this machine, and its runtime may not know the machine's control groups.
settings() {
  printf '[containers]\ndefault_ulimits = ["nofile=1024:4096", "nproc=1024:4096"]\n[engine]\ncgroup_manager = "cgroupfs"\nevents_logger = "file"\nruntime = "%s"\n' "$1" > "$work/containers.conf"
}
printf '[storage]\ndriver = "overlay"\ngraphroot = "%s/graph"\nrunroot = "%s/run"\n' "$work" "$work" > "$work/storage.conf"
export CONTAINERS_CONF="$work/containers.conf" CONTAINERS_STORAGE_CONF="$work/storage.conf"
works=
for runtime in crun runc; do
  settings "$runtime"
  [ -n "$(podman images --quiet 2> /dev/null)" ] || podman import "$cache/base.tar" dockerlint-test/base:1 > "$work/probe.log" 2>&1
  podman run --rm --network none --entrypoint python3 dockerlint-test/base:1 -c pass > "$work/probe.log" 2>&1 && { works=1; break; }
done
[ -n "$works" ] || { echo "SKIPPED: podman does not run a container here: $(tail -n 1 "$work/probe.log")"; exit 0; }

# One class of tests at a time: podman 4.3 has no daemon that keeps its processes out of each other's way.
DOCKERLINT_TEST_ENGINE=$(command -v podman) timeout 200 dotnet test "$project" --no-build --filter "FullyQualifiedName~SmokeImageTests|FullyQualifiedName~SmokeLeftoverTests|FullyQualifiedName~SharedProbeTests" -- xUnit.ParallelizeTestCollections=false 2>&1 | tee "$work/tests.log"
status=${PIPESTATUS[0]}
left=$(podman ps --all --quiet --filter label=dockerlint.smoke=1 | wc -l)
[ "$left" -eq 0 ] || { echo "$left containers were left behind"; status=1; }
sed -nE 's/^(Passed|Failed)! +- Failed: +([0-9]+), Passed: +([0-9]+), Skipped: +([0-9]+),.*/\3 passed, \2 failed, \4 skipped/p' "$work/tests.log" | tail -n 1
exit "$status"
