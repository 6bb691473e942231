using System.Collections.Generic;
using System.IO;

namespace DockerLint.Cli.Affected;

/// <summary>Prints an <see cref="AffectedReport"/>.</summary>
internal interface IAffectedFormat
{
    string Name { get; }

    void Write(AffectedReport report, TextWriter output);
}

/// <summary>Every format, sorted by name; the first of them that a user needs is <c>text</c>.</summary>
internal static class AffectedFormats
{
    public static readonly IReadOnlyList<IAffectedFormat> All =
    [
        new AffectedDot(),
        new AffectedGitHubMatrix(),
        new AffectedGitLabChild(),
        new AffectedJson(),
        new AffectedMarkdown(),
        new AffectedText(),
    ];
}
