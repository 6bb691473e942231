# The README's first command builds and runs the main job on the sample: one finding, exit code 1.
set -u
command=$(grep -m1 '^dotnet run ' README.md)
$command > "${TMPDIR:-/tmp}/readme.$$" 2>&1
status=$?
cat "${TMPDIR:-/tmp}/readme.$$"
[ "$status" -eq 1 ] || { echo "exit code $status instead of 1"; exit 1; }
[ "$(grep -c '^error IMG' "${TMPDIR:-/tmp}/readme.$$")" -eq 1 ] || { echo "not exactly one error"; exit 1; }
grep -q '^error IMG1001' "${TMPDIR:-/tmp}/readme.$$"
