# The tests of `dockerlint smoke` on a real engine (tests/DockerLint.Cli.Tests/Smoke). Root starts a dockerd of its own here;
# the base image is made from Debian's python packages and kept in a cache. Ends in a count of tests.
set -u
project=tests/DockerLint.Cli.Tests
command -v apt-get > /dev/null && command -v dpkg-deb > /dev/null || { echo "SKIPPED: the base image is made from Debian packages, and there is no apt-get"; exit 0; }
[ "$(id -u)" -eq 0 ] || { echo "SKIPPED: only root can start a container engine"; exit 0; }

cache=${DOCKERLINT_SMOKE_CACHE:-/var/tmp/dockerlint-smoke}
work=$(mktemp -d)
engine=
stop() {
  [ -z "$engine" ] || { kill "$engine" 2> /dev/null; wait "$engine" 2> /dev/null; }
  rm -rf "$work"
}
trap stop EXIT

if ! command -v dockerd > /dev/null; then
  # policy-rc.d keeps the package from starting a service of its own; an existing one is the machine's business.
  [ -e /usr/sbin/policy-rc.d ] || { printf '#!/bin/sh\nexit 101\n' > /usr/sbin/policy-rc.d; chmod +x /usr/sbin/policy-rc.d; trap 'stop; rm -f /usr/sbin/policy-rc.d' EXIT; }
  { timeout 30 apt-get update && DEBIAN_FRONTEND=noninteractive timeout 90 apt-get install -y --no-install-recommends docker.io iptables crun; } > "$work/apt.log" 2>&1 \
    || { echo "SKIPPED: apt-get cannot install docker.io: $(tail -n 1 "$work/apt.log")"; exit 0; }
fi

export DOCKER_HOST="unix://$work/docker.sock"
dockerd --iptables=false --bridge=none --data-root "$work/data" --exec-root "$work/exec" --pidfile "$work/docker.pid" -H "$DOCKER_HOST" > "$work/dockerd.log" 2>&1 &
engine=$!
if [ ! -s "$cache/base.tar" ]; then
  timeout 40 bash tests/SmokeLane/base-image.sh "$cache/packages" "$cache/base.tar" > "$work/base.log" 2>&1 \
    || { echo "SKIPPED: the packages for the base image cannot be had: $(tail -n 1 "$work/base.log")"; exit 0; }
fi

# A client that answers may still be unable to build with BuildKit, or too new for the engine: only a build proves it.
mkdir "$work/probe"
printf 'FROM dockerlint-test/base:1\nRUN ["python3", "-c", "pass"]\n' > "$work/probe/Dockerfile"
client=
for _ in $(seq 1 50); do
  [ -S "$work/docker.sock" ] && docker version > /dev/null 2>&1 && break
  kill -0 "$engine" 2> /dev/null || break
  sleep 0.3
done
while read -r candidate; do
  "$candidate" import - dockerlint-test/base:1 < "$cache/base.tar" > "$work/probe.log" 2>&1 \
    && DOCKER_BUILDKIT=1 timeout 60 "$candidate" build -q --network none "$work/probe" >> "$work/probe.log" 2>&1 && { client=$candidate; break; }
done < <(type -ap docker)
[ -n "$client" ] || { echo "SKIPPED: dockerd does not build: $(tail -n 1 "$work/dockerd.log" "$work/probe.log" | tr '\n' ' ')"; exit 0; }

DOCKERLINT_TEST_ENGINE=$client timeout 250 dotnet test "$project" --no-build --filter "FullyQualifiedName~DockerLint.Cli.Tests.Smoke" 2>&1 | tee "$work/tests.log"
status=${PIPESTATUS[0]}
left=$("$client" ps --all --quiet --filter label=dockerlint.smoke=1 | wc -l)
[ "$left" -eq 0 ] || { echo "$left containers were left behind"; status=1; }
sed -nE 's/^(Passed|Failed)! +- Failed: +([0-9]+), Passed: +([0-9]+), Skipped: +([0-9]+),.*/\3 passed, \2 failed, \4 skipped/p' "$work/tests.log" | tail -n 1
exit "$status"
