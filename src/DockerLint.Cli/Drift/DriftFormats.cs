using System.Collections.Generic;
using System.IO;

namespace DockerLint.Cli.Drift;

/// <summary>Prints a <see cref="DriftReport"/>.</summary>
internal interface IDriftFormat
{
    string Name { get; }

    void Write(DriftReport report, TextWriter output);
}

/// <summary>Every format, sorted by name.</summary>
internal static class DriftFormats
{
    public static readonly IReadOnlyList<IDriftFormat> All = [new DriftHtml(), new DriftJson(), new DriftMarkdown(), new DriftSlack(), new DriftText()];
}
