using System.Text;
using PyImportScanner.Imports;
using Xunit;

namespace PyImportScanner.Tests.Imports;

/// <summary>Which release a text needs ("What's New in Python", 3.8 to 3.15).</summary>
public sealed class VersionNeedTests
{
    [Theory]
    [InlineData("x = t'{y}'\n", "3.14 template strings 1")]
    [InlineData("try:\n    pass\nexcept A, B:\n    pass\n", "3.14 except clauses without parentheses 3")]
    [InlineData("try:\n    pass\nexcept* A:\n    pass\n", "3.11 except* clauses 3")]
    [InlineData("match x:\n    case 1:\n        pass\n", "3.10 match statements 2")]
    [InlineData("type X = int\n", "3.12 type statements 1")]
    [InlineData("type X[T] = list[T]\n", "3.12 type statements 1")]
    [InlineData("def f[T](a: T): pass\n", "3.12 type parameters 1")]
    [InlineData("async def f [T](a: T): pass\n", "3.12 type parameters 1")]
    [InlineData("class C[T]:\n    pass\n", "3.12 type parameters 1")]
    [InlineData("if (n := 1): pass\n", "3.8 assignment expressions 1")]
    [InlineData("\nf(n := 1)\n", "3.8 assignment expressions 2")]
    [InlineData("lazy import x\n", "3.15 lazy imports 1")]
    [InlineData("x = f\"{a[\"b\"]}\"\n", "3.12 nested quotes in f-strings 1")]
    [InlineData("x = f'{'\\n'.join(y)}'\n", "3.12 nested quotes in f-strings 1")]
    [InlineData("x = f\"{'\\n'.join(y)}\"\n", "3.12 nested quotes in f-strings 1")]
    [InlineData("x = f'''{\n  a # b\n}'''\n", "3.12 nested quotes in f-strings 1")]
    [InlineData("class C[T]: pass\nmatch x:\n    case 1: pass\n", "3.12 type parameters 1")]
    public void Names_the_newest_syntax(string source, string expected)
    {
        foreach (int minor in new[] { 11, 12 }) Assert.Equal(expected, Of(source, minor));
    }

    [Theory]
    [InlineData("x = 1\n")]
    [InlineData("t = 't'; lazy = 1; match = {}; match[0]: int = 3; type(x)[0] = 1; type = int\n")]
    [InlineData("type in [a]\ntype is [a]\ntype == x\ntype\n[y]\n")]
    [InlineData("try:\n    pass\nexcept (A, B) as e:\n    pass\nexcept f(a, b):\n    pass\n")]
    [InlineData("x = '{a := b}'  # :=\ny = f'{a:=5}'\nz = a[b:]\n")]
    [InlineData("x = f\"{a['b']}\" f'''{a[\"b\"]} {\"c\"}''' f'{{\"' f'{a:{b}}\\n' rf'\\d{a}'\n")]
    [InlineData("x = f\"\"\"{a[\"b\"]} ' \\n {f'{c}'}\"\"\"\n")]
    [InlineData("def f(a: list[int]) -> dict[str, int]: pass\nclass C(B[T]): pass\n")]
    [InlineData("def f(a=lambda: 0): pass\nwith (open(a) as b, c): pass\n")]
    public void Accepts_what_every_release_reads(string source)
    {
        foreach (int minor in new[] { 11, 12 }) Assert.Null(Of(source, minor));
    }

    private static string? Of(string source, int minor) =>
        ImportScanner.Scan(Encoding.UTF8.GetBytes(source), ScanParts.All, new PythonVersion(3, minor)).Needs is { } need
            ? need.Version + " " + need.Feature + " " + need.Span.Line
            : null;
}
