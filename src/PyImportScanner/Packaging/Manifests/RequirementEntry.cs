using PyImportScanner.Packaging.Names;

namespace PyImportScanner.Packaging.Manifests;

/// <summary>What a requirement points at.</summary>
public enum RequirementKind : byte
{
    /// <summary>A named distribution from an index.</summary>
    Distribution,

    /// <summary>A project directory of the local file system.</summary>
    LocalProject,

    /// <summary>A wheel or source archive of the local file system.</summary>
    LocalArchive,

    /// <summary>An archive at an address.</summary>
    Url,

    /// <summary>A version control address.</summary>
    Vcs,

    /// <summary>Something that cannot be read; nothing can be said about what it brings.</summary>
    Unreadable,
}

/// <summary>One requirement of a requirements file or of a command line.</summary>
public sealed record RequirementEntry
{
    /// <summary>What it points at.</summary>
    public required RequirementKind Kind { get; init; }

    /// <summary>The entry as written, for messages.</summary>
    public required string Text { get; init; }

    /// <summary>The name, extras, version and marker where they are known without fetching; null for an unnamed path or address.</summary>
    public Requirement? Requirement { get; init; }

    /// <summary>For local kinds: the absolute path in the tree.</summary>
    public string? Path { get; init; }

    /// <summary>Extras asked of a local project, normalised.</summary>
    public System.Collections.Generic.IReadOnlyList<string> Extras => Requirement?.Extras ?? LocalExtras;

    /// <summary>Extras written behind a path (<c>./pkg[dev]</c>).</summary>
    internal System.Collections.Generic.IReadOnlyList<string> LocalExtras { get; init; } = [];

    /// <summary>Installed as a pointer to its source directory.</summary>
    public bool IsEditable { get; init; }

    /// <summary>Carries <c>--hash</c>.</summary>
    public bool HasHash { get; init; }

    /// <summary>Applies to the environment; null where that is not decided.</summary>
    public bool? Applies { get; init; } = true;

    /// <summary>The file it stands in; null on a command line.</summary>
    public string? File { get; init; }

    /// <summary>Where in <see cref="File"/>.</summary>
    public SourceSpan Span { get; init; }
}
