using System;
using System.Collections.Generic;
using System.Linq;
using DockerLint.Images;
using DockerLint.Inputs;
using DockerLint.Services;
using PyImportScanner.Files;

namespace DockerLint.Cli.Verify;

/// <summary>What differs between a real image and the simulated one.</summary>
internal enum VerificationKind
{
    /// <summary>The commit would bring it, the image lacks it.</summary>
    Missing,

    /// <summary>Its content is another.</summary>
    Different,

    /// <summary>The image has it, the commit brings nothing there.</summary>
    Extra,
}

/// <summary>One file that differs.</summary>
/// <param name="Kind">How.</param>
/// <param name="ImagePath">Where it is in the image.</param>
/// <param name="RepositoryPath">The file of the commit that should be there; null for what is too much.</param>
/// <param name="Explanation">A clause for people; empty for none.</param>
/// <param name="IsCertain">False where a step of the build that nobody can follow may have made the difference.</param>
internal sealed record VerificationDifference(VerificationKind Kind, string ImagePath, string? RepositoryPath, string Explanation, bool IsCertain = true);

/// <summary>The result for one image.</summary>
internal sealed record Verification
{
    public required string Image { get; init; }

    public required ServiceDefinition Service { get; init; }

    /// <summary>The commit that it is compared with.</summary>
    public required string Commit { get; init; }

    /// <summary>Files that were compared.</summary>
    public required int Compared { get; init; }

    public required IReadOnlyList<VerificationDifference> Differences { get; init; }

    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The differences that no step of the build explains.</summary>
    public int CertainDifferences => Differences.Count(static difference => difference.IsCertain);
}

/// <summary>The files that an image of a commit would hold, and the directories to look into.</summary>
internal sealed class ExpectedImage
{
    // What lies in these is the system's, but for the files that are copied there.
    private static readonly string[] SystemDirectories = ["/bin", "/boot", "/dev", "/etc", "/home", "/lib", "/lib64", "/proc", "/root", "/run", "/sbin", "/sys", "/tmp", "/usr", "/usr/local", "/usr/local/bin", "/usr/bin", "/usr/share", "/usr/lib", "/usr/local/lib", "/var", "/var/lib"];

    private readonly SimulatedImage image;
    private readonly Dictionary<string, string> files = new(StringComparer.Ordinal);

    public ExpectedImage(ServiceInputs inputs)
    {
        image = inputs.Service.Build.Image;
        foreach (ImageFile file in image.EnumerateFiles())
        {
            if (file is { LinkTarget: null, Origin.RepositoryPath: { } source }) files[file.Path] = source;
        }
    }

    /// <summary>Image path to repository path.</summary>
    public IReadOnlyDictionary<string, string> Files => files;

    /// <summary>Directories whose whole content belongs to the service, none below another; and files that lie elsewhere.</summary>
    public IReadOnlyList<string> Places()
    {
        var places = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string file in files.Keys)
        {
            string parent = TreePath.Parent(file);
            places.Add(parent.Length == 1 || SystemDirectories.Contains(parent) ? file : parent);
        }

        var kept = new List<string>();
        foreach (string place in places)
        {
            if (!kept.Exists(above => TreePath.IsAtOrBelow(place, above))) kept.Add(place);
        }

        return kept;
    }

    /// <summary>Does the simulation say that nothing is at a path?</summary>
    public bool IsCertainlyAbsent(string path) => image.LinkStat(path).Kind == NodeKind.Missing;
}
