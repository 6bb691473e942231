# Compares `dockerlint files` with a real container engine on 100 random builds (tests/EngineLane/image_lane.py).
# Takes the engine that DOCKER_HOST or the default socket reaches; root without one installs Debian's and starts it here.
set -u
seeds=100
lane=tests/EngineLane/image_lane.py
command -v python3 > /dev/null || { echo "SKIPPED: python3 is not installed"; exit 0; }

work=$(mktemp -d)
engine=
client=
stop() {
  [ -z "$engine" ] || { kill "$engine" 2> /dev/null; wait "$engine" 2> /dev/null; }
  rm -rf "$work"
}
trap stop EXIT

# A client that answers may still be unable to build with BuildKit (no buildx), or too new for the engine: only a build proves it.
mkdir "$work/probe"
printf 'FROM scratch\nCOPY Dockerfile /\n' > "$work/probe/Dockerfile"
builds() {
  while read -r client; do
    DOCKER_BUILDKIT=1 timeout 20 "$client" build -q --network none -o "type=tar,dest=$work/probe.tar" "$work/probe" > "$work/probe.log" 2>&1 && [ -s "$work/probe.tar" ] && return
  done < <(type -ap docker)
  return 1
}
compare() { timeout 110 python3 "$lane" --dockerlint "$DOCKERLINT" --docker "$client" --seeds "$seeds"; }

if builds; then compare; exit; fi
[ "$(id -u)" -eq 0 ] || { echo "SKIPPED: no container engine builds here, and only root can start one"; exit 0; }
command -v apt-get > /dev/null || { echo "SKIPPED: no container engine builds here, and there is no apt-get to install one"; exit 0; }

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
  [ -S "$work/docker.sock" ] && builds && break
  kill -0 "$engine" 2> /dev/null || break
  sleep 0.3
done
builds || { echo "SKIPPED: dockerd does not build: $(tail -n 1 "$work/dockerd.log" "$work/probe.log" | tr '\n' ' ')"; exit 0; }
compare
