using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Cli.Arguments;
using DockerLint.Rules;

namespace DockerLint.Cli.Commands;

/// <summary>Which rules a run applies, and whether comments may silence them.</summary>
internal static class RuleChoice
{
    /// <summary>The only rules to run.</summary>
    public static readonly Option Select = new("--select", "IDS", "only these rules: ids or their beginnings, divided by commas", Repeats: true);
    private static readonly Option Ignore = new("--ignore", "IDS", "not these rules", Repeats: true);
    private static readonly Option IgnoreSuppressions = new("--ignore-suppressions", null, "report what comments in the sources suppress, too");

    /// <summary>The options.</summary>
    public static readonly IReadOnlyList<Option> Options = [Select, Ignore, IgnoreSuppressions];

    /// <summary>The request with the choice of the options.</summary>
    /// <exception cref="UsageException">A text that names no rule.</exception>
    public static CheckRequest Of(ParsedArguments arguments, CheckRequest request) => request with
    {
        Select = Ids(arguments.List(Select)),
        Ignore = Ids(arguments.List(Ignore)),
        IgnoresSuppressions = arguments.Has(IgnoreSuppressions),
    };

    // A slip would silently check nothing.
    private static List<string> Ids(List<string> texts) =>
        texts.ConvertAll(text => RuleNames.Resolve(text) ?? throw new UsageException(RuleNames.Unknown(text)));
}
