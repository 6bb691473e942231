# The command compiled ahead of time (docs/performance.md): it is built, and the tests that run the command as a process run it
# instead of the managed one. Ends in a count of tests.
set -u
command -v cc > /dev/null || command -v clang > /dev/null || { echo "SKIPPED: there is no C compiler to link with"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if ! timeout 200 dotnet publish src/DockerLint.Cli -c Release --use-current-runtime -p:Aot=true -p:RunAnalyzers=false -o "$work/native" -v q > "$work/publish.log" 2>&1; then
  # Only a package that cannot be had is the machine's fault.
  grep -qE 'NU1101|NU1102|NU1301' "$work/publish.log" && { echo "SKIPPED: the packages of the compiler cannot be had: $(grep -m1 -oE 'NU1[0-9]+.*' "$work/publish.log")"; exit 0; }
  tail -n 20 "$work/publish.log"
  exit 1
fi
# Without MSBuild inside, and smoke has a lane of its own.
DOCKERLINT_NATIVE="$work/native/DockerLint.Cli" timeout 200 dotnet test tests/DockerLint.Cli.Tests --no-build \
  --filter 'FullyQualifiedName!~.Smoke.&FullyQualifiedName!~.DotNet.&FullyQualifiedName!~ArchitectureTests' 2>&1 | tee "$work/tests.log"
sed -nE 's/^(Passed|Failed)! +- Failed: +([0-9]+), Passed: +([0-9]+), Skipped: +([0-9]+),.*/\3 passed, \2 failed, \4 skipped/p' "$work/tests.log" | tail -n 1
grep -q '^Passed!' "$work/tests.log"
