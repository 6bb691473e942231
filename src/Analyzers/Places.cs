using System;
using DockerLint.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using PyImportScanner;
using PyImportScanner.Files;

namespace DockerLint.Analyzers;

/// <summary>Places of findings as locations of the compiler.</summary>
/// <param name="inputs">The files.</param>
internal sealed class Places(BuildInputs inputs)
{
    /// <summary>The place of a finding.</summary>
    public Location Of(Finding finding) => Of(finding.File, finding.Span);

    /// <summary>A place in a file of the repository.</summary>
    /// <param name="file">Relative to the root.</param>
    /// <param name="span">Where; no place at all is the first line.</param>
    public Location Of(string file, SourceSpan span)
    {
        string path = TreePath.Clean(file);
        var start = new LinePosition(Math.Max(0, span.Line - 1), Math.Max(0, span.Column - 1));
        var end = new LinePosition(Math.Max(0, span.EndLine - 1), Math.Max(0, span.EndColumn - 1));
        if (end < start) end = start;
        return Location.Create(inputs.DiskPath(path), Characters(inputs.File(path)?.GetText(), start, end), new LinePositionSpan(start, end));
    }

    private static TextSpan Characters(SourceText? text, LinePosition start, LinePosition end)
    {
        if (text is null) return default;
        int from = Offset(text, start);
        return TextSpan.FromBounds(from, Math.Max(from, Offset(text, end)));
    }

    private static int Offset(SourceText text, LinePosition position) =>
        position.Line >= text.Lines.Count ? text.Length : Math.Min(text.Lines[position.Line].End, text.Lines[position.Line].Start + position.Character);
}
