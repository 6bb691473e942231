using System;
using System.Collections.Generic;
using PyImportScanner;

namespace DockerLint.Projects;

/// <summary>Where something is said.</summary>
/// <param name="File">A path of the tree that was evaluated.</param>
/// <param name="Span">Where in it.</param>
public sealed record FactPlace(string File, SourceSpan Span);

/// <summary>A file that cannot be evaluated.</summary>
/// <param name="Message">One sentence without a full stop.</param>
/// <param name="Place">Where.</param>
public sealed record ProjectError(string Message, FactPlace Place);

/// <summary>How a file came to be imported.</summary>
public enum ImportKind : byte
{
    /// <summary>An <c>Import</c> element.</summary>
    Element,

    /// <summary>The nearest <c>Directory.Build.props</c> upward.</summary>
    DirectoryBuildProps,

    /// <summary>The nearest <c>Directory.Build.targets</c> upward.</summary>
    DirectoryBuildTargets,

    /// <summary>The nearest <c>Directory.Packages.props</c> upward.</summary>
    DirectoryPackagesProps,
}

/// <summary>An import that leads into the tree (what SDKs and packages bring is not listed).</summary>
/// <param name="Path">The imported file.</param>
/// <param name="Kind">How.</param>
/// <param name="IsMissing">Nothing is there: MSB4019 when the project is built, ignored when it is restored.</param>
/// <param name="UnknownBecause">Not null when nobody can say whether it is imported, or whether it is there.</param>
/// <param name="Place">The element; for the implicit imports the project.</param>
public sealed record ImportFact(string Path, ImportKind Kind, bool IsMissing, string? UnknownBecause, FactPlace Place)
{
    /// <summary>It does something besides setting properties and naming files: targets, tasks, items of other types, under no condition.</summary>
    public bool DoesMore { get; init; }
}

/// <summary>The item types that lead to files.</summary>
public enum ItemKind : byte
{
    /// <summary>A referenced project.</summary>
    ProjectReference,

    /// <summary>A source file.</summary>
    Compile,

    /// <summary>A file that is published.</summary>
    Content,

    /// <summary>A file without a build action, perhaps copied.</summary>
    None,

    /// <summary>A file embedded by the compiler.</summary>
    EmbeddedResource,

    /// <summary>A file handed to analyzers.</summary>
    AdditionalFiles,

    /// <summary>An analyzer assembly.</summary>
    Analyzer,

    /// <summary>A configuration file of analyzers, named explicitly.</summary>
    EditorConfigFiles,

    /// <summary>A global configuration file of analyzers, named explicitly.</summary>
    GlobalAnalyzerConfigFiles,

    /// <summary>A contract that the build tools of gRPC compile.</summary>
    Protobuf,

    /// <summary>A package; <see cref="ItemFact.Path"/> is its name.</summary>
    PackageReference,

    /// <summary>A centrally managed version; <see cref="ItemFact.Path"/> is its name.</summary>
    PackageVersion,
}

/// <summary>An item that a project file or an import states.</summary>
public sealed record ItemFact
{
    /// <summary>The item type.</summary>
    public required ItemKind Kind { get; init; }

    /// <summary>The file, a clean path of the tree; the name of a package.</summary>
    public required string Path { get; init; }

    /// <summary>One specification as written, properties expanded.</summary>
    public required string Specification { get; init; }

    /// <summary>The specification holds wildcards: what is not there is not missed.</summary>
    public bool IsWildcard { get; init; }

    /// <summary>Not null when nobody can say whether the item is there.</summary>
    public string? UnknownBecause { get; init; }

    /// <summary>Where it is said.</summary>
    public required FactPlace Place { get; init; }

    /// <summary>Metadata, names compared without case.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = NoMetadata;

    /// <summary>The value of a metadatum, or nothing.</summary>
    public string Meta(string name) => Metadata.TryGetValue(name, out string? value) ? value : "";

