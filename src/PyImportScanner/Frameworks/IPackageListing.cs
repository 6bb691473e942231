using System.Collections.Generic;
using PyImportScanner.Closures;

namespace PyImportScanner.Frameworks;

/// <summary>Lists the modules of a package in another tree: the repository, where the closure walks the image.</summary>
public interface IPackageListing
{
    /// <summary>The last names of the modules and packages directly below a loaded package.</summary>
    IEnumerable<string> Submodules(ClosureModule package);
}
