using System;
using System.Collections.Generic;
using System.Linq;
using PyImportScanner.Packaging.Names;
using Xunit;

namespace PyImportScanner.Tests.Packaging;

/// <summary>Names, versions and markers agree with the reference library that pip carries.</summary>
public sealed class NamesOracleTests
{
    private const string Import = """
        import json, sys
        try:
            from pip._vendor.packaging.markers import Marker, InvalidMarker
            from pip._vendor.packaging.specifiers import Specifier, InvalidSpecifier
            from pip._vendor.packaging.version import Version, InvalidVersion
            from pip._vendor.packaging.utils import canonicalize_name
        except ImportError: sys.exit(3)

        """;

    private static readonly string[] versions =
    [
        "1", "1.0", "1.0.0", "1.2", "1.10", "1.0a1", "1.0b2", "1.0rc1", "1.0c1", "1.0.dev3", "1.0a1.dev2", "1.0.post1", "1.0-1", "1.0.post1.dev2", "2!1.0", "v1.1", "1.0+local.1",
        "1.0+abc", "1.0+1", "3.8", "3.11.4", "1.0-alpha", "1.0_beta_2", "1.0pre", "1.0.rev4", "1.0r4", "not", "1.", "1.0+", "", "1.0x", "1..0", "2024.1", "1.0preview2", "1.0a-1",
    ];

    [Fact]
    public void Normalises_names_like_pip()
    {
        var random = new Random(3);
        string[] names = Enumerable.Range(0, 2000).Select(_ => new string(Enumerable.Range(0, random.Next(1, 9)).Select(_ => "aBz9-_."[random.Next(7)]).ToArray())).ToArray();
        string? output = PythonOracle.Run(Import + "json.dump([canonicalize_name(n) for n in json.load(sys.stdin)], sys.stdout)", names);
        Assert.Equal("a-b-c", DistributionName.Normalize("A__b.-C"));
        if (output is null) return;
        Assert.Equal(System.Text.Json.JsonSerializer.Deserialize<string[]>(output)!, names.Select(DistributionName.Normalize));
    }

    [Fact]
    public void Compares_versions_like_pip()
    {
        const string script = Import + """
            def order(a, b):
                try: a, b = Version(a), Version(b)
                except InvalidVersion: return None
                return (a > b) - (a < b)
            print(json.dumps([order(a, b) for a, b in json.load(sys.stdin)]))
            """;
        string[][] pairs = versions.SelectMany(a => versions.Select(b => new[] { a, b })).ToArray();
        int?[] ours = pairs.Select(p => PackageVersion.TryParse(p[0]) is { } a && PackageVersion.TryParse(p[1]) is { } b ? Math.Sign(a.CompareTo(b)) : (int?)null).ToArray();
        AssertSame(script, pairs, ours, p => p[0] + " against " + p[1]);
    }

    [Fact]
    public void Admits_versions_like_pip()
    {
        const string script = Import + """
            def admits(s, v):
                try: s, v = Specifier(s), Version(v)
                except (InvalidVersion, InvalidSpecifier): return None
                return s.contains(v)
            print(json.dumps([admits(s, v) for s, v in json.load(sys.stdin)]))
            """;
        string[] operators = ["==", "!=", "<=", ">=", "<", ">", "~="];
        // pip's copy takes ~= apart by spelling and stumbles over these; PEP 440 does not.
        string[] oddlySpelled = ["~=v1.1", "~=1.0c1", "~=1.0.rev4"];
        string[] clauses = operators.SelectMany(o => versions.Append("1.*").Append("1.0.*").Append("3.*").Append("1.0a1.*").Select(v => o + v)).Except(oddlySpelled).ToArray();
        string[][] pairs = clauses.SelectMany(c => versions.Select(v => new[] { c, v })).ToArray();
        bool?[] ours = pairs.Select(p => VersionSpecifier.TryParse(p[0]) is { } s && PackageVersion.TryParse(p[1]) is { } v ? s.Contains(v) : (bool?)null).ToArray();
        AssertSame(script, pairs, ours, p => p[1] + " in " + p[0]);
    }

