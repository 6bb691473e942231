namespace DockerLint.Smoke;

/// <summary>What a container says about a finding of <c>check</c>.</summary>
public enum VerdictOutcome : byte
{
    /// <summary>It is so.</summary>
    Confirmed,

    /// <summary>It is not so: the image and the simulation differ.</summary>
    Refuted,

    /// <summary>The container could not tell.</summary>
    Inconclusive,
}

/// <summary>A finding of <c>check</c> and what a container says about it.</summary>
/// <param name="Rule">The rule of the finding.</param>
/// <param name="Outcome">What the container says.</param>
public sealed record StaticVerdict(string Rule, VerdictOutcome Outcome)
{
    /// <summary>The outcome in lower case, as reports have it.</summary>
    public string Word => Outcome switch
    {
        VerdictOutcome.Confirmed => "confirmed",
        VerdictOutcome.Refuted => "refuted",
        _ => "inconclusive",
    };
}
