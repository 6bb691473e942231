using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using DockerLint.Checks;
using DockerLint.Reporting;
using PyImportScanner.Files;
using TestSupport;
using Xunit;

namespace DockerLint.Tests.Rules.Python;

/// <summary>
/// The rows of <c>resolve_cases.jsonl</c> that run a program: the same files in an image, the same command as CMD. An error is
/// reported exactly where CPython fails to import.
/// </summary>
public sealed class ResolveCaseRowTests
{
    // The program ends for another reason than an import that finds nothing; a star import in a function is a warning of IMG9002.
    private static readonly string[] FailForOtherReasons = ["import_attr_access", "script_same_name_as_dist", "future_import_star_compile"];

    // The name is nobody's: not the repository's, and of no distribution that is known. What the image lacks is at most a warning.
    private static readonly string[] AtMostWarnings = ["m_missing", "ignore_env_E", "from_ns_missing", "import_missing_parent", "chdir_then_import"];

    public static TheoryData<string, string> Rows()
    {
        var rows = new TheoryData<string, string>();
        foreach (JsonElement row in Read())
        {
            foreach (string version in new[] { "3.8", "3.11", "3.12", "3.13" })
            {
                if (version == "3.11" || row.TryGetProperty(Key(version), out _)) rows.Add(row.GetProperty("id").GetString()!, version);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Reports_an_error_exactly_where_cpython_fails_to_import(string id, string version)
    {
        JsonElement row = Read().First(one => one.GetProperty("id").GetString() == id);
        bool succeeds = row.GetProperty(row.TryGetProperty(Key(version), out _) ? Key(version) : "py311").GetProperty("rc").GetInt32() == 0;
        string[] errors = Checker.Run(new CheckRequest { Repository = Tree(row, version), Context = "/", Parallelism = 1 }).Findings
            .Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Rule + " " + finding.Message).ToArray();
        bool expectsNone = succeeds || FailForOtherReasons.Contains(id) || AtMostWarnings.Contains(id);
        Assert.True(expectsNone == (errors.Length == 0), string.Join("\n", errors) + " succeeds: " + succeeds);
    }

    private static string Key(string version) => "py" + version.Replace(".", "", StringComparison.Ordinal);

    private static IEnumerable<JsonElement> Read()
    {
        string? shared = SharedReference.Root is { } root ? Path.Combine(root, "python", "cases", "resolve_cases.jsonl") : null;
        string path = shared is not null && File.Exists(shared)
            ? shared
            : Path.Combine(SharedReference.RepositoryRoot, "tests", "PyImportScanner.Tests", "Resolution", "resolve_cases.jsonl");
        return File.ReadLines(path).Where(line => line.Length > 0).Select(line => JsonDocument.Parse(line).RootElement)
            .Where(row => !row.GetRawText().Contains("find_spec", StringComparison.Ordinal) && !row.TryGetProperty("post", out _));
    }

    private static InMemoryFileTree Tree(JsonElement row, string version)
    {
        string Fill(string text) => text.Replace("{R}", "/r", StringComparison.Ordinal).Replace("{V}", version, StringComparison.Ordinal);
        var tree = new InMemoryFileTree();
        foreach (JsonProperty file in row.GetProperty("files").EnumerateObject()) tree.Add("/" + Fill(file.Name), Fill(file.Value.GetString()!));
        foreach (JsonProperty link in row.GetProperty("links").EnumerateObject()) tree.AddLink("/" + link.Name, link.Value.GetString()!);
        var lines = new List<string> { "FROM python:" + version, "WORKDIR /r", "COPY . /r" };
        string? input = null;
        foreach (JsonProperty variable in row.GetProperty("env").EnumerateObject())
        {
            if (variable.Name == "__STDIN") input = variable.Value.GetString();
            else lines.Add("ENV " + variable.Name + "=" + JsonSerializer.Serialize(Fill(variable.Value.GetString()!)));
        }

        lines.Add("WORKDIR /r/" + row.GetProperty("cwd").GetString());
        string[] words = ["python", .. row.GetProperty("argv").EnumerateArray().Select(word => Fill(word.GetString()!))];
        lines.Add(input is null ? "CMD " + JsonSerializer.Serialize(words) : "CMD printf %s '" + input + "' | " + string.Join(' ', words));
        return tree.Add("/Dockerfile", string.Join('\n', lines) + "\n");
    }
}
