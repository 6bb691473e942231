using System;
using System.Collections.Generic;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.StartCommands;

/// <summary>The interpreter itself (CPython, Using: Command line and environment): a file, <c>-m</c>, <c>-c</c>, standard input, a directory.</summary>
internal sealed class PythonLauncher : Launcher
{
    public override string Name => "python";

    public override IReadOnlyList<string> Commands => ["python", "python2", "python3", "pypy", "pypy3"];

    public override IReadOnlyList<string> Modules => [];

    /// <summary>python, python3, python3.12, pypy3 …</summary>
    public static bool IsPython(string name)
    {
        string? rest = name.StartsWith("python", StringComparison.Ordinal) ? name.Substring(6)
            : name.StartsWith("pypy", StringComparison.Ordinal) ? name.Substring(4) : null;
        if (rest is null) return false;
        foreach (char c in rest)
        {
            if (c is not ((>= '0' and <= '9') or '.' or 't' or 'd' or 'u')) return false;
        }

        return true;
    }

    public override IEnumerable<EntryPoint> Launch(LaunchCall call)
    {
        PythonOptions options = call.Options;
        for (int i = 0; i < call.Arguments.Count; i++)
        {
            ExpandedWord word = call.Arguments[i];
            LaunchCall inner = call with { Options = options };
            if (word.IsAnyNumber) continue;
            string text = word.IsKnown ? word.Text : word.Text.Substring(0, word.KnownPrefix);
            if (text == "-" && word.IsKnown) return FromInput(inner);
            if (text.Length < 2 || text[0] != '-') return RunFile(inner, word, CommandFollower.Tail(call.Arguments, i + 1));
            if (text.StartsWith("--", StringComparison.Ordinal))
            {
                if (text == "--check-hash-based-pycs") i++;
                if (text is "--version" or "--help") return [];
                continue;
            }

            if (ReadCluster(text, ref options) is not { } stop) continue;
            ExpandedWord? value = stop + 1 < text.Length ? ExpandedWord.Known(text.Substring(stop + 1))
                : i + 1 < call.Arguments.Count ? call.Arguments[++i] : null;
            inner = call with { Options = options };
            switch (text[stop])
            {
                case 'm': return RunModule(inner, value, CommandFollower.Tail(call.Arguments, i + 1));
                case 'c': return RunCode(inner, value);
                case 'V' or 'h': return [];
            }
        }

        return FromInput(call with { Options = options });
    }

    /// <summary>What stands behind the options of a tool that runs programs like the interpreter (a debugger, coverage): <c>-m</c> or a file.</summary>
    public static IEnumerable<EntryPoint> RunRest(LaunchCall call, IReadOnlyList<ExpandedWord> rest, bool isModule)
    {
        if (rest.Count == 0) return [];
        IReadOnlyList<ExpandedWord> arguments = CommandFollower.Tail(rest, 1);
        return isModule ? RunModule(call, rest[0], arguments) : RunFile(call, rest[0], arguments);
    }

    // The place of the option that ends the cluster (-c, -m) or takes a value (-W, -X); null when all are flags.
    private static int? ReadCluster(string text, ref PythonOptions options)
    {
        for (int i = 1; i < text.Length; i++)
        {
            switch (text[i])
            {
                case 'm' or 'c' or 'W' or 'X' or 'V' or 'h': return i;
                case 'P': options |= PythonOptions.SafePath; break;
                case 'I': options |= PythonOptions.Isolated; break;
                case 'E': options |= PythonOptions.IgnoreEnvironment; break;
                case 's': options |= PythonOptions.NoUserSite; break;
                case 'S': options |= PythonOptions.NoSite; break;
            }
        }

        return null;
    }

    private static IEnumerable<EntryPoint> FromInput(LaunchCall call)
    {
        if (call.Process.Input is not { } code) return [call.Unknown("python", "the interpreter is given no program")];
        LaunchCall inner = call with { PathZero = PathZero.WorkingDirectory };
        return [inner.NewEntry("python") with { Kind = EntryKind.Code, Code = code, RunsAsMain = true }];
    }

    private static IEnumerable<EntryPoint> RunCode(LaunchCall call, ExpandedWord? code)
    {
        LaunchCall inner = call with { PathZero = PathZero.WorkingDirectory };
        if (code?.Value is not { } text) return [inner.Unknown("python", code?.UnknownBecause ?? "-c is given no program")];
        return [inner.NewEntry("python") with { Kind = EntryKind.Code, Code = text, RunsAsMain = true }];
    }

    private static IEnumerable<EntryPoint> RunModule(LaunchCall call, ExpandedWord? module, IReadOnlyList<ExpandedWord> arguments)
    {
        LaunchCall inner = call with { PathZero = PathZero.WorkingDirectory, Arguments = arguments };
        if (module?.Value is not { } name) return [inner.Unknown("python", module?.UnknownBecause ?? "-m is given no module")];
        if (LauncherCatalog.FindModule(name) is { } launcher) return launcher.Launch(inner);
        if (!ModuleSpec.IsImportable(name)) return [inner.NoModule("python", module!)];
        return [inner.Module("python", new ModuleSpec(name, null, false)) with { RunsAsMain = true }];
    }

    private static IEnumerable<EntryPoint> RunFile(LaunchCall call, ExpandedWord file, IReadOnlyList<ExpandedWord> arguments)
    {
        LaunchCall inner = call with { PathZero = PathZero.ScriptDirectory, Arguments = arguments };
        if (file.Value is not { } typed) return [inner.Unknown("python", file.UnknownBecause!)];
        string name = ProgramPath.BaseName(typed);
        if (name is "manage.py") return ManageLauncher.Run(inner, file);
        // python $(which gunicorn): a console script is a Python file in a bin directory.
        if (typed.Contains("bin/") && LauncherCatalog.FindCommand(name) is { } launcher and not PythonLauncher)
            return launcher.Launch(inner with { PathZero = PathZero.BinDirectory, Words = [file, .. arguments] });
        return [FileEntry(inner, "python", file)];
    }

    /// <summary>A file run as <c>__main__</c>; for a directory or an archive its <c>__main__.py</c>.</summary>
    public static EntryPoint FileEntry(LaunchCall call, string launcher, ExpandedWord file)
    {
        EntryPoint entry = call.File(launcher, file);
        if (entry.FilePath is not { } path) return entry;
        bool isDirectory = call.Image.Stat(path).Kind == NodeKind.Directory;
        bool isArchive = path.EndsWith(".zip", StringComparison.Ordinal) || path.EndsWith(".pyz", StringComparison.Ordinal);
        bool safe = entry.PathZero == PathZero.None;
        string real = call.Image.RealPath(path) ?? path;
        // A directory or an archive is itself put first, whatever -P says.
        if (isDirectory || isArchive)
        {
            return entry with
            {
                FilePath = TreePath.Child(path, "__main__.py"),
                PathZero = PathZero.ScriptDirectory,
                PathZeroDirectory = path,
            };
        }

        return entry with { PathZeroDirectory = safe ? null : TreePath.Parent(real) };
    }
}
