using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace DockerLint.Reporting.Formats;

/// <summary>JUnit XML: a suite for each service, a test case for each rule that found something, or one that passed.</summary>
internal sealed class JUnitFormat : IReportFormat
{
    private const string NoService = "repository";

    public string Name => "junit";

    public string Summary => "JUnit XML: a suite for each service";

    public void Write(CheckReport report, ReportContext context, TextWriter output)
    {
        var suites = new List<(string Name, SortedDictionary<string, List<Finding>> Rules)>();
        foreach (ServiceReport service in report.Services) Suite(suites, service.Name);
        foreach (Finding finding in report.Findings)
        {
            SortedDictionary<string, List<Finding>> rules = Suite(suites, finding.Service ?? NoService);
            if (!rules.TryGetValue(finding.Rule, out List<Finding>? cases)) rules.Add(finding.Rule, cases = []);
            cases.Add(finding);
        }

        output.Write("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<testsuites name=\"dockerlint\" tests=\"" + suites.Sum(suite => Math.Max(1, suite.Rules.Count))
            + "\" failures=\"" + suites.Sum(suite => suite.Rules.Values.Count(Fails)) + "\" errors=\"0\">\n");
        foreach ((string name, SortedDictionary<string, List<Finding>> rules) in suites) WriteSuite(output, name, rules);
        output.Write("</testsuites>\n");
    }

    private static SortedDictionary<string, List<Finding>> Suite(
        List<(string Name, SortedDictionary<string, List<Finding>> Rules)> suites, string name)
    {
        foreach ((string known, SortedDictionary<string, List<Finding>> rules) in suites)
        {
            if (known == name) return rules;
        }

        var fresh = new SortedDictionary<string, List<Finding>>(StringComparer.Ordinal);
        suites.Add((name, fresh));
        return fresh;
    }

    private static void WriteSuite(TextWriter output, string name, SortedDictionary<string, List<Finding>> rules)
    {
        int failures = rules.Values.Count(Fails);
        string escaped = XmlText.Escape(name);
        output.Write("  <testsuite name=\"" + escaped + "\" tests=\"" + Math.Max(1, rules.Count) + "\" failures=\"" + failures + "\" errors=\"0\" skipped=\"0\">\n");
        if (rules.Count == 0) output.Write("    <testcase classname=\"" + escaped + "\" name=\"modules present in the image\"/>\n");
        foreach (KeyValuePair<string, List<Finding>> rule in rules) WriteCase(output, escaped, rule.Key, rule.Value);
        output.Write("  </testsuite>\n");
    }

    // A note is no failure: it goes to the output of a test that passed.
    private static bool Fails(List<Finding> findings) => findings.Exists(finding => finding.Severity != Severity.Info);

    private static void WriteCase(TextWriter output, string suite, string rule, List<Finding> findings)
    {
        // No attribute for the file: the schemas of Jenkins know none, and each finding has a place of its own.
        output.Write("    <testcase classname=\"" + suite + "\" name=\"" + XmlText.Escape(rule) + "\">\n");
        var text = new StringBuilder();
        foreach (Finding finding in findings)
            text.Append(XmlText.Escape(SafeText.OneLine($"{finding.File}:{finding.Span.Line}: {ReportSummary.Word(finding.Severity)}: {finding.Message}"))).Append('\n');
        string body = text.ToString();
        if (Fails(findings))
            output.Write("      <failure type=\"" + XmlText.Escape(rule) + "\" message=\"" + XmlText.Escape(findings[0].Message) + "\">" + body + "</failure>\n");
        else output.Write("      <system-out>" + body + "</system-out>\n");
        output.Write("    </testcase>\n");
    }
}
