using System;
using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Reporting;
using DockerLint.Suppressions;
using PyImportScanner;

namespace DockerLint.Rules.Tool;

/// <summary>IMG9003: a suppression that suppresses nothing, names no rule or gives no reason.</summary>
public sealed class UselessSuppressionRule : IRule
{
    private const string Without = "the suppression is without effect: ";

    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG9003",
        Name = "useless-suppression",
        Title = "A suppression comment suppresses nothing, names an unknown rule or gives no reason",
        DefaultSeverity = Severity.Warning,
        Rationale = """
            A suppression that is no longer needed hides the next finding at its place, one with a slip in the id hides nothing, and
            one without a reason cannot be judged by whoever reads it next year.
            """,
        Limits = """
            Only rules that ran and files that were looked at count: with --select, or with one Dockerfile of several, a suppression
            may well be for what was left out. A missing reason is a note.
            """,
        BadExample = """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY main.py ./
            CMD ["python", "main.py"]
            # main.py
            import json  # dockerlint: ignore[IMG1001] generated while the image is built
            """,
        GoodExample = """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY main.py ./
            CMD ["python", "main.py"]
            # main.py
            import settings  # dockerlint: ignore[IMG1001] laid over the image when it is deployed
            # settings.py
            DEBUG = False
            """,
    };

    /// <inheritdoc/>
    /// <remarks>What one service does not need another may: the suppressions are judged when all services are checked.</remarks>
    public IEnumerable<Finding> Check(ServiceModel service) => [];

    /// <summary>The findings of a whole run.</summary>
    /// <param name="suppressions">The suppressions, after every finding was looked up in them.</param>
    /// <param name="isUseless">Would a suppression that took nothing out have done so, had there been a finding of the rule?</param>
    internal IEnumerable<Finding> Check(IReadOnlyList<Suppression> suppressions, Func<Suppression, string, bool> isUseless)
    {
        foreach (Suppression suppression in suppressions)
        {
            int problems = 0;
            foreach (Finding finding in Problems(suppression, isUseless))
            {
                problems++;
                yield return finding;
            }

            if (problems == 0 && suppression.Reason is null)
                yield return Of(suppression, suppression.Span, Severity.Info, "the suppression gives no reason: write it behind the rule");
        }
    }

    private IEnumerable<Finding> Problems(Suppression suppression, Func<Suppression, string, bool> isUseless)
    {
        if (suppression.Problem is { } problem)
            yield return Of(suppression, suppression.Span, Severity.Warning, Without + problem);
        foreach (SuppressedRule rule in suppression.Rules)
        {
            if (rule.Id is null) yield return Of(suppression, rule.Span, Severity.Warning, Without + RuleNames.Unknown(rule.Text));
            else if (!rule.IsUsed && rule.Id != Descriptor.Id && isUseless(suppression, rule.Id))
                yield return Of(suppression, rule.Span, Severity.Warning, $"there is no {rule.Text} {Where(suppression)} to suppress: remove the comment, or the id from it");
        }
    }

    private static string Where(Suppression suppression) =>
        suppression.IsFileWide ? "in this file" : suppression.IsInDockerfile ? "of this instruction" : "on this line";

    private Finding Of(Suppression suppression, SourceSpan span, Severity severity, string message) => new()
    {
        Rule = Descriptor.Id,
        Severity = severity,
        Message = message,
        Dockerfile = suppression.IsInDockerfile ? suppression.File : null,
        File = suppression.File,
        Span = span,
    };
}
