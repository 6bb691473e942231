using System;
using System.Collections.Generic;

namespace DockerLint.Cli.Commands;

/// <summary>Every subcommand, sorted by name. The only list; made when first asked for, because most calls need one only.</summary>
internal static class CommandCatalog
{
    private static readonly (string Name, Func<ICommand> Create)[] Entries =
    [
        ("affected", () => new AffectedCommand()),
        ("baseline", () => new BaselineCommand()),
        ("check", () => new CheckCommand("check", alwaysFix: false)),
        ("closure", () => new ClosureCommand()),
        ("drift", () => new DriftCommand()),
        ("explain", () => new ExplainCommand()),
        ("facts", () => new FactsCommand()),
        ("files", () => new FilesCommand()),
        ("fix", () => new CheckCommand("fix", alwaysFix: true)),
        ("imports", () => new ImportsCommand()),
        ("init", () => new InitCommand()),
        ("inputs", () => new InputsCommand()),
        ("rule", () => new RuleCommand()),
        ("services", () => new ServicesCommand()),
        ("smoke", () => new SmokeCommand()),
        ("verify", () => new VerifyCommand()),
    ];

    /// <summary>All of them.</summary>
    public static IEnumerable<ICommand> All
    {
        get
        {
            foreach ((_, Func<ICommand> create) in Entries) yield return create();
        }
    }

    /// <summary>All names.</summary>
    public static IEnumerable<string> Names
    {
        get
        {
            foreach ((string name, _) in Entries) yield return name;
        }
    }

    /// <summary>The subcommand called <paramref name="name"/>, or null.</summary>
    public static ICommand? Find(string name)
    {
        foreach ((string known, Func<ICommand> create) in Entries)
        {
            if (known == name) return create();
        }

        return null;
    }
}
