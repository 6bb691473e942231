using System;
using System.Collections.Generic;

namespace DockerLint.StartCommands;

/// <summary>The list of runners, sorted by their first command.</summary>
internal static class RunnerCatalog
{
    private static readonly Runner[] All =
    [
        new PrefixRunner("catatonit dumb-init tini docker-init tini-static yelp-init", "-p -r --rewrite"),
        new PrefixRunner("chamber", "-r --retries --backend", 1, "exec"),
        new PrefixRunner("chpst softlimit setuidgid envuidgid", "-u -U -b -e -/ -n -l -L -m -d -o -p -f -c"),
        new PrefixRunner("chrt ionice taskset", "-c -n -p -t --class --classdata", 0),
        new PrefixRunner("conda mamba micromamba", "-n --name -p --prefix --cwd", 0, "run", "conda run"),
        new PrefixRunner("ddtrace-run sentry-run"),
        new DockerizeRunner(),
        new PrefixRunner("doppler", "-t --token -p --project -c --config --mount --fallback", 0, "run"),
        new EnvRunner(),
        new PrefixRunner("gosu su-exec", "", 1),
        new ProjectScriptRunner("hatch", "-e --env -p --project", "pyproject.toml", "tool.hatch.envs.default.scripts"),
        new HonchoRunner(),
        new PrefixRunner("infisical", "--env --path --token --projectId", 0, "run"),
        new PrefixRunner("newrelic-admin", "", 0, "run-program|run-python"),
        new PrefixRunner("nice", "-n --adjustment"),
        new NonPythonRunner("pm2 pm2-runtime pm2-docker node npm npx yarn pnpm xargs parallel nodemon"),
        new PrefixRunner("nohup setsid exec catchsegv"),
        new OpenTelemetryRunner(),
        new ProjectScriptRunner("pdm", "-p --project", "pyproject.toml", "tool.pdm.scripts"),
        new ProjectScriptRunner("pipenv", "", "Pipfile", "scripts"),
        new PrefixRunner("pixi", "-e --environment --manifest-path", 0, "run", "pixi run"),
        new PrefixRunner("poetry", "-C --directory -P --project", 0, "run", "poetry run"),
        new PrefixRunner("rye", "", 0, "run", "rye run"),
        new ServiceDirectoryRunner(),
        new PrefixRunner("setpriv", "--reuid --regid --groups --inh-caps --bounding-set"),
        new ShellProgram(),
        new PrefixRunner("stdbuf", "-i -o -e --input --output --error"),
        new SuRunner(),
        new PrefixRunner("sudo doas", "-u -g -h -p -C -r -t --user --group"),
        new SupervisordRunner(),
        new PrefixRunner("time", "-f -o --format --output"),
        new PrefixRunner("timeout", "-k -s --kill-after --signal", 1),
        new UvRunner(),
        new WaitRunner(),
        new WatchmedoRunner(),
        new PrefixRunner("with-contenv"),
        new PrefixRunner("xvfb-run", "-n --server-num -s --server-args -e --error-file -f --auth-file -w --wait -p --xauth-protocol"),
    ];

    private static readonly Dictionary<string, Runner> ByCommand = Index();

    /// <summary>The runner of a command, or null.</summary>
    public static Runner? Find(string command) => ByCommand.TryGetValue(command, out Runner? runner) ? runner : null;

    private static Dictionary<string, Runner> Index()
    {
        var index = new Dictionary<string, Runner>(StringComparer.Ordinal);
        foreach (Runner runner in All)
        {
            foreach (string command in runner.Commands) index.Add(command, runner);
        }

        return index;
    }
}
