using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using DockerLint.Services.Evidence;
using PyImportScanner.Files;

namespace DockerLint.Services.Scripts;

/// <summary>Shell scripts.</summary>
internal sealed class ShellScriptSource : IEvidenceSource
{
    public bool IsCandidate(string path)
    {
        string name = TreePath.Name(path);
        if (name.EndsWith(".sh", StringComparison.Ordinal) || name.EndsWith(".bash", StringComparison.Ordinal) || name.EndsWith(".zsh", StringComparison.Ordinal)) return true;
        // Commands without extension live in such directories.
        return name.IndexOf('.') < 0 && TreePath.Name(TreePath.Parent(path)) is "bin" or "scripts" or "script" or "ci" or ".ci" or "tools" or "hack" or "build" or "docker" or "deploy";
    }

    public void Read(IReadOnlyList<EvidenceFile> files, EvidenceContext context, EvidenceSink sink)
    {
        // The largest share of all evidence: every script on its own, and put together in their order.
        var sinks = new EvidenceSink?[files.Count];
        Parallel.For(0, sinks.Length, new ParallelOptions { MaxDegreeOfParallelism = context.Parallelism > 0 ? context.Parallelism : -1 }, i =>
        {
            EvidenceFile file = files[i];
            if (!context.MayBuild(file.Bytes.Span) || DockerfileFinder.IsDockerfileName(file.Name) || MakefileSource.IsMakefile(file.Name)) return;
            ScriptMentions.Read(file, context, sinks[i] = new EvidenceSink());
        });
        foreach (EvidenceSink? one in sinks)
        {
            if (one is not null) sink.Builds.AddRange(one.Builds);
        }
    }
}
