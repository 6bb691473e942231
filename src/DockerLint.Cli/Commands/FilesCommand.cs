using System.Collections.Generic;
using System.IO;
using DockerLint.Checks;
using DockerLint.Cli.Arguments;
using DockerLint.Images;
using DockerLint.Reporting;

namespace DockerLint.Cli.Commands;

/// <summary>
/// Lists the simulated image: what the Dockerfile puts where. Nothing is assumed here that a build would not do: a build
/// argument that nobody gives is empty.
/// </summary>
internal sealed class FilesCommand : ICommand
{
    private static readonly Option Format = new("--format", "F", "text (default): a path a line; json: with what brought it", Choices: ["text", "json"]);

    public string Name => "files";

    public string Summary => "lists the files that the Dockerfile brings into the image, and where";

    public string Operands => "[ROOT]";

    public IReadOnlyList<Option> Options { get; } = [.. CommonOptions.Image, SelectedService.Service, Format];

    public int Run(ParsedArguments arguments, Terminal terminal)
    {
        CheckRequest request = Repository.Request(arguments, Repository.Open(arguments, Name), Name) with { TakesArgumentsAsGiven = true };
        ServiceModel service = SelectedService.Of(request, arguments, terminal, Name);
        bool json = arguments.Value(Format) == "json";
        if (service.Build.Problems.Count > 0)
        {
            BuildFailure.Print(service, json, terminal);
            return ExitCodes.Findings;
        }

        if (!arguments.Has(CommonOptions.Quiet))
        {
            foreach (string note in service.Build.Notes) terminal.Complain(note);
        }

        IEnumerable<ImageFile> files = service.Build.Image.EnumerateFiles();
        if (json) ImageFileRecord.Write(terminal.Out, files, service);
        else WriteText(terminal.Out, files);
        return ExitCodes.Clean;
    }

    private static void WriteText(TextWriter output, IEnumerable<ImageFile> files)
    {
        foreach (ImageFile file in files)
        {
            output.Write(SafeText.OneLine(file.Path));
            if (file.LinkTarget is not null)
            {
                output.Write(" -> ");
                output.Write(SafeText.OneLine(file.LinkTarget));
            }

            output.Write('\n');
        }
    }
}
