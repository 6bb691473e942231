using System.Collections.Generic;

namespace DockerLint.StartCommands;

/// <summary>
/// What ENTRYPOINT and CMD come to (BuildKit, dockerfile2llb/convert.go: dispatchCmd, dispatchEntrypoint, dispatchShell).
/// Both are stored as words: a shell form is SHELL with the text as one more word.
/// </summary>
public sealed record StartConfiguration
{
    /// <summary>Nothing set: SHELL is <c>/bin/sh -c</c>.</summary>
    public static readonly StartConfiguration Empty = new();

    /// <summary>SHELL.</summary>
    public IReadOnlyList<string> Shell { get; init; } = ["/bin/sh", "-c"];

    /// <summary>ENTRYPOINT; null for none.</summary>
    public IReadOnlyList<string>? Entrypoint { get; init; }

    /// <summary>CMD; null for none.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Where ENTRYPOINT stands.</summary>
    public ChainStep? EntrypointStep { get; init; }

    /// <summary>Where CMD stands.</summary>
    public ChainStep? CommandStep { get; init; }

    /// <summary>CMD comes from the base: an ENTRYPOINT of this stage drops it.</summary>
    public bool CommandIsInherited { get; init; }

    /// <summary>Not null when a base nobody can see may have set what is null here: the cause.</summary>
    public string? UnknownBecause { get; init; }

    /// <summary>The start of a stage FROM this one.</summary>
    public StartConfiguration Inherit() => this with { CommandIsInherited = true };

    /// <summary>ENTRYPOINT or CMD in shell form, as it is stored.</summary>
    public IReadOnlyList<string> ShellForm(string text) => [.. Shell, text];

    /// <summary>ENTRYPOINT; an empty list clears it.</summary>
    public StartConfiguration WithEntrypoint(IReadOnlyList<string> words, ChainStep? step = null) => this with
    {
        Entrypoint = words,
        EntrypointStep = step,
        Command = CommandIsInherited ? null : Command,
        CommandStep = CommandIsInherited ? null : CommandStep,
        UnknownBecause = CommandIsInherited || Command is not null ? null : UnknownBecause,
    };

    /// <summary>CMD.</summary>
    public StartConfiguration WithCommand(IReadOnlyList<string> words, ChainStep? step = null) =>
        this with { Command = words, CommandStep = step, CommandIsInherited = false };

    /// <summary>
    /// A deployment's replacement: a new entry point drops the image's CMD, a new command keeps the entry point (compose,
    /// Kubernetes and <c>docker run</c> agree).
    /// </summary>
    public StartConfiguration Override(IReadOnlyList<string>? entrypoint, IReadOnlyList<string>? command, ChainStep? step = null)
    {
        StartConfiguration result = this;
        if (entrypoint is not null)
        {
            result = result with
            {
                Entrypoint = entrypoint,
                EntrypointStep = step,
                Command = null,
                CommandStep = null,
                UnknownBecause = null,
            };
        }

        return command is null ? result : result with { Command = command, CommandStep = step };
    }
}

/// <summary>Joins ENTRYPOINT and CMD.</summary>
public static class StartCommandJoin
{
    /// <summary>The words of the process. Behind a shell-form ENTRYPOINT the words of CMD are <c>$0</c>, <c>$1</c> …: ignored by nearly every text.</summary>
    public static IReadOnlyList<string> Join(StartConfiguration configuration)
    {
        var words = new List<string>();
        if (configuration.Entrypoint is not null) words.AddRange(configuration.Entrypoint);
        if (configuration.Command is not null) words.AddRange(configuration.Command);
        return words;
    }

    /// <summary>Where the process was configured: ENTRYPOINT, then CMD.</summary>
    public static IReadOnlyList<ChainStep> Trail(StartConfiguration configuration)
    {
        var trail = new List<ChainStep>();
        if (configuration.Entrypoint is { Count: > 0 } && configuration.EntrypointStep is { } entrypoint) trail.Add(entrypoint);
        if (configuration.Command is { Count: > 0 } && configuration.CommandStep is { } command && !trail.Contains(command))
            trail.Add(command);
        return trail;
    }
}
