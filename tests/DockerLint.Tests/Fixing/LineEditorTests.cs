using System;
using System.IO;
using System.Linq;
using System.Text;
using DockerLint.Fixing;
using DockerLint.Reporting;
using FsCheck;
using FsCheck.Fluent;
using PyImportScanner;
using Xunit;

namespace DockerLint.Tests.Fixing;

public class LineEditorTests
{
    [Theory]
    [InlineData("a\nb\n", "a\nx\nb\n")]
    [InlineData("a\r\nb\r\n", "a\r\nx\r\nb\r\n")]
    [InlineData("a\nb", "a\nx\nb")]
    [InlineData("\uFEFFa\nb\n", "\uFEFFa\nx\nb\n")]
    [InlineData("a\n", "a\nx\n")]
    [InlineData("a", "a\nx")]
    [InlineData("a\r\nb", "a\r\nx\r\nb")]
    [InlineData("", "x\n")]
    public void Inserts_a_line_and_keeps_the_rest(string before, string after) =>
        Assert.Equal(after, Apply(before, new TextEdit("f", 2, "x\n")));

    [Fact]
    public void Replaces_lines() => Assert.Equal("a\nx\ny\nd\n", Apply("a\nb\nc\nd\n", new TextEdit("f", 2, "x\ny\n", 2)));

    [Fact]
    public void Keeps_bytes_that_are_not_text() => Assert.Equal(
        [0xFF, 0x00, (byte)'\n', (byte)'x', (byte)'\n', 0xFE],
        LineEditor.Apply(new byte[] { 0xFF, 0x00, (byte)'\n', 0xFE }, [new TextEdit("f", 2, "x\n")]));

    [Fact]
    public void Deleting_what_was_inserted_gives_the_file_back()
    {
        Gen<string> text = Gen.Elements("a", "b\r", "", " c").ListOf().Select(lines => string.Join("\n", lines));
        Prop.ForAll(text.ToArbitrary(), Gen.Choose(1, 9).ToArbitrary(), (before, line) =>
        {
            int lines = before.Split('\n').Length - (before.Length == 0 || before.EndsWith('\n') ? 1 : 0);
            line = Math.Min(line, lines);
            if (line < 1) return;
            string with = Apply(before, new TextEdit("f", line, "new\n"));
            Assert.Equal(before, Apply(with, new TextEdit("f", line, "", 1)));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Findings_that_share_an_edit_apply_it_once()
    {
        TextEdit init = new("Dockerfile", 3, "COPY p/__init__.py ./p/\nCOPY p/a/ ./p/a/\n");
        TextEdit other = new("Dockerfile", 3, "COPY p/__init__.py ./p/\nCOPY p/b/ ./p/b/\n");
        FileEdits edits = Assert.Single(FixPlan.Of([With(init), With(init), With(other)]));
        Assert.Equal(
            "FROM x\nRUN y\nCOPY p/__init__.py ./p/\nCOPY p/a/ ./p/a/\nCOPY p/b/ ./p/b/\nCMD z\n",
            Encoding.UTF8.GetString(LineEditor.Apply(Encoding.UTF8.GetBytes("FROM x\nRUN y\nCMD z\n"), edits.Edits)));
    }

    [Fact]
    public void Edits_that_fight_over_a_line_are_left_to_the_next_run()
    {
        FileEdits edits = Assert.Single(FixPlan.Of([With(new("f", 2, "x\n", 2)), With(new("f", 3, "y\n", 1)), With(new("f", 3, "z\n"))]));
        Assert.Equal("x\n", Assert.Single(edits.Edits).Insert);
    }

    [Fact]
    public void Unsafe_fixes_wait_to_be_asked_for()
    {
        Finding finding = With(new("f", 1, "x\n")) with { Fix = new Fix("d", false, [new("f", 1, "x\n")]) };
        Assert.Empty(FixPlan.Of([finding]));
        Assert.Single(FixPlan.Of([finding], includeUnsafe: true));
    }

    [Theory]
    [InlineData("a\nb\nc\nd\ne\nf\ng\nh\ni\n")]
    [InlineData("a\nb\nc\nd\ne\nf\ng\nh\ni")]
    [InlineData("a\r\nb\r\nc\r\nd\r\ne\r\nf\r\ng\r\nh\r\ni\r\n")]
    [InlineData("a\nb")]
    [InlineData("a\n")]
    public void The_diff_applies_with_git(string before)
    {
        int last = before.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
        TextEdit[][] all = [[new("f", 1, "x\n")], [new("f", last + 1, "x\ny\n")], [new("f", 1, "x\n"), new("f", last, "y\n", 1)], [new("f", 1, "", 1)]];
        foreach (TextEdit[] edits in all)
        {
            using var diff = new StringWriter();
            byte[] original = Encoding.UTF8.GetBytes(before);
            UnifiedDiff.Write(diff, new FileEdits("f", edits), original);
            Assert.Equal(Encoding.UTF8.GetString(LineEditor.Apply(original, edits)), GitApply.Run(before, diff.ToString()));
        }
    }

    private static string Apply(string text, TextEdit edit) => Encoding.UTF8.GetString(LineEditor.Apply(Encoding.UTF8.GetBytes(text), [edit]));

    private static Finding With(TextEdit edit) => new()
    {
        Rule = "IMG1001",
        Severity = Severity.Error,
        Message = "m",
        File = "f.py",
        Span = SourceSpan.OnLine(1, 1, 1),
        Fix = new Fix("d", true, [edit]),
    };
}
