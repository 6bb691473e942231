# Compares `dockerlint files` with a real container engine on 100 random builds (tests/EngineLane/image_lane.py).
# Takes the engine that DOCKER_HOST or the default socket reaches; root without one installs Debian's and starts it here.
set -u
seeds=100
lane=tests/EngineLane/image_lane.py
command -v python3 > /dev/null || { echo "SKIPPED: python3 is not installed"; exit 0; }

answers() { command -v docker > /dev/null && timeout 10 docker version > /dev/null 2>&1; }
compare() { timeout 100 python3 "$lane" --dockerlint "$DOCKERLINT" --docker docker --seeds "$seeds"; }

if answers; then compare; exit; fi
[ "$(id -u)" -eq 0 ] || { echo "SKIPPED: no container engine answers, and only root can start one"; exit 0; }
command -v apt-get > /dev/null || { echo "SKIPPED: no container engine answers, and there is no apt-get to install one"; exit 0; }

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
for _ in $(seq 1 50); do
  answers && break
  kill -0 "$engine" 2> /dev/null || break
  sleep 0.3
done
answers || { echo "SKIPPED: dockerd does not start: $(tail -n 1 "$work/dockerd.log")"; exit 0; }
compare
