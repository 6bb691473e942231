using System;
using System.Collections.Generic;
using PyImportScanner;

namespace DockerLint.Projects.Xml;

/// <summary>An attribute; offsets count UTF-16 units from the start of the text.</summary>
/// <param name="Name">As written, prefix included.</param>
/// <param name="Value">Entities decoded.</param>
/// <param name="Start">Offset of the name.</param>
/// <param name="End">Offset behind the closing quote.</param>
internal readonly record struct XmlAttribute(string Name, string Value, int Start, int End);

/// <summary>An element with what stands in it.</summary>
internal sealed class XmlElement(string name, int start)
{
    public string Name { get; } = name;

    /// <summary>Offset of <c>&lt;</c>.</summary>
    public int Start { get; } = start;

    /// <summary>Offset behind the start tag.</summary>
    public int TagEnd { get; set; }

    public XmlAttribute[] Attributes { get; set; } = [];

    public IReadOnlyList<XmlElement> Children => children;

    /// <summary>Text directly inside, comments left out, entities decoded.</summary>
    public string Text { get; set; } = "";

    private static readonly List<XmlElement> None = [];
    private List<XmlElement> children = None;

    public void Add(XmlElement child)
    {
        if (children == None) children = [];
        children.Add(child);
    }

    public string? Attribute(string name) => Find(name)?.Value;

    // MSBuild compares attribute names exactly, NuGet's readers too; real files vary in case only by mistake.
    public XmlAttribute? Find(string name)
    {
        foreach (XmlAttribute attribute in Attributes)
        {
            if (string.Equals(attribute.Name, name, StringComparison.OrdinalIgnoreCase)) return attribute;
        }

        return null;
    }

    public bool Is(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Why a text is no XML.</summary>
internal sealed record XmlError(string Message, SourceSpan Span);

/// <summary>A parsed text: the root, or the first error.</summary>
internal sealed class XmlDocument(LineMap lines, XmlElement? root, XmlError? error)
{
    public XmlElement? Root { get; } = root;

    public XmlError? Error { get; } = error;

    public SourceSpan Span(int start, int end) => lines.Span(start, end);

    public SourceSpan SpanOf(XmlElement element) => lines.Span(element.Start, element.TagEnd);
}

/// <summary>Offsets to lines and columns.</summary>
internal sealed class LineMap
{
    private readonly List<int> starts = [0];

    public LineMap(string text)
    {
        for (int i = text.IndexOf('\n'); i >= 0; i = text.IndexOf('\n', i + 1)) starts.Add(i + 1);
    }

    public SourceSpan Span(int start, int end)
    {
        (int line, int column) = Place(start);
        (int endLine, int endColumn) = Place(Math.Max(start, end));
        return new SourceSpan(line, column, endLine, endColumn);
    }

    private (int Line, int Column) Place(int offset)
    {
        int at = starts.BinarySearch(offset);
        if (at < 0) at = ~at - 1;
        return (at + 1, offset - starts[at] + 1);
    }
}
