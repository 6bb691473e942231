using System.Collections.Generic;
using DockerLint.StartCommands;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using PyImportScanner.Frameworks;

namespace DockerLint.Checks.Python;

/// <summary>The Python programs that a program of the image starts as processes of their own: possible entries, found in its text.</summary>
internal static class StartedProcesses
{
    // A script that starts a script that starts a script is followed; deeper is no start of a container.
    private const int MaximumDepth = 3;

    /// <summary>The entries of what a closure starts; nothing for calls that only a function makes which need not run.</summary>
    public static IEnumerable<EntryPoint> Of(EntryClosure closure, ServiceModel service, IConsoleScripts scripts)
    {
        if (closure.Closure.Processes.Count == 0 || closure.Entry.Trail.Count > MaximumDepth + 4) yield break;
        foreach (StartedProcess process in closure.Closure.Processes)
        {
            if (process.Strength > ImportStrength.Conditional || process.Strength == ImportStrength.Deferred) continue;
            if (process.From.Substituted || RepositoryModuleSource.RepositoryFile(process.From) is not { } file) continue;
            string text = process.ShellText ?? string.Join(" ", Shown(process.Words));
            foreach (EntryPoint entry in StartCommandResolver.Started(closure.Entry, process, new ChainStep(file, process.Span.Line, text), service.Build.Image, scripts))
            {
                if (!IsWorthFollowing(entry, process, service)) continue;
                yield return entry with
                {
                    Conditional = closure.Entry.Conditional || process.Strength != ImportStrength.Hard,
                    Doubt = process.IsMention ? $"nothing runs {entry.FilePath}, which {TreePath.Display(file)} names" : closure.Entry.Doubt,
                };
            }
        }
    }

    private static bool IsWorthFollowing(EntryPoint entry, StartedProcess process, ServiceModel service) => entry.Kind switch
    {
        EntryKind.Module => true,
        EntryKind.File when entry.FilePath is { } path => service.Build.Image.Stat(path).Kind == NodeKind.File
            || (!process.IsMention && StartFailureReader.InRepository(service, path, entry.WorkingDirectory) is not null),
        _ => false,
    };

    private static List<string> Shown(IReadOnlyList<string?> words)
    {
        var shown = new List<string>(words.Count);
        foreach (string? word in words) shown.Add(word ?? "…");
        return shown;
    }
}
