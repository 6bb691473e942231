using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary>dramatiq (dramatiq/cli.py): the broker's module and every further one; each <c>--path</c> is inserted.</summary>
internal sealed class DramatiqLauncher : Launcher
{
    private static readonly OptionTable Table = new(
        "-p --processes -t --threads -P --path -Q --queues --pid-file --log-file --fork-function -W --fork-function --watch "
        + "--worker-shutdown-timeout -f --worker-fork-timeout -i --include --watch-exclude");

    public override string Name => "dramatiq";

    public override IEnumerable<EntryPoint> Launch(LaunchCall call)
    {
        ParsedOptions options = ParsedOptions.Parse(call.Arguments, Table);
        var path = new List<SearchPathAddition>();
        foreach (ExpandedWord one in options.All("-P", "--path")) path.Add(call.Insert(one));
        if (path.Count == 0) path.Add(call.Insert("."));
        var extra = new List<ExtraRoot>();
        for (int i = 1; i < options.Positionals.Count; i++)
        {
            if (options.Positionals[i].Value is { } module && ModuleSpec.IsDottedName(module))
                extra.Add(new ExtraRoot(ExtraRootKind.Module, module, "dramatiq module"));
        }

        foreach (ExpandedWord fork in options.All("--fork-function"))
        {
            if (fork.Value is { } name) extra.Add(new ExtraRoot(ExtraRootKind.Object, name.Replace(':', '.'), "fork function"));
        }

        return [AppLaunch.Entry(call, Name, AppLaunch.First(options), options, null, false, path.ToArray()) with { ExtraRoots = extra }];
    }
}
