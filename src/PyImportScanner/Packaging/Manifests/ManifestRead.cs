using PyImportScanner.Files;

namespace PyImportScanner.Packaging.Manifests;

/// <summary>What a file is read for.</summary>
public enum ManifestRole : byte
{
    /// <summary>A requirements file (<c>-r</c>).</summary>
    Requirements,

    /// <summary>A constraints file (<c>-c</c>): installs nothing, but its absence stops the installer.</summary>
    Constraints,

    /// <summary>A project file: pyproject.toml, setup.cfg, setup.py, Pipfile.</summary>
    Project,

    /// <summary>A lock file.</summary>
    Lock,

    /// <summary>A conda environment file.</summary>
    Environment,

    /// <summary>A file or directory named as a project or archive to install.</summary>
    Source,

    /// <summary>A file that a project file points at (a readme, a licence, a version file).</summary>
    Metadata,
}

/// <summary>A file that an installer opens, and what stood there at that moment.</summary>
/// <param name="Path">The absolute path in the tree.</param>
/// <param name="Role">What it is read for.</param>
/// <param name="Node">What stood there; missing makes the installer fail where <paramref name="IsRequired"/>.</param>
/// <param name="IsRequired">The installer stops without it.</param>
/// <param name="NamedBy">The file that names it, or null where the command line does.</param>
/// <param name="Span">Where in <paramref name="NamedBy"/>.</param>
public sealed record ManifestRead(string Path, ManifestRole Role, Node Node, bool IsRequired = true, string? NamedBy = null, SourceSpan Span = default);
