# The GitHub action without GitHub: its steps with files of their own for GITHUB_OUTPUT and the like, on the sample; then
# validators that we did not write. The first step packs the tool and installs it from a local feed.
set -u
command -v jq > /dev/null || { echo "SKIPPED: jq is not installed"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0 skipped=0
ok() { passed=$((passed + 1)); echo "ok: $1"; }
bad() { failed=$((failed + 1)); echo "FAILED: $1"; }
check() { if eval "$2"; then ok "$1"; else bad "$1"; fi; }

here=$PWD
export GITHUB_ACTION_PATH=$here RUNNER_TEMP=$work/runner GITHUB_PATH=$work/path
mkdir -p "$RUNNER_TEMP" "$work/repository"
cp -R samples/grading-outage/. "$work/repository"

# Exactly the commands of action.yml, in its order.
mapfile -t steps < <(sed -n 's/^      run: //p' action.yml)
check "two steps run a command" '[ ${#steps[@]} -eq 2 ]'
bash -c "${steps[0]}" > "$work/install.log" 2>&1 || { cat "$work/install.log"; echo "1 passed, 1 failed, 0 skipped"; exit 1; }
check "the tool goes on PATH" '[ -x "$(tail -n 1 "$GITHUB_PATH")/dockerlint" ]'
PATH=$(tail -n 1 "$GITHUB_PATH"):$PATH

# run NAME=VALUE …: the second step with inputs; sets status and the files of the step
run() {
  export GITHUB_OUTPUT=$work/output GITHUB_STEP_SUMMARY=$work/summary
  : > "$GITHUB_OUTPUT"
  : > "$GITHUB_STEP_SUMMARY"
  (cd "$work/repository" && env INPUT_ROOT=. INPUT_ARGS= INPUT_FAIL_ON=error INPUT_ONLY_NEW=false "$@" bash -c "${steps[1]}") > "$work/log" 2>&1
  status=$?
}
output() { sed -n "s/^$1=//p" "$work/output"; }

(cd "$work/repository" && dockerlint check --quiet > "$work/log" 2>&1)
check "the installed tool finds the error in a fresh directory" '[ $? -eq 1 ] || grep -q IMG1001 "$work/log"'

run
check "findings fail the step" '[ "$status" -eq 1 ]'
check "the log has the text" 'grep -q "^error IMG1001" "$work/log"'
check "the log has the annotation" 'grep -q "^::error file=data_processors/grading/" "$work/log"'
check "services is a JSON array" '[ "$(output services)" = "[\"nba\"]" ]'
check "any is true" '[ "$(output any)" = true ]'
check "sarif-file is SARIF" '[ "$(jq -r .version "$(output sarif-file)")" = 2.1.0 ]'
check "json-file is the report" '[ "$(jq -r ".findings[0].rule" "$(output json-file)")" = IMG1001 ]'
check "the summary names the module" 'grep -q predictions "$work/summary"'

run INPUT_FAIL_ON=never
check "never lets the step pass" '[ "$status" -eq 0 ] && [ "$(output any)" = true ]'

run "INPUT_ARGS=--ignore
IMG1001"
check "arguments reach the command, one a line" '[ "$status" -eq 0 ] && [ "$(output any)" = false ] && [ "$(output services)" = "[]" ]'

run 'INPUT_ARGS=--ignore;touch '"$work"'/pwned' 'INPUT_ROOT=$(touch '"$work"'/pwned)'
check "inputs are never run" '[ "$status" -eq 2 ] && [ ! -e "$work/pwned" ]'

if command -v npm > /dev/null && (mkdir "$work/npm" && cd "$work/npm" && timeout 60 npm install --silent --no-fund --no-audit @action-validator/core@0.6.0 @action-validator/cli@0.6.0 > npm.log 2>&1); then
  # Without the file behind "action.yml" the validator reads it as a workflow.
  check "@action-validator/cli accepts action.yml" '"$work/npm/node_modules/.bin/action-validator" action.yml'
  mkdir -p "$work/repository/.github/workflows"
  (cd "$work/repository" && dockerlint init --quiet > /dev/null)
  check "@action-validator/cli accepts the workflow of init" '"$work/npm/node_modules/.bin/action-validator" "$work/repository/.github/workflows/dockerlint.yml"'
  sed 's/using: composite/using: nothing/' action.yml > "$work/repository/action.yml"
  check "@action-validator/cli refuses a broken action" '! "$work/npm/node_modules/.bin/action-validator" "$work/repository/action.yml" > /dev/null 2>&1'
else
  skipped=1
  echo "SKIPPED: npm cannot install @action-validator/cli"
fi

echo "$passed passed, $failed failed, $skipped skipped"
