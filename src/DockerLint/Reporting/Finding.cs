using System.Collections.Generic;
using DockerLint.Smoke;
using PyImportScanner;

namespace DockerLint.Reporting;

/// <summary>How sure it is that the container breaks.</summary>
public enum Severity : byte
{
    /// <summary>Degraded or suspicious.</summary>
    Info,

    /// <summary>Breaks on a path taken later, or unless an unknown saves it.</summary>
    Warning,

    /// <summary>The start command or a build step fails.</summary>
    Error,
}

/// <summary>One thing found: what, where, why, and what mends it. Paths are relative to the root, without a leading slash.</summary>
public sealed record Finding
{
    /// <summary>The id of the rule: <c>IMG1001</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>How sure.</summary>
    public required Severity Severity { get; init; }

    /// <summary>One sentence.</summary>
    public required string Message { get; init; }

    /// <summary>Name of the service, or null for a finding about a file as such.</summary>
    public string? Service { get; init; }

    /// <summary>The Dockerfile of the service.</summary>
    public string? Dockerfile { get; init; }

    /// <summary>The most specific dotted name that fails to import.</summary>
    public string? Module { get; init; }

    /// <summary>The place to mend or to look at.</summary>
    public required string File { get; init; }

    /// <summary>Where in <see cref="File"/>.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>Why it is absent: a value of <see cref="Reasons"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>What stands behind the reason, a sentence for people: the .dockerignore line, the stage, the RUN.</summary>
    public string? ReasonDetail { get; init; }

    /// <summary>The file in the repository.</summary>
    public string? RepositoryPath { get; init; }

    /// <summary>Where it should be in the image.</summary>
    public string? ImagePath { get; init; }

    /// <summary>From the start command to the place.</summary>
    public IReadOnlyList<ChainLink> Chain { get; init; } = [];

    /// <summary>Further places that explain it: the ignore line, the COPY that misses.</summary>
    public IReadOnlyList<RelatedPlace> Related { get; init; } = [];

    /// <summary>The edit that mends it, or null.</summary>
    public Fix? Fix { get; init; }

    /// <summary>For a finding in a container: which finding of <c>check</c> it confirms or refutes; null for none.</summary>
    public StaticVerdict? Verdict { get; init; }
}

/// <summary>One step of the chain from the start command to a finding.</summary>
/// <param name="File">The file the step stands in.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="What">The start command, or the module imported there.</param>
public sealed record ChainLink(string File, int Line, string What)
{
    /// <summary>The step starts a command; otherwise it imports.</summary>
    public bool IsCommand { get; init; }

    /// <summary>The verb between the place and <see cref="What"/>: the Dockerfile starts, a script runs, a module imports.</summary>
    /// <param name="index">The place of the link in its chain.</param>
    public string Verb(int index) => Action ?? (index == 0 ? "starts" : IsCommand ? "runs" : "imports");

    /// <summary>The verb where it is none of these: <c>opens</c> a file.</summary>
    public string? Action { get; init; }
}

/// <summary>A further place.</summary>
/// <param name="File">The file.</param>
/// <param name="Span">Where in it.</param>
/// <param name="Message">What it has to do with the finding.</param>
public sealed record RelatedPlace(string File, SourceSpan Span, string Message)
{
    /// <summary>It is another place of the same kind, such as a further import of the module, and explains nothing.</summary>
    public bool IsAnother { get; init; }
}

/// <summary>An edit that mends a finding.</summary>
/// <param name="Description">What it does: <c>copy predictions/ into the image</c>.</param>
/// <param name="IsSafe">May be applied without a person looking.</param>
/// <param name="Edits">The edits, in file order.</param>
public sealed record Fix(string Description, bool IsSafe, IReadOnlyList<TextEdit> Edits);

/// <summary>An edit of whole lines: <see cref="DeleteLines"/> lines from <see cref="Line"/> on are replaced by <see cref="Insert"/>.</summary>
/// <param name="File">The file, relative to the root.</param>
/// <param name="Line">The line before which to insert, from 1; one more than the last appends.</param>
/// <param name="Insert">Whole lines, each ended by <c>\n</c> (files keep their own line ends when written).</param>
/// <param name="DeleteLines">How many lines go.</param>
public sealed record TextEdit(string File, int Line, string Insert, int DeleteLines = 0);

/// <summary>The values of <see cref="Finding.Reason"/>.</summary>
public static class Reasons
{
    /// <summary>No instruction brings it.</summary>
    public const string NotCopied = "not-copied";

    /// <summary>The ignore file keeps it out of the build context.</summary>
    public const string Ignored = "ignored";

    /// <summary>Only another stage holds it.</summary>
    public const string OtherStage = "other-stage";

    /// <summary>In the image, but where the name does not lead.</summary>
    public const string WrongDestination = "wrong-destination";

    /// <summary>In the image under its name, in a directory that is not on <c>sys.path</c>.</summary>
    public const string NotOnSearchPath = "not-on-search-path";

    /// <summary>A RUN took it away.</summary>
    public const string Removed = "removed";

    /// <summary>Present under another letter case.</summary>
    public const string Case = "case";

    /// <summary>On disk, but not known to git.</summary>
    public const string Untracked = "untracked";

    /// <summary>Copied after the installation that would have needed it.</summary>
    public const string CopiedAfterInstall = "copied-after-install";

    /// <summary>No install step brings the distribution.</summary>
    public const string NotInstalled = "not-installed";

    /// <summary>Another module of that name is found first.</summary>
    public const string Shadowed = "shadowed";

    /// <summary>Neither tree holds it.</summary>
    public const string NotInRepository = "not-in-repository";
}
