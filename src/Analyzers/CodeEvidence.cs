using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DockerLint.Analyzers;

/// <summary>
/// Which code needs a project: the first using directive, or else the first name, that leads into its assembly. Only asked
/// where a finding names a project, because it binds code.
/// </summary>
internal sealed class CodeEvidence
{
    // Enough to find a name in any program that uses the project for anything, and an end for those that do not.
    private const int MaximumNames = 20_000;

    private readonly Compilation compilation;
    private readonly Dictionary<string, IAssemblySymbol> assemblies = new(StringComparer.Ordinal);

    /// <summary>Reads which assembly comes from which project.</summary>
    public CodeEvidence(Compilation compilation, BuildInputs inputs, CancellationToken cancellation)
    {
        this.compilation = compilation;
        if (inputs.References?.GetText(cancellation) is not { } lines) return;
        var projects = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Microsoft.CodeAnalysis.Text.TextLine line in lines.Lines)
        {
            string text = line.ToString();
            int bar = text.IndexOf('|');
            if (bar > 0 && inputs.ToTree(text.Substring(bar + 1)) is { } project) projects[text.Substring(0, bar)] = project;
        }

        foreach (MetadataReference reference in compilation.References)
        {
            if (reference is PortableExecutableReference { FilePath: { } path } && projects.TryGetValue(path, out string? project)
                && compilation.GetAssemblyOrModuleSymbol(reference) is IAssemblySymbol assembly) assemblies[project] = assembly;
        }
    }

    /// <summary>The place that needs a project (a path of the tree); null where no code of this compilation does, or nobody can tell.</summary>
    public Location? NeededBy(string project, CancellationToken cancellation)
    {
        if (!assemblies.TryGetValue(project, out IAssemblySymbol? assembly)) return null;
        var trees = new List<SyntaxTree>(compilation.SyntaxTrees);
        trees.Sort((a, b) => string.CompareOrdinal(a.FilePath, b.FilePath));
        return FirstUsing(trees, assembly, cancellation) ?? FirstName(trees, assembly, cancellation);
    }

    private Location? FirstUsing(List<SyntaxTree> trees, IAssemblySymbol assembly, CancellationToken cancellation)
    {
        foreach (SyntaxTree tree in trees)
        {
            if (tree.GetRoot(cancellation) is not CompilationUnitSyntax unit) continue;
            SemanticModel? model = null;
            foreach (UsingDirectiveSyntax directive in unit.Usings)
            {
                if (directive.Name is not { } name) continue;
                model ??= compilation.GetSemanticModel(tree);
                if (IsOnlyFrom(model.GetSymbolInfo(name, cancellation).Symbol, assembly)) return directive.GetLocation();
            }
        }

        return null;
    }

    private Location? FirstName(List<SyntaxTree> trees, IAssemblySymbol assembly, CancellationToken cancellation)
    {
        int left = MaximumNames;
        foreach (SyntaxTree tree in trees)
        {
            SemanticModel? model = null;
            foreach (SyntaxNode node in tree.GetRoot(cancellation).DescendantNodes())
            {
                if (node is not SimpleNameSyntax name || name.IsVar) continue;
                if (left-- == 0) return null;
                model ??= compilation.GetSemanticModel(tree);
                ISymbol? symbol = model.GetSymbolInfo(name, cancellation).Symbol;
                if (symbol is not INamespaceSymbol && SymbolEqualityComparer.Default.Equals(symbol?.ContainingAssembly, assembly)) return name.GetLocation();
            }
        }

        return null;
    }

    /// <summary>A namespace may have parts in several assemblies; only one that the assembly alone holds proves that it is needed.</summary>
    private static bool IsOnlyFrom(ISymbol? symbol, IAssemblySymbol assembly)
    {
        if (symbol is not INamespaceSymbol space) return SymbolEqualityComparer.Default.Equals(symbol?.ContainingAssembly, assembly);
        foreach (INamespaceSymbol part in space.ConstituentNamespaces)
        {
            if (!SymbolEqualityComparer.Default.Equals(part.ContainingAssembly, assembly)) return false;
        }

        return true;
    }
}
