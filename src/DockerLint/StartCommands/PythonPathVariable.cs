using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary>PYTHONPATH (CPython, Modules/getpath.py): entries between colons, an empty one is the working directory.</summary>
internal static class PythonPathVariable
{
    public static IReadOnlyList<string> Read(StartProcess process, PythonOptions options, out string? unknownBecause)
    {
        unknownBecause = null;
        if ((options & (PythonOptions.Isolated | PythonOptions.IgnoreEnvironment)) != 0) return [];
        ShellValue value = process.Environment("PYTHONPATH");
        if (value is { IsKnown: false, IsUnset: false }) unknownBecause = value.UnknownBecause ?? "PYTHONPATH is not known";
        if (value.Text is not { Length: > 0 } text) return [];
        var entries = new List<string>();
        foreach (string entry in text.Split(':'))
        {
            if (process.Resolve(entry) is { } path) entries.Add(path);
            else unknownBecause ??= process.UnknownDirectory;
        }

        return entries;
    }
}
