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
        return [Collected(call, options) is { } collected ? LaunchCall.WithUnknownOptions(collected, options) : call.Unknown(Name, "no test is found")];
    }

    private EntryPoint? Collected(LaunchCall call, ParsedOptions options)
    {
        IniSection? settings = Settings(call, options.Last("-c", "--config-file")?.Value);
        var files = new PytestFiles(call);
        foreach (string directory in Directories(options, settings))
        {
            if (call.Process.Resolve(directory) is { } path && call.Image.Stat(path).Kind == NodeKind.Directory) files.Collect(path);
        }

        if (files.Roots.Count == 0) return null;
        var additions = new List<SearchPathAddition>(files.Path);

        // The plugin for pythonpath runs before anything is collected, but its directories are inserted in front all the same.
        foreach (string directory in Words(settings?.Get("pythonpath")?.Value)) additions.Insert(0, call.Insert(directory));
        return call.NewEntry(Name) with { Kind = EntryKind.ConsoleScript, Module = "pytest", SearchPath = additions, ExtraRoots = files.Roots };
    }

    private static IEnumerable<string> Directories(ParsedOptions options, IniSection? settings)
    {
        foreach (var word in options.Positionals)
        {
            if (word.Value is { } text) yield return text;
        }

        if (options.Positionals.Count > 0) yield break;
        List<string> configured = Words(settings?.Get("testpaths")?.Value);
        if (configured.Count == 0) yield return ".";
        foreach (string directory in configured) yield return directory;
    }

    // The first of these files that has a section of pytest is the configuration (doc/en/reference/customize.rst).
    private static IniSection? Settings(LaunchCall call, string? given)
    {
        foreach (string file in given is null ? (string[])["pytest.ini", ".pytest.ini", "pyproject.toml", "tox.ini", "setup.cfg"] : [given])
        {
            if (call.ReadText(call.Process.Resolve(file)) is not { } text) continue;
            if (IniFile.Read(text).Find(static one => one.Name is "pytest" or "tool.pytest.ini_options" or "tool.pytest" or "tool:pytest") is { } section) return section;
        }

        return null;
    }

    private static List<string> Words(string? text)
    {
        if (text is null) return [];
        var words = new List<string>();
        foreach (string word in text.Trim('[', ']').Split(Separators, System.StringSplitOptions.RemoveEmptyEntries)) words.Add(word.Trim('"', '\''));
        return words;
    }

    private static readonly char[] Separators = [' ', ',', '\n', '\t'];
}
