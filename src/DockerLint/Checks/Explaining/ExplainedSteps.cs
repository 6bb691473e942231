using System.Globalization;
using DockerLint.Dockerfiles;
using DockerLint.Images;
using PyImportScanner.Files;

namespace DockerLint.Checks.Explaining;

/// <summary>Finds the lines that decide about a path.</summary>
internal sealed class ExplainedSteps(ServiceModel service)
{
    // Enough to meet a neighbour that is copied; a directory of thousands of files tells no more.
    private const int MaximumNeighbours = 60;

    /// <summary>The instruction behind a node of an image.</summary>
    public ExplainedStep Of(string role, ImageFileOrigin origin) => Of(role, origin.Instruction, origin.Dockerfile, StageName(origin.Dockerfile, origin.Stage));

    /// <summary>The line of an ignore file.</summary>
    public static ExplainedStep Of(IgnoredBy line) => new("ignored by", TreePath.Display(line.File), line.Line, line.Pattern, null);

    /// <summary>What is behind a doubt; null where no instruction is.</summary>
    public ExplainedStep? Of(ImageDoubt doubt) => doubt.Instruction is { } instruction ? Of("unknown after", instruction, service.Dockerfile.Path, null) : null;

    /// <summary>The instruction that brings what lies nearest to a path of the repository which none brings.</summary>
    public ExplainedStep? Nearest(string repositoryPath)
    {
        for (string directory = TreePath.Parent(repositoryPath), child = repositoryPath; ; child = directory, directory = TreePath.Parent(directory))
        {
            int tried = 0;
            foreach (DirectoryEntry entry in service.Session.Directories.List(directory).Entries)
            {
                string neighbour = TreePath.Child(directory, entry.Name);
                if (neighbour == child || entry.Node.Kind is not (NodeKind.File or NodeKind.Directory)) continue;
                if (++tried > MaximumNeighbours) break;
                if (Origin(service.Build.Image, neighbour) is { } origin) return Of("nearest", origin);
            }

            if (directory == service.ContextPath || directory.Length == 1) return null;
        }
    }

    /// <summary>What brings a path of the repository to where it is.</summary>
    public static ImageFileOrigin? Origin(SimulatedImage image, string repositoryPath)
    {
        foreach (string place in image.PlacesOf(repositoryPath))
        {
            if (image.OriginOf(place) is { } origin) return origin;
        }

        return null;
    }

    /// <summary>The name of a stage; its number where it has none.</summary>
    public string StageName(string dockerfile, int index)
    {
        if (dockerfile == service.Dockerfile.Path)
        {
            foreach (BuiltStage stage in service.Build.Stages)
            {
                if (stage.Index == index && stage.Name is { } name) return name;
            }
        }

        return index.ToString(CultureInfo.InvariantCulture);
    }

    private static ExplainedStep Of(string role, Instruction instruction, string dockerfile, string? stage) => new(
        role, TreePath.Display(TreePath.Clean(dockerfile)), instruction.Span.Line, instruction.Original.Trim(), stage);
}
