using System.Collections.Generic;
using System.Linq;
using DockerLint.Shell;
using PyImportScanner.Files;
using Xunit;

namespace DockerLint.Tests.Shell;

public sealed class ShellExpanderTests
{
    private static readonly Dictionary<string, ShellValue> Values = new()
    {
        ["A"] = ShellValue.Known("x y"),
        ["P"] = ShellValue.Known("/app/dir/file.tar.gz"),
        ["E"] = ShellValue.Known(""),
        ["HOME"] = ShellValue.Known("/root"),
        ["G"] = ShellValue.Known("*.py"),
        ["PORT"] = ShellValue.Unset("a deployment may set it"),
        ["U"] = ShellValue.Unknown("nobody knows"),
    };

    private static readonly InMemoryFileTree Files = new InMemoryFileTree()
        .Add("/app/a.py", "").Add("/app/b.py", "").Add("/app/.c.py", "").Add("/app/sub/d.py", "").Add("/app/sub/e.txt", "");

    // Known words stand as they are, unknown ones in braces, those of any number in double braces.
    [Theory]
    [InlineData("$A \"$A\" '$A'", "x|y|x y|$A")]
    [InlineData("p$A-q", "px|y-q")]
    [InlineData("$E \"$E\" $N \"$N\"", "|")]
    [InlineData("a\"\"b \"\"", "ab|")]
    [InlineData("${N:-d e} \"${N:-d e}\" ${E:-f} ${E-f}", "d|e|d e|f")]
    [InlineData("${A:-d} ${A:+set} ${N:+set} ${N+set}", "x|y|set")]
    [InlineData("${P##*/} ${P%/*} ${P%%.*} ${P#/app/}", "file.tar.gz|/app/dir|/app/dir/file|dir/file.tar.gz")]
    [InlineData("${#P} ${P/dir/x} ${A^^}", "20|/app/x/file.tar.gz|X|Y")]
    [InlineData("${Q:=v w} $Q", "v|w|v|w")]
    [InlineData("~ ~/x \"~\" a~ ~bob", "/root|/root/x|~|a~|~bob")]
    [InlineData(":$PORT --bind=:$PORT $PORT \"$PORT\" ${PORT:-80}", "{:$PORT}|{--bind=:$PORT}|{{$PORT}}|{$PORT}|80")]
    [InlineData("$U ${U:-d} \"a$U\"", "{{$U}}|{{${U:-d}}}|{a$U}")]
    [InlineData("$1 \"$2\" $# \"$@\" x\"$@\"y", "one|two 2|2|one|two 2|xone|two 2y")]
    [InlineData("$* \"$*\" ${@}", "one|two|2|one two 2|one|two|2")]
    [InlineData("$0 ${9:-none}", "sh|none")]
    [InlineData("$(date) \"$(date)\"", "{{$(date)}}|{$(date)}")]
    [InlineData("*.py", "a.py|b.py")]
    [InlineData("*/*.py /app/s*/e* ./*.py", "sub/d.py|/app/sub/e.txt|./a.py|./b.py")]
    [InlineData(".*.py *.none '*.py' \\*.py \"$G\" $G", ".c.py|*.none|*.py|*.py|*.py|a.py|b.py")]
    [InlineData("s*/ [ab].py [!a].py", "sub/|a.py|b.py|b.py")]
    [InlineData("x{a,b}y", "x{a,b}y")]
    public void Expands(string text, string expected) => Assert.Equal(expected, Show(text, false));

    [Theory]
    [InlineData("x{a,b}y {1..3} {a} \"{a,b}\" {c,d{e,f}} $N{1,2}", "xay|xby|1|2|3|{a}|{a,b}|c|de|df|1|2")]
    [InlineData("{a,b}.py", "a.py|b.py")]
    public void Expands_braces_like_bash(string text, string expected) => Assert.Equal(expected, Show(text, true));

    [Fact]
    public void A_wildcard_over_a_place_that_is_not_known_is_unknown()
    {
        InMemoryFileTree files = new InMemoryFileTree().AddUnknown("/gen", "made by a tool");
        var expander = new ShellExpander(new ShellVariables(), new ShellExpansionOptions { Files = files });
        ExpandedWord word = Assert.Single(expander.Expand(Words("/gen/*.py")));
        Assert.Equal("made by a tool", word.UnknownBecause);
        Assert.True(word.IsAnyNumber);
    }

    [Fact]
    public void Nested_defaults_and_growing_values_stay_bounded()
    {
        var variables = new ShellVariables();
        var expander = new ShellExpander(variables);
        variables.Set("a", ShellValue.Known("0123456789"));
        for (int i = 0; i < 64; i++)
        {
            ExpandedWord grown = expander.ExpandSingle(Words("$a$a")[0]);
            variables.Set("a", grown.Value is { } text ? ShellValue.Known(text) : ShellValue.Unknown(grown.UnknownBecause!));
        }

        Assert.False(variables.Get("a").IsKnown);
    }

    [Theory]
    [InlineData("*", "", true)]
    [InlineData("a*c*e", "abcde", true)]
    [InlineData("a?c", "abc", true)]
    [InlineData("[a-c]x", "bx", true)]
    [InlineData("[!a-c]x", "bx", false)]
    [InlineData("[[:digit:]]", "7", true)]
    [InlineData("[]]", "]", true)]
    [InlineData("[a", "[a", true)]
    [InlineData("\\*", "*", true)]
    [InlineData("\\*", "a", false)]
    [InlineData("a*", "b", false)]
    public void Patterns_match_as_in_a_shell(string pattern, string text, bool expected) =>
        Assert.Equal(expected, ShellPattern.Matches(pattern, text));

    private static IReadOnlyList<ShellWord> Words(string text) => ((SimpleCommand)ShellParser.Parse(text).Body.Items[0].Command).Words;

    private static string Show(string text, bool braces)
    {
        var variables = new ShellVariables(name => Values.TryGetValue(name, out ShellValue value) ? value : ShellValue.Unset())
        {
            Arguments = [ExpandedWord.Known("one"), ExpandedWord.Known("two 2")],
        };
        var options = new ShellExpansionOptions { Braces = braces, Files = Files, WorkingDirectory = "/app" };
        IReadOnlyList<ExpandedWord> words = new ShellExpander(variables, options).Expand(Words(text));
        return string.Join("|", words.Select(word => word.IsKnown ? word.Text : word.IsAnyNumber ? "{{" + word.Text + "}}" : "{" + word.Text + "}"));
    }
}
