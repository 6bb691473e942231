using System.Collections.Generic;
using PyImportScanner.Files;

namespace DockerLint.StartCommands;

/// <summary>pytest (doc/en/explanation/pythonpath.rst): test files by path; which directory comes first depends on each file.</summary>
internal sealed class PytestLauncher : Launcher
{
    private static readonly OptionTable Table = new(
        "-k -m -c --config-file --rootdir -p -n --maxfail --tb --cov --cov-report --cov-config --junitxml --junit-xml -o --override-ini "
        + "--ignore --ignore-glob --deselect --confcutdir --import-mode --basetemp --durations --log-level --timeout -W --color -r");

    public override string Name => "pytest";

    public override IReadOnlyList<string> Commands => ["pytest", "py.test"];

    public override IEnumerable<EntryPoint> Launch(LaunchCall call)
    {
        ParsedOptions options = ParsedOptions.Parse(call.Arguments, Table);
        var entries = new List<EntryPoint>();
        foreach (var word in options.Positionals)
        {
            string? text = word.Value;
            int node = text?.IndexOf("::", System.StringComparison.Ordinal) ?? -1;
            if (node > 0) text = text!.Substring(0, node);
            if (text is null || !text.EndsWith(".py", System.StringComparison.Ordinal)) continue;
            EntryPoint entry = PackageWalk.Entry(call, Name, text);
            // A file that is there is imported by the name that its packages give it.
            entries.Add(entry.Kind == EntryKind.Module && !call.IsFile(entry.FilePath) ? entry with { Kind = EntryKind.File } : entry);
        }

        if (entries.Count > 0) return entries;
        string where = options.Positionals.Count > 0 ? TreePath.Name("/" + options.Positionals[0].Text) : "the working directory";
        return [call.Unknown(Name, "the tests of " + where + " are not enumerated")];
    }
}
