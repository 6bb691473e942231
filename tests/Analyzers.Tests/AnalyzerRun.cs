using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using DockerLint.Checks;
using DockerLint.Facts;
using DockerLint.Services;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PyImportScanner.Files;

namespace DockerLint.Analyzers.Tests;

/// <summary>Runs the analyzer as the compiler does, over files in memory.</summary>
internal sealed class AnalyzerRun
{
    public const string Root = "/repo";

    private static readonly ImmutableArray<MetadataReference> Platform =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is "System.Private.CoreLib.dll" or "System.Runtime.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly List<(AdditionalText File, string? Kind)> files = [];
    private readonly List<SyntaxTree> sources = [];
    private readonly List<MetadataReference> references = [.. Platform];

    public CSharpCompilationOptions Options { get; set; } = new(OutputKind.DynamicallyLinkedLibrary);

    /// <summary>Exceptions that left the analyzer: each would be AD0001.</summary>
    public List<Exception> Escaped { get; } = [];

    /// <summary>The request of a check of every Dockerfile of a tree.</summary>
    public static CheckRequest Request(IFileTree tree) => new() { Repository = tree, Dockerfiles = RepositoryWalk.Run(tree).Dockerfiles };

    /// <summary>A run over the facts of a tree, with its Dockerfiles beside them.</summary>
    public static AnalyzerRun Over(IFileTree tree) => new AnalyzerRun().Facts(RepositoryFacts.Record(Request(tree), Root, out _)).Dockerfiles(tree);

    /// <summary>A run whose facts do not say what the recorded check found, so that the engine runs inside the compiler.</summary>
    public static AnalyzerRun Replayed(IFileTree tree)
    {
        IEnumerable<string> lines = RepositoryFacts.Record(Request(tree), Root, out _).Split('\n');
        return Over(tree).Facts(string.Join('\n', lines.Where(line => line.Split('\t')[0] is not ("finding" or "related" or "checked"))));
    }

    public AnalyzerRun Facts(string text) => Add(Root + "/obj/dockerlint.facts", text, "facts");

    public AnalyzerRun Add(string path, string text, string? kind = null)
    {
        files.RemoveAll(file => file.File.Path == path);
        files.Add((new MemoryText(path, SourceText.From(text)), kind));
        return this;
    }

    public AnalyzerRun Source(string path, string text)
    {
        sources.Add(CSharpSyntaxTree.ParseText(text, path: path));
        return this;
    }

    /// <summary>References an assembly made of a source, as if a project had built it.</summary>
    public AnalyzerRun Reference(string name, string source, string path)
    {
        using var image = new MemoryStream();
        CSharpCompilation built = CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(source)], Platform, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        if (!built.Emit(image).Success) throw new InvalidOperationException("the referenced source does not compile");
        references.Add(MetadataReference.CreateFromImage(image.ToArray(), filePath: path));
        return this;
    }

    public Diagnostic[] Diagnostics()
    {
        CSharpCompilation compilation = CSharpCompilation.Create("App", sources, references, Options);
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([.. files.Select(file => file.File)], new Kinds(files)),
            onAnalyzerException: (error, _, _) => Escaped.Add(error),
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false);
        return [.. compilation.WithAnalyzers([new DockerfileAnalyzer()], options).GetAnalyzerDiagnosticsAsync(CancellationToken.None).Result];
    }

    private AnalyzerRun Dockerfiles(IFileTree tree)
    {
        foreach (string path in RepositoryWalk.Run(tree).Dockerfiles)
        {
            byte[] bytes = tree.Read(path)!.Value.ToArray();
            files.Add((new MemoryText(Root + path, SourceText.From(bytes, bytes.Length, throwIfBinaryDetected: false)), "dockerfile"));
        }

        return this;
    }

    private sealed class MemoryText(string path, SourceText text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => text;
    }

    private sealed class Kinds(List<(AdditionalText File, string? Kind)> files) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions => new Of(null);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Of(null);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Of(files.Find(file => file.File == textFile).Kind);
    }

    private sealed class Of(string? kind) : AnalyzerConfigOptions
    {
#nullable disable // The attribute that the signature needs exists twice: in the platform, and among the analyzer's polyfills.
        public override bool TryGetValue(string key, out string value)
        {
            value = key == "build_metadata.AdditionalFiles.DockerLintKind" ? kind : null;
            return value is not null;
        }
#nullable restore
    }
}
