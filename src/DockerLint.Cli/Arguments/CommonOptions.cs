using System.Collections.Generic;

namespace DockerLint.Cli.Arguments;

/// <summary>Options that several subcommands share.</summary>
internal static class CommonOptions
{
    public static readonly Option Dockerfile = new("--dockerfile", "F", "this Dockerfile only (relative to ROOT)", Repeats: true);
    public static readonly Option Context = new("--context", "DIR", "its build context (default: worked out from the repository)");
    public static readonly Option Target = new("--target", "STAGE", "the stage to build (default: the last)");
    public static readonly Option BuildArg = new("--build-arg", "K=V", "a build argument", Repeats: true);
    public static readonly Option BuildContext = new("--build-context", "NAME=DIR", "a named context: what COPY --from=NAME and FROM NAME read", Repeats: true);
    public static readonly Option Command = new("--command", "'...'", "the start command, when a deployment overrides it");

    public static readonly Option Color = new("--color", "WHEN", "auto, always or never (NO_COLOR is honoured)", Choices: ["auto", "always", "never"]);
    public static readonly Option Quiet = new("--quiet", null, "print findings only", Short: "-q");
    public static readonly Option Verbose = new("--verbose", null, "say what is unknown, and how contexts were found", Short: "-v");
    public static readonly Option Help = new("--help", null, "print this help", Short: "-h");
    public static readonly Option Version = new("--version", null, "print the version");

    public static readonly Option Config = new("--config", "FILE", "the configuration (default: the nearest dockerlint.yaml in ROOT or above)");
    public static readonly Option NoConfig = new("--no-config", null, "read no configuration");

    /// <summary>What selects one image by hand.</summary>
    public static readonly IReadOnlyList<Option> Image = [Dockerfile, Context, Target, BuildArg, BuildContext, Command, Config, NoConfig];

    /// <summary>What every subcommand understands.</summary>
    public static readonly IReadOnlyList<Option> Everywhere = [Color, Quiet, Verbose, Help, Version];
}
