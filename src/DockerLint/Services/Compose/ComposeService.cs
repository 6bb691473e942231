using System.Collections.Generic;
using DockerLint.Services.Evidence;
using PyImportScanner.Files;

namespace DockerLint.Services.Compose;

/// <summary>A service of a compose file; null members are not given there.</summary>
internal sealed record ComposeService
{
    public required string Name { get; init; }

    public required string File { get; init; }

    public required int Line { get; init; }

    public ComposeBuild? Build { get; init; }

    public string? Image { get; init; }

    public ComposeCommand? Entrypoint { get; init; }

    public ComposeCommand? Command { get; init; }

    public string? WorkingDirectory { get; init; }

    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    public IReadOnlyList<BindMount> Mounts { get; init; } = [];

    /// <summary>Mounts whose sources are relative, with the sources as written.</summary>
    public IReadOnlyList<BindMount> RelativeMounts { get; init; } = [];

    public IReadOnlyList<string> OpaqueMounts { get; init; } = [];

    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>This service with what another file says about it (compose's merge: single values are replaced, maps and mounts joined).</summary>
    public ComposeService With(ComposeService over)
    {
        var environment = new Dictionary<string, string?>();
        foreach (KeyValuePair<string, string?> pair in Environment) environment[pair.Key] = pair.Value;
        foreach (KeyValuePair<string, string?> pair in over.Environment) environment[pair.Key] = pair.Value;
        return this with
        {
            File = over.File,
            Line = over.Line,
            Build = Build is null ? over.Build : over.Build is null ? Build : Build.With(over.Build),
            Image = over.Image ?? Image,
            Entrypoint = over.Entrypoint ?? Entrypoint,
            // A new entry point drops the command that was given below it, unless it comes with its own.
            Command = over.Command ?? Command,
            WorkingDirectory = over.WorkingDirectory ?? WorkingDirectory,
            Environment = environment,
            Mounts = [.. Mounts, .. over.Mounts],
            RelativeMounts = [.. RelativeMounts, .. over.RelativeMounts],
            OpaqueMounts = [.. OpaqueMounts, .. over.OpaqueMounts],
            DependsOn = [.. DependsOn, .. over.DependsOn],
        };
    }

    /// <summary>
    /// The same start in a project of another directory (<c>docker compose --project-directory</c>), from where relative sources of mounts
    /// are looked for, too.
    /// </summary>
    public StartOverride StartIn(string directory, IFileTree repository)
    {
        var mounts = new List<BindMount>(Mounts);
        foreach (BindMount mount in RelativeMounts)
        {
            if (RepositoryPaths.Resolve(directory, mount.Source) is { } path && repository.Stat(path).Exists) mounts.Add(mount with { Source = path });
        }

        return Start() with { Mounts = mounts };
    }

    /// <summary>What it changes about the start of its image.</summary>
    public StartOverride Start() => new()
    {
        File = (Command ?? Entrypoint)?.File ?? File,
        Line = (Command ?? Entrypoint)?.Line ?? Line,
        Entrypoint = Entrypoint?.Words,
        Command = Command?.Words,
        UnknownBecause = Entrypoint?.UnknownBecause ?? Command?.UnknownBecause,
        WorkingDirectory = WorkingDirectory is { } directory && !Holes.In(directory) ? directory : null,
        Environment = Environment,
        Mounts = Mounts,
        OpaqueMounts = OpaqueMounts,
        DependsOn = DependsOn,
    };
}

/// <summary><c>build:</c> of a service.</summary>
internal sealed record ComposeBuild
{
    public required string File { get; init; }

    public required int Line { get; init; }

    public string? Context { get; init; }

    public string? Dockerfile { get; init; }

    public string? Inline { get; init; }

    public string? Target { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Arguments { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Contexts { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    public ComposeBuild With(ComposeBuild over) => this with
    {
        File = over.File,
        Line = over.Line,
        Context = over.Context ?? Context,
        Dockerfile = over.Dockerfile ?? Dockerfile,
        Inline = over.Inline ?? Inline,
        Target = over.Target ?? Target,
        Arguments = [.. Arguments, .. over.Arguments],
        Contexts = [.. Contexts, .. over.Contexts],
        Tags = [.. Tags, .. over.Tags],
    };
}

/// <summary><c>command:</c> or <c>entrypoint:</c>.</summary>
/// <param name="Words">The words; a string is split without a shell.</param>
/// <param name="UnknownBecause">Why they are not certain.</param>
/// <param name="File">Where.</param>
/// <param name="Line">Where.</param>
internal sealed record ComposeCommand(IReadOnlyList<string> Words, string? UnknownBecause, string File, int Line);
