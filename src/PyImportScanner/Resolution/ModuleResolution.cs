using System.Collections.Generic;
using PyImportScanner.Files;

namespace PyImportScanner.Resolution;

/// <summary>What a dotted name is.</summary>
public enum ResolutionKind : byte
{
    /// <summary>A <c>.py</c> file.</summary>
    SourceFile,

    /// <summary>A compiled extension.</summary>
    ExtensionModule,

    /// <summary>A <c>.pyc</c> file where the source would be.</summary>
    Bytecode,

    /// <summary>A directory with an <c>__init__</c> file.</summary>
    RegularPackage,

    /// <summary>One or more directories without one (PEP 420).</summary>
    NamespacePackage,

    /// <summary>Compiled into the interpreter.</summary>
    BuiltIn,

    /// <summary>Frozen into the interpreter.</summary>
    Frozen,

    /// <summary>A module of the standard library.</summary>
    StandardLibrary,

    /// <summary>Made at run time by code of a package, without a file.</summary>
    Virtual,

    /// <summary>Provided by an installed distribution whose files are not listed.</summary>
    Installed,

    /// <summary>Certainly not there.</summary>
    Missing,

    /// <summary>Not there because what stands in front of the last dot is a module and no package.</summary>
    NotAPackage,

    /// <summary>Nobody can say.</summary>
    Unknown,
}

/// <summary>What the file of a module holds.</summary>
public enum ModuleFormat : byte
{
    /// <summary>No file, or not known.</summary>
    None,

    /// <summary>Python source.</summary>
    Source,

    /// <summary>A compiled extension.</summary>
    Extension,

    /// <summary>Compiled Python.</summary>
    Bytecode,
}

/// <summary>The answer of a <see cref="ModuleResolver"/> for one dotted name.</summary>
public sealed record ModuleResolution
{
    /// <summary>What it is.</summary>
    public required ResolutionKind Kind { get; init; }

    /// <summary>The name asked for.</summary>
    public required string Name { get; init; }

    /// <summary>The file of the module: for a regular package its <c>__init__</c> file. Null where there is none.</summary>
    public string? File { get; init; }

    /// <summary>The tree's answer for <see cref="File"/>, links followed.</summary>
    public Node FileNode { get; init; }

    /// <summary>What <see cref="File"/> holds.</summary>
    public ModuleFormat Format { get; init; }

    /// <summary>Where children are searched (<c>__path__</c>); empty for anything but a package.</summary>
    public IReadOnlyList<string> Locations { get; init; } = [];

    /// <summary>The entry of the search path that the top-level package came from; for a namespace package its first portion's.</summary>
    public SearchEntry? Entry { get; init; }

    /// <summary>The longest leading part of the name that does resolve; empty if none. The name itself when all is well.</summary>
    public string ResolvedPrefix { get; init; } = "";

    /// <summary>For <see cref="ResolutionKind.Missing"/>, not-a-package and unknown: the shortest leading part that does not resolve.</summary>
    public string? FailingName { get; init; }

    /// <summary>Why, for <see cref="ResolutionKind.Unknown"/>: a clause for people.</summary>
    public string? Cause { get; init; }

    /// <summary>Found, but something that nobody can see may stand in front of it: the cause.</summary>
    public string? Doubt { get; init; }

    /// <summary>Further children may exist in places that nobody can see: the cause.</summary>
    public string? MoreLocationsBecause { get; init; }

    /// <summary>All that is unknown about this answer is what the site directories hold: a list of what is installed settles it.</summary>
    public bool OnlySiteIsUnknown { get; init; }

    /// <summary>The distribution, for <see cref="ResolutionKind.Installed"/> and where it is known otherwise.</summary>
    public string? Distribution { get; init; }

    /// <summary>A file or directory of the search path hides a module of the standard library.</summary>
    public bool ShadowsStandardLibrary { get; init; }

    /// <summary>The import would succeed as far as finding goes.</summary>
    public bool IsFound => Kind < ResolutionKind.Missing;

    /// <summary>Can it have submodules that are looked for in <see cref="Locations"/>?</summary>
    public bool IsPackage => Kind is ResolutionKind.RegularPackage or ResolutionKind.NamespacePackage;
}
