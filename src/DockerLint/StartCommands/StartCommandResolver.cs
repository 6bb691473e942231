using System.Collections.Generic;
using DockerLint.Shell;
using PyImportScanner.Files;
using PyImportScanner.Frameworks;

namespace DockerLint.StartCommands;

/// <summary>From an image's configuration to the Python code that starts.</summary>
public static class StartCommandResolver
{
    /// <summary>
    /// The entries, in the order in which they start; health checks last. Never empty for a container that starts something: a
    /// command that is not understood is an entry of <see cref="EntryKind.Unknown"/>. Never throws.
    /// </summary>
    public static IReadOnlyList<EntryPoint> Resolve(StartRequest request)
    {
        var entries = new List<EntryPoint>();
        IReadOnlyList<string> words = StartCommandJoin.Join(request.Configuration);
        StartProcess process = Process(request) with { Trail = StartCommandJoin.Trail(request.Configuration) };
        if (request.Configuration is { UnknownBecause: { } cause } configuration && (words.Count == 0 || configuration.Entrypoint is null))
        {
            // An entry point nobody can see may take the command as its arguments.
            if (words.Count == 0) entries.Add(Nothing(request, process, cause));
            else process = process.WithNote("the entry point is not known: " + cause);
        }
        else if (words.Count == 0)
        {
            entries.Add(Nothing(request, process, "the image has neither ENTRYPOINT nor CMD"));
        }

        entries.AddRange(Follow(request, words, process));
        if (request.HealthCheck is { Count: > 0 } check)
        {
            StartProcess health = Process(request) with
            {
                IsHealthCheck = true,
                Trail = request.HealthCheckStep is { } step ? [step] : [],
            };
            foreach (EntryPoint entry in Follow(request, check, health))
            {
                // Most checks are curl and the like: no Python, nothing to tell.
                if (entry.Kind != EntryKind.Unknown || entry.FilePath is not null) entries.Add(entry);
            }
        }

        return entries;
    }

    /// <summary>The entries of a program that a Python program starts: it inherits directory and environment, unless the call changes them.</summary>
    /// <param name="parent">The entry whose code holds the call.</param>
    /// <param name="started">The call.</param>
    /// <param name="step">Where it stands.</param>
    /// <param name="image">The files of the image.</param>
    /// <param name="scripts">Commands of installed distributions.</param>
    public static IReadOnlyList<EntryPoint> Started(EntryPoint parent, StartedProcess started, ChainStep step, IFileTree image, IConsoleScripts? scripts)
    {
        var process = new StartProcess
        {
            WorkingDirectory = parent.WorkingDirectory,
            Environment = parent.Environment,
            Trail = [.. parent.Trail, step],
            IsHealthCheck = parent.IsHealthCheck,
            IsMain = false,
        };
        if (started.Directory is { } directory) process = process.In(process.Resolve(directory), process.UnknownDirectory);
        else if (started.IsDirectoryUnknown) process = process.In(null, "the directory of the process is computed");
        if (started.HasEnvironment)
        {
            ShellValue computed = ShellValue.Unknown("the environment of the process is computed");
            process = process.WithEnvironment(new Dictionary<string, ShellValue>(System.StringComparer.Ordinal) { ["PYTHONPATH"] = computed });
        }

        var words = new List<ExpandedWord>();
        foreach (string? word in started.Words) words.Add(word is null ? ExpandedWord.Unknown("…", "the code computes it") : ExpandedWord.Known(word));
        if (started.ShellText is { } text) words = CommandLine.Known(["/bin/sh", "-c", text]);
        var follower = new CommandFollower(image, scripts);
        follower.Follow(words, process);
        return follower.Entries();
    }

    private static IReadOnlyList<EntryPoint> Follow(StartRequest request, IReadOnlyList<string> words, StartProcess process)
    {
        var follower = new CommandFollower(request.Image, request.ConsoleScripts);
        follower.Follow(CommandLine.Known(words), process);
        return follower.Entries();
    }

    private static StartProcess Process(StartRequest request) => new()
    {
        WorkingDirectory = request.WorkingDirectory,
        WorkingDirectoryUnknown = request.WorkingDirectoryUnknown,
        Environment = request.Environment,
    };

    private static EntryPoint Nothing(StartRequest request, StartProcess process, string because)
    {
        var call = new LaunchCall { Process = process, Image = request.Image, Words = [ExpandedWord.Known("")], Arguments = [] };
        return call.Unknown("", because) with { CommandText = "", PathZero = PathZero.None, PathZeroDirectory = null };
    }
}
