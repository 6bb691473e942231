#!/usr/bin/env bash
# Runs the check: full text and annotations in the log, a job summary, SARIF and JSON for later steps.
# in: INPUT_*, RUNNER_TEMP, GITHUB_BASE_REF; out: GITHUB_OUTPUT, GITHUB_STEP_SUMMARY
set -uo pipefail

# GitHub keeps one mebibyte of a summary, and none of one that is larger.
summary_limit=1000000

work=$(mktemp -d "$RUNNER_TEMP/dockerlint-report.XXXXXX")
arguments=(check)
while IFS= read -r line; do
  line=${line%$'\r'}
  [ -z "$line" ] || arguments+=("$line")
done <<< "${INPUT_ARGS:-}"
level=${INPUT_FAIL_ON:-error}
if [ "$level" != never ]; then arguments+=(--fail-on "$level"); fi
if [ "${INPUT_ONLY_NEW:-false}" = true ] && [ -n "${GITHUB_BASE_REF:-}" ]; then arguments+=(--new-since "origin/$GITHUB_BASE_REF"); fi
arguments+=(--format full --format "github=$work/annotations.txt" --format "markdown=$work/summary.md")
arguments+=(--format "sarif=$work/dockerlint.sarif" --format "json=$work/dockerlint.json")
arguments+=(-- "${INPUT_ROOT:-.}")

dockerlint "${arguments[@]}"
status=$?

# After a usage error there is no report, and the log has the reason.
if [ -s "$work/dockerlint.json" ]; then
  cat "$work/annotations.txt"
  head -c "$summary_limit" "$work/summary.md" >> "$GITHUB_STEP_SUMMARY"
  case $level in
    info) counts='true' ;;
    warning) counts='.severity != "info"' ;;
    *) counts='.severity == "error"' ;;
  esac
  services=$(jq -c "[.findings[] | select($counts) | .service // empty] | unique" "$work/dockerlint.json")
  {
    echo "services=$services"
    if [ "$services" = "[]" ]; then echo "any=false"; else echo "any=true"; fi
    echo "sarif-file=$work/dockerlint.sarif"
    echo "json-file=$work/dockerlint.json"
  } >> "$GITHUB_OUTPUT"
fi

if [ "$level" = never ] && [ "$status" -eq 1 ]; then status=0; fi
exit "$status"
