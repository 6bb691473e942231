namespace DockerLint.Reporting;

/// <summary>The counts of a report.</summary>
/// <param name="Errors">Findings of level error.</param>
/// <param name="Warnings">Findings of level warning.</param>
/// <param name="Infos">Findings of level info.</param>
/// <param name="Fixable">Findings with a safe fix.</param>
public readonly record struct ReportSummary(int Errors, int Warnings, int Infos, int Fixable)
{
    /// <summary>Findings of any level.</summary>
    public int Total => Errors + Warnings + Infos;

    /// <summary>Counts.</summary>
    /// <param name="report">The report.</param>
    /// <param name="least">Findings below this level are not counted.</param>
    public static ReportSummary Of(CheckReport report, Severity least = Severity.Info)
    {
        int errors = 0, warnings = 0, infos = 0, fixable = 0;
        foreach (Finding finding in report.Findings)
        {
            if (finding.Severity < least) continue;
            if (finding.Severity == Severity.Error) errors++;
            else if (finding.Severity == Severity.Warning) warnings++;
            else infos++;
            if (finding.Fix is { IsSafe: true }) fixable++;
        }

        return new ReportSummary(errors, warnings, infos, fixable);
    }

    /// <summary>The word for a level as every text format writes it.</summary>
    public static string Word(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "info",
    };
}
