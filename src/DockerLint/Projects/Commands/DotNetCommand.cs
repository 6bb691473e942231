using System;
using System.Collections.Generic;

namespace DockerLint.Projects.Commands;

/// <summary>The commands of the .NET command line that read projects.</summary>
public enum DotNetVerb : byte
{
    /// <summary><c>dotnet restore</c></summary>
    Restore,

    /// <summary><c>dotnet build</c></summary>
    Build,

    /// <summary><c>dotnet publish</c></summary>
    Publish,

    /// <summary><c>dotnet test</c></summary>
    Test,

    /// <summary><c>dotnet pack</c></summary>
    Pack,

    /// <summary><c>dotnet run</c></summary>
    Run,

    /// <summary><c>dotnet msbuild</c></summary>
    MsBuild,
}

/// <summary>One <c>dotnet</c> command that reads projects.</summary>
public sealed record DotNetCommand
{
    /// <summary>Which.</summary>
    public required DotNetVerb Verb { get; init; }

    /// <summary>The command as people name it: <c>dotnet restore</c>.</summary>
    public string Name => "dotnet " + (Verb switch
    {
        DotNetVerb.Restore => "restore",
        DotNetVerb.Build => "build",
        DotNetVerb.Publish => "publish",
        DotNetVerb.Test => "test",
        DotNetVerb.Pack => "pack",
        DotNetVerb.Run => "run",
        _ => "msbuild",
    });

    /// <summary>The project, solution or directory as written; null when none is given.</summary>
    public string? Target { get; init; }

    /// <summary>Not null when the target, or a word that may be one, is not known.</summary>
    public string? TargetUnknownBecause { get; init; }

    /// <summary>No restore happens before the build (also with <c>--no-build</c>).</summary>
    public bool NoRestore { get; init; }

    /// <summary>Nothing is compiled.</summary>
    public bool NoBuild { get; init; }

    /// <summary>The output directory as written (<c>-o</c>), or null.</summary>
    public string? Output { get; init; }

    /// <summary>An output directory is given but its value is not known.</summary>
    public bool IsOutputUnknown { get; init; }

    /// <summary>The framework (<c>-f</c>), or null.</summary>
    public string? Framework { get; init; }

    /// <summary>No configuration is given, and the version of the SDK decides which one it is.</summary>
    public bool HasDefaultConfiguration { get; init; }

    /// <summary>Packages must be those of the lock file.</summary>
    public bool LockedMode { get; init; }

    /// <summary>The configuration file of NuGet (<c>--configfile</c>) as written, or null.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>The package sources are given (<c>--source</c>): those of configuration files do not count.</summary>
    public bool NamesSources { get; init; }

    /// <summary>Global properties: <c>-p</c>, and what <c>-c</c> and <c>-r</c> set.</summary>
    public IReadOnlyDictionary<string, MsBuildValue> Properties { get; init; } = new Dictionary<string, MsBuildValue>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Packages are restored, alone or before a build.</summary>
    public bool Restores => Verb == DotNetVerb.Restore || !NoRestore;

    /// <summary>Sources are compiled.</summary>
    public bool Builds => Verb != DotNetVerb.Restore && !NoBuild;
}
