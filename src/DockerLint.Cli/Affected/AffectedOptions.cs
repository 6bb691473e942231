using System.Linq;
using DockerLint.Cli.Arguments;

namespace DockerLint.Cli.Affected;

/// <summary>The options of <c>affected</c>.</summary>
internal static class AffectedOptions
{
    public static readonly Option Base = new("--base", "REF", "compare with the merge base of REF and --head (default: what CI says, or the main branch)");
    public static readonly Option Head = new("--head", "REF", "the newer commit (default: HEAD)");
    public static readonly Option NoMergeBase = new("--no-merge-base", null, "compare with --base itself");
    public static readonly Option Staged = new("--staged", null, "compare HEAD with the index: what the next commit brings");
    public static readonly Option Uncommitted = new("--uncommitted", null, "compare HEAD with the work tree, untracked files included");
    public static readonly Option Files = new("--files", "FILE", "the changed files are listed in FILE; - is standard input (a line each, or -z)");
    public static readonly Option Explain = new("--explain", null, "name every file, with the chain of imports that makes it count");
    public static readonly Option IncludeDependents = new("--include-dependents", null, "also services that are built on an affected one, or start after it (depends_on)");
    public static readonly Option Global = new("--global", "PATTERN", "a changed file that fits (as in .dockerignore) affects every service", Repeats: true);
    public static readonly Option Fallback = new("--fallback", "WHICH", "without the history that is needed: all services, or none", Choices: ["all", "none"]);
    public static readonly Option NoFetch = new("--no-fetch", null, "fetch nothing in a shallow clone");
    public static readonly Option Remind = new("--remind", null, "after a commit: tell what it touches and how that is deployed; never fails (a hook of the stage post-commit)");
    public static readonly Option ExitCode = new("--exit-code", null, "exit with 1 if a service is affected");
    public static readonly Option Format = new("--format", "F[=FILE]", "how to print: " + string.Join(", ", AffectedFormats.All.Select(format => format.Name)), Repeats: true);
}
