# Commits in a small repository with the real pre-commit, which packs and installs this checkout with `language: dotnet`.
set -u
command -v git > /dev/null || { echo "SKIPPED: git is not installed"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if ! command -v pre-commit > /dev/null; then
  [ "$(id -u)" -eq 0 ] && command -v apt-get > /dev/null || { echo "SKIPPED: pre-commit is not installed, and only root with apt-get can install it"; exit 0; }
  { timeout 30 apt-get update && DEBIAN_FRONTEND=noninteractive timeout 90 apt-get install -y --no-install-recommends pre-commit; } > "$work/apt.log" 2>&1 \
    || { echo "SKIPPED: apt-get cannot install pre-commit: $(tail -n 1 "$work/apt.log")"; exit 0; }
fi

passed=0 failed=0
ok() { passed=$((passed + 1)); echo "ok: $1"; }
bad() { failed=$((failed + 1)); echo "FAILED: $1"; cat "$work/log"; }
# says NAME TEXT: the last output holds the text
says() { if grep -qF -- "$2" "$work/log"; then ok "$1"; else bad "$1: does not say '$2'"; fi; }
is_refused() { if git commit -m "$1" > "$work/log" 2>&1; then bad "$1 goes through"; else ok "$1 is refused"; fi; }
goes_through() { if git commit -m "$1" > "$work/log" 2>&1; then ok "$1 goes through"; else bad "$1 is refused"; fi; }

hooks=$PWD
# A cache of its own: what an earlier run installed must not answer for this one.
export PRE_COMMIT_HOME="$work/cache" HOME="$work/home" GIT_CONFIG_NOSYSTEM=1 NUGET_PACKAGES="${NUGET_PACKAGES:-$HOME/.nuget/packages}"
mkdir -p "$work/home" "$work/repo"
git config --global user.name lane
git config --global user.email lane@example.invalid
git config --global init.defaultBranch main

cp -R samples/grading-outage/. "$work/repo"
cd "$work/repo" || exit 1
git init -q
# The sample as it was before the outage.
sed -i '/^from predictions/d; s/with DistributedLock(.*):/if True:/' data_processors/grading/prediction_accuracy_processor.py
git add -A
git commit -q -m "healthy" || exit 1

# 1. try-repo, as people try a hook out: clones and installs, nothing else does.
echo "from predictions.shared.distributed_lock import DistributedLock" >> data_processors/grading/scoring.py
git add -A
timeout 140 pre-commit try-repo "$hooks" dockerlint > "$work/log" 2>&1
status=$?
[ "$status" -ne 124 ] || { echo "SKIPPED: this machine is too busy: pre-commit has not installed the hook in 140 seconds"; exit 0; }
if [ "$status" -eq 0 ]; then bad "try-repo lets a forgotten COPY through"; else ok "try-repo refuses a forgotten COPY"; fi
says "the finding is visible" "error IMG1001: module 'predictions' is not in the image"
git reset -q --hard

# 2. Commits. The same repository and revision, so what try-repo installed serves here, too.
printf 'repos:\n- repo: %s\n  rev: %s\n  hooks:\n  - id: dockerlint\n' "$hooks" "$(git -C "$hooks" rev-parse HEAD)" > .pre-commit-config.yaml
pre-commit install > /dev/null || exit 1
git add -A
goes_through "a healthy commit"

echo "from predictions.shared.distributed_lock import DistributedLock" >> data_processors/grading/scoring.py
git add -A
is_refused "a commit that forgets a COPY"
says "with the line that mends it" "COPY predictions/shared/ ./predictions/shared/"
git reset -q --hard

git rm -q data_processors/__init__.py
is_refused "a commit that only deletes"
says "with the missing source" "data_processors/__init__.py"
git reset -q --hard

echo "from data_processors.grading.fresh import x" >> data_processors/grading/scoring.py
echo "x = 1" > data_processors/grading/fresh.py
git add -u
is_refused "a commit that forgets to add a module"
says "which is named" "data_processors/grading/fresh.py"
git add -A
goes_through "the commit with the module"

echo "from predictions.shared.distributed_lock import DistributedLock" >> data_processors/grading/scoring.py
echo "print('hello')" >> data_processors/processor_base.py
git add data_processors/processor_base.py
goes_through "a commit that leaves the faulty change unstaged"
git checkout -q -- .

# 3. The fix hook mends, and fails the commit so that somebody looks.
sed -i 's/id: dockerlint$/id: dockerlint-fix/' .pre-commit-config.yaml
git add -A
goes_through "the change to the fix hook"
echo "from predictions.shared.distributed_lock import DistributedLock" >> data_processors/grading/scoring.py
git add -A
is_refused "a commit that the fix hook mends"
if git diff --quiet -- data_processors/grading/nba/Dockerfile; then bad "the Dockerfile is mended"; else ok "the Dockerfile is mended"; fi
git add -A
goes_through "the mended commit"

echo "$passed passed, $failed failed, 0 skipped"
