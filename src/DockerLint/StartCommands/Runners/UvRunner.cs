using System;
using System.Collections.Generic;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.StartCommands;

/// <summary>
/// <c>uv run</c> (crates/uv/src/commands/project/run.rs), in its order: <c>-m</c>, <c>--script</c>, <c>python</c>, an existing
/// Python file, a directory with <c>__main__.py</c>, else a command.
/// </summary>
internal sealed class UvRunner : Runner
{
    private static readonly OptionTable Table = new(
        "--extra --group --no-group --only-group --with --with-editable --with-requirements --env-file -p --python --project --directory "
        + "--package --index --default-index -i --index-url --extra-index-url -f --find-links --cache-dir --color --config-file "
        + "-C --config-setting --link-mode --refresh-package -P --upgrade-package --python-platform --resolution --no-extra");

    public override IReadOnlyList<string> Commands => ["uv", "uvx"];

    public override void Run(RunnerCall call)
    {
        List<ExpandedWord> words = call.Arguments;
        StartProcess process = call.Process.WithRunner("uv run");
        if (call.Name == "uvx")
        {
            call.GiveUp("uvx runs a tool in an environment of its own");
            return;
        }

        ParsedOptions outer = ParsedOptions.Parse(words, Table, stopAtPositional: true);
        if (outer.Positionals.Count == 0 || outer.Positionals[0].Value != "run")
        {
            call.GiveUp(CommandLine.Join(call.Words) + " starts no command");
            return;
        }

        List<ExpandedWord> arguments = CommandFollower.Tail(outer.Positionals, 1);
        ParsedOptions options = ParsedOptions.Parse(arguments, Table, stopAtPositional: true);
        process = ChangeDirectory(process, outer.Last("--directory") ?? options.Last("--directory"));
        List<ExpandedWord> rest = options.Positionals;
        if (rest.Count == 0)
        {
            call.GiveUp(options.UnknownBecause ?? "uv run is given no command");
            return;
        }

        ExpandedWord python = ExpandedWord.Known("python");
        if (options.Has("-m", "--module")) rest.InsertRange(0, [python, ExpandedWord.Known("-m")]);
        else if (options.Has("-s", "--script") || RunsAsFile(rest[0], process, call.Follower)) rest.Insert(0, python);
        call.Follow(rest, process);
    }

    private static StartProcess ChangeDirectory(StartProcess process, ExpandedWord? directory)
    {
        if (directory is null) return process;
        return directory.Value is { } path
            ? process.In(process.Resolve(path), process.UnknownDirectory)
            : process.In(null, directory.UnknownBecause);
    }

    private static bool RunsAsFile(ExpandedWord word, StartProcess process, CommandFollower follower)
    {
        if (word.Value is not { } text || PythonLauncher.IsPython(ProgramPath.BaseName(text))) return false;
        // A file that should be there and is not: say so, rather than look for a command of that name.
        if (text.EndsWith(".py", StringComparison.Ordinal)) return true;
        // A command that is installed wins over a directory of its name.
        return process.Resolve(text) is { } path && follower.Image.Stat(path + "/__main__.py").Kind == NodeKind.File && !follower.HasConsoleScript(text);
    }
}
