using System;
using System.Collections.Generic;
using PyImportScanner.Files;

namespace DockerLint.StartCommands;

/// <summary>alembic (alembic/script/base.py): <c>env.py</c> and the versions by path; <c>prepend_sys_path</c> goes to the front.</summary>
internal sealed class AlembicLauncher : Launcher
{
    private static readonly OptionTable Table = new("-c --config -n --name -x");

    public override string Name => "alembic";

    public override IReadOnlyList<string> Modules => ["alembic", "alembic.config"];

    public override IEnumerable<EntryPoint> Launch(LaunchCall call)
    {
        ParsedOptions options = ParsedOptions.Parse(call.Arguments, Table, stopAtPositional: true);
        if (options.Positionals.Count == 0 || options.Positionals[0].Value is "init" or "list_templates") return [];
        string? configuration = call.Process.Resolve(
            options.Last("-c", "--config")?.Value ?? call.Process.Variable("ALEMBIC_CONFIG") ?? "alembic.ini");
        string section = options.Last("-n", "--name")?.Value ?? "alembic";
        IniSection? settings = call.ReadText(configuration) is { } text
            ? IniFile.Read(text).Find(one => one.Name == section) : null;
        settings ??= call.ReadText(call.Process.Resolve("pyproject.toml")) is { } project
            ? IniFile.Read(project).Find(static one => one.Name == "tool.alembic") : null;
        if (settings?.Get("script_location")?.Value.Trim('"', '\'') is not { Length: > 0 } location)
        {
            EntryPoint unknown = call.Unknown(Name, "script_location is not known");
            bool missing = configuration is not null && call.Image.Stat(configuration).Kind == NodeKind.Missing;
            return [missing ? unknown with { FilePath = configuration, UnknownBecause = configuration + " is not in the image" } : unknown];
        }

        string here = configuration is null ? "/" : TreePath.Parent(configuration);
        string directory = location.Replace("%(here)s", here).Replace("%%", "%");
        string? scripts = directory.IndexOf(':') > 0 ? null : call.Process.Resolve(directory);
        if (scripts is null) return [call.Unknown(Name, "script_location " + location + " is not followed")];
        return
        [
            call.NewEntry(Name) with
            {
                Kind = EntryKind.File,
                FilePath = TreePath.Child(scripts, "env.py"),
                SearchPath = Prepended(call, settings.Get("prepend_sys_path")?.Value, here),
                ExtraRoots = Versions(call, scripts),
            },
        ];
    }

    private static List<SearchPathAddition> Prepended(LaunchCall call, string? text, string here)
    {
        var path = new List<SearchPathAddition>();
        if (text is null) return path;
        // sys.path[:0] = list: the first stays first, so the last is inserted first.
        string[] entries = text.Trim('[', ']').Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        for (int i = entries.Length - 1; i >= 0; i--) path.Add(call.Insert(entries[i].Trim('"', '\'').Replace("%(here)s", here)));
        return path;
    }

    private static readonly char[] Separators = [' ', ',', ':', ';', '\n'];

    private static List<ExtraRoot> Versions(LaunchCall call, string scripts)
    {
        var roots = new List<ExtraRoot>();
        string directory = TreePath.Child(scripts, "versions");
        foreach (DirectoryEntry entry in call.Image.List(directory).Entries)
        {
            if (entry.Name.EndsWith(".py", StringComparison.Ordinal) && entry.Name != "__init__.py")
                roots.Add(new ExtraRoot(ExtraRootKind.File, TreePath.Child(directory, entry.Name), "migration"));
        }

        return roots;
    }
}
