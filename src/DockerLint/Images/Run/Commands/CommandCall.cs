using System.Collections.Generic;
using DockerLint.Shell;
using PyImportScanner;

namespace DockerLint.Images.Run.Commands;

/// <summary>One command with its words, for the catalogue.</summary>
/// <param name="runner">Who executes it.</param>
/// <param name="words">The words.</param>
/// <param name="input">What stands on its standard input, where that is known.</param>
/// <param name="span">Where it stands.</param>
internal sealed class CommandCall(ShellRunner runner, IReadOnlyList<ExpandedWord> words, string? input, SourceSpan span)
{
    private List<ExpandedWord>? arguments;

    /// <summary>Who executes it.</summary>
    public ShellRunner Runner => runner;

    /// <summary>The files.</summary>
    public RunFiles Files => runner.Files;

    /// <summary>The program and its arguments.</summary>
    public IReadOnlyList<ExpandedWord> Words => words;

    /// <summary>What stands on its standard input, where that is known.</summary>
    public string? Input => input;

    /// <summary>It is part of a pipeline.</summary>
    public bool IsPiped { get; init; }

    /// <summary>Where it stands.</summary>
    public SourceSpan Span => span;

    /// <summary>The program without its directory; null when it is not known.</summary>
    public string? Name => words.Count > 0 && words[0].Value is { } program ? program.Substring(program.LastIndexOf('/') + 1) : null;

    /// <summary>What follows the program.</summary>
    public List<ExpandedWord> Arguments
    {
        get
        {
            if (arguments is not null) return arguments;
            arguments = [];
            for (int i = 1; i < words.Count; i++) arguments.Add(words[i]);
            return arguments;
        }
    }

    /// <summary>The command as a person would write it.</summary>
    public string Text => string.Join(" ", words);

    /// <summary>Why what it leaves is not known.</summary>
    public string Cause => runner.Cause(Text);
}

/// <summary>How a command ended, and what it printed.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Output">Standard output; null when it is not known.</param>
/// <param name="IsCertain">The status is worked out, not assumed.</param>
internal readonly record struct CommandResult(RunStatus Status, string? Output, bool IsCertain = false)
{
    /// <summary>It is taken to have succeeded.</summary>
    public static readonly CommandResult Done = new(RunStatus.Success, null);

    /// <summary>It certainly succeeds and prints nothing.</summary>
    public static readonly CommandResult Silent = new(RunStatus.Success, "", true);

    /// <summary>It certainly fails.</summary>
    public static readonly CommandResult Failed = new(RunStatus.Failure, "", true);
}
