using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary>taskiq: <c>taskiq worker mod:broker more.modules</c>; <c>--app-dir</c> or the working directory inserted.</summary>
internal sealed class TaskiqLauncher : Launcher
{
    private static readonly OptionTable Table = new(
        "--app-dir --tasks-pattern -tp --workers -w --log-level --max-threadpool-threads --receiver --receiver_arg --shutdown-timeout "
        + "--max-async-tasks --max-prefetch --max-tasks-per-child --ack-type --log-format --update-interval");

    public override string Name => "taskiq";

    public override IEnumerable<EntryPoint> Launch(LaunchCall call)
    {
        ParsedOptions options = ParsedOptions.Parse(call.Arguments, Table);
        if (AppLaunch.First(options)?.Value is not ("worker" or "scheduler")) return [];
        var extra = new List<ExtraRoot>();
        for (int i = 2; i < options.Positionals.Count; i++)
        {
            if (options.Positionals[i].Value is { } module && ModuleSpec.IsDottedName(module))
                extra.Add(new ExtraRoot(ExtraRootKind.Module, module, "taskiq module"));
        }

        SearchPathAddition directory = call.Insert(options.Last("--app-dir") ?? ExpandedWord.Known("."));
        return [AppLaunch.Entry(call, Name, AppLaunch.First(options, 1), options, null, false, directory) with { ExtraRoots = extra }];
    }
}
