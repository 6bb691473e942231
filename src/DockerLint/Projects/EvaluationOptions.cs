using System;
using System.Collections.Generic;
using System.Text;

namespace DockerLint.Projects;

/// <summary>What the command line fixes before a project is evaluated.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Global properties (<c>-p:Name=Value</c>, <c>-c</c>, <c>-f</c>, <c>-r</c>): no file can override them.</summary>
    public IReadOnlyDictionary<string, MsBuildValue> GlobalProperties { get; init; } =
        new Dictionary<string, MsBuildValue>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Environment variables, which are properties of the lowest rank: null for one that is not set. Null: none is set.</summary>
    public Func<string, MsBuildValue?>? Environment { get; init; }

    /// <summary>No global property, no environment variable.</summary>
    public static readonly EvaluationOptions Default = new();

    /// <summary>The same with one more global property.</summary>
    public EvaluationOptions With(string name, string value)
    {
        var properties = new Dictionary<string, MsBuildValue>(StringComparer.OrdinalIgnoreCase);
        foreach (KeyValuePair<string, MsBuildValue> pair in GlobalProperties) properties[pair.Key] = pair.Value;
        properties[name] = MsBuildValue.Of(value);
        return this with { GlobalProperties = properties };
    }

    /// <summary>Equal texts: equal evaluations.</summary>
    internal string Key()
    {
        var names = new List<string>(GlobalProperties.Keys);
        names.Sort(StringComparer.OrdinalIgnoreCase);
        var text = new StringBuilder();
        foreach (string name in names) text.Append(name.ToUpperInvariant()).Append('=').Append(GlobalProperties[name].ToString()).Append('\n');
        return text.ToString();
    }
}
