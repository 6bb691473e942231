using PyImportScanner.Resolution;

namespace PyImportScanner.Closures;

/// <summary>Offers another tree's module for one that is missing, so that what it imports is examined as well.</summary>
public interface IMissingModuleSource
{
    /// <summary>The same name in another tree, or null.</summary>
    /// <param name="name">The shortest dotted name that does not resolve.</param>
    /// <param name="path">The search path at that moment.</param>
    /// <param name="importer">The module that asks for it.</param>
    SubstituteModule? Find(string name, SearchPath path, ClosureModule importer);
}

/// <summary>A module of another tree.</summary>
/// <param name="Resolver">Finds its children.</param>
/// <param name="Resolution">What it is there.</param>
public sealed record SubstituteModule(ModuleResolver Resolver, ModuleResolution Resolution);
