using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using DockerLint.Files;
using TestSupport;
using Xunit;

namespace DockerLint.Tests.Files;

/// <summary>Every row of the tables that Go's and BuildKit's own matchers made.</summary>
public class PatternOracleTests
{
    [Fact]
    public void Matches_paths_as_Go_does() => Check("filepath-match.jsonl", row =>
    {
        string pattern = row.GetProperty("pattern").GetString()!;
        bool malformed = false;
        var matches = new List<bool>();
        foreach (string name in Strings(row, "names"))
        {
            matches.Add(FilePathMatch.IsMatch(pattern, name, out bool isMalformed));
            malformed |= isMalformed;
        }

        if (malformed != row.TryGetProperty("err", out _)) return "malformed: " + malformed;
        if (malformed && FilePathMatch.IsWellFormed(pattern)) return "well-formed";
        return Compare("match", matches, row.GetProperty("match"));
    });

    [Fact]
    public void Reads_and_applies_ignore_files_as_BuildKit_does() => Check("dockerignore.jsonl", row =>
    {
        IgnoreFile file = IgnoreFile.Parse("/.dockerignore", row.GetProperty("ignore").GetString()!);
        IgnoreDecision[] decisions = Strings(row, "paths").Select(file.Decide).ToArray();
        string? error = file.Error ?? decisions.Select(d => d.Error).FirstOrDefault(e => e is not null);
        if (row.TryGetProperty("err", out JsonElement expected))
            return error == expected.GetString() ? null : "err: " + error;
        if (error is not null) return "unexpected error: " + error;
        if (!Strings(row, "patterns").SequenceEqual(file.Cleaned)) return "patterns: " + string.Join("|", file.Cleaned);
        return Compare("walk", decisions.Select(d => d.IsLeftOut), row.GetProperty("walk"))
            ?? Compare("step by step", Strings(row, "paths").Select(path => StepByStep(file, path)), row.GetProperty("walk"))
            ?? Compare("empty", decisions.Select(d => d.ArrivesEmpty), Empty(row));
    });

    private static bool StepByStep(IgnoreFile file, string path)
    {
        MatchState state = file.Root;
        for (int end = path.IndexOf('/'); end >= 0; end = path.IndexOf('/', end + 1))
        {
            state = file.Descend(state, path[..end]);
            if (file.CanSkip(state)) return true;
        }

        return file.Decide(state, path).IsLeftOut;
    }

    private static JsonElement Empty(JsonElement row)
    {
        bool[] walk = row.GetProperty("walk").EnumerateArray().Select(e => e.GetBoolean()).ToArray();
        bool[] match = row.GetProperty("match").EnumerateArray().Select(e => e.GetBoolean()).ToArray();
        return JsonSerializer.SerializeToElement(walk.Select((w, i) => !w && match[i]).ToArray());
    }

    private static void Check(string table, System.Func<JsonElement, string?> difference)
    {
        var wrong = new List<string>();
        int rows = 0;
        foreach (string line in SharedReference.OracleLines(table))
        {
            rows++;
            using JsonDocument row = JsonDocument.Parse(line);
            if (difference(row.RootElement) is { } found) wrong.Add(found + "\n" + line);
        }

        Assert.True(rows >= 50, "only " + rows + " rows");
        Assert.True(wrong.Count == 0, wrong.Count + " of " + rows + " rows differ:\n" + string.Join("\n", wrong.Take(8)));
    }

    // Go writes an empty list as null.
    private static IEnumerable<string> Strings(JsonElement row, string name) =>
        row.GetProperty(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(e => e.GetString()!) : [];

    private static string? Compare(string what, IEnumerable<bool> own, JsonElement expected)
    {
        bool[] answers = own.ToArray();
        return answers.SequenceEqual(expected.EnumerateArray().Select(e => e.GetBoolean())) ? null : what + ": " + string.Join(",", answers);
    }
}
