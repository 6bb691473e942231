using System;
using System.Collections.Generic;
using PyImportScanner;
using PyImportScanner.Closures;

namespace DockerLint.Checks.Python;

/// <summary>
/// Import statements that would not succeed in the repository either: it has a module of that name, which lacks the part of it
/// or every name that the statement asks for. <c>from deepgram import DeepgramClient</c> does not mean a directory
/// <c>deepgram/</c> without such a class.
/// </summary>
internal static class ForeignImports
{
    /// <summary>The statements of a closure of which that is certain.</summary>
    public static HashSet<(ClosureModule Importer, SourceSpan Span)> Of(Closure closure)
    {
        var foreign = new HashSet<(ClosureModule, SourceSpan)>();
        Dictionary<(ClosureModule, SourceSpan), int>? lacking = null;
        foreach (UnresolvedImport import in closure.Unresolved)
        {
            if (import.Importer is not { } importer || import.Statement is not { Level: 0, Module: { } module } statement || import.Container is not { Substituted: true }) continue;
            if (import.Kind is not (UnresolvedKind.Missing or UnresolvedKind.MissingName or UnresolvedKind.NotAPackage)) continue;
            if (module == import.Name || module.StartsWith(import.Name + ".", StringComparison.Ordinal))
            {
                foreign.Add((importer, import.Span));
                continue;
            }

            lacking ??= [];
            lacking.TryGetValue((importer, import.Span), out int count);
            lacking[(importer, import.Span)] = count + 1;
            if (count + 1 == statement.Names.Length) foreign.Add((importer, import.Span));
        }

        return foreign;
    }
}
