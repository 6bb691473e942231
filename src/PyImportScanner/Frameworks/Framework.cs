using System.Collections.Generic;
using PyImportScanner.Closures;

namespace PyImportScanner.Frameworks;

/// <summary>
/// One framework, during one walk: is shown every first-party module once what it imports is loaded, and refers to the
/// modules that its strings name. Refers only where the string is certainly used as such.
/// </summary>
internal abstract class Framework(FrameworkRun run)
{
    protected FrameworkRun Run { get; } = run;

    /// <summary>A module was loaded, and all that it imports.</summary>
    public abstract void Examine(ClosureModule module);
}

/// <summary>An entry of the catalogue.</summary>
/// <param name="Name">The framework.</param>
/// <param name="Callees">Last names of the calls that it reads.</param>
/// <param name="Create">Makes the framework of one walk.</param>
internal sealed record FrameworkEntry(string Name, IReadOnlyList<string> Callees, System.Func<FrameworkRun, Framework> Create);
