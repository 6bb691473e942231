using System;
using System.Collections.Generic;

namespace PyImportScanner.Resolution;

/// <summary>One walk over a search list: the first module or regular package ends it, portions and doubts add up (PathFinder.find_spec).</summary>
internal sealed class PortionSearch(string name, string parent, PythonVersion version)
{
    private List<string>? portions;
    private SearchEntry? firstEntry;
    private string? doubt;
    private string? siteDoubt;

    /// <param name="cause">Null for no doubt.</param>
    /// <param name="isSite">The doubt is about what is installed, which a list of distributions may settle.</param>
    public void Doubt(string? cause, bool isSite)
    {
        if (isSite) siteDoubt ??= cause;
        else doubt ??= cause;
    }

    private string? AnyDoubt => doubt ?? siteDoubt;

    private bool OnlySite => doubt is null && siteDoubt is not null;

    public ModuleResolution? Take(Found found, SearchEntry? entry)
    {
        if (found.File is not null)
        {
            return new ModuleResolution
            {
                Kind = found.Directory is not null ? ResolutionKind.RegularPackage : KindOf(found.Format),
                Name = name,
                File = found.File,
                FileNode = found.FileNode,
                Format = found.Format,
                Locations = found.Directory is null ? [] : [found.Directory],
                Entry = entry,
                ResolvedPrefix = name,
                Doubt = AnyDoubt,
                OnlySiteIsUnknown = OnlySite,
            };
        }

        if (found.Directory is not null && version.Major >= 3)
        {
            portions ??= [];
            if (!portions.Contains(found.Directory)) portions.Add(found.Directory);
            firstEntry ??= entry;
        }

        Doubt(found.Unsure, entry?.IsSite == true);
        return null;
    }

    public ModuleResolution Finish()
    {
        if (portions is not null)
        {
            return new ModuleResolution
            {
                Kind = ResolutionKind.NamespacePackage,
                Name = name,
                Locations = portions,
                Entry = firstEntry,
                ResolvedPrefix = name,
                Doubt = AnyDoubt,
                OnlySiteIsUnknown = OnlySite,
                MoreLocationsBecause = AnyDoubt,
            };
        }

        ResolutionKind kind = AnyDoubt is null ? ResolutionKind.Missing : ResolutionKind.Unknown;
        return ModuleResolver.Failure(name, parent, kind, AnyDoubt) with { OnlySiteIsUnknown = OnlySite };
    }

    private static ResolutionKind KindOf(ModuleFormat format) => format switch
    {
        ModuleFormat.Source => ResolutionKind.SourceFile,
        ModuleFormat.Extension => ResolutionKind.ExtensionModule,
        ModuleFormat.Bytecode => ResolutionKind.Bytecode,
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };
}
