using System.Linq;
using DockerLint.Shell;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace DockerLint.Tests.Shell;

public sealed class ShellParserTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a b  c", "a b c")]
    [InlineData("a;b\nc & d", "a; b; c &; d")]
    [InlineData("a && b || c", "(a and b or c)")]
    [InlineData("a &&\n\n b", "(a and b)")]
    [InlineData("! a | b |& c", "not (a | b | c)")]
    [InlineData("X=1 Y= cmd Z=2", "X=1 Y= cmd Z=2")]
    [InlineData("a # rest\nb#c", "a; b#c")]
    [InlineData("a \\\n  b", "a b")]
    [InlineData("a \\\r\n  b\r\nc\r", "a b; c")]
    [InlineData("exec gunicorn --bind :${PORT:-8080} \\\n  pkg.main:app", "exec gunicorn --bind :${PORT Default: 8080} pkg.main:app")]
    [InlineData("echo 'a b' \"c $D\" e\\ f", "echo 'a b' 'c '^$D e' 'f")]
    [InlineData("echo \"\" ''", "echo '' ''")]
    [InlineData("echo \"a\\$b\\n\\\"\"", "echo 'a$b\\n\"'")]
    [InlineData("echo $'a\\tb\\x41'", "echo 'a\tbA'")]
    [InlineData("(a; b) > f 2>&1", "sub(a; b) >f 2>&1")]
    [InlineData("{ a; b; } >> f", "group(a; b) >>f")]
    [InlineData("if a; then b; elif c; then d; else e; fi", "if(a)then(b) elif(c)then(d)else(e)")]
    [InlineData("for x in a $B; do c $x; done", "for x in a $B(c $x)")]
    [InlineData("for x\ndo c; done", "for x in @(c)")]
    [InlineData("for ((i=0; i<3; i++)); do c; done", "for  in (c)")]
    [InlineData("while ! a; do b; done", "while(not (a))(b)")]
    [InlineData("until a; do b; done", "until(a)(b)")]
    [InlineData("case $1 in\n  a|b) c ;;\n  (*) d; e\nesac", "case $1 [a|b: c] [*: d; e]")]
    [InlineData("case x in a) b ;& c) d;; esac", "case x [a: b]& [c: d]")]
    [InlineData("f() { a; }\nfunction g { b; }\nfunction h() ( c )", "def f group(a); def g group(b); def h sub(c)")]
    [InlineData("[[ -n $A && $B == a* ]] && c", "([[-n $A && $B == a*]] and c)")]
    [InlineData("((x > 1)) && a", "(((x > 1)) and a)")]
    [InlineData("((a); b)", "sub(sub(a); b)")]
    [InlineData("a $(b | c) `d \\`e\\`` $((1+2))", "a $((b | c)) $(d $(e)) $((1+2))")]
    [InlineData("a $(case x in y) z;; esac)", "a $(case x [y: z])")]
    [InlineData("a <(b) 2>/dev/null", "a <(b) 2>/dev/null")]
    [InlineData("a=(1 2 $C) b+=x", "a=(1 2 $C) b+=x")]
    [InlineData("cat <<EOF\nx $Y\nEOF\nb", "cat <<EOF{'x '^$Y'\\n'}; b")]
    [InlineData("cat <<'EOF' | b\nx $Y\nEOF", "(cat <<'EOF'{'x $Y\\n'} | b)")]
    [InlineData("cat <<-E\n\tx\n\tE\nb", "cat <<-E{'x\\n'}; b")]
    [InlineData("a $(cat <<E\n)\nE\n) b", "a $(cat <<E{')\\n'}) b")]
    [InlineData("a <<< \"$B\"", "a <<<^$B")]
    [InlineData("a $1 ${10} $# $@ \"$@\" ${#X} $", "a $1 $10 $# $@ ^$@ ${X Length } $")]
    [InlineData("a ${X%%:*} ${X#a} ${X/b/c} ${X:1:2} ${!X} ${X[1]}", "a ${X TrimLongestSuffix :*} ${X TrimShortestPrefix a} ${X ReplaceFirst b/c} ${X Substring: 1:2} ${X Other } $X")]
    [InlineData("a \"${X:-\"b c\"}\" ${X:-\"d e\"}", "a ^${X Default: 'b c'} ${X Default: 'd e'}")]
    [InlineData("a 2>b 3<c &>d", "a 2>b 3<c &>d")]
    [InlineData("done_x=1 then", "done_x=1 then")]
    [InlineData("a if then fi", "a if then fi")]
    public void Reads(string text, string expected) => Assert.Equal(expected, ShellOutline.Of(ShellParser.Parse(text)));

    [Theory]
    [InlineData("a\nif b; then c", "a !2:13 the end of the text was not expected here")]
    [InlineData("a; b 'c", "a !1:6 a single quote is not closed")]
    [InlineData("a \"b", " !1:3 a double quote is not closed")]
    [InlineData("a\n)", "a !2:1 ) was not expected here")]
    [InlineData("a; fi", "a !1:4 fi was not expected here")]
    [InlineData("a &&", " !1:5 the end of the text was not expected here")]
    [InlineData("a ${b", " !1:3 a brace of ${ is not closed")]
    [InlineData("a >", " !1:4 the end of the text was not expected here")]
    [InlineData("| a", " !1:1 | was not expected here")]
    public void Keeps_what_came_before_an_error(string text, string expected) =>
        Assert.Equal(expected, ShellOutline.Of(ShellParser.Parse(text)));

    [Fact]
    public void Positions_count_from_where_the_text_begins()
    {
        ShellScript script = ShellParser.Parse("a\n  b c", 10, 5);
        var second = (SimpleCommand)script.Body.Items[1].Command;
        Assert.Equal("10:5", script.Body.Items[0].Command.Span.ToString());
        Assert.Equal("11:3", second.Span.ToString());
        Assert.Equal("11:5", second.Words[1].Span.ToString());
    }

    [Theory]
    [InlineData("(")]
    [InlineData("{ ")]
    [InlineData("$(")]
    [InlineData("${a:-")]
    [InlineData("\"$(")]
    [InlineData("if ")]
    [InlineData("case x in a) ")]
    [InlineData("f() { ")]
    [InlineData("`")]
    [InlineData("a=(")]
    [InlineData("${a[")]
    [InlineData("((")]
    [InlineData("<<A <<B $(")]
    [InlineData("function a ")]
    [InlineData("! ")]
    [InlineData("while ")]
    public void Stops_at_hostile_nesting(string piece)
    {
        string text = string.Concat(Enumerable.Repeat(piece, (ShellParser.MaximumLength / piece.Length) - 1));
        Assert.NotNull(ShellParser.Parse(text).Error);
    }

    [Fact]
    public void Refuses_a_text_above_the_bound() =>
        Assert.NotNull(ShellParser.Parse(new string('a', ShellParser.MaximumLength + 1)).Error);

    [Fact]
    public void Never_throws_on_any_mixture_of_shell_pieces()
    {
        Gen<string> pieces = Gen.Elements(
            "a", " ", "\n", ";", "&", "&&", "|", "(", ")", "((", "))", "{", "}", "[[", "]]", "'", "\"", "\\", "`", "$", "${", "$(", "$((",
            "if", "then", "fi", "for", "in", "do", "done", "case", "esac", ";;", "<<E", "E", "<", ">", "2>", "#", "=", "a=(", "[", "]", "%", ":-", "\r", "\0", "é");
        Prop.ForAll(Gen.ArrayOf(pieces).ToArbitrary(), parts =>
        {
            ShellScript script = ShellParser.Parse(string.Concat(parts));
            var expander = new ShellExpander(new ShellVariables(), new ShellExpansionOptions { Braces = true });
            foreach (ShellListItem item in script.Body.Items)
            {
                if (item.Command is SimpleCommand simple) Assert.NotNull(expander.Expand(simple.Words));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(60));
    }

    [Fact]
    public void A_word_without_special_characters_is_itself()
    {
        Gen<string> words = Gen.Elements("abcXYZ019_-./:=,@%+é".ToCharArray()).NonEmptyListOf().Select(list => new string([.. list]));
        Prop.ForAll(words.ToArbitrary(), word =>
        {
            var command = (SimpleCommand)ShellParser.Parse("cmd " + word).Body.Items[0].Command;
            ExpandedWord expanded = Assert.Single(new ShellExpander(new ShellVariables()).Expand(command.Words[1]));
            Assert.Equal(ExpandedWord.Known(word), expanded);
        }).QuickCheckThrowOnFailure();
    }
}
