using System;
using System.Collections.Generic;
using System.Text;
using DockerLint.Services.Evidence;

namespace DockerLint.Services.Pipelines;

/// <summary>
/// GitHub's <c>${{ … }}</c>, as far as a file alone decides it: <c>matrix.x</c>, <c>env.X</c>, <c>inputs.x</c>, literals, and
/// <c>a || b</c>. Anything else is a hole.
/// </summary>
internal sealed class Expressions(Func<string, string?> lookup)
{
    /// <summary>The text with every expression replaced.</summary>
    public string Expand(string text)
    {
        int at = text.IndexOf("${{", StringComparison.Ordinal);
        if (at < 0) return text;
        var result = new StringBuilder();
        int from = 0;
        while (at >= 0)
        {
            int end = text.IndexOf("}}", at, StringComparison.Ordinal);
            if (end < 0) break;
            result.Append(text, from, at - from).Append(Evaluate(text.Substring(at + 3, end - at - 3).Trim()));
            from = end + 2;
            at = text.IndexOf("${{", from, StringComparison.Ordinal);
        }

        return result.Append(text, from, text.Length - from).ToString();
    }

    private string Evaluate(string expression)
    {
        // The first alternative with a value; a "cond && a || b" keeps both sides open.
        if (expression.IndexOf("&&", StringComparison.Ordinal) < 0)
        {
            foreach (string alternative in expression.Split(["||"], StringSplitOptions.None))
            {
                if (Operand(alternative.Trim()) is { Length: > 0 } value) return value;
            }

            if (expression.IndexOf("||", StringComparison.Ordinal) < 0 && Operand(expression) is { } empty) return empty;
        }

        return Holes.Make(expression);
    }

    private string? Operand(string text)
    {
        if (text.Length >= 2 && text[0] == '\'' && text[text.Length - 1] == '\'') return text.Substring(1, text.Length - 2).Replace("''", "'");
        return text is "github.workspace" ? "." : lookup(text);
    }
}

/// <summary>The combinations of a job's matrix (GitHub Actions, "jobs.&lt;job_id&gt;.strategy.matrix").</summary>
internal static class Matrix
{
    private const int Maximum = 256;

    /// <summary>Each combination as <c>matrix.x</c> to value; one empty combination when there is no matrix, or one that nobody can tell.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Of(Data.DataNode? matrix)
    {
        var combinations = new List<Dictionary<string, string>> { new(StringComparer.Ordinal) };
        if (matrix is null) return combinations;
        foreach (Data.DataNodeMember member in matrix.Members)
        {
            if (member.Key is "include" or "exclude" || member.Value.Items.Count == 0) continue;
            var next = new List<Dictionary<string, string>>();
            foreach (Dictionary<string, string> combination in combinations)
            {
                foreach (Data.DataNode item in member.Value.Items)
                {
                    if (next.Count >= Maximum) break;
                    var extended = new Dictionary<string, string>(combination, StringComparer.Ordinal);
                    Add(extended, "matrix." + member.Key, item);
                    next.Add(extended);
                }
            }

            combinations = next;
        }

        Exclude(matrix, combinations);
        return Include(matrix, combinations);
    }

    // Before what is included: "exclude" takes out combinations of the lists only.
    private static void Exclude(Data.DataNode matrix, List<Dictionary<string, string>> combinations)
    {
        foreach (Data.DataNode item in matrix["exclude"]?.Items ?? [])
        {
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (Data.DataNodeMember member in item.Members) Add(values, "matrix." + member.Key, member.Value);
            if (values.Count > 0) combinations.RemoveAll(combination => Holds(combination, values));
        }
    }

    private static bool Holds(Dictionary<string, string> combination, Dictionary<string, string> values)
    {
        foreach (KeyValuePair<string, string> pair in values)
        {
            if (!combination.TryGetValue(pair.Key, out string? value) || value != pair.Value) return false;
        }

        return true;
    }

    private static List<Dictionary<string, string>> Include(Data.DataNode matrix, List<Dictionary<string, string>> combinations)
    {
        bool isOnly = combinations.Count == 1 && combinations[0].Count == 0;
        var added = new List<Dictionary<string, string>>();
        foreach (Data.DataNode item in matrix["include"]?.Items ?? [])
        {
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (Data.DataNodeMember member in item.Members) Add(values, "matrix." + member.Key, member.Value);
            bool extends = false;
            foreach (Dictionary<string, string> combination in combinations)
            {
                if (isOnly || !Agrees(combination, values)) continue;
                extends = true;
                foreach (KeyValuePair<string, string> pair in values) combination[pair.Key] = pair.Value;
            }

            if (!extends && added.Count < Maximum) added.Add(values);
        }

        if (added.Count == 0) return combinations;
        if (isOnly) return added;
        combinations.AddRange(added);
        return combinations;
    }

    private static bool Agrees(Dictionary<string, string> combination, Dictionary<string, string> values)
    {
        bool shares = false;
        foreach (KeyValuePair<string, string> pair in values)
        {
            if (!combination.TryGetValue(pair.Key, out string? value)) continue;
            if (value != pair.Value) return false;
            shares = true;
        }

        return shares;
    }

    private static void Add(Dictionary<string, string> values, string name, Data.DataNode node)
    {
        if (node.Kind == Data.DataNodeKind.Scalar) values[name] = node.Text;
        foreach (Data.DataNodeMember member in node.Members)
        {
            if (member.Value.Kind == Data.DataNodeKind.Scalar) values[name + "." + member.Key] = member.Value.Text;
        }
    }
}
