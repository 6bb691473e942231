using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using DockerLint.Dockerfiles.Expansion;
using TestSupport;
using Xunit;

namespace DockerLint.Tests.Dockerfiles;

/// <summary>Every row of the table that BuildKit's own shell lexer made.</summary>
public class LexerOracleTests
{
    [Fact]
    public void Expands_every_row_as_BuildKit_does()
    {
        var environment = JsonSerializer.Deserialize<Dictionary<string, string>>(SharedReference.OracleText("lexer-env.json"))!;
        var variables = new FixedVariables(environment);
        var wrong = new List<string>();
        int rows = 0;
        foreach (string line in SharedReference.OracleLines("lexer.jsonl"))
        {
            rows++;
            using JsonDocument row = JsonDocument.Parse(line);
            if (Difference(row.RootElement, variables) is { } difference) wrong.Add(difference + "\n" + line);
        }

        Assert.True(rows >= 50, "only " + rows + " rows");
        Assert.True(wrong.Count == 0, wrong.Count + " of " + rows + " rows differ:\n" + string.Join("\n", wrong.Take(8)));
    }

    private static string? Difference(JsonElement row, FixedVariables variables)
    {
        string word = row.GetProperty("word").GetString()!;
        ExpandedWord expanded = WordExpander.Expand(word, variables, row.GetProperty("escape").GetString()![0]);
        if (row.TryGetProperty("err", out JsonElement error))
        {
            if (expanded.Error != error.GetString()) return "err: " + (expanded.Error ?? expanded.Value);
        }
        else
        {
            if (expanded.Value != row.GetProperty("result").GetString()) return "result: " + (expanded.Value ?? expanded.Error);
            if (expanded.Unmatched.Count != row.GetProperty("unmatched").GetInt32()) return "unmatched: " + expanded.Unmatched.Count;
        }

        if (row.TryGetProperty("words", out JsonElement words)
            && !words.EnumerateArray().Select(w => w.GetString()).SequenceEqual(expanded.Words!))
            return "words: " + string.Join("|", expanded.Words!);
        ExpandedWord raw = WordExpander.ExpandHeredoc(word, variables);
        string? expectedRaw = row.TryGetProperty("raw", out JsonElement rawElement) ? rawElement.GetString() : null;
        return raw.Value == expectedRaw ? null : "raw: " + (raw.Value ?? raw.Error);
    }
}
