using System.Collections.Generic;
using System.IO;
using DockerLint.Checks;
using DockerLint.Cli.Arguments;
using DockerLint.Cli.Files;
using DockerLint.Reporting;

namespace DockerLint.Cli.Commands;

/// <summary>Lists the services, with the evidence for each context and start command.</summary>
internal sealed class ServicesCommand : ICommand
{
    private static readonly Option Format = new("--format", "F", "text (default) or json, one object a line", Choices: ["text", "json"]);

    public string Name => "services";

    public string Summary => "lists the services found, and what their contexts and start commands were read from";

    public string Operands => "[ROOT]";

    public IReadOnlyList<Option> Options { get; } = [.. CommonOptions.Image, Format];

    public int Run(ParsedArguments arguments, Terminal terminal)
    {
        DiskFileTree tree = Repository.Open(arguments, Name);
        CheckReport report = Checker.Run(Repository.Request(arguments, tree, Name));
        foreach (ServiceReport service in report.Services)
        {
            if (arguments.Value(Format) == "json") ServiceRecord.Write(terminal.Out, service);
            else Print(terminal.Out, service);
        }

        return ExitCodes.Clean;
    }

    private static void Print(TextWriter output, ServiceReport service)
    {
        Line(output, service.Name);
        Line(output, "  dockerfile  " + service.Dockerfile + (service.Target is null ? "" : ", stage " + service.Target));
        Line(output, "  context     " + service.Context + "  (" + service.ContextEvidence + ")");
        foreach (CommandReport command in service.Commands)
            Line(output, "  starts      " + command.Text + "  (" + command.Evidence + (command.Module is null ? "" : "; module " + command.Module) + ")");
        foreach (string note in service.Notes) Line(output, "  note        " + note);
    }

    private static void Line(TextWriter output, string text) => output.WriteLine(SafeText.OneLine(text));
}
