using System;
using System.Collections.Generic;
using DockerLint.Files;
using DockerLint.Reporting;
using DockerLint.Rules;
using PyImportScanner.Files;

namespace DockerLint.Configuration;

/// <summary>Applies severities and ignores of the configuration and of <c>.editorconfig</c> files to findings.</summary>
internal sealed class FindingFilter
{
    private readonly Settings settings;
    private readonly EditorConfig editorConfig;
    private readonly List<(IgnoredPath Ignore, PatternMatcher Pattern)> ignores = [];
    private readonly PatternMatcher? exclude;
    private readonly List<string> notes = [];

    /// <summary>A filter.</summary>
    /// <param name="settings">The configuration.</param>
    /// <param name="repository">Where <c>.editorconfig</c> files are.</param>
    /// <param name="today">Today as <c>yyyy-mm-dd</c>; null: nothing has expired.</param>
    public FindingFilter(Settings settings, IFileTree repository, string? today)
    {
        this.settings = settings;
        editorConfig = new EditorConfig(repository);
        exclude = settings.Exclude.Count == 0 ? null : PatternMatcher.Create(settings.Exclude, out _);
        foreach (IgnoredPath ignore in settings.Ignore)
        {
            if (ignore.Until is { } until && today is not null && string.CompareOrdinal(today, until) > 0)
                notes.Add($"{settings.File}:{ignore.Line}: the ignore of {ignore.Path} has expired on {until}");
            else if (PatternMatcher.Create([ignore.Path], out _) is { } pattern) ignores.Add((ignore, pattern));
        }
    }

    /// <summary>Ignores that no longer hold, each a sentence.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Is the path excluded?</summary>
    public bool IsExcluded(string path) => exclude is not null && Covers(exclude, path);

    /// <summary>The finding with its severity; null when it is not told.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="reason">Why it is not told, as the configuration says.</param>
    public Finding? Apply(Finding finding, out string? reason)
    {
        reason = "excluded by the configuration";
        if (IsExcluded(finding.File)) return null;
        foreach ((IgnoredPath ignore, PatternMatcher pattern) in ignores)
        {
            if ((ignore.Rules.Count > 0 && !RuleNames.AnyCovers(ignore.Rules, finding.Rule)) || !Covers(pattern, finding.File)) continue;
            reason = ignore.Reason;
            return null;
        }

        reason = "the rule is switched off";
        Severity? severity = finding.Severity;
        if (Configured(finding.Rule, out Severity? configured)) severity = configured;
        if (editorConfig.SeverityOf(finding.Rule, finding.File) is { } word)
        {
            Severity? written = EditorConfig.Translate(word, out bool isOff);
            if (isOff) severity = null;
            else if (written is not null) severity = written;
        }

        return severity is not { } result ? null : result == finding.Severity ? finding : finding with { Severity = result };
    }

    /// <summary>The longest beginning of the id that the configuration names.</summary>
    private bool Configured(string rule, out Severity? severity)
    {
        severity = null;
        int longest = 0;
        foreach (KeyValuePair<string, Severity?> pair in settings.Rules)
        {
            if (pair.Key.Length <= longest || !rule.StartsWith(pair.Key, StringComparison.OrdinalIgnoreCase)) continue;
            longest = pair.Key.Length;
            severity = pair.Value;
        }

        return longest > 0;
    }

    private static bool Covers(PatternMatcher pattern, string path) => pattern.Decide(TreePath.Clean(path).TrimStart('/')).IsMatched;
}
