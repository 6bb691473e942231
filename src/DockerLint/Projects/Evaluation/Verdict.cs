namespace DockerLint.Projects.Evaluation;

/// <summary>The outcome of a condition: yes, no, or undecided with a cause (Kleene's three-valued logic).</summary>
internal readonly record struct Verdict(bool? Value, string? UnknownBecause)
{
    public static readonly Verdict True = new(true, null);
    public static readonly Verdict False = new(false, null);

    public static Verdict Unknown(string cause) => new(null, cause);

    public static Verdict Of(bool value) => value ? True : False;

    public static Verdict operator !(Verdict verdict) => verdict.Value is { } value ? Of(!value) : verdict;

    public static Verdict And(Verdict left, Verdict right)
    {
        if (left.Value == false || right.Value == false) return False;
        return left.Value is null ? left : right;
    }

    public static Verdict Or(Verdict left, Verdict right)
    {
        if (left.Value == true || right.Value == true) return True;
        return left.Value is null ? left : right;
    }
}
