using System.Collections.Generic;
using System.Globalization;
using System.IO;
using DockerLint.Checks;
using DockerLint.Cli.Arguments;
using DockerLint.Cli.Files;
using DockerLint.Dockerfiles;
using DockerLint.Images;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Cli.Commands;

/// <summary>Lists the simulated image: what the Dockerfile puts where.</summary>
internal sealed class FilesCommand : ICommand
{
    private static readonly Option Format = new("--format", "F", "text (default): a path a line; json: with what brought it", Choices: ["text", "json"]);

    public string Name => "files";

    public string Summary => "lists the files that the Dockerfile brings into the image, and where";

    public string Operands => "[ROOT]";

    public IReadOnlyList<Option> Options { get; } = [.. CommonOptions.Image, Format];

    public int Run(ParsedArguments arguments, Terminal terminal)
    {
        DiskFileTree tree = Repository.Open(arguments, Name);
        CheckRequest request = Repository.Request(arguments, tree, Name);
        ServiceReport service = SelectedService.Of(request, Name);
        DockerfileSyntax dockerfile = DockerfileParser.Parse(service.Dockerfile, (tree.Read(TreePath.Clean(service.Dockerfile)) ?? default).Span);
        ImageBuild build = ImageSimulator.Build(new BuildRequest
        {
            Dockerfile = dockerfile,
            Repository = tree,
            ContextPath = TreePath.Clean(service.Context),
            Target = service.Target,
            BuildArguments = request.BuildArguments,
        });
        foreach (BuildProblem problem in build.Problems) terminal.Complain("the build fails: " + problem.Message);
        if (arguments.Has(CommonOptions.Verbose))
        {
            foreach (string note in build.Notes) terminal.Complain(note);
        }

        bool json = arguments.Value(Format) == "json";
        foreach (ImageFile file in build.Image.EnumerateFiles())
        {
            if (json) WriteRecord(terminal.Out, file, build, service.Context);
            else terminal.Out.WriteLine(SafeText.OneLine(file.LinkTarget is null ? file.Path : file.Path + " -> " + file.LinkTarget));
        }

        return ExitCodes.Clean;
    }

    private static void WriteRecord(TextWriter output, ImageFile file, ImageBuild build, string context)
    {
        var json = new JsonWriter(output);
        json.BeginObject().Member("path", file.Path);
        if (file.LinkTarget is not null) json.Member("target", file.LinkTarget);
        json.Member("source", Source(file.Origin?.RepositoryPath, context)).Name("instruction");
        if (file.Origin is { } origin)
        {
            json.BeginObject().Member("file", TreePath.Display(TreePath.Clean(origin.Dockerfile))).Member("line", origin.Instruction.Span.Line).EndObject();
            json.Member("stage", StageName(build, origin.Stage));
        }
        else
        {
            json.Value((string?)null).Member("stage", (string?)null);
        }

        json.EndObject();
        output.Write('\n');
    }

    private static string? Source(string? repositoryPath, string context)
    {
        if (repositoryPath is null) return null;
        string root = TreePath.Clean(context);
        return TreePath.IsAtOrBelow(repositoryPath, root) ? TreePath.Relative(repositoryPath, root) : TreePath.Display(repositoryPath);
    }

    // A stage without a name is known by its number, as in COPY --from=0.
    private static string StageName(ImageBuild build, int index)
    {
        foreach (BuiltStage stage in build.Stages)
        {
            if (stage.Index == index && stage.Name is { } name) return name;
        }

        return index.ToString(CultureInfo.InvariantCulture);
    }
}
