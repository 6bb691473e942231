using System;

namespace PyImportScanner.Frameworks;

/// <summary>What frameworks see of the process in which a closure runs.</summary>
public sealed record FrameworkProcess
{
    /// <summary>A process without variables.</summary>
    public static readonly FrameworkProcess Plain = new();

    /// <summary>The value of an environment variable; null when unset or unknown.</summary>
    public Func<string, string?> Environment { get; init; } = static _ => null;

    /// <summary>The variable is set to something that nobody knows.</summary>
    public Func<string, bool> IsUnknown { get; init; } = static _ => false;

    /// <summary>The program that loads the entry: <c>celery</c>, <c>gunicorn</c>, <c>python</c>, <c>manage.py</c>.</summary>
    public string Launcher { get; init; } = "";

    /// <summary>The command as a person would type it.</summary>
    public string CommandText { get; init; } = "";

    /// <summary>The settings module that an option or the environment names.</summary>
    public string? DjangoSettings { get; init; }

    /// <summary>Lists what another tree has below a package; null: only the tree of the closure counts.</summary>
    public IPackageListing? Packages { get; init; }
}
