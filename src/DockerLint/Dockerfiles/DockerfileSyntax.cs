using System.Collections.Generic;
using PyImportScanner;

namespace DockerLint.Dockerfiles;

/// <summary>A Dockerfile as BuildKit's parser reads it: nothing is expanded yet.</summary>
public sealed record DockerfileSyntax
{
    /// <summary>The path in the repository tree, for findings.</summary>
    public required string Path { get; init; }

    /// <summary>The escape character, <c>\</c> unless the directive says a backtick.</summary>
    public char Escape { get; init; } = '\\';

    /// <summary>Instructions in order.</summary>
    public IReadOnlyList<Instruction> Instructions { get; init; } = [];

    /// <summary>What BuildKit would refuse: syntax first, then instructions that are not valid. Any of them fails the build.</summary>
    public IReadOnlyList<DockerfileError> Errors { get; init; } = [];

    /// <summary>The lines of the text, for code frames and fixes; without line ends.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];
}

/// <summary>A reason for which BuildKit refuses the file.</summary>
/// <param name="Message">In BuildKit's words where that helps those who search for them.</param>
/// <param name="Span">Where.</param>
public sealed record DockerfileError(string Message, SourceSpan Span);

/// <summary>One instruction.</summary>
public sealed record Instruction
{
    /// <summary>The name in upper case: <c>COPY</c>.</summary>
    public required string Keyword { get; init; }

    /// <summary>The name as it stands in the file.</summary>
    public required SourceSpan KeywordSpan { get; init; }

    /// <summary>The whole instruction, continuation lines and heredoc bodies included.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>Flags in order: <c>--from=x</c>.</summary>
    public IReadOnlyList<Flag> Flags { get; init; } = [];

    /// <summary>
    /// The arguments, unexpanded. One raw string for the shell forms and for WORKDIR, USER, STOPSIGNAL; for ENV, LABEL and
    /// ARG see <see cref="Pairs"/>.
    /// </summary>
    public IReadOnlyList<Word> Arguments { get; init; } = [];

    /// <summary>The arguments were a JSON array.</summary>
    public bool IsJson { get; init; }

    /// <summary>The key-value words of ENV, LABEL and ARG.</summary>
    public IReadOnlyList<KeyValueWord> Pairs { get; init; } = [];

    /// <summary>Heredocs that the instruction opens, with their bodies.</summary>
    public IReadOnlyList<Heredoc> Heredocs { get; init; } = [];

    /// <summary>
    /// The instruction behind ONBUILD as it runs in the stage built from this one: BuildKit reads its text anew, with the
    /// escape character <c>\</c>. Heredocs are its own.
    /// </summary>
    public Instruction? Trigger { get; init; }

    /// <summary>Why BuildKit refuses this instruction; also in <see cref="DockerfileSyntax.Errors"/>, except for a trigger,
    /// which fails only the stages that run it.</summary>
    public DockerfileError? Error { get; init; }

    /// <summary>The trigger as the Dockerfile's own escape character reads it, for comparison with BuildKit's parser.</summary>
    internal Instruction? TriggerAsWritten { get; init; }

    /// <summary>The logical line, continuations joined.</summary>
    public string Original { get; init; } = "";

    /// <summary>The value of a flag, or null.</summary>
    public string? FlagValue(string name)
    {
        foreach (Flag flag in Flags)
        {
            if (flag.Name == name) return flag.Value;
        }

        return null;
    }
}

/// <summary>A flag of an instruction.</summary>
/// <param name="Name">Without dashes: <c>from</c>.</param>
/// <param name="Value">Behind <c>=</c>; null for a flag without value.</param>
/// <param name="Span">Where.</param>
public sealed record Flag(string Name, string? Value, SourceSpan Span)
{
    /// <summary>The whole flag with quotes and escapes removed: <c>--from=x</c>.</summary>
    public string Text { get; init; } = Value is null ? "--" + Name : "--" + Name + "=" + Value;
}

/// <summary>One argument as written (JSON strings decoded), before expansion.</summary>
/// <param name="Text">The text.</param>
/// <param name="Span">Where.</param>
public sealed record Word(string Text, SourceSpan Span);

/// <summary>A word of ENV, LABEL or ARG.</summary>
/// <param name="Key">As written.</param>
/// <param name="Value">As written; null for an ARG without default.</param>
/// <param name="Span">Where.</param>
public sealed record KeyValueWord(string Key, string? Value, SourceSpan Span)
{
    /// <summary>Written as <c>KEY rest of the line</c>, the old form of ENV and LABEL.</summary>
    public bool IsOldForm { get; init; }
}

/// <summary>A heredoc.</summary>
/// <param name="Name">The delimiter, which is also the name of the file that COPY makes.</param>
/// <param name="Content">The body (tabs removed for <c>&lt;&lt;-</c>).</param>
/// <param name="Expands">Variables in the body are expanded: the delimiter was not quoted.</param>
/// <param name="Chomps">Written with <c>&lt;&lt;-</c>.</param>
/// <param name="FileDescriptor">The number before <c>&lt;&lt;</c>, or 0.</param>
/// <param name="Span">The body.</param>
public sealed record Heredoc(string Name, string Content, bool Expands, bool Chomps, int FileDescriptor, SourceSpan Span)
{
    /// <summary>The body as it stands, leading tabs of <c>&lt;&lt;-</c> included: what a shell is handed.</summary>
    public string RawContent { get; init; } = Content;
}
