using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using PyImportScanner.Packaging.Formats;
using Xunit;

namespace PyImportScanner.Tests.Packaging;

/// <summary>The TOML reader agrees with Python's own: on what is valid, and on every value.</summary>
public sealed class TomlOracleTests
{
    private const string Script = """
        import json, sys
        try: import tomllib
        except ImportError: sys.exit(3)
        import math
        def same(ours, theirs):
            kind = ours[0]
            if kind == "t":
                return isinstance(theirs, dict) and [k for k, _ in ours[1]] and True and sorted(k for k, _ in ours[1]) == sorted(theirs) and all(same(v, theirs[k]) for k, v in ours[1]) if ours[1] else theirs == {}
            if kind == "a":
                return isinstance(theirs, list) and len(theirs) == len(ours[1]) and all(map(same, ours[1], theirs))
            if kind == "s": return ours[1] == theirs
            if isinstance(theirs, (dict, list, str)): return False
            read = tomllib.loads("x = " + ours[1])["x"]
            expected = {"i": int, "f": float, "b": bool}.get(kind)
            if expected is not None and type(theirs) is not expected: return False
            return read == theirs or (isinstance(read, float) and math.isnan(read) and math.isnan(theirs))
        out = []
        for text, ours in json.load(sys.stdin):
            try: theirs = tomllib.loads(text)
            except (ValueError, RecursionError) as e:
                out.append("valid for us only: " + str(e) if ours is not None else None)
                continue
            if ours is None: out.append("valid for them only")
            else: out.append(None if same(ours, theirs) else "values differ: " + repr(theirs))
        json.dump(out, sys.stdout)
        """;

    private static readonly string[] pieces =
    [
        "a", "b", "a.b", "\"a\"", "'b'", "a . b", "[a]", "[b]", "[a.b]", "[[a]]", "[[a.b]]", "[[b]]", "[a.b.c]", " = ", "=", "1", "-0", "+1_000", "0x1F", "1__0", "01",
        "1.5", "1e3", "1.", ".5", "6.02e-3", "inf", "-nan", "true", "false", "True", "\"x\"", "'y'", "\"\\u00e9\"", "\"\\q\"", "\"\"\"m\n l\"\"\"", "'''l\n'''", "\"\"\"\\\n  z\"\"\"",
        "\"\"\"\"q\"\"\"\"\"", "[1, 2]", "[1,\n 2, # c\n]", "[", "]", "{x = 1, y.z = 2}", "{}", "{x=1,}", "{a = {b = 1}}", "1979-05-27", "1979-05-27T07:32:00Z", "07:32:00", "1979-05-27 07:32:00.5-07:00",
        "2021-13-01", "# comment", "\n", "\n", "\n", "\r\n", "\r", " ", "\t", ",", "é", "\u0001", "x = 1\n", "y = \"v\"\n", "c.d = 1\n", "c.e = 2\n", "a.b.c = 3\n",
    ];

    [Fact]
    public void Reads_valid_documents_like_tomllib() => AssertAgrees(Documents().Select(d => d.Replace("\r\n", "\n")));

    [Fact]
    public void Agrees_on_random_documents()
    {
        var random = new Random(20240601);
        AssertAgrees(Enumerable.Range(0, 6000).Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => pieces[random.Next(pieces.Length)]))));
    }

    [Fact]
    public void Agrees_on_mutated_documents()
    {
        var random = new Random(7);
        string[] documents = Documents();
        AssertAgrees(Enumerable.Range(0, 3000).Select(_ =>
        {
            var text = new StringBuilder(documents[random.Next(documents.Length)]);
            for (int i = random.Next(1, 4); i > 0 && text.Length > 1; i--)
            {
                int at = random.Next(text.Length);
                if (random.Next(2) == 0) text.Remove(at, 1);
                else text.Insert(at, "[]{}\"'=.,#\n x1-"[random.Next(15)]);
            }

            return text.ToString();
        }));
    }

    private static string[] Documents() => TomlFixtures.All;

    private static void AssertAgrees(IEnumerable<string> texts)
    {
        object?[][] cases = texts.Select(t => new object?[] { t, Tagged(t) }).ToArray();
        Assert.NotEmpty(cases);
        if (PythonOracle.Run(Script, cases) is not { } output) return;
        string?[] answers = System.Text.Json.JsonSerializer.Deserialize<string?[]>(output)!;
        Assert.Equal(cases.Length, answers.Length);
        for (int i = 0; i < answers.Length; i++) Assert.True(answers[i] is null, answers[i] + "\n--- document\n" + cases[i][0]);
    }

    private static object? Tagged(string text)
    {
        DataDocument document = TomlReader.Read(text);
        return document.IsValid ? Tagged(document.Root) : null;
    }

    private static object Tagged(DataValue value) => value.Kind switch
    {
        DataKind.Table => new object[] { "t", value.Members.Select(m => new object[] { m.Key, Tagged(m.Value) }).ToArray() },
        DataKind.Array => new object[] { "a", value.Items.Select(Tagged).ToArray() },
        DataKind.String => new object[] { "s", value.Text },
        DataKind.Integer => new object[] { "i", value.Text },
        DataKind.Float => new object[] { "f", value.Text },
        DataKind.Boolean => new object[] { "b", value.Text },
        _ => new object[] { "d", value.Text },
    };
}
