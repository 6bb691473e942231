using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary>dagster: <c>-m module</c> or <c>-f file</c>; the working directory is inserted.</summary>
internal sealed class DagsterLauncher : Launcher
{
    private static readonly OptionTable Table = new(
        "-f --python-file -m --module-name -d --working-directory -a --attribute -p --port -h --host -w --workspace -s --socket -n --max-workers");

    public override string Name => "dagster";

    public override IReadOnlyList<string> Commands => ["dagster", "dagit", "dagster-webserver", "dagster-daemon"];

    public override IEnumerable<EntryPoint> Launch(LaunchCall call)
    {
        ParsedOptions options = ParsedOptions.Parse(call.Arguments, Table);
        SearchPathAddition directory = call.Insert(options.Last("-d", "--working-directory") ?? ExpandedWord.Known("."));
        var entries = new List<EntryPoint>();
        foreach (ExpandedWord module in options.All("-m", "--module-name"))
            entries.Add(AppLaunch.Entry(call, Name, module, options, null, false, directory));
        foreach (ExpandedWord file in options.All("-f", "--python-file"))
            entries.Add(call.File(Name, file, directory) with { RunsAsMain = false });
        return entries.Count > 0 ? entries : [call.Unknown(Name, "the workspace of dagster is not read")];
    }
}