    /// <summary>Is the metadatum written as <c>false</c>?</summary>
    public bool IsOff(string name) => string.Equals(Meta(name), "false", StringComparison.OrdinalIgnoreCase);

    private static readonly Dictionary<string, string> NoMetadata = new(StringComparer.OrdinalIgnoreCase);
}

/// <summary>A wildcard over files outside of the project's directory.</summary>
/// <param name="Kind">The item type.</param>
/// <param name="Directory">The directory before the first wildcard.</param>
/// <param name="Specification">As written, properties expanded.</param>
/// <param name="UnknownBecause">Not null when nobody can say whether it applies.</param>
/// <param name="Place">Where it is said.</param>
public sealed record WildcardFact(ItemKind Kind, string Directory, string Specification, string? UnknownBecause, FactPlace Place);

/// <summary>What one evaluation of a project says, with the place of each fact.</summary>
public sealed class ProjectFacts
{
    /// <summary>Facts that an evaluator found.</summary>
    /// <param name="path">The project file.</param>
    /// <param name="property">The final values of properties.</param>
    public ProjectFacts(string path, Func<string, MsBuildValue> property)
    {
        Path = path;
        this.property = property;
    }

    private readonly Func<string, MsBuildValue> property;

    /// <summary>The project file.</summary>
    public string Path { get; }

    /// <summary>The project file can be read.</summary>
    public bool IsReadable { get; init; }

    /// <summary>SDKs that the project names, without version.</summary>
    public IReadOnlyList<string> Sdks { get; init; } = [];

    /// <summary>Imports that name nothing, under no condition: MSB4020 when the project is built, ignored when it is restored.</summary>
    public IReadOnlyList<FactPlace> EmptyImports { get; init; } = [];

    /// <summary>What is malformed; the rest of the facts is then incomplete.</summary>
    public IReadOnlyList<ProjectError> Errors { get; init; } = [];

    /// <summary>What could not be decided and may add or take away facts: clauses for people.</summary>
    public IReadOnlyList<string> Unknowns { get; init; } = [];

    /// <summary>Imports into the tree, in the order of evaluation.</summary>
    public IReadOnlyList<ImportFact> Imports { get; init; } = [];

    /// <summary>Items that are stated; the SDK's own wildcards over the project's directory are not listed.</summary>
    public IReadOnlyList<ItemFact> Items { get; init; } = [];

    /// <summary>Wildcards over files outside of the project's directory.</summary>
    public IReadOnlyList<WildcardFact> Wildcards { get; init; } = [];

    /// <summary>The specifications that take compile items away, as absolute patterns.</summary>
    public IReadOnlyList<string> CompileRemoves { get; init; } = [];

    /// <summary>Where a property got its final value; null when no file of the tree sets it.</summary>
    public IReadOnlyDictionary<string, FactPlace> PropertyPlaces { get; init; } = new Dictionary<string, FactPlace>();

    /// <summary>The final value of a property.</summary>
    public MsBuildValue Property(string name) => property(name);

    /// <summary>The name of the assembly, without extension.</summary>
    public MsBuildValue AssemblyName => Property("AssemblyName");

    /// <summary><c>Exe</c>, <c>WinExe</c>, <c>Library</c>.</summary>
    public MsBuildValue OutputType => Property("OutputType");

    /// <summary>The frameworks that the project is built for; empty when none is said, null when unknown.</summary>
    public IReadOnlyList<string>? Frameworks
    {
        get
        {
            MsBuildValue many = Property("TargetFrameworks"), one = Property("TargetFramework");
            if (one.HasText) return [one.Text.Trim()];
            if (!many.IsKnown) return null;
            var list = new List<string>(Evaluation.MsBuildText.Split(many.Text));
            return list.Count == 0 && !one.IsKnown ? null : list;
        }
    }

    /// <summary>The import of a kind, or null.</summary>
    public ImportFact? Import(ImportKind kind)
    {
        foreach (ImportFact import in Imports)
        {
            if (import.Kind == kind) return import;
        }

        return null;
    }
}
