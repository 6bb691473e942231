using System.Collections.Generic;
using DockerLint.Reporting.Formats;

namespace DockerLint.Reporting;

/// <summary>Every report format, sorted by name. The only list.</summary>
public static class FormatCatalog
{
    /// <summary>All formats.</summary>
    public static IReadOnlyList<IReportFormat> All { get; } =
    [
        new AzureFormat(),
        new CheckstyleFormat(),
        new ConciseFormat(),
        new FullFormat(),
        new GitHubFormat(),
        new GitLabFormat(),
        new JsonFormat(),
        new JsonLinesFormat(),
        new JUnitFormat(),
        new MarkdownFormat(),
        new MsBuildFormat(),
        new SarifFormat(),
    ];

    /// <summary>The format called <paramref name="name"/>, or null. <c>text</c> is another name of <c>full</c>.</summary>
    public static IReportFormat? Find(string name)
    {
        if (name == "text") name = "full";
        foreach (IReportFormat format in All)
        {
            if (format.Name == name) return format;
        }

        return null;
    }
}
