using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using DockerLint.Checks;
using DockerLint.Checks.Python;
using DockerLint.Cli.Arguments;
using DockerLint.Reporting;

namespace DockerLint.Cli.Commands;

/// <summary>Lists the modules that the start command loads, each with where it resolves.</summary>
internal sealed class ClosureCommand : ICommand
{
    private static readonly Option Format = new("--format", "F", "text (default) or json, one object a line", Choices: ["text", "json"]);

    public string Name => "closure";

    public string Summary => "lists the modules that the start command loads, and where each is found";

    public string Operands => "[ROOT]";

    public IReadOnlyList<Option> Options { get; } = [.. CommonOptions.Image, SelectedService.Service, Format];

    public int Run(ParsedArguments arguments, Terminal terminal)
    {
        CheckRequest request = Repository.Request(arguments, Repository.Open(arguments, Name), Name);
        ServiceModel service = SelectedService.Of(request, arguments, terminal, Name);
        IReadOnlyList<ClosureLine> lines = ClosureLine.Of(service);
        if (!arguments.Has(CommonOptions.Quiet))
        {
            foreach (string note in service.Notes) terminal.Complain(note);
            if (lines.Count == 0) terminal.Complain("no start command loads Python code of the repository");
        }

        if (arguments.Value(Format) == "json") WriteJson(terminal.Out, lines);
        else WriteText(terminal.Out, lines);
        return ExitCodes.Clean;
    }

    private static void WriteJson(TextWriter output, IReadOnlyList<ClosureLine> lines)
    {
        foreach (ClosureLine line in lines)
        {
            new JsonWriter(output).BeginObject()
                .Member("module", line.Module).Member("image", line.ImagePath).Member("repository", line.RepositoryPath)
                .Member("kind", line.Kind).Member("guard", line.Guard).Member("scope", line.Scope)
                .Name("from").BeginObject().Member("file", line.From.File).Member("line", line.From.Line).EndObject()
                .EndObject();
            output.Write('\n');
        }
    }

    // Aligned like a table, but a long name must not push every other line off the screen.
    private static void WriteText(TextWriter output, IReadOnlyList<ClosureLine> lines)
    {
        int width = Math.Min(40, lines.Count == 0 ? 0 : lines.Max(line => line.Module.Length));
        foreach (ClosureLine line in lines)
        {
            string place = line.ImagePath ?? (line.RepositoryPath is null ? "-" : "- (" + line.RepositoryPath + ")");
            string guard = line.Guard == "none" ? "" : ", " + line.Guard;
            output.WriteLine(SafeText.OneLine($"{line.Module.PadRight(width)}  {line.Kind,-11}  {place}  ({line.From.File}:{line.From.Line}{guard})"));
        }
    }
}
