using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using DockerLint.Cli.Arguments;
using DockerLint.Reporting;
using DockerLint.Rules;
using DockerLint.Words;

namespace DockerLint.Cli.Commands;

/// <summary>Prints what a rule says of itself.</summary>
internal sealed class RuleCommand : ICommand
{
    public string Name => "rule";

    public string Summary => "the documentation of a rule, or the list of all";

    public string Operands => "[ID]";

    public IReadOnlyList<Option> Options => [];

    public int Run(ParsedArguments arguments, Terminal terminal)
    {
        if (arguments.Operands.Count == 0)
        {
            foreach (IRule rule in RuleCatalog.All)
                terminal.Out.WriteLine($"{rule.Descriptor.Id}  {ReportSummary.Word(rule.Descriptor.DefaultSeverity),-7}  {rule.Descriptor.Title}");
            return ExitCodes.Clean;
        }

        foreach (string id in arguments.Operands) Print(Find(id), terminal.Out);
        return ExitCodes.Clean;
    }

    private static RuleDescriptor Find(string id)
    {
        foreach (IRule rule in RuleCatalog.All)
        {
            if (rule.Descriptor.Id.Equals(id, StringComparison.OrdinalIgnoreCase) || rule.Descriptor.Name == id) return rule.Descriptor;
        }

        string? near = Spelling.Nearest(id, RuleCatalog.All.Select(rule => rule.Descriptor.Id));
        throw new UsageException("there is no rule " + id + (near is null ? "; dockerlint rule lists them" : "; did you mean " + near + "?"));
    }

    private static void Print(RuleDescriptor rule, TextWriter output)
    {
        output.WriteLine($"{rule.Id} {rule.Name}: {rule.Title}");
        output.WriteLine();
        output.WriteLine($"{ReportSummary.Word(rule.DefaultSeverity)} by default; {(rule.HasFix ? "--fix mends it" : "no automatic fix")}; since {rule.Since}");
        Paragraph(output, null, rule.Rationale);
        Paragraph(output, null, rule.Limits);
        Paragraph(output, "Reported:", Indent(rule.BadExample));
        Paragraph(output, "Accepted:", Indent(rule.GoodExample));
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
