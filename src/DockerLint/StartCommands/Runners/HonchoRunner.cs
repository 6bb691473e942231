using System;
using System.Collections.Generic;
using DockerLint.Services.Compose;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.StartCommands;

/// <summary>honcho and foreman (honcho/command.py): the lines of the Procfile, each through a shell.</summary>
internal sealed class HonchoRunner : Runner
{
    private static readonly OptionTable Table = new("-f --procfile -d --app-root -e --env -p --port -c --concurrency -q --quiet");

    public override IReadOnlyList<string> Commands => ["honcho", "foreman"];

    public override void Run(RunnerCall call)
    {
        ParsedOptions options = ParsedOptions.Parse(call.Arguments, Table);
        if (options.Positionals.Count == 0 || options.Positionals[0].Value is not ("start" or "run"))
        {
            call.GiveUp(CommandLine.Join(call.Words) + " starts no command");
            return;
        }

        StartProcess process = call.Process;
        if (options.Last("-d", "--app-root")?.Value is { } root) process = process.In(process.Resolve(root), process.UnknownDirectory);
        process = process.WithEnvironment(ReadEnvironment(call, options, process));
        if (options.Positionals[0].Value == "run")
        {
            call.Follow(CommandFollower.Tail(options.Positionals, 1), process with { WorkingDirectory = call.Process.WorkingDirectory });
            return;
        }

        string? path = process.Resolve(options.Last("-f", "--procfile")?.Value ?? "Procfile");
        if (path is null || ImageText.Read(call.Follower.Image, path) is not { } text)
        {
            call.GiveUp(path is null ? process.UnknownDirectory : path + " cannot be read in the image", path);
            return;
        }

        var wanted = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 1; i < options.Positionals.Count; i++) wanted.Add(options.Positionals[i].Text);
        Node node = call.Follower.Image.Stat(path);
        foreach ((string name, string command, int line) in Procfile.Read(text))
        {
            if (wanted.Count > 0 && !wanted.Contains(name)) continue;
            StartProcess one = process.Through(new ChainStep(node.Origin ?? path, line, command, node.Origin is null)) with { IsMain = false };
            call.Follow([ExpandedWord.Known("sh"), ExpandedWord.Known("-c"), ExpandedWord.Known(command)], one);
        }
    }

    // honcho/command.py, _read_env: every file of the list that is there, below the application's root.
    private static Dictionary<string, ShellValue> ReadEnvironment(RunnerCall call, ParsedOptions options, StartProcess process)
    {
        var variables = new Dictionary<string, ShellValue>(StringComparer.Ordinal);
        foreach (string file in (options.Last("-e", "--env")?.Value ?? ".env").Split(','))
        {
            if (process.Resolve(file.Trim()) is not { } path || ImageText.Read(call.Follower.Image, path) is not { } text) continue;
            foreach (KeyValuePair<string, string> pair in DotEnv.Read(text)) variables[pair.Key] = ShellValue.Known(pair.Value);
        }

        return variables;
    }
}
