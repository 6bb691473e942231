using System;
using System.Collections.Generic;
using System.Text;
using DockerLint.Services.Data;
using DockerLint.Services.Evidence;
using PyImportScanner.Files;

namespace DockerLint.Services.Platforms;

/// <summary>
/// Fills in the template of a chart as far as its own <c>values.yaml</c> tells (helm.sh, "Chart Template Guide"): values, names and
/// <c>toYaml</c>. Lines that only steer (<c>if</c>, <c>range</c>, <c>end</c>) go; everything else becomes <see cref="Unknown"/>.
/// </summary>
internal static class HelmTemplate
{
    /// <summary>What nobody here can tell; a word that every YAML reader takes.</summary>
    public const string Unknown = "unknown-value-of-the-chart";

    private const int MaximumLength = 1 << 18;

    /// <summary>The text with what is known; null where the file belongs to no chart.</summary>
    public static string? Fill(EvidenceFile template, EvidenceContext context)
    {
        if (template.Bytes.Length > MaximumLength || ChartOf(template.Path, context) is not { } chart) return null;
        DataNode? values = First(context.File(TreePath.Child(chart, "values.yaml")));
        DataNode? own = First(context.File(TreePath.Child(chart, "Chart.yaml")));
        var text = new StringBuilder();
        foreach (string raw in template.Text.Split('\n'))
        {
            string line = Line(raw.TrimEnd('\r'), values, own);
            // Empty lines stay, so that the others keep their numbers.
            text.Append(line.Trim().Length > 0 ? line : "").Append('\n');
        }

        return text.ToString();
    }

    // templates/ lies beside Chart.yaml, and may have directories of its own.
    private static string? ChartOf(string path, EvidenceContext context)
    {
        for (string directory = TreePath.Parent(path); directory.Length > 1; directory = TreePath.Parent(directory))
        {
            if (TreePath.Name(directory) == "templates" && context.Repository.Stat(TreePath.Child(TreePath.Parent(directory), "Chart.yaml")).Kind == NodeKind.File) return TreePath.Parent(directory);
        }

        return null;
    }

    private static DataNode? First(EvidenceFile? file) => file?.Yaml(new EvidenceSink()) is { Count: > 0 } documents ? documents[0] : null;

    private static string Line(string line, DataNode? values, DataNode? chart)
    {
        var result = new StringBuilder();
        int from = 0;
        for (int open = line.IndexOf("{{", StringComparison.Ordinal); open >= 0; open = line.IndexOf("{{", from, StringComparison.Ordinal))
        {
            int close = line.IndexOf("}}", open, StringComparison.Ordinal);
            // An action of several lines: what it prints is not known.
            if (close < 0) return "";
            result.Append(line, from, open - from).Append(Action(line.Substring(open + 2, close - open - 2).Trim('-', ' ', '\t'), values, chart));
            from = close + 2;
        }

        return result.Append(line, from, line.Length - from).ToString();
    }

    private static string Action(string action, DataNode? values, DataNode? chart)
    {
        string[] stages = action.Split('|');
        string first = stages[0].Trim();
        int blank = first.IndexOf(' ');
        string word = blank < 0 ? first : first.Substring(0, blank);
        if (word is "if" or "else" or "end" or "with" or "range" or "define" or "template" or "block" || word.StartsWith("/*", StringComparison.Ordinal) || word.StartsWith("$", StringComparison.Ordinal)) return "";
        if (word is "toYaml" or "quote" or "tpl") first = first.Substring(blank + 1).Trim().Split(' ')[0];
        if (Value(first, values, chart) is { } node) return Text(node, isQuoted: Array.Exists(stages, static stage => stage.Trim() == "quote") || word == "quote");
        foreach (string stage in stages)
        {
            string filter = stage.Trim();
            if (filter.Length > 9 && filter.StartsWith("default \"", StringComparison.Ordinal) && filter.EndsWith("\"", StringComparison.Ordinal)) return filter.Substring(9, filter.Length - 10);
        }

        // Labels and other parts of helpers fill lines of their own, of which nothing here is needed.
        return word == "include" && stages.Length > 1 ? "" : Unknown;
    }

    private static DataNode? Value(string path, DataNode? values, DataNode? chart)
    {
        const string ofValues = ".Values.", ofChart = ".Chart.";
        if (path == ".Chart.Name") return chart?["name"];
        if (path.Length > ofChart.Length && path.StartsWith(ofChart, StringComparison.Ordinal)) return chart?[char.ToLowerInvariant(path[ofChart.Length]) + path.Substring(ofChart.Length + 1)];
        if (path.StartsWith("$", StringComparison.Ordinal)) path = path.Substring(1);
        return path.StartsWith(ofValues, StringComparison.Ordinal) ? values?.At(path.Substring(ofValues.Length).Split('.')) is { IsNull: false } node ? node : null : null;
    }

    /// <summary>A scalar as it is, a list in the flow style, which fits wherever a block would.</summary>
    private static string Text(DataNode node, bool isQuoted)
    {
        if (node.Kind == DataNodeKind.Scalar) return isQuoted ? Quoted(node.Text) : node.Text;
        if (node.Kind == DataNodeKind.Mapping) return "{}";
        var items = new List<string>();
        foreach (string text in node.Texts()) items.Add(Quoted(text));
        return "[" + string.Join(", ", items) + "]";
    }

    private static string Quoted(string text) => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n") + "\"";
}
