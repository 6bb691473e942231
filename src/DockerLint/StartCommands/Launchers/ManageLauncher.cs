using System;
using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary>Django's manage.py (django/core/management/base.py): a script, and the settings that it, an option or the environment names.</summary>
internal sealed class ManageLauncher : Launcher
{
    private static readonly OptionTable Table = new("--settings --pythonpath");

    public override string Name => "manage.py";

    public override IReadOnlyList<string> Modules => [];

    /// <summary>Started as a program: its first line says which Python.</summary>
    public override IEnumerable<EntryPoint> Launch(LaunchCall call) =>
        Run(call with { PathZero = PathZero.ScriptDirectory }, call.Words[0]);

    public static IEnumerable<EntryPoint> Run(LaunchCall call, ExpandedWord file)
    {
        EntryPoint entry = PythonLauncher.FileEntry(call, "manage.py", file);
        return [WithOptions(call, entry, Default(call.ReadText(entry.FilePath)))];
    }

    /// <summary>What every Django command has: <c>--settings</c> and <c>--pythonpath</c>.</summary>
    public static EntryPoint WithOptions(LaunchCall call, EntryPoint entry, string? defaultSettings)
    {
        ParsedOptions options = ParsedOptions.Parse(call.Arguments, Table);
        var path = new List<SearchPathAddition>(entry.SearchPath);
        if (options.Last("--pythonpath") is { } added) path.Add(call.Insert(added));
        var extra = new List<ExtraRoot>(entry.ExtraRoots);
        string? settings = options.Last("--settings")?.Value;
        ShellValue variable = call.Process.Environment(DjangoSettings.Variable);
        bool unknown = variable is { IsKnown: false, IsUnset: false };
        settings ??= variable.Text is { Length: > 0 } text ? text : unknown ? null : defaultSettings;
        if (settings is not null && ModuleSpec.IsDottedName(settings))
            extra.Add(new ExtraRoot(ExtraRootKind.Module, settings, DjangoSettings.What));
        return LaunchCall.WithUnknownOptions(entry with { SearchPath = path, ExtraRoots = extra }, options);
    }

    // os.environ.setdefault("DJANGO_SETTINGS_MODULE", "proj.settings")
    private static string? Default(string? text)
    {
        int at = text?.IndexOf(DjangoSettings.Variable, StringComparison.Ordinal) ?? -1;
        if (at < 0) return null;
        int comma = text!.IndexOf(',', at);
        int end = text.IndexOf(')', at);
        if (comma < 0 || end < comma) return null;
        string literal = text.Substring(comma + 1, end - comma - 1).Trim().TrimEnd(',').Trim();
        bool plain = literal.Length > 2 && literal[0] is '"' or '\'' && literal[literal.Length - 1] == literal[0];
        return plain ? literal.Trim('"', '\'') : null;
    }
}
