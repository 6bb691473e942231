#!/usr/bin/env bash
# Packs dockerlint from the checkout that holds this script and installs it for this job only.
# in: RUNNER_TEMP; in and out: GITHUB_PATH
set -euo pipefail
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

source=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
home=$RUNNER_TEMP/dockerlint
# A second use of the action in one job finds it installed.
if [ ! -x "$home/bin/dockerlint" ]; then
  # From the checkout, because its global.json chooses the SDK and its nuget.config the feed.
  (cd "$source" && dotnet pack src/DockerLint.Cli -c Release -o "$home/feed" -v quiet -p:RunAnalyzers=false)
  printf '<configuration><packageSources><clear /><add key="local" value="%s" /></packageSources></configuration>\n' "$home/feed" > "$home/nuget.config"
  dotnet tool install DockerLint --tool-path "$home/bin" --configfile "$home/nuget.config"
fi
echo "$home/bin" >> "$GITHUB_PATH"
