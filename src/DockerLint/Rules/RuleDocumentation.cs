using System;
using System.Collections.Generic;
using System.Text;
using DockerLint.Reporting;

namespace DockerLint.Rules;

/// <summary>The pages in <c>docs/rules</c> and the tables of rules, written from what the rules say of themselves.</summary>
public static class RuleDocumentation
{
    private const string Generated = "<!-- Generated from the rule's descriptor: edit that, then run UPDATE_DOCS=1 dotnet test tests/DockerLint.Tests --filter RuleDocumentation -->";

    private static readonly KeyValuePair<string, string>[] Families =
    [
        new("IMG1", "Python modules"),
        new("IMG2", "COPY, build context and .dockerignore"),
        new("IMG3", "Start command"),
        new("IMG4", "Requirements"),
        new("IMG5", ".NET projects"),
        new("IMG6", "Containers and deployed services"),
        new("IMG9", "The tool, its configuration and suppressions"),
    ];

    /// <summary>The page of one rule.</summary>
    public static string Page(RuleDescriptor rule)
    {
        var page = new StringBuilder();
        page.Append("# ").Append(rule.Id).Append(' ').Append(rule.Name).Append("\n\n").Append(Generated).Append("\n\n");
        page.Append(rule.Title).Append(".\n\n");
        page.Append("| | |\n|---|---|\n");
        page.Append("| Severity | ").Append(ReportSummary.Word(rule.DefaultSeverity)).Append(" where nothing is unknown |\n");
        if (rule.Effect is { } effect) page.Append("| What happens | ").Append(effect).Append(" |\n");
        page.Append("| Fix | ").Append(rule.HasFix ? "`dockerlint check --fix` mends it where it is sure how; `--diff` shows it first" : "none: it needs a decision").Append(" |\n");
        page.Append("| Since | ").Append(rule.Since).Append(" |\n");
        Section(page, "Why it matters", rule.Rationale.Trim());
        if (rule.Limits.Trim().Length > 0) Section(page, "Limits", rule.Limits.Trim());
        Section(page, "Reported", Files(rule.BadExample));
        Section(page, "Accepted", Files(rule.GoodExample));
        Section(page, "Suppress it", Suppress(rule));
        page.Append("\n[All rules](README.md)\n");
        return page.ToString();
    }

    /// <summary>The page that lists all rules.</summary>
    public static string Index()
    {
        var page = new StringBuilder();
        page.Append("# Rules\n\n").Append(Generated).Append("\n\n");
        page.Append("`dockerlint rule` lists them, `dockerlint rule IMG1001` prints one. An *error* means that the start command or a build step fails,\n");
        page.Append("a *warning* that a path taken later does, or that only something unknown can prevent it, an *info* that something is suspicious.\n");
        foreach (KeyValuePair<string, string> family in Families)
        {
            string rows = Rows(family.Key, "");
            if (rows.Length > 0) page.Append("\n## ").Append(family.Value).Append("\n\n").Append(Head).Append(rows);
        }

        return page.ToString();
    }

    /// <summary>The table for the README.</summary>
    public static string Table() => Head + Rows("IMG", "docs/rules/");

    /// <summary>The comments that suppress a rule, one a line.</summary>
    public static string Suppressions(RuleDescriptor rule) =>
        (IsOfPython(rule) ? $"import example  # dockerlint: ignore[{rule.Id}] the reason\n" : "") + $"# dockerlint ignore={rule.Id} # the reason   (above an instruction of a Dockerfile)";

    private static bool IsOfPython(RuleDescriptor rule) =>
        rule.Id.StartsWith("IMG1", StringComparison.Ordinal) || rule.Id.StartsWith("IMG4", StringComparison.Ordinal) || rule.Id is "IMG9002" or "IMG9003";

    private const string Head = "| id | name | reports | severity | fix |\n|---|---|---|---|---|\n";

    private static string Rows(string beginning, string directory)
    {
        var rows = new StringBuilder();
        foreach (IRule each in RuleCatalog.All)
        {
            RuleDescriptor rule = each.Descriptor;
            if (!rule.Id.StartsWith(beginning, StringComparison.Ordinal)) continue;
            rows.Append("| [").Append(rule.Id).Append("](").Append(directory).Append(rule.Id).Append(".md) | ").Append(rule.Name).Append(" | ")
                .Append(rule.Title.Replace("|", "\\|")).Append(" | ").Append(ReportSummary.Word(rule.DefaultSeverity)).Append(" | ")
                .Append(rule.HasFix ? "yes" : "").Append(" |\n");
        }

        return rows.ToString();
    }

    private static void Section(StringBuilder page, string title, string text) => page.Append("\n## ").Append(title).Append("\n\n").Append(text).Append('\n');

    // The files of an example, each under its name.
    private static string Files(string example)
    {
        var text = new StringBuilder();
        string? name = null;
        var lines = new List<string>();
        foreach (string line in (example.Trim('\n') + "\n# end").Split('\n'))
        {
            string title = line.StartsWith("# ", StringComparison.Ordinal) ? line.Substring(2).Trim() : "";
            if (title.Length == 0 || title.IndexOf(' ') >= 0)
            {
                lines.Add(line);
                continue;
            }

            if (name is not null || lines.Count > 0) AppendFile(text, name, lines);
            name = title;
            lines.Clear();
        }

        return text.ToString().TrimEnd('\n');
    }

    private static void AppendFile(StringBuilder text, string? name, List<string> lines)
    {
        if (name is not null) text.Append('`').Append(name).Append("`\n\n");
        text.Append("```").Append(Language(name)).Append('\n').Append(string.Join("\n", lines).TrimEnd()).Append("\n```\n\n");
    }

    private static string Language(string? name) => name switch
    {
        null => "text",
        _ when name.EndsWith(".py", StringComparison.Ordinal) => "python",
        _ when name.EndsWith("Dockerfile", StringComparison.Ordinal) => "dockerfile",
        _ when name.EndsWith("proj", StringComparison.Ordinal) || name.EndsWith(".props", StringComparison.Ordinal) => "xml",
        _ when name.EndsWith(".json", StringComparison.Ordinal) => "json",
        _ when name.EndsWith(".toml", StringComparison.Ordinal) => "toml",
        _ when name.EndsWith(".sh", StringComparison.Ordinal) => "sh",
        _ when name.EndsWith(".yml", StringComparison.Ordinal) || name.EndsWith(".yaml", StringComparison.Ordinal) => "yaml",
        _ => "text",
    };

    private static string Suppress(RuleDescriptor rule)
    {
        string python = $"beside the statement in a Python file:\n\n```python\nimport example  # dockerlint: ignore[{rule.Id}] the reason\n```\n\n";
        string docker = $"above the instruction in a Dockerfile (the one that is reported, or the start command that the chain begins with):\n\n```dockerfile\n# dockerlint ignore={rule.Id} # the reason\n```\n\n";
        string settings = $"or in `dockerlint.yaml`, for a path and until a day:\n\n```yaml\nignore:\n- path: services/legacy/**\n  rules: {rule.Id}\n  reason: the reason\n  until: 2030-01-31\n```\n\n";
        string start = IsOfPython(rule) ? python + docker : docker;
        return char.ToUpperInvariant(start[0]) + start.Substring(1) + settings
            + $"`ignore-file[{rule.Id}]` and `global ignore={rule.Id}` hold for the whole file; `rules: {{ {rule.Id}: none }}` in `dockerlint.yaml` switches the rule off.";
    }
}
