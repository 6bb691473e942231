using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using DockerLint.Cli.Arguments;
using DockerLint.Reporting;
using DockerLint.Words;
using PyImportScanner.Files;

namespace DockerLint.Cli.Commands;

/// <summary>Where reports go: one format to standard output, any number of others to files.</summary>
internal sealed class ReportSink
{
    /// <summary>Takes a format when <c>--format</c> is not given, for hooks and CI.</summary>
    private const string DefaultVariable = "DOCKERLINT_FORMAT";

    public static readonly Option Format = new(
        "--format", "F[=FILE]", "how to print: " + string.Join(", ", FormatCatalog.All.Select(format => format.Name)), Repeats: true);

    /// <summary>What formats for people show.</summary>
    public static readonly Option MinSeverity = new(
        "--min-severity", "LEVEL",
        "least level that full, concise, markdown, github and azure show: warning (default; info with --verbose or --select), error, info",
        Choices: ["error", "warning", "info"]);

    private readonly List<(IReportFormat Format, string? File)> targets = [];

    private readonly bool hidesInfos;

    /// <param name="arguments">What was typed.</param>
    /// <param name="command">The command, for errors.</param>
    /// <param name="hidesInfos">Formats for people show warnings and errors unless more is asked for: a healthy service has optional imports.</param>
    public ReportSink(ParsedArguments arguments, string command, bool hidesInfos = false)
    {
        this.hidesInfos = hidesInfos;
        foreach (string value in arguments.Values(Format)) targets.Add(Parse(value, command));
        if (targets.Count(target => target.File is null) > 1)
            throw new UsageException("one format goes to standard output; the others need a file: --format json=report.json", command);
        if (targets.All(target => target.File is not null))
            targets.Insert(0, Parse(Environment.GetEnvironmentVariable(DefaultVariable) is { Length: > 0 } name ? name : "full", command));
    }

    public void Write(CheckReport report, IFileTree tree, ParsedArguments arguments, Terminal terminal)
    {
        foreach ((IReportFormat format, string? file) in targets)
        {
            if (file is null)
            {
                format.Write(report, Context(tree, arguments, Terminal.UsesColor(arguments.Value(CommonOptions.Color)), Terminal.Width()), terminal.Out);
                continue;
            }

            using var output = new StreamWriter(file, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
            format.Write(report, Context(tree, arguments, color: false, width: 100), output);
        }
    }

    // Where ROOT lies below the top of the work tree it is in; empty at the top and outside of version control.
    private static string Prefix(string root)
    {
        for (string? directory = root; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (!Path.Exists(Path.Combine(directory, ".git"))) continue;
            string prefix = Path.GetRelativePath(directory, root).Replace('\\', '/');
            return prefix == "." ? "" : prefix + "/";
        }

        return "";
    }

    /// <summary>What was asked for by its rule is shown, and so is what decides about the exit code.</summary>
    private Severity Least(ParsedArguments arguments)
    {
        if (!hidesInfos) return Severity.Info;
        Severity least = arguments.Value(MinSeverity) is { } given ? Level(given)
            : arguments.Has(CommonOptions.Verbose) || arguments.Has(RuleChoice.Select) ? Severity.Info : Severity.Warning;
        Severity fails = Level(arguments.Value(CheckCommand.FailOn));
        return fails < least ? fails : least;
    }

    /// <summary>The level that a word of an option names; error without one.</summary>
    public static Severity Level(string? word) => word switch
    {
        "info" => Severity.Info,
        "warning" => Severity.Warning,
        _ => Severity.Error,
    };

    private ReportContext Context(IFileTree tree, ParsedArguments arguments, bool color, int width) => new()
    {
        Repository = tree,
        Color = color,
        Width = width,
        Least = Least(arguments),
        Verbose = arguments.Has(CommonOptions.Verbose),
        Quiet = arguments.Has(CommonOptions.Quiet),
        ToolVersion = Program.Version,
        PathPrefix = Prefix(Path.GetFullPath(Repository.Root(arguments))),
    };

    private static (IReportFormat, string?) Parse(string value, string command)
    {
        int equals = value.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? value : value[..equals];
        string? file = equals < 0 ? null : value[(equals + 1)..];
        if (file is { Length: 0 }) throw new UsageException("--format " + value + " names no file", command);
        if (FormatCatalog.Find(name) is { } format) return (format, file);
        IEnumerable<string> names = FormatCatalog.All.Select(known => known.Name);
        string hint = Spelling.Nearest(name, names) is { } near ? "did you mean " + near + "?" : "there are " + string.Join(", ", names);
        throw new UsageException("unknown format " + name + "; " + hint, command);
    }
}
