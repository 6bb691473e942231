using System.Collections.Generic;
using PyImportScanner;

namespace DockerLint.Images.BaseImages;

/// <summary>What is generally known of an image without looking into it.</summary>
public sealed record BaseImageFacts
{
    /// <summary>The reference after expansion.</summary>
    public required string Reference { get; init; }

    /// <summary>
    /// The image is one of those described here: it holds nothing in application directories such as <c>/app</c>. False: nobody
    /// can say what it holds, and every other member means "not known".
    /// </summary>
    public bool Known { get; init; }

    /// <summary>A Python interpreter is there; null when nobody knows.</summary>
    public bool? HasPython { get; init; }

    /// <summary>Its release, where the tag tells.</summary>
    public PythonVersion? Python { get; init; }

    /// <summary>Where the interpreter finds installed packages, in the order of <c>sys.path</c>.</summary>
    public IReadOnlyList<string> SitePackages { get; init; } = [];

    /// <summary>WORKDIR; null when it is not known.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>ENV that matters here.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>Variables that the image sets to values that change from build to build.</summary>
    public IReadOnlyList<string> UnknownVariables { get; init; } = [];

    /// <summary>ENTRYPOINT; null for none.</summary>
    public IReadOnlyList<string>? Entrypoint { get; init; }

    /// <summary>CMD; null for none.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>USER; empty for root.</summary>
    public string User { get; init; } = "";

    /// <summary>Symbolic links of the file system, path to target: <c>/bin</c> to <c>usr/bin</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Links { get; init; } = [];

    /// <summary>Directories that are there, and hold only what stands here.</summary>
    public IReadOnlyList<string> ClosedDirectories { get; init; } = [];

    /// <summary>Directories that are there, with contents that nobody lists.</summary>
    public IReadOnlyList<string> OpenDirectories { get; init; } = [];

    /// <summary>Regular files that are certainly there.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>An image of which nothing is known.</summary>
    public static BaseImageFacts Unknown(string reference) => new() { Reference = reference };
}

/// <summary>What other images a caller knows: those that other Dockerfiles of the repository build.</summary>
public interface IBaseImages
{
    /// <summary>
    /// The simulated image behind a reference (expanded, as written behind FROM or <c>--from=</c>), or null when the repository
    /// does not build it. May be asked while another image is built: the caller must break cycles.
    /// </summary>
    SimulatedImage? Find(string reference);
}
