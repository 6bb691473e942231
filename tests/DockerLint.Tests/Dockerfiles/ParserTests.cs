using System;
using System.Linq;
using System.Text;
using DockerLint.Dockerfiles;
using PyImportScanner;
using TestSupport;
using Xunit;

namespace DockerLint.Tests.Dockerfiles;

/// <summary>Positions, errors and hostile input.</summary>
public class ParserTests
{
    [Fact]
    public void Words_and_flags_have_their_places_across_continued_lines()
    {
        const string Text = "FROM scratch\n  COPY --from=x \\\n  # note\n  a.py \\\n\n  'b c' /app/\n";
        Instruction copy = Parse(Text).Instructions[1];
        Assert.Equal(new SourceSpan(2, 3, 6, 14), copy.Span);
        Assert.Equal(new SourceSpan(2, 3, 2, 7), copy.KeywordSpan);
        Assert.Equal(new SourceSpan(2, 8, 2, 16), copy.Flags[0].Span);
        Assert.Equal(["a.py", "'b", "c'", "/app/"], copy.Arguments.Select(a => a.Text));
        Assert.Equal(new SourceSpan(4, 3, 4, 7), copy.Arguments[0].Span);
        Assert.Equal(new SourceSpan(6, 9, 6, 14), copy.Arguments[3].Span);
    }

    [Fact]
    public void A_string_of_a_JSON_array_has_its_place()
    {
        Word word = Parse("FROM scratch\nCOPY [\"a b\", \"\\u0063\", \"/x/\"]\n").Instructions[1].Arguments[1];
        Assert.Equal("c", word.Text);
        Assert.Equal(new SourceSpan(2, 14, 2, 22), word.Span);
    }

    [Fact]
    public void Heredocs_are_told_from_sources_and_found_by_name()
    {
        const string Text = "FROM scratch\nCOPY <<-'A' main.py <<B /x/\n\tone\nA\n\ttwo\nB\n";
        CopyArguments copy = CopyArguments.Of(Parse(Text).Instructions[1])!;
        Assert.Equal(["main.py"], copy.Sources.Select(s => s.Text));
        Assert.Equal("/x/", copy.Destination.Text);
        Assert.Equal(("A", "one\n", false), (copy.Heredocs[0].Name, copy.Heredocs[0].Content, copy.Heredocs[0].Expands));
        Assert.Equal(("B", "\ttwo\n", true), (copy.Heredocs[1].Name, copy.Heredocs[1].Content, copy.Heredocs[1].Expands));
        Assert.Equal(new SourceSpan(3, 1, 4, 1), copy.Heredocs[0].Span);
    }

    [Fact]
    public void In_the_JSON_form_a_heredoc_is_an_empty_file()
    {
        CopyArguments copy = CopyArguments.Of(Parse("FROM scratch\nCOPY [\"<<EOF\", \"/x/\"]\n").Instructions[1])!;
        Assert.Empty(copy.Sources);
        Assert.Equal(("EOF", ""), (copy.Heredocs[0].Name, copy.Heredocs[0].Content));
    }

    [Fact]
    public void A_trigger_is_read_anew_with_a_backslash()
    {
        DockerfileSyntax syntax = Parse("# escape=`\nFROM scratch\nONBUILD ENV A=x` y\nONBUILD ENV A='\\' B=\\\n");
        Assert.Empty(syntax.Errors);
        Assert.Equal("Syntax error - can't find = in \"y\". Must be of the form: name=value", syntax.Instructions[1].Trigger!.Error!.Message);
        Assert.Equal("\\", syntax.Instructions[2].TriggerAsWritten!.Pairs[1].Value);
        Assert.Equal("", syntax.Instructions[2].Trigger!.Pairs[1].Value);
    }

    [Fact]
    public void A_broken_trigger_does_not_fail_the_file_that_holds_it()
    {
        DockerfileSyntax syntax = Parse("FROM scratch\nONBUILD COPY a\n");
        Assert.Empty(syntax.Errors);
        Assert.NotNull(syntax.Instructions[1].Trigger!.Error);
    }

    [Fact]
    public void A_byte_of_a_flag_that_is_a_blank_by_itself_ends_the_flag()
    {
        DockerfileSyntax syntax = Parse("FROM scratch\nCOPY --exclude=\u00e0 a b\n");
        Assert.Equal("\u00c3", syntax.Instructions[1].Flags[0].Value);
        Assert.Equal(["a", "b"], syntax.Instructions[1].Arguments.Select(a => a.Text));
    }

