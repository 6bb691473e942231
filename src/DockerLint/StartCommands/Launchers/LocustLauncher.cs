using System.Collections.Generic;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.StartCommands;

/// <summary>
/// locust (locust/util/load_locustfile.py): files by path (<c>locustfile.py</c> by default), the directory of each inserted. Its
/// configuration files may name another, and the image <c>locustio/locust</c> starts it bare for others to say what it runs.
/// </summary>
internal sealed class LocustLauncher : Launcher
{
    private static readonly OptionTable Table = new(
        "-f --locustfile --config -H --host -u --users -r --spawn-rate -t --run-time --web-host -P --web-port --master-host --master-port "
        + "--master-bind-host --master-bind-port --expect-workers --tags -T --exclude-tags -E --csv --html --json-file -L --loglevel --logfile "
        + "--exit-code-on-error -s --stop-timeout --processes --web-base-path");

    public override string Name => "locust";

    public override IEnumerable<EntryPoint> Launch(LaunchCall call)
    {
        ParsedOptions options = ParsedOptions.Parse(call.Arguments, Table);
        ExpandedWord? named = options.Last("-f", "--locustfile") ?? (call.Process.Variable("LOCUST_LOCUSTFILE") is { } variable ? ExpandedWord.Known(variable) : null);
        ExpandedWord given = named ?? ExpandedWord.Known("locustfile.py");
        if (given.Value is not { } list) return [call.Unknown(Name, given.UnknownBecause!)];
        var entries = new List<EntryPoint>();
        foreach (string file in list.Split(','))
        {
            if (file == "-") continue;
            EntryPoint entry = call.File(Name, ExpandedWord.Known(file.Trim())) with { RunsAsMain = false, IsDefault = named is null };
            if (entry.FilePath is { } path) entry = entry with { SearchPath = [new SearchPathAddition(false, TreePath.Parent(path))] };
            entries.Add(LaunchCall.WithUnknownOptions(entry, options));
        }

        return entries;
    }
}
