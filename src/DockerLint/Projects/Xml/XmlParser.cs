using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace DockerLint.Projects.Xml;

/// <summary>
/// XML 1.0 as project files use it: elements, attributes, text, CDATA, comments, processing instructions, the five named
/// and the numeric entities. A document type declaration is refused, and with it every entity that a file defines itself.
/// </summary>
/// <remarks>
/// Written by hand because the platform's reader costs more at start than the whole evaluation of a project, and because
/// a finding needs the place of an attribute. Never recurses; size, depth and number of elements are bounded.
/// </remarks>
internal sealed class XmlParser
{
    private const int MaximumLength = 32 * 1024 * 1024;
    private const int MaximumDepth = 200;
    private const int MaximumElements = 400_000;

    private readonly string text;
    private readonly Stack<XmlElement> open = new();
    private readonly Stack<StringBuilder?> openText = new();
    private StringBuilder? spareText;
    private int at;
    private int elements;
    private XmlElement? root;
    private string? failure;
    private int failedAt;

    private XmlParser(string text) => this.text = text;

    public static XmlDocument Parse(ReadOnlyMemory<byte> bytes) => Parse(Decode(bytes));

    public static XmlDocument Parse(string text)
    {
        var lines = new LineMap(text);
        if (text.Length > MaximumLength)
            return new XmlDocument(lines, null, new XmlError("the file is too large to be read", lines.Span(0, 0)));
        var parser = new XmlParser(text);
        parser.Document();
        return parser.failure is null
            ? new XmlDocument(lines, parser.root, null)
            : new XmlDocument(lines, null, new XmlError(parser.failure, lines.Span(parser.failedAt, parser.failedAt + 1)));
    }

    /// <summary>By byte order mark, else UTF-8: MSBuild reads through the platform's reader, which does the same.</summary>
    internal static string Decode(ReadOnlyMemory<byte> bytes)
    {
        byte[] all = bytes.ToArray();
        if (all.Length >= 2 && all[0] == 0xFF && all[1] == 0xFE) return Encoding.Unicode.GetString(all, 2, all.Length - 2);
        if (all.Length >= 2 && all[0] == 0xFE && all[1] == 0xFF) return Encoding.BigEndianUnicode.GetString(all, 2, all.Length - 2);
        int skip = all.Length >= 3 && all[0] == 0xEF && all[1] == 0xBB && all[2] == 0xBF ? 3 : 0;
        return Encoding.UTF8.GetString(all, skip, all.Length - skip);
    }

    private void Document()
    {
        while (failure is null && at < text.Length)
        {
            int tag = text.IndexOf('<', at);
            if (tag < 0) tag = text.Length;
            if (tag > at) Characters(at, tag);
            if (failure is not null || tag == text.Length) break;
            at = tag;
            Markup();
        }

        if (failure is not null) return;
        if (open.Count > 0) Fail("<" + open.Peek().Name + "> is never closed", open.Peek().Start);
        else if (root is null) Fail("there is no root element", 0);
    }

    private void Markup()
    {
        if (Follows("<!--")) Skip("<!--", "-->", "the comment");
        else if (Follows("<![CDATA[")) CData();
        else if (Follows("<!")) Fail("a document type declaration is not read", at);
        else if (Follows("<?")) Skip("<?", "?>", "the processing instruction");
        else if (Follows("</")) EndTag();
        else StartTag();
    }

    private void Characters(int start, int end)
    {
        if (open.Count > 0)
        {
            string decoded = DecodeEntities(start, end);
            if (failure is null) AppendText(decoded);
        }
        else
        {
            for (int i = start; i < end; i++)
            {
                if (!IsSpace(text[i]) && text[i] != '\uFEFF')
                {
                    Fail("text outside of the root element", i);
                    return;
                }
            }
        }

        at = end;
    }

    private void AppendText(string value)
    {
        XmlElement element = open.Peek();
        if (element.Text.Length == 0)
        {
            element.Text = value;
            return;
        }

        // A second piece of text: collected in a builder, or a file of "a<b/>a<b/>" would be quadratic.
        StringBuilder? builder = openText.Peek();
        if (builder is null)
        {
            openText.Pop();
            builder = spareText ?? new StringBuilder();
            spareText = null;
            builder.Append(element.Text);
            openText.Push(builder);
        }

        builder.Append(value);
    }

    private void CData()
    {
        int start = at + "<![CDATA[".Length;
        int end = text.IndexOf("]]>", start, StringComparison.Ordinal);
        if (end < 0) Fail("the CDATA section is never closed", at);
        else if (open.Count == 0) Fail("text outside of the root element", at);
        else
        {
            if (end > start) AppendText(text.Substring(start, end - start));
            at = end + 3;
        }
    }

    private void Skip(string opening, string closing, string what)
    {
        int end = text.IndexOf(closing, at + opening.Length, StringComparison.Ordinal);
        if (end < 0) Fail(what + " is never closed", at);
        else at = end + closing.Length;
    }

