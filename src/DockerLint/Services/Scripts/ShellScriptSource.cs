using System;
using System.Collections.Generic;
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
        foreach (EvidenceFile file in files)
        {
            if (!ScriptMentions.MayBuild(file.Bytes.Span) || DockerfileFinder.IsDockerfileName(file.Name) || MakefileSource.IsMakefile(file.Name)) continue;
            ScriptMentions.Read(file.Text, file, context, EvidenceKind.Script, file.Directories, sink, isScript: true);
        }
    }
}
