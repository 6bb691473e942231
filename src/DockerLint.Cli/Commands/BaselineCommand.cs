using System.Collections.Generic;
using System.IO;
using System.Text;
using DockerLint.Checks;
using DockerLint.Cli.Arguments;
using DockerLint.Cli.Files;
using DockerLint.Reporting;

namespace DockerLint.Cli.Commands;

/// <summary>Writes what a check finds today as a file of known findings.</summary>
internal sealed class BaselineCommand : ICommand
{
    private static readonly Option Output = new("--output", "FILE", "where to write it (default: standard output)", Short: "-o");

    public string Name => "baseline";

    public string Summary => "writes today's findings as a baseline, so that check --baseline reports only new ones";

    public string Operands => "[ROOT]";

    public IReadOnlyList<Option> Options { get; } = [.. CommonOptions.Image, Output, .. RuleChoice.Options];

    public int Run(ParsedArguments arguments, Terminal terminal)
    {
        DiskFileTree tree = Repository.Open(arguments, Name);
        CheckReport report = Checker.Run(RuleChoice.Of(arguments, Repository.Request(arguments, tree, Name)));
        var context = new ReportContext { Repository = tree };
        string? file = arguments.Value(Output);
        if (file is null or "-")
        {
            Baseline.Write(report, context, terminal.Out);
        }
        else
        {
            // Made whole before it replaces what was there.
            var text = new StringWriter { NewLine = "\n" };
            Baseline.Write(report, context, text);
            File.WriteAllText(file, text.ToString(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }

        if (!arguments.Has(CommonOptions.Quiet))
            terminal.Error.WriteLine($"{report.Findings.Count} {(report.Findings.Count == 1 ? "finding" : "findings")} written{(file is null or "-" ? "" : " to " + SafeText.OneLine(file))}");
        return ExitCodes.Clean;
    }
}
