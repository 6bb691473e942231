namespace DockerLint.Reporting;

/// <summary>The text of a finding in the log of a build: the same from the command, the analyzer and MSBuild.</summary>
public static class BuildMessage
{
    /// <summary>The message on one line, with the service behind it where there is one.</summary>
    public static string Of(Finding finding) =>
        SafeText.OneLine(finding.Service is null ? finding.Message : finding.Message + " [" + finding.Service + "]");
}
