using System.Collections.Generic;
using DockerLint.Dockerfiles;
using DockerLint.Images.Trees;
using PyImportScanner.Files;

namespace DockerLint.Images.Layers;

/// <summary>What one step of the build did to the files, asked path by path.</summary>
/// <param name="source">The step.</param>
internal abstract class Layer(LayerSource source)
{
    /// <summary>The step that made the layer.</summary>
    public LayerSource Source => source;

    /// <summary>How many trees stand behind the layer.</summary>
    public virtual int Depth => 0;

    /// <summary>What the layer says about a clean path other than the root.</summary>
    public abstract LayerAnswer Find(string path);

    /// <summary>Adds what the layer has in a directory. False: what lies under the layer does not show there.</summary>
    public abstract bool List(string directory, ListingBuilder listing);

    /// <summary>May the layer say anything about a directory or what is below it? Rather yes than no.</summary>
    public abstract bool Touches(string directory);

    /// <summary>The bytes of a file that <see cref="Find"/> found.</summary>
    public abstract FileContent? ContentAt(string path);

    /// <summary>Adds the paths of the image at which this layer may have put a repository path; those outside of a directory may be left out.</summary>
    public abstract void AddCandidates(string repositoryPath, string under, List<string> candidates);
}

/// <summary>The step behind a layer.</summary>
/// <param name="Instruction">The instruction; null for what was there before the first.</param>
/// <param name="Stage">Index of the stage that ran it.</param>
/// <param name="Dockerfile">Path of its Dockerfile in the repository.</param>
internal sealed record LayerSource(Instruction? Instruction, int Stage, string Dockerfile)
{
    /// <summary>The files of a base image, which are not listed.</summary>
    public bool IsBase { get; init; }
}

/// <summary>The kinds of <see cref="LayerAnswer"/>.</summary>
internal enum LayerAnswerKind : byte
{
    /// <summary>Nothing to say: ask the layer below.</summary>
    Transparent,

    /// <summary>This is there.</summary>
    Found,

    /// <summary>Certainly nothing, whatever lies below.</summary>
    Hidden,

    /// <summary>Something may be there; what lies below stays where it is.</summary>
    MayAdd,
}

/// <summary>The answer of a layer about a path.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Node">What is there, or the cause of the doubt.</param>
/// <param name="IsWeak">A doubt about anything a command might do, not about what it is there to do.</param>
internal readonly record struct LayerAnswer(LayerAnswerKind Kind, Node Node = default, bool IsWeak = false)
{
    /// <summary>Ask the layer below.</summary>
    public static readonly LayerAnswer Transparent = new(LayerAnswerKind.Transparent);

    /// <summary>Certainly nothing.</summary>
    public static readonly LayerAnswer Hidden = new(LayerAnswerKind.Hidden);

    /// <summary>This is there; an unknown node is a doubt.</summary>
    public static LayerAnswer Of(Node node) =>
        new(node.Kind == NodeKind.Unknown ? LayerAnswerKind.MayAdd : LayerAnswerKind.Found, node);
}
