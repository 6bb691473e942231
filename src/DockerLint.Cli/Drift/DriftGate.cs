using System;
using System.Globalization;

namespace DockerLint.Cli.Drift;

/// <summary>May a job run on what is deployed? For use before a batch job: no answer is an answer of its own.</summary>
/// <param name="MaximumCommits">More commits that count than this stop it; null: any number may.</param>
/// <param name="MaximumAge">Being old for longer stops it; null: any time may.</param>
internal sealed record DriftGate(int? MaximumCommits, TimeSpan? MaximumAge)
{
    /// <summary>Why a service is stopped; null where it may go on.</summary>
    public string? Objection(DriftService service, DateTimeOffset now)
    {
        switch (service.State)
        {
            case DriftState.NotDeployed: return "nobody says what is deployed";
            case DriftState.UnknownRevision: return "what is deployed is no commit of this repository" + (service.Revision is null ? "" : ": " + service.Revision);
            case DriftState.Dirty: return "it was built from a tree with uncommitted changes";
            case DriftState.Fresh or DriftState.Ahead: return null;
        }

        if (service.StaleSince is not { } since) return null;
        int commits = service.Relevant;
        if (service.Behind is null && MaximumCommits is not null) return "it is old, and history is cut off, so that nobody can count";
        if (MaximumCommits is { } most && commits > most) return FormattableString.Invariant($"it lacks {commits} {Noun(commits)} it; {most} {(most == 1 ? "is" : "are")} allowed");
        if (MaximumAge is { } longest && now - since > longest) return $"it has been old for {DriftWords.Age(now - since)}; {DriftWords.Age(longest)} are allowed";
        return MaximumCommits is null && MaximumAge is null ? FormattableString.Invariant($"it lacks {commits} {Noun(commits)} it") : null;
    }

    /// <summary>Reads <c>12h</c>, <c>90m</c>, <c>3d</c> or <c>45s</c>; a number alone is hours.</summary>
    public static TimeSpan? ParseAge(string text)
    {
        string number = text.TrimEnd('s', 'm', 'h', 'd');
        if (text.Length - number.Length > 1 || !double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) || value > 1e6) return null;
        return text[^1] switch
        {
            's' => TimeSpan.FromSeconds(value),
            'm' => TimeSpan.FromMinutes(value),
            'd' => TimeSpan.FromDays(value),
            _ => TimeSpan.FromHours(value),
        };
    }

    private static string Noun(int commits) => commits == 1 ? "commit that touches" : "commits that touch";
}
