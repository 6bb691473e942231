# Validates the SARIF of the sample with the multitool, rules of code scanning included.
set -u
command -v npm > /dev/null || { echo "SKIPPED: npm is not installed"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
here=$PWD
cd "$work"
timeout 120 npm install --silent --no-fund --no-audit @microsoft/sarif-multitool@5.7.0 > npm.log 2>&1 \
  || { echo "SKIPPED: npm cannot install @microsoft/sarif-multitool"; exit 0; }
tool=$(find node_modules -type f -name Sarif.Multitool | head -n 1)
[ -n "$tool" ] || { echo "SKIPPED: the multitool has no binary for this machine"; exit 0; }
chmod u+x "$tool"
"$DOCKERLINT" check "$here/samples/grading-outage" --format sarif=report.sarif --exit-zero > /dev/null || exit 1
"$tool" validate report.sarif --rule-kind "Sarif;Ghas" --level "Error;Warning" --output verdict.sarif --log ForceOverwrite > validate.log 2>&1
# Its exit code is 0 even when it found errors: its own report says more.
node -e '
  const runs = JSON.parse(require("fs").readFileSync("verdict.sarif", "utf8").replace(/^\uFEFF/, "")).runs;
  const bad = runs.flatMap(run => run.results ?? []).filter(result => (result.level ?? "warning") === "error");
  for (const result of bad) console.log(result.ruleId, result.message.text ?? JSON.stringify(result.message.arguments));
  process.exit(bad.length === 0 ? 0 : 1);
' || { tail -n 20 validate.log; exit 1; }
echo "valid"
