using System;
using System.Collections.Generic;
using DockerLint.Images;
using DockerLint.Images.BaseImages;
using PyImportScanner;
using PyImportScanner.Files;
using PyImportScanner.Resolution;

namespace DockerLint.Checks.Python;

/// <summary>The Python of an image: its release, and where it finds installed packages.</summary>
/// <param name="Build">The release and build.</param>
/// <param name="SiteDirectories">Site directories, those of virtual environments first.</param>
/// <param name="UnknownBecause">Why the release is assumed rather than known; null where it is known.</param>
internal sealed record PythonInstallation(PythonBuild Build, IReadOnlyList<string> SiteDirectories, string? UnknownBecause)
{
    /// <summary>The final stage starts from an image made for this release.</summary>
    public bool IsCertain { get; private init; }

    /// <summary>There is a Python beside the operating system's: the base image's in /usr/local, or one that was copied there.</summary>
    public bool HasOwnInterpreter { get; private init; }

    /// <summary>The installation that a container of the target stage uses.</summary>
    public static PythonInstallation Of(ImageBuild build)
    {
        BuiltStage? stage = build.Stages.Count == 0 ? null : build.Stages[build.Stages.Count - 1];
        BaseImageFacts? facts = stage?.Base;
        PythonVersion? known = facts?.Python;
        // A base without Python of its own: an interpreter copied from another stage is of that stage's release.
        for (int i = build.Stages.Count - 1; known is null && i >= 0; i--) known = build.Stages[i].Base?.Python;
        if (known is null && build.BaseBuilds.Count > 0) known = OfBaseBuilds(build, ref facts);
        known ??= OfEnvironment(build);
        PythonVersion version = known ?? PythonVersion.Default;
        bool? isDebian = facts is { Known: true } && facts.Reference.IndexOf("debian", StringComparison.Ordinal) >= 0 ? true : null;
        return new PythonInstallation(
            new PythonBuild(version, IsDebian: isDebian),
            Sites(build.Image.Config, facts, version),
            known is null ? "the Python release of the image is not known; " + version + " is assumed" : null)
        {
            IsCertain = stage?.Base is { Known: true, Python: not null } own && IsPythonImage(own.Reference),
            HasOwnInterpreter = HasOwn(build, facts),
        };
    }

    /// <summary>The release of the base image that the repository builds, the last that was asked for first.</summary>
    private static PythonVersion? OfBaseBuilds(ImageBuild build, ref BaseImageFacts? facts)
    {
        PythonVersion? known = null;
        foreach (BuiltStage stage in build.AllStages())
        {
            if (stage.Base is not { Python: { } version } below) continue;
            known = version;
            facts ??= below;
        }

        return known;
    }

    private static bool HasOwn(ImageBuild build, BaseImageFacts? facts)
    {
        foreach (string site in facts?.SitePackages ?? [])
        {
            if (site.StartsWith("/usr/local/", StringComparison.Ordinal) && site.EndsWith("/site-packages", StringComparison.Ordinal)) return true;
        }

        return build.Image.Stat("/usr/local/bin/python3").Kind == NodeKind.File;
    }

    /// <summary>The release whose library directory the environment of the image has: <c>$VIRTUAL_ENV/lib/python3.13</c>.</summary>
    private static PythonVersion? OfEnvironment(ImageBuild build)
    {
        if (build.Image.Config.Lookup("VIRTUAL_ENV").Text is not { Length: > 1 } environment || environment[0] != '/') return null;
        foreach (DirectoryEntry entry in build.Image.List(TreePath.Child(TreePath.Clean(environment), "lib")).Entries)
        {
            if (entry.Name.StartsWith("python3.", StringComparison.Ordinal) && PythonVersion.TryParse(entry.Name.Substring("python".Length)) is { } version) return version;
        }

        return null;
    }

    // Systems offer further releases beside their own; an image made for one release runs that one.
    private static bool IsPythonImage(string reference)
    {
        string name = reference.Substring(reference.LastIndexOf('/') + 1);
        return name == "python" || name.StartsWith("python:", StringComparison.Ordinal);
    }

    private static List<string> Sites(ImageConfig config, BaseImageFacts? facts, PythonVersion version)
    {
        var sites = new List<string>();
        string library = "/lib/python" + version + "/site-packages";
        if (config.Lookup("PATH").Text is { } path)
        {
            foreach (string directory in path.Split(':'))
            {
                if (directory.EndsWith("/bin", StringComparison.Ordinal) && directory.StartsWith("/", StringComparison.Ordinal))
                    Add(sites, directory.Substring(0, directory.Length - "/bin".Length) + library);
            }
        }

        if (config.Lookup("VIRTUAL_ENV").Text is { Length: > 1 } environment && environment[0] == '/') Add(sites, environment.TrimEnd('/') + library);
        if (config.WorkingDirectory is { } work) Add(sites, (work == "/" ? "" : work) + "/.venv" + library);
        foreach (string site in facts?.SitePackages ?? []) Add(sites, site);
        return sites;
    }

    private static void Add(List<string> sites, string directory)
    {
        if (!sites.Contains(directory)) sites.Add(directory);
    }
}
