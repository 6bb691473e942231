namespace PyImportScanner.Closures;

/// <summary>Who provides a module that no listed file provides.</summary>
public enum ModuleOrigin : byte
{
    /// <summary>Certainly nobody: nothing that is installed has it.</summary>
    None,

    /// <summary>It belongs to this repository, so it is missing.</summary>
    FirstParty,

    /// <summary>The standard library of the image.</summary>
    StandardLibrary,

    /// <summary>An installed distribution.</summary>
    ThirdParty,

    /// <summary>Nobody can say.</summary>
    Unknown,
}

/// <summary>The answer of an <see cref="IModuleClassifier"/>.</summary>
/// <param name="Origin">Who provides it.</param>
/// <param name="Distribution">The distribution, for <see cref="ModuleOrigin.ThirdParty"/>.</param>
/// <param name="Because">The cause, for <see cref="ModuleOrigin.Unknown"/>: a clause for people.</param>
/// <param name="IsShared">The name is a namespace that several distributions share: what one brings says nothing of its other children.</param>
public readonly record struct ModuleClass(ModuleOrigin Origin, string? Distribution = null, string? Because = null, bool IsShared = false)
{
    /// <summary>The distribution is a project that was installed from its directory: its files are listed where the installation put them or points to.</summary>
    public bool IsLocal { get; init; }
}

/// <summary>Knows what is installed without its files being listed: asked before a name is called missing.</summary>
public interface IModuleClassifier
{
    /// <summary>
    /// Who provides the dotted name, or the longest part of it that a distribution covers? Asked for the most specific name
    /// first (<c>google.cloud.storage</c> before <c>google.cloud</c>).
    /// </summary>
    ModuleClass Classify(string module);
}
