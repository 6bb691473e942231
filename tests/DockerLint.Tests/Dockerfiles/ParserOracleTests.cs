using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using DockerLint.Dockerfiles;
using TestSupport;
using Xunit;

namespace DockerLint.Tests.Dockerfiles;

/// <summary>Every row of the table that BuildKit's own parser made.</summary>
public class ParserOracleTests
{
    [Fact]
    public void Reads_every_row_as_BuildKit_does()
    {
        var wrong = new List<string>();
        int rows = 0;
        foreach (string line in SharedReference.OracleLines("parser.jsonl"))
        {
            rows++;
            using JsonDocument row = JsonDocument.Parse(line);
            if (Difference(row.RootElement) is { } difference) wrong.Add(difference + "\n" + line);
        }

        Assert.True(rows >= 50, "only " + rows + " rows");
        Assert.True(wrong.Count == 0, wrong.Count + " of " + rows + " rows differ:\n" + string.Join("\n", wrong.Take(8)));
    }

    private static string? Difference(JsonElement row)
    {
        DockerfileSyntax syntax = DockerfileParser.Parse("/Dockerfile", row.GetProperty("dockerfile").GetString()!);
        if (row.TryGetProperty("err", out JsonElement error))
            return syntax.Errors.Count > 0 && syntax.Errors[0].Message == error.GetString() ? null : "err: " + First(syntax);
        bool expectsError = row.TryGetProperty("instrErr", out JsonElement instructionError);
        if (expectsError != syntax.Errors.Count > 0) return "instrErr: " + First(syntax);
        if (expectsError && !SameMessage(instructionError.GetString()!, syntax)) return "message: " + First(syntax);
        if (row.GetProperty("escape").GetString() != syntax.Escape.ToString()) return "escape";
        string dump = string.Join("\n", syntax.Instructions.Select(i => "(" + Dump(i) + ")"));
        if (dump != row.GetProperty("dump").GetString()) return "dump: " + dump;
        JsonElement[] nodes = row.GetProperty("nodes").EnumerateArray().ToArray();
        for (int i = 0; i < nodes.Length; i++)
        {
            if (NodeDifference(nodes[i], syntax.Instructions[i]) is { } difference) return "node " + i + ": " + difference;
        }

        return null;
    }

    private static string First(DockerfileSyntax syntax) => syntax.Errors.Count == 0 ? "none" : syntax.Errors[0].Message;

    // BuildKit names the first by line; of several equally near words it suggests any.
    private static bool SameMessage(string expected, DockerfileSyntax syntax)
    {
        static string Core(string message) => message.Split(" (did you mean")[0];
        string text = expected.StartsWith("dockerfile parse error on line ", System.StringComparison.Ordinal)
            ? expected[(expected.IndexOf(':') + 2)..]
            : expected;
        return syntax.Errors.Any(e => Core(e.Message) == Core(text));
    }

    private static string? NodeDifference(JsonElement node, Instruction instruction)
    {
        if (node.GetProperty("cmd").GetString() is { } name && !string.Equals(name, instruction.Keyword, System.StringComparison.OrdinalIgnoreCase))
            return "cmd";
        if (!Strings(node, "flags").SequenceEqual(instruction.Flags.Select(f => f.Text))) return "flags";
        if (!Strings(node, "args").SequenceEqual(Arguments(instruction))) return "args";
        if (node.GetProperty("json").GetBoolean() != instruction.IsJson) return "json";
        if (node.GetProperty("original").GetString() != instruction.Original) return "original " + instruction.Original;
        if (node.TryGetProperty("start", out JsonElement start) && start.GetInt32() != instruction.Span.Line) return "start";
        if (node.TryGetProperty("end", out JsonElement end) && end.GetInt32() != instruction.Span.EndLine) return "end";
        JsonElement[] heredocs = node.TryGetProperty("heredocs", out JsonElement list) ? list.EnumerateArray().ToArray() : [];
        if (heredocs.Length != instruction.Heredocs.Count) return "heredocs";
        for (int i = 0; i < heredocs.Length; i++)
        {
            Heredoc own = instruction.Heredocs[i];
            bool same = heredocs[i].GetProperty("name").GetString() == own.Name
                && heredocs[i].GetProperty("fd").GetInt32() == own.FileDescriptor
                && heredocs[i].GetProperty("expand").GetBoolean() == own.Expands
                && heredocs[i].GetProperty("chomp").GetBoolean() == own.Chomps
                && heredocs[i].GetProperty("content").GetString() == own.RawContent;
            if (!same) return "heredoc " + own.Name;
        }

        return node.TryGetProperty("child", out JsonElement child) ? NodeDifference(child, instruction.TriggerAsWritten!) : null;
    }

    private static IEnumerable<string> Strings(JsonElement node, string name) =>
        node.GetProperty(name).EnumerateArray().Select(e => e.GetString()!);

    private static IEnumerable<string> Arguments(Instruction instruction) => instruction.Keyword is "ENV" or "LABEL"
        ? instruction.Pairs.SelectMany(p => new[] { p.Key, p.Value!, p.IsOldForm ? "" : "=" })
        : instruction.Arguments.Select(a => a.Text);

    private static string Dump(Instruction instruction)
    {
        var text = new StringBuilder(instruction.Keyword.ToLowerInvariant());
        if (instruction.Flags.Count > 0)
            text.Append(" [").AppendJoin(' ', instruction.Flags.Select(f => GoQuote.Quote(f.Text))).Append(']');
        if (instruction.TriggerAsWritten is { } trigger) text.Append(" (").Append(Dump(trigger)).Append(')');
        foreach (string argument in Arguments(instruction)) text.Append(' ').Append(GoQuote.Quote(argument));
        return text.ToString().Trim();
    }
}