    [Fact]
    public void Evaluates_markers_like_pip()
    {
        const string script = Import + """
            environments = [dict(implementation_name="cpython", implementation_version=full, os_name="posix", platform_machine=m, platform_release="",
                platform_system="Linux", platform_version="", python_full_version=full, platform_python_implementation="CPython",
                python_version="3.11", sys_platform="linux", extra=e) for full in ("3.11.0", "3.11.99") for m in ("x86_64", "aarch64") for e in ("pg",)]
            def evaluate(text):
                try: marker = Marker(text)
                except InvalidMarker: return "invalid"
                try: answers = {marker.evaluate(e) for e in environments}
                except Exception: return "any"
                return answers.pop() if len(answers) == 1 else None
            print(json.dumps([evaluate(t) for t in json.load(sys.stdin)]))
            """;
        var random = new Random(11);
        string[] markers = Enumerable.Range(0, 3000).Select(_ => RandomMarker(random, 0)).ToArray();
        if (PythonOracle.Run(script, markers) is not { } output) return;
        System.Text.Json.JsonElement[] theirs = System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement[]>(output)!;
        var environment = new MarkerEnvironment(new PythonVersion(3, 11)) { Extras = ["pg"] };
        int decided = 0;
        for (int i = 0; i < markers.Length; i++)
        {
            Marker? ours = Marker.TryParse(markers[i]);
            string answer = theirs[i].ToString();
            if (answer == "any") continue;
            if (answer == "invalid" || ours is null)
            {
                Assert.True(answer == "invalid" && ours is null, markers[i] + " is " + answer);
                continue;
            }

            bool? value = ours.Evaluate(environment);
            // Undecided is always allowed to stand for decided, never the other way round, and rarely needed.
            if (value is { } sure) Assert.True(sure.ToString() == answer, markers[i] + " is " + answer);
            else if (answer.Length > 0) decided--;
            decided++;
        }

        Assert.InRange(decided, markers.Length / 2, markers.Length);
    }

    private static string RandomMarker(Random random, int depth)
    {
        if (depth < 3 && random.Next(3) == 0)
        {
            string joined = RandomMarker(random, depth + 1) + (random.Next(2) == 0 ? " and " : " or ") + RandomMarker(random, depth + 1);
            return random.Next(2) == 0 ? "(" + joined + ")" : joined;
        }

        string[] variables = ["python_version", "python_full_version", "sys_platform", "os_name", "platform_system", "implementation_name", "platform_machine", "extra"];
        string[] operators = ["==", "!=", "<", "<=", ">", ">=", "~=", "in", "not in", "==="];
        string[] values = ["3.8", "3.11", "3.11.4", "3.12", "3.*", "linux", "win32", "linux2", "posix", "Linux", "cpython", "x86_64", "pg", "dev", "3.10 3.11"];
        string variable = variables[random.Next(variables.Length)], value = "\"" + values[random.Next(values.Length)] + "\"", comparison = operators[random.Next(operators.Length)];
        if (variable == "extra") (comparison, value) = (random.Next(2) == 0 ? "==" : "!=", random.Next(2) == 0 ? "'pg'" : "'dev'");
        if (random.Next(60) == 0) value = "nonsense";
        return random.Next(5) == 0 && variable != "extra" ? value + " " + comparison + " " + variable : variable + " " + comparison + " " + value;
    }

    private static void AssertSame<T>(string script, string[][] pairs, T[] ours, Func<string[], string> describe)
    {
        Assert.Contains(ours, o => o is not null);
        if (PythonOracle.Run(script, pairs) is not { } output) return;
        T[] theirs = System.Text.Json.JsonSerializer.Deserialize<T[]>(output)!;
        var differences = new List<string>();
        for (int i = 0; i < pairs.Length; i++)
        {
            if (!Equals(theirs[i], ours[i])) differences.Add(describe(pairs[i]) + ": expected " + theirs[i] + ", was " + ours[i]);
        }

        Assert.True(differences.Count == 0, string.Join("\n", differences.Take(30)));
    }
}
