using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Text;
using PyImportScanner.Files;

namespace DockerLint.Reporting;

/// <summary>What a format may know besides the report: the source lines, and what the reader's terminal can show.</summary>
public sealed class ReportContext
{
    private readonly ConcurrentDictionary<string, string[]?> sources = new(System.StringComparer.Ordinal);

    /// <summary>The tree that the paths of the report are relative to.</summary>
    public required IFileTree Repository { get; init; }

    /// <summary>
    /// Where the root lies in the repository of version control, with a slash at the end; empty when it is its top. Services that
    /// show findings beside a change know files by their paths from there.
    /// </summary>
    public string PathPrefix { get; init; } = "";

    /// <summary>Colours may be used.</summary>
    public bool Color { get; init; }

    /// <summary>Columns that a line may fill.</summary>
    public int Width { get; init; } = 100;

    /// <summary>The least level that formats for people show; what is below is counted in their last line. Formats for programs have everything.</summary>
    public Severity Least { get; init; }

    /// <summary>Print notes of services as well.</summary>
    public bool Verbose { get; init; }

    /// <summary>Print findings only, no summary.</summary>
    public bool Quiet { get; init; }

    /// <summary>The version of the tool, for formats that record it.</summary>
    public string ToolVersion { get; init; } = "0.0.0";

    /// <summary>Lines of a source file without their ends, or null when it cannot be read.</summary>
    /// <param name="file">Relative to the root, as in a <see cref="Finding"/>.</param>
    public IReadOnlyList<string>? Lines(string file) => sources.GetOrAdd(file, Load);

    /// <summary>One source line, from 1; null where there is none.</summary>
    public string? Line(string file, int line) =>
        Lines(file) is { } lines && line >= 1 && line <= lines.Count ? lines[line - 1] : null;

    /// <summary>The path of a file from the top of the repository.</summary>
    public string FromTop(string file) => PathPrefix.Length == 0 ? file : PathPrefix + file;

    private string[]? Load(string file)
    {
        if (Repository.Read(TreePath.Clean(file)) is not { } bytes) return null;
        string text = Encoding.UTF8.GetString(bytes.Span);
        if (text.Length > 0 && text[0] == '\uFEFF') text = text.Substring(1);
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++) lines[i] = lines[i].TrimEnd('\r');
        return lines;
    }
}
