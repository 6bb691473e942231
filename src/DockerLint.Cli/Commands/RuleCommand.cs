using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using DockerLint.Cli.Arguments;
using DockerLint.Reporting;
using DockerLint.Rules;

namespace DockerLint.Cli.Commands;

/// <summary>Prints what a rule says of itself.</summary>
internal sealed class RuleCommand : ICommand
{
    private static readonly Option Format = new("--format", "F", "text (default), markdown (the page), or json, one object a line", Choices: ["text", "markdown", "json"]);

    public string Name => "rule";

    public string Summary => "the documentation of a rule, or the list of all";

    public string Operands => "[ID]";

    public IReadOnlyList<Option> Options { get; } = [Format];

    public int Run(ParsedArguments arguments, Terminal terminal)
    {
        string? format = arguments.Value(Format);
        bool all = arguments.Operands.Count == 0;
        List<RuleDescriptor> rules = all ? RuleCatalog.All.Select(rule => rule.Descriptor).ToList() : arguments.Operands.SelectMany(Find).ToList();
        if (format == "json") rules.ForEach(rule => WriteJson(rule, terminal.Out));
        else if (format == "markdown" && all) terminal.Out.Write(RuleDocumentation.Index());
        else if (format == "markdown") rules.ForEach(rule => terminal.Out.Write(RuleDocumentation.Page(rule)));
        else if (all) rules.ForEach(rule => terminal.Out.WriteLine($"{rule.Id}  {ReportSummary.Word(rule.DefaultSeverity),-7}  {rule.Title}"));
        else PrintAll(rules, terminal.Out);
        return ExitCodes.Clean;
    }

    // An id, a name, or the beginning of ids.
    private static IEnumerable<RuleDescriptor> Find(string text)
    {
        string beginning = RuleNames.Resolve(text) ?? throw new UsageException(RuleNames.Unknown(text));
        return RuleCatalog.All.Select(rule => rule.Descriptor).Where(rule => rule.Id.StartsWith(beginning, StringComparison.Ordinal));
    }

    private static void PrintAll(List<RuleDescriptor> rules, TextWriter output)
    {
        for (int i = 0; i < rules.Count; i++)
        {
            if (i > 0) output.WriteLine();
            Print(rules[i], output);
        }
    }

    private static void WriteJson(RuleDescriptor rule, TextWriter output)
    {
        new JsonWriter(output).BeginObject()
            .Member("id", rule.Id).Member("name", rule.Name).Member("title", rule.Title).Member("severity", ReportSummary.Word(rule.DefaultSeverity))
            .Member("fix", rule.HasFix).Member("since", rule.Since).Member("rationale", rule.Rationale).Member("limits", rule.Limits)
            .Member("bad", rule.BadExample).Member("good", rule.GoodExample).Member("url", ProjectLinks.Rule(rule.Id)).EndObject();
        output.Write('\n');
    }

    private static void Print(RuleDescriptor rule, TextWriter output)
    {
        output.WriteLine($"{rule.Id} {rule.Name}: {rule.Title}");
        output.WriteLine();
        output.WriteLine($"{ReportSummary.Word(rule.DefaultSeverity)} by default; {(rule.HasFix ? "--fix mends it" : "no automatic fix")}; since {rule.Since}");
        if (rule.Effect is { } effect) output.WriteLine("then: " + effect);
        Paragraph(output, null, rule.Rationale);
        Paragraph(output, null, rule.Limits);
        Paragraph(output, "Reported:", Indent(rule.BadExample));
        Paragraph(output, "Accepted:", Indent(rule.GoodExample));
        Paragraph(output, "To suppress it, with a reason:", Indent(RuleDocumentation.Suppressions(rule)));
        Paragraph(output, null, ProjectLinks.Rule(rule.Id));
    }

    private static void Paragraph(TextWriter output, string? heading, string text)
    {
        if (text.Length == 0) return;
        output.WriteLine();
        if (heading is not null) output.WriteLine(heading);
        output.WriteLine(text.TrimEnd());
    }

    private static string Indent(string text) => text.Length == 0 ? "" : "    " + text.TrimEnd().Replace("\n", "\n    ", StringComparison.Ordinal);
}
