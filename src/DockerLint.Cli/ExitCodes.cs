namespace DockerLint.Cli;

/// <summary>The exit codes of every subcommand.</summary>
internal static class ExitCodes
{
    /// <summary>Nothing at or above the <c>--fail-on</c> level.</summary>
    public const int Clean = 0;

    /// <summary>Findings.</summary>
    public const int Findings = 1;

    /// <summary>Bad usage, bad configuration, or an internal error.</summary>
    public const int Failure = 2;

    /// <summary>Stopped by Ctrl-C: 128 + SIGINT, as shells expect.</summary>
    public const int Interrupted = 130;
}
