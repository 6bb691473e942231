using System;
using System.Collections.Generic;

namespace PyImportScanner.Packaging.Names;

/// <summary>An environment marker, such as <c>python_version &lt; "3.8" and extra == "dev"</c> (PEP 508).</summary>
public sealed class Marker
{
    private readonly MarkerNode root;

    internal Marker(MarkerNode root) => this.root = root;

    /// <summary>Reads a marker; null where it does not follow the grammar.</summary>
    public static Marker? TryParse(string text) => new MarkerParser(text).Parse();

    /// <summary>Does the requirement apply? Null where the environment does not decide it.</summary>
    public bool? Evaluate(MarkerEnvironment environment) => root.Evaluate(environment);
}

/// <summary>A part of a marker. The parser bounds the depth, so recursion is safe.</summary>
internal abstract class MarkerNode
{
    public abstract bool? Evaluate(MarkerEnvironment environment);
}

/// <summary>Parts joined by <c>and</c>, or by <c>or</c>; undecided parts follow Kleene's rules.</summary>
internal sealed class MarkerGroup(bool isOr, IReadOnlyList<MarkerNode> parts) : MarkerNode
{
    public override bool? Evaluate(MarkerEnvironment environment)
    {
        bool undecided = false;
        foreach (MarkerNode part in parts)
        {
            bool? value = part.Evaluate(environment);
            if (value == isOr) return isOr;
            undecided |= value is null;
        }

        return undecided ? null : !isOr;
    }
}

/// <summary>One side of a comparison: a variable or a string.</summary>
internal readonly record struct MarkerOperand(bool IsVariable, string Text);

/// <summary>A comparison: as versions where both sides are, as strings otherwise.</summary>
internal sealed class MarkerComparison(MarkerOperand left, string comparison, MarkerOperand right) : MarkerNode
{
    public override bool? Evaluate(MarkerEnvironment environment)
    {
        if (left.IsVariable && left.Text == "extra") return IsAskedFor(environment.Extras, right.Text);
        if (right.IsVariable && right.Text is "extra" or "extras") return IsAskedFor(environment.Extras, left.Text);
        if (right.IsVariable && right.Text == "dependency_groups") return IsAskedFor(environment.Groups, left.Text);
        bool? common = null;
        foreach (string leftValue in Values(left, environment))
        {
            foreach (string rightValue in Values(right, environment))
            {
                bool? value = Compare(leftValue, rightValue);
                if (value is null || (common is not null && common != value)) return null;
                common = value;
            }
        }

        return common;
    }

    private bool? IsAskedFor(IReadOnlyCollection<string> asked, string name)
    {
        bool contains = false;
        foreach (string one in asked)
        {
            contains |= string.Equals(DistributionName.Normalize(one), DistributionName.Normalize(name), StringComparison.Ordinal);
        }

        return comparison switch
        {
            "==" or "in" or "===" => contains,
            "!=" or "not in" => !contains,
            _ => null,
        };
    }

    private static IReadOnlyList<string> Values(MarkerOperand operand, MarkerEnvironment environment) =>
        operand.IsVariable ? environment.Values(operand.Text) : [operand.Text];

    private bool? Compare(string leftValue, string rightValue)
    {
        if (VersionSpecifier.TryParse(comparison, rightValue) is { } specifier)
        {
            // A word against a version: implementations differ.
            return PackageVersion.TryParse(leftValue) is { } version ? specifier.Contains(version) : null;
        }

        int order = string.CompareOrdinal(leftValue, rightValue);
        return comparison switch
        {
            "in" => rightValue.Contains(leftValue),
            "not in" => !rightValue.Contains(leftValue),
            "==" => order == 0,
            "!=" => order != 0,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            ">=" => order >= 0,
            _ => null,
        };
    }
}
