# `dockerlint drift` and `dockerlint verify` on images of a real engine: a label inherited from the base image is no revision, and
# an image that was built from an older tree than its label says is found out.
# Takes the engine that the docker client reaches, or starts the dockerd that is installed (lane engine installs one).
set -u
work=$(mktemp -d)
engine=
stop() {
  [ -z "$engine" ] || { kill "$engine" 2> /dev/null; wait "$engine" 2> /dev/null; }
  rm -rf "$work"
}
trap stop EXIT
passed=0 failed=0
expect() { # name, exit code wanted, exit code, pattern wanted in $work/out
  if [ "$2" -eq "$3" ] && grep -q -- "$4" "$work/out"; then passed=$((passed + 1)); return; fi
  failed=$((failed + 1))
  echo "FAILED: $1: exit code $3 (wanted $2), and wanted: $4"
  cat "$work/out"
}

export DOCKER_BUILDKIT=1
probe() { printf 'FROM scratch\nCOPY Dockerfile /\n' > "$work/Dockerfile"; timeout 30 "$DOCKERLINT_ENGINE" build -q --network none -t dockerlint-probe "$work" > "$work/probe.log" 2>&1; }
find_client() {
  while read -r DOCKERLINT_ENGINE; do
    export DOCKERLINT_ENGINE
    probe && return
  done < <(type -ap docker)
  return 1
}
if ! find_client; then
  { [ "$(id -u)" -eq 0 ] && command -v dockerd > /dev/null; } || { echo "SKIPPED: no container engine builds here, and none can be started"; exit 0; }
  export DOCKER_HOST="unix://$work/docker.sock"
  dockerd --iptables=false --bridge=none --data-root "$work/data" --exec-root "$work/exec" --pidfile "$work/docker.pid" -H "$DOCKER_HOST" > "$work/dockerd.log" 2>&1 &
  engine=$!
  for _ in $(seq 1 60); do
    [ -S "$work/docker.sock" ] && find_client && break
    kill -0 "$engine" 2> /dev/null || break
    sleep 0.3
  done
  find_client || { echo "SKIPPED: dockerd does not build: $(tail -n 1 "$work/dockerd.log")"; exit 0; }
fi

repository=$work/repository
mkdir -p "$repository/app"
cd "$repository"
export GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x@x GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x@x
git init -q .
printf 'FROM scratch\nARG REVISION\nLABEL org.opencontainers.image.revision=$REVISION\nWORKDIR /app\nCOPY app/ /app/app/\nENTRYPOINT ["python", "-m", "app.main"]\n' > Dockerfile
printf 'services:\n  app:\n    build: .\n    image: dockerlint-lane/app\n' > docker-compose.yml
touch app/__init__.py
echo 'x = 1' > app/main.py
git add . && git commit -qm one
one=$(git rev-parse HEAD)
build() { "$DOCKERLINT_ENGINE" build -q --network none "$@" > "$work/build.log" 2>&1 || { echo "FAILED: docker build $*"; cat "$work/build.log"; failed=$((failed + 1)); }; }
# The tree of the first commit, once with its own label and once with that of the second.
build -t dockerlint-lane/app:one --build-arg "REVISION=$one" .
echo 'x = 2' > app/main.py
git add . && git commit -qm two
two=$(git rev-parse HEAD)
build -t dockerlint-lane/app:two --build-arg "REVISION=$two" .
git checkout -q "$one" && build -t dockerlint-lane/app:lie --build-arg "REVISION=$two" . && git checkout -q "$two"
# A base image of somebody else, whose label comes along.
printf 'FROM scratch\nLABEL org.opencontainers.image.revision=0123456789abcdef0123456789abcdef01234567\nCOPY Dockerfile /base\n' > "$work/Dockerfile"
build -t dockerlint-lane/base:1 "$work"
printf 'FROM dockerlint-lane/base:1\nCOPY app/ /app/app/\nENTRYPOINT ["python", "-m", "app.main"]\n' > "$work/child"
build -t dockerlint-lane/app:child -f "$work/child" .

"$DOCKERLINT" verify dockerlint-lane/app:two > "$work/out" 2>&1; expect "an honest image" 0 $? "is what app is at ${two:0:10}; 2 files compared"
"$DOCKERLINT" verify dockerlint-lane/app:one > "$work/out" 2>&1; expect "an old but honest image" 0 $? "is what app is at ${one:0:10}"
"$DOCKERLINT" verify dockerlint-lane/app:lie > "$work/out" 2>&1; expect "an image labelled newer than it is" 1 $? "different  /app/app/main.py  (app/main.py): the version of ${one:0:10}"
"$DOCKERLINT" verify dockerlint-lane/app:child > "$work/out" 2>&1; expect "an inherited label" 1 $? "no commit of this repository"
"$DOCKERLINT" verify dockerlint-lane/app:child --commit HEAD > "$work/out" 2>&1; expect "an inherited label, the commit given" 0 $? "is what app is"
# The image of another service: not one directory of this one is there. And one that holds nothing but what a stage made.
printf 'FROM scratch\nCOPY app/main.py /elsewhere/tool.py\n' > "$work/child"
build -t dockerlint-lane/app:other -f "$work/child" .
"$DOCKERLINT" verify dockerlint-lane/app:other --commit HEAD > "$work/out" 2>&1; expect "the image of another service" 1 $? "none of the files is there"
mkdir -p made && printf 'FROM golang:1 AS build\nCOPY app /src\nRUN make\nFROM scratch\nCOPY --from=build /bin/program /program\nCMD ["/program"]\n' > made/Dockerfile
git add . && git commit -qm three
"$DOCKERLINT" verify dockerlint-lane/app:two --commit HEAD --service made > "$work/out" 2>&1; expect "an image without a file of the commit" 2 $? "cannot be compared"
git checkout -q "$two"
"$DOCKERLINT" verify dockerlint-lane/nowhere > "$work/out" 2>&1; expect "an image that is not there" 2 $? "there is no image or container"
"$DOCKERLINT" verify --service nobody dockerlint-lane/app:two > "$work/out" 2>&1; expect "an unknown service" 2 $? "there is no service nobody"
"$DOCKERLINT" drift --image dockerlint-lane/app:child --no-fetch > "$work/out" 2>&1; expect "drift, an inherited label" 0 $? "app  unknown-revision"
"$DOCKERLINT" drift --image app=dockerlint-lane/app:two > "$work/out" 2>&1; expect "drift, up to date" 0 $? "app  fresh"
"$DOCKERLINT" drift --image dockerlint-lane/app:one --fail-on info > "$work/out" 2>&1; expect "drift, old" 1 $? "app  stale .* 1 of 1 commits behind"
container=$("$DOCKERLINT_ENGINE" create --network none dockerlint-lane/app:lie)
"$DOCKERLINT" verify "$container" > "$work/out" 2>&1; expect "a container" 1 $? "different  /app/app/main.py"
"$DOCKERLINT_ENGINE" rm "$container" > /dev/null
left=$("$DOCKERLINT_ENGINE" ps -aq --filter label=dev.dockerlint.verify | wc -l)
echo "$left left" > "$work/out"; expect "nothing left behind" 0 0 "^0 left"
[ -n "$engine" ] || "$DOCKERLINT_ENGINE" rmi -f dockerlint-lane/app:{one,two,lie,child,other} dockerlint-lane/base:1 dockerlint-probe > /dev/null 2>&1
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