    private void EndTag()
    {
        int start = at;
        at += 2;
        string name = Name();
        SkipSpace();
        if (failure is not null) return;
        if (at >= text.Length || text[at] != '>') Fail("the end tag </" + name + " is not closed", start);
        else if (open.Count == 0) Fail("</" + name + "> has no start tag", start);
        else if (open.Peek().Name != name) Fail("</" + name + "> closes <" + open.Peek().Name + ">", start);
        else
        {
            at++;
            Close();
        }
    }

    private void Close()
    {
        XmlElement element = open.Pop();
        if (openText.Pop() is { } builder)
        {
            element.Text = builder.ToString();
            spareText = builder.Clear();
        }
    }

    private void StartTag()
    {
        var element = new XmlElement("", at);
        int start = at;
        at++;
        string name = Name();
        if (failure is not null) return;
        element = new XmlElement(name, start);
        var attributes = new List<XmlAttribute>();
        while (true)
        {
            bool space = SkipSpace();
            if (at >= text.Length)
            {
                Fail("the tag <" + name + " is not closed", start);
                return;
            }

            if (text[at] == '>' || Follows("/>")) break;
            if (!space)
            {
                Fail("a space is missing between attributes", at);
                return;
            }

            Attribute(attributes);
            if (failure is not null) return;
        }

        bool isEmpty = text[at] == '/';
        at += isEmpty ? 2 : 1;
        element.TagEnd = at;
        element.Attributes = attributes.Count == 0 ? [] : attributes.ToArray();
        Place(element, isEmpty);
    }

    private void Place(XmlElement element, bool isEmpty)
    {
        if (++elements > MaximumElements) Fail("there are too many elements", element.Start);
        else if (open.Count >= MaximumDepth) Fail("elements are nested too deeply", element.Start);
        else if (open.Count > 0) open.Peek().Add(element);
        else if (root is not null) Fail("there is a second root element", element.Start);
        else root = element;
        if (isEmpty) return;
        open.Push(element);
        openText.Push(null);
    }

    private void Attribute(List<XmlAttribute> attributes)
    {
        int start = at;
        string name = Name();
        SkipSpace();
        if (failure is not null) return;
        if (at >= text.Length || text[at] != '=')
        {
            Fail("the attribute " + name + " has no value", start);
            return;
        }

        at++;
        SkipSpace();
        char quote = at < text.Length ? text[at] : '\0';
        int end = quote is '"' or '\'' ? text.IndexOf(quote, at + 1) : -1;
        if (end < 0)
        {
            Fail("the value of " + name + " is not quoted", start);
            return;
        }

        int less = text.IndexOf('<', at, end - at);
        if (less >= 0)
        {
            Fail("'<' in the value of " + name, less);
            return;
        }

        string value = DecodeEntities(at + 1, end);
        at = end + 1;
        // Real elements have a handful of attributes; beyond that, looking for doubles would be quadratic.
        for (int i = 0; i < attributes.Count && attributes.Count < 64; i++)
        {
            if (attributes[i].Name == name) Fail("the attribute " + name + " stands twice", start);
        }

        attributes.Add(new XmlAttribute(name, value, start, at));
    }

    private string Name()
    {
        int start = at;
        while (at < text.Length && IsNameCharacter(text[at])) at++;
        if (at == start || char.IsDigit(text[start]) || text[start] is '-' or '.')
        {
            Fail("a name is expected", start);
            return "";
        }

        return text.Substring(start, at - start);
    }

    private string DecodeEntities(int start, int end)
    {
        int ampersand = text.IndexOf('&', start, end - start);
        if (ampersand < 0) return text.Substring(start, end - start);
        var builder = new StringBuilder(end - start);
        int from = start;
        while (ampersand >= 0)
        {
            builder.Append(text, from, ampersand - from);
            int semicolon = text.IndexOf(';', ampersand, Math.Min(end - ampersand, 12));
            string? decoded = semicolon < 0 ? null : Entity(text.Substring(ampersand + 1, semicolon - ampersand - 1));
            if (decoded is null)
            {
                Fail("'&' is no known entity", ampersand);
                return "";
            }

            builder.Append(decoded);
            from = semicolon + 1;
            ampersand = text.IndexOf('&', from, end - from);
        }

        return builder.Append(text, from, end - from).ToString();
    }

    private static string? Entity(string name)
    {
        switch (name)
        {
            case "lt": return "<";
            case "gt": return ">";
            case "amp": return "&";
            case "quot": return "\"";
            case "apos": return "'";
        }

        if (name.Length < 2 || name[0] != '#') return null;
        bool isHex = name[1] == 'x';
        return int.TryParse(name.Substring(isHex ? 2 : 1), isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None,
                CultureInfo.InvariantCulture, out int code)
            && code is > 0 and <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF)
                ? char.ConvertFromUtf32(code)
                : null;
    }

    private bool SkipSpace()
    {
        int start = at;
        while (at < text.Length && IsSpace(text[at])) at++;
        return at > start;
    }

    private bool Follows(string expected) => string.CompareOrdinal(text, at, expected, 0, expected.Length) == 0;

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\r' or '\n';

    private static bool IsNameCharacter(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or ':' || c > 0xB6;

    private void Fail(string message, int offset)
    {
        if (failure is not null) return;
        failure = message;
        failedAt = offset;
    }
}
