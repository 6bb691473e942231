using System.Collections.Generic;
using System.Globalization;
using System.IO;
using DockerLint.Checks;
using DockerLint.Images;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Cli.Commands;

/// <summary>Files of an image as JSON lines: the fields of <c>files --format json</c>.</summary>
internal static class ImageFileRecord
{
    /// <summary>Writes one object a line.</summary>
    public static void Write(TextWriter output, IEnumerable<ImageFile> files, ServiceModel service)
    {
        foreach (ImageFile file in files)
        {
            Write(output, file, service);
            output.Write('\n');
        }
    }

    private static void Write(TextWriter output, ImageFile file, ServiceModel service)
    {
        JsonWriter json = new JsonWriter(output).BeginObject().Member("path", file.Path);
        if (file.LinkTarget is not null) json.Member("target", file.LinkTarget);
        json.Member("source", Source(file.Origin?.RepositoryPath, service.ContextPath)).Name("instruction");
        if (file.Origin is { } origin)
        {
            json.BeginObject().Member("file", TreePath.Display(TreePath.Clean(origin.Dockerfile))).Member("line", origin.Instruction.Span.Line).EndObject();
            json.Member("stage", StageName(service, origin));
        }
        else
        {
            json.Value((string?)null).Member("stage", (string?)null);
        }

        json.EndObject();
    }

    // A file of a named context lies elsewhere: it is shown by its path in the repository.
    private static string? Source(string? repositoryPath, string context) =>
        repositoryPath is null ? null
        : TreePath.IsAtOrBelow(repositoryPath, context) ? TreePath.Relative(repositoryPath, context)
        : TreePath.Display(repositoryPath);

    /// <summary>The name of the stage that ran the instruction; its number, as in <c>COPY --from=0</c>, where it has none.</summary>
    public static string StageName(ServiceModel service, ImageFileOrigin origin)
    {
        if (origin.Dockerfile == service.Dockerfile.Path)
        {
            foreach (BuiltStage stage in service.Build.Stages)
            {
                if (stage.Index == origin.Stage && stage.Name is { } name) return name;
            }
        }

        return origin.Stage.ToString(CultureInfo.InvariantCulture);
    }
}
