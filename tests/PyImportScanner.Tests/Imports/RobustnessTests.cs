using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PyImportScanner.Imports;
using Xunit;

namespace PyImportScanner.Tests.Imports;

/// <summary>The text is a stranger's: nothing may throw, overflow the stack or take more than linear time.</summary>
public sealed class RobustnessTests
{
    private static readonly string[] pieces =
    [
        "import a", "from . import b", "if x:", "try:", "except ImportError:", "else:", "\n", "\n    ", "\n\t", "(", ")", "[", "{", "}", "'", "\"", "'''", "f'{", "}'",
        "f\"\"\"", ":", ";", "\\\n", "#", "lambda", "=", ":=", "def f(", "class C:", "async ", "lazy ", "match x:", "case _:", "with suppress(ImportError):",
        "sys.path.append(", "import_module('a')", "__all__ = [", "\r", "\f", "\0", "é", "\u001a", "`", "print x", "0777", "*", ",", "as", "x", "@d",
    ];

    [Fact]
    public void Survives_any_bytes() =>
        Check.QuickThrowOnFailure(Prop.ForAll<byte[]>(ArbMap.Default.ArbFor<byte[]>(), bytes => { ScanAll(bytes); return true; }));

    [Fact]
    public void Survives_any_order_of_pieces()
    {
        var random = new System.Random(1);
        for (int round = 0; round < 5000; round++)
        {
            var text = new StringBuilder();
            for (int i = random.Next(40); i > 0; i--) text.Append(pieces[random.Next(pieces.Length)]).Append(random.Next(3) == 0 ? " " : "");
            ScanAll(Encoding.UTF8.GetBytes(text.ToString()));
        }
    }

    [Fact]
    public void Survives_truncated_and_mutated_sources()
    {
        var random = new System.Random(2);
        foreach (Snippet snippet in Snippet.All)
        {
            for (int length = 0; length <= snippet.Source.Length; length++) ScanAll(snippet.Source[..length]);
            for (int round = 0; round < 20 && snippet.Source.Length > 0; round++)
            {
                byte[] mutated = [.. snippet.Source];
                mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
                ScanAll(mutated);
            }
        }
    }

    [Theory]
    [InlineData("(")]
    [InlineData("{[(")]
    [InlineData("f'{")]
    [InlineData("f\"\"\"{")]
    [InlineData("f'{x:")]
    [InlineData("if x:\n")]
    [InlineData("if x: ")]
    [InlineData("lambda: ")]
    [InlineData("not ")]
    [InlineData("- ")]
    [InlineData("x = (y := ")]
    [InlineData("__import__(")]
    [InlineData("sys.path.append(")]
    [InlineData("__all__ = [[")]
    [InlineData("x if y else ")]
    [InlineData("a.b(")]
    [InlineData("{**")]
    [InlineData("'''")]
    [InlineData("'\n")]
    [InlineData("import ")]
    [InlineData("from . import (")]
    [InlineData("elif x:\n import a\n")]
    [InlineData("match x:\n case _:\n")]
    [InlineData("\\\n")]
    [InlineData("@f\n")]
    public void Survives_repetition(string piece)
    {
        var text = new StringBuilder("import sys\nif x:\n import a\n");
        for (int i = 0; i < 60_000 / piece.Length; i++) text.Append(piece);
        ScanAll(Encoding.UTF8.GetBytes(text.ToString()));
        ScanAll(Encoding.UTF8.GetBytes("if " + string.Concat(Enumerable.Repeat(piece, 60_000 / piece.Length)) + ": import a\n"));
        ScanAll(Encoding.UTF8.GetBytes("__import__(" + text));
    }

    private static void ScanAll(byte[] bytes)
    {
        ScannedModule module = ImportScanner.Scan(bytes);
        _ = ImportScanner.Scan(bytes, ScanParts.All, new PythonVersion(3, 8));
        _ = LiteralScanner.Scan(bytes);
        _ = ImportJson.Lines("f", module);
        Assert.All(module.Imports, i => Assert.True(i.Span.Line >= 1));
    }
}
