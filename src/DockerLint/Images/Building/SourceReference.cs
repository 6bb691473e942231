using System.Collections.Generic;
using DockerLint.Dockerfiles;
using DockerLint.Images.BaseImages;
using PyImportScanner;

namespace DockerLint.Images.Building;

/// <summary>The kinds of trees from which COPY and mounts take files.</summary>
internal enum SourceKind : byte
{
    /// <summary>The build context.</summary>
    Context,

    /// <summary>An earlier stage.</summary>
    Stage,

    /// <summary>A named context.</summary>
    NamedContext,

    /// <summary>An image.</summary>
    Image,

    /// <summary>None: the reference is wrong, which has been reported.</summary>
    Nothing,
}

/// <summary>A tree from which files are taken.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Index">The stage.</param>
/// <param name="Name">The named context or the image.</param>
internal readonly record struct SourceReference(SourceKind Kind, int Index = -1, string? Name = null)
{
    /// <summary>The build context.</summary>
    public static readonly SourceReference Context = new(SourceKind.Context);

    /// <summary>Nothing: reported as a problem.</summary>
    public static readonly SourceReference Nothing = new(SourceKind.Nothing);
}

/// <summary>Resolves <c>--from</c> and FROM (<c>BK:frontend/dockerfile/dockerfile2llb/convert.go</c>).</summary>
internal sealed class ReferenceResolver(StageList stages, IReadOnlyDictionary<string, string> namedContexts)
{
    /// <summary>What <c>--from=</c> names, in a stage.</summary>
    /// <param name="from">As written; null or empty for the context.</param>
    /// <param name="stage">The stage that asks.</param>
    /// <param name="instruction">The instruction, for problems.</param>
    /// <param name="span">Where the reference stands.</param>
    /// <param name="problems">Where problems are added; null to leave them out.</param>
    public SourceReference Resolve(string? from, int stage, Instruction instruction, SourceSpan span, List<BuildProblem>? problems)
    {
        if (string.IsNullOrEmpty(from)) return SourceReference.Context;
        if (from!.IndexOf('$') >= 0)
        {
            return Fail("variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope as a workaround");
        }

        StageSyntax? found;
        if (StageList.IndexIn(from) is { } index)
        {
            if (index < 0 || index >= stages.Stages.Count) return Fail("invalid stage index " + index);
            found = stages.Stages[index];
        }
        else found = stages.ByName(from);

        if (found is not null)
        {
            if (found.Index == stage) return Fail("circular dependency detected on stage: " + (found.Name ?? found.Index.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            if (found.Index < stage) return new SourceReference(SourceKind.Stage, found.Index);
            return Fail("cannot copy from stage \"" + from + "\", it needs to be defined before current stage \"" + (stages.Stages[stage].Name ?? stage.ToString(System.Globalization.CultureInfo.InvariantCulture)) + "\"");
        }

        if (NamedContext(from) is { } name) return new SourceReference(SourceKind.NamedContext, -1, name);
        return ImageReference.Parse(from) is null && from != "scratch"
            ? Fail("failed to parse stage name \"" + from + "\": invalid reference format")
            : new SourceReference(SourceKind.Image, -1, from);

        SourceReference Fail(string message)
        {
            problems?.Add(new BuildProblem { Kind = BuildProblemKind.StageProblem, Message = message, Instruction = instruction, Span = span, Stage = stage });
            return SourceReference.Nothing;
        }
    }

    /// <summary>The name of the named context that replaces a stage or an image (<c>:latest</c> does not matter), or null.</summary>
    public string? NamedContext(string reference)
    {
        if (namedContexts.Count == 0) return null;
        if (namedContexts.ContainsKey(reference)) return reference;
        string? normalized = ImageReference.Parse(reference)?.Normalized;
        foreach (string name in namedContexts.Keys)
        {
            if (string.Equals(name, reference, System.StringComparison.OrdinalIgnoreCase)) return name;
            if (normalized is not null && ImageReference.Parse(name)?.Normalized == normalized) return name;
        }

        return null;
    }
}
