using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Xml;
using DockerLint.Projects.Xml;
using FsCheck;
using FsCheck.Fluent;
using PyImportScanner;
using Xunit;
using Document = DockerLint.Projects.Xml.XmlDocument;
using Element = DockerLint.Projects.Xml.XmlElement;

namespace DockerLint.Tests.Projects;

public class XmlParserTests
{
    [Fact]
    public void Gives_the_place_of_elements_and_attributes()
    {
        Document document = XmlParser.Parse("<Project>\n  <A B=\"1\"\n     C='2'/>\n</Project>");
        Element a = document.Root!.Children[0];
        Assert.Equal(new SourceSpan(2, 3, 3, 13), document.SpanOf(a));
        Assert.Equal(new SourceSpan(3, 6, 3, 11), document.Span(a.Attributes[1].Start, a.Attributes[1].End));
    }

    [Fact]
    public void Decodes_entities_and_joins_text_around_comments_and_cdata()
    {
        Element root = XmlParser.Parse("<a x='&lt;&#65;&#x42;&quot;'>1<!-- < & -->2<![CDATA[<&]]>3<b/>4</a>").Root!;
        Assert.Equal("<AB\"", root.Attribute("x"));
        Assert.Equal("12<&34", root.Text);
    }

    [Theory]
    [InlineData("<a>", "<a> is never closed", 1)]
    [InlineData("<a>\n</b>", "</b> closes <a>", 2)]
    [InlineData("<a/><b/>", "there is a second root element", 1)]
    [InlineData("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "a document type declaration is not read", 1)]
    [InlineData("<a>&b;</a>", "'&' is no known entity", 1)]
    [InlineData("<a b='1' b='2'/>", "the attribute b stands twice", 1)]
    [InlineData("<a b=1/>", "the value of b is not quoted", 1)]
    [InlineData("", "there is no root element", 1)]
    public void Reports_the_first_error_with_its_line(string text, string message, int line)
    {
        XmlError error = XmlParser.Parse(text).Error!;
        Assert.Equal(message, error.Message);
        Assert.Equal(line, error.Span.Line);
    }

    [Fact]
    public void Reads_byte_order_marks()
    {
        foreach (Encoding encoding in new Encoding[] { new UTF8Encoding(true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true) })
        {
            byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("<a>ü</a>")];
            Assert.Equal("ü", XmlParser.Parse((ReadOnlyMemory<byte>)bytes).Root!.Text);
        }
    }

    // The platform's reader is the judge: accepted and refused alike, and read alike.
    [Fact]
    public void Agrees_with_the_platform_reader()
    {
        string[] pieces = ["<a>", "</a>", "<b x='1'>", "</b>", "<c/>", "text", " ", "&amp;", "&lt;", "<!-- n -->", "<![CDATA[x]]>", "<?pi?>", "<", ">", "\"", "&", "<d e=\"f\" g='h'/>", "&#64;"];
        Gen<string> generator = Gen.ListOf(Gen.Elements(pieces)).Select(parts => "<r>" + string.Concat(parts) + "</r>");
        int accepted = 0;
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(Arb.From(generator), text =>
        {
            string? expected = Platform(text);
            Document document = XmlParser.Parse(text);
            if (expected is not null) accepted++;
            // A bare ">" or "]]>" in text is the one thing that only a validating reader minds.
            return (document.Root is null ? null : Print(document.Root)) == expected;
        }));
        Assert.True(accepted > 50);
    }

    private static string Print(Element element)
    {
        var text = new StringBuilder("<" + element.Name);
        foreach (DockerLint.Projects.Xml.XmlAttribute attribute in element.Attributes) text.Append(' ').Append(attribute.Name).Append('=').Append(attribute.Value);
        text.Append('>').Append(element.Text.Trim()).Append('|');
        foreach (Element child in element.Children) text.Append(Print(child));
        return text.Append("</>").ToString();
    }

    private static string? Platform(string text)
    {
        try
        {
            var document = new System.Xml.XmlDocument { XmlResolver = null, PreserveWhitespace = true };
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            document.Load(reader);
            return PrintPlatform(document.DocumentElement!);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static string PrintPlatform(System.Xml.XmlElement element)
    {
        var text = new StringBuilder("<" + element.Name);
        foreach (System.Xml.XmlAttribute attribute in element.Attributes) text.Append(' ').Append(attribute.Name).Append('=').Append(attribute.Value);
        var inner = new StringBuilder();
        var children = new List<string>();
        foreach (XmlNode node in element.ChildNodes)
        {
            if (node is System.Xml.XmlElement child) children.Add(PrintPlatform(child));
            else if (node is XmlCharacterData and not XmlComment) inner.Append(node.Value);
        }

        return text.Append('>').Append(inner.ToString().Trim()).Append('|').Append(string.Concat(children)).Append("</>").ToString();
    }
}
