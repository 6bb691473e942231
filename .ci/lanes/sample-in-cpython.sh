# CPython is the judge of the sample: the files that its image gets fail to import, and no longer do after --fix.
set -eu
command -v python3 > /dev/null || { echo "SKIPPED: python3 is not installed"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r samples/grading-outage "$work/repository"
mkdir -p "$work/stubs/flask"
printf 'class Flask:\n    def __init__(self, name): pass\n    def get(self, path): return lambda f: f\n    post = get\njsonify = request = None\n' \
  > "$work/stubs/flask/__init__.py"

# Just enough of docker build for this Dockerfile: COPY of files and directories below WORKDIR /app.
lay_out() {
  rm -rf "$work/app"; mkdir "$work/app"
  sed -n 's/^COPY //p' "$work/repository/data_processors/grading/nba/Dockerfile" | while read -r from to; do
    mkdir -p "$(dirname "$work/app/$to.")"
    if [ -d "$work/repository/$from" ]; then mkdir -p "$work/app/$to"; cp -r "$work/repository/$from." "$work/app/$to"
    else cp "$work/repository/$from" "$work/app/$to"; fi
  done
}
import() { (cd "$work/app" && PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$work/stubs" python3 -c 'import main_nba_grading_service'); }

lay_out
if import 2> "$work/error"; then echo "the broken image imports"; exit 1; fi
grep -q "ModuleNotFoundError: No module named 'predictions'" "$work/error" || { cat "$work/error"; exit 1; }
"$DOCKERLINT" check --fix "$work/repository"
lay_out
import
echo "the mended image imports"