    [Theory]
    [InlineData("", "file with no instructions")]
    [InlineData("# only a comment\n", "file with no instructions")]
    [InlineData("ARG A=1\n", "dockerfile contains no stages to build")]
    [InlineData("RUN x\nFROM a\n", "no build stage in current context")]
    [InlineData("# escape=`\n# escape=`\nFROM a\n", "only one escape parser directive can be used")]
    [InlineData("FROM a\nCOPY --form=x a b\n", "unknown flag: --form (did you mean from?)")]
    [InlineData("FROM a\nCOPY --from=x --from=y a b\n", "duplicate flag specified: --from")]
    [InlineData("FROM a\nCOPY --link=maybe a b\n", "expecting boolean value for flag --link, not: maybe")]
    [InlineData("FROM a\nHEALTHCHECK PING\n", "Unknown type \"PING\" in HEALTHCHECK (try CMD)")]
    [InlineData("FROM a\nENV A\n", "ENV must have two arguments")]
    public void Reports_what_BuildKit_refuses(string text, string message) =>
        Assert.Equal(message, Assert.Single(Parse(text).Errors).Message);

    [Fact]
    public void Reports_a_line_that_is_too_long_and_keeps_what_stands_above()
    {
        DockerfileSyntax syntax = Parse("FROM scratch\nRUN " + new string('x', 10_000_000) + "\nCOPY a b\n");
        Assert.Equal("dockerfile line greater than max allowed size of 65535", Assert.Single(syntax.Errors).Message);
        Assert.Equal(2, syntax.Errors[0].Span.Line);
        Assert.Single(syntax.Instructions);
    }

    [Fact]
    public void Accepts_a_line_of_exactly_the_allowed_size()
    {
        Assert.Empty(Parse("FROM scratch\nRUN " + new string('x', 65531) + "\n").Errors);
        Assert.NotEmpty(Parse("FROM scratch\nRUN " + new string('x', 65532) + "\n").Errors);
    }

    [Fact]
    public void Hostile_text_gives_an_answer()
    {
        var random = new Random(1);
        var garbage = new byte[200_000];
        random.NextBytes(garbage);
        Assert.NotEmpty(DockerfileParser.Parse("/Dockerfile", garbage).Errors);
        foreach (string hostile in new[]
        {
            "FROM a\nCOPY " + Repeat("${x:-", 12_000) + " b", "FROM a\nCOPY [" + Repeat("[", 60_000), "FROM a\n" + Repeat("ONBUILD ", 8_000),
            "FROM a\nCOPY <<" + Repeat("${x:-", 12_000), Repeat("\\\n", 500_000), "FROM a\nENV " + Repeat("\"", 60_001), Repeat("\0", 1000),
            "FROM a\nCOPY [" + Repeat("{\"a\":", 10_000), Repeat("FROM a\n", 50_000),
        })
            Assert.NotNull(Parse(hostile));
    }

    [Fact]
    public void Mutated_Dockerfiles_never_throw_and_every_place_lies_in_the_text()
    {
        string[] seeds = SharedReference.OracleLines("parser.jsonl").Take(60)
            .Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("dockerfile").GetString()!).ToArray();
        var random = new Random(20240517);
        const string Alphabet = "\\\n\r\t \"'`$#<>{}[]-=,:é頠\u00a0\u0085\ud83d\ude00\0EOFCOPYRUN";
        for (int round = 0; round < 4000; round++)
        {
            var text = new StringBuilder(seeds[random.Next(seeds.Length)]);
            for (int edits = random.Next(1, 6); edits > 0; edits--)
            {
                int at = random.Next(text.Length + 1);
                if (random.Next(3) == 0 && at < text.Length) text.Remove(at, 1);
                else text.Insert(at, Alphabet[random.Next(Alphabet.Length)]);
            }

            AssertPlaces(Parse(text.ToString()), text.ToString());
        }
    }

    private static void AssertPlaces(DockerfileSyntax syntax, string text)
    {
        foreach (DockerfileError error in syntax.Errors) AssertInside(error.Span, syntax, text);
        foreach (Instruction instruction in syntax.Instructions)
        {
            AssertInside(instruction.Span, syntax, text);
            AssertInside(instruction.KeywordSpan, syntax, text);
            foreach (Word word in instruction.Arguments) AssertInside(word.Span, syntax, text);
            foreach (KeyValueWord pair in instruction.Pairs) AssertInside(pair.Span, syntax, text);
            foreach (Flag flag in instruction.Flags) AssertInside(flag.Span, syntax, text);
        }
    }

    private static void AssertInside(SourceSpan span, DockerfileSyntax syntax, string text)
    {
        bool ordered = span.Line < span.EndLine || (span.Line == span.EndLine && span.Column <= span.EndColumn);
        Assert.True(ordered && IsInside(span.Line, span.Column, syntax) && IsInside(span.EndLine, span.EndColumn, syntax), span + " in " + text);
    }

    // The end of a line counts, with the carriage returns that the lines here are without.
    private static bool IsInside(int line, int column, DockerfileSyntax syntax) => line >= 1 && column >= 1
        && (syntax.Lines.Count == 0 ? line == 1 && column == 1 : line <= syntax.Lines.Count && column <= syntax.Lines[line - 1].Length + 1);

    private static string Repeat(string text, int times) => new StringBuilder().Insert(0, text, times).ToString();

    private static DockerfileSyntax Parse(string text) => DockerfileParser.Parse("/Dockerfile", text);
}
