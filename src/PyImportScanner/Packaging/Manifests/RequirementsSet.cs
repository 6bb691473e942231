using System.Collections.Generic;

namespace PyImportScanner.Packaging.Manifests;

/// <summary>What one or several requirements files say together.</summary>
public sealed record RequirementsSet
{
    /// <summary>Everything that is asked for, in order; entries that do not apply are kept, with <see cref="RequirementEntry.Applies"/> false.</summary>
    public IReadOnlyList<RequirementEntry> Entries { get; init; } = [];

    /// <summary>Every file that was opened or looked for, each once.</summary>
    public IReadOnlyList<ManifestRead> Reads { get; init; } = [];

    /// <summary>Why the set may be incomplete: unknown contents, variables that are not set, files at an address.</summary>
    public IReadOnlyList<string> Unknowns { get; init; } = [];

    /// <summary>Hashes are demanded of every entry, so that every dependency must be listed (<c>--require-hashes</c>, or any entry with a hash).</summary>
    public bool RequiresHashes { get; init; }

    /// <summary>Every entry is pinned, and says which other entry asked for it (<c># via</c>): written by a resolver, with all dependencies.</summary>
    public bool IsCompiled { get; init; }
}
