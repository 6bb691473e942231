using System.Collections.Generic;
using DockerLint.Dockerfiles;
using PyImportScanner.Files;

namespace DockerLint.Services;

/// <summary>
/// Sources of COPY that a context certainly lacks, found without simulating a build: most directories above a Dockerfile are
/// ruled out as its context by them. Only plain paths of the last stage count, which every build of the file without a target reaches.
/// </summary>
internal static class AbsentSources
{
    /// <summary>The plain paths that the last stage takes from the context, an instruction once.</summary>
    public static List<string> Plain(DockerfileSyntax dockerfile)
    {
        var sources = new List<string>();
        for (int i = dockerfile.Instructions.Count - 1; i >= 0 && dockerfile.Instructions[i].Keyword != "FROM"; i--)
        {
            Instruction instruction = dockerfile.Instructions[i];
            if (instruction.Keyword != "COPY" || instruction.Error is not null || instruction.Flags.Count > 0 || instruction.Heredocs.Count > 0 || instruction.Arguments.Count < 2) continue;
            if (IsPlain(instruction.Arguments[0].Text)) sources.Add(instruction.Arguments[0].Text);
        }

        return sources;
    }

    /// <summary>How many of the paths a directory of the repository certainly lacks.</summary>
    public static int In(string context, List<string> sources, string dockerfile, IFileTree repository)
    {
        // What an ignore file names may be kept out rather than missing, and a file that it keeps out is no sign of a wrong context.
        if (IsThere(repository, dockerfile + ".dockerignore") || IsThere(repository, TreePath.Child(context, ".dockerignore"))) return 0;
        int absent = 0;
        foreach (string source in sources) absent += Lacks(repository, context, TreePath.Clean(source)) ? 1 : 0;
        return absent;
    }

    private static bool IsThere(IFileTree repository, string path) => repository.LinkStat(path).Kind != NodeKind.Missing;

    // A link leads somewhere else when the context is the root of everything.
    private static bool Lacks(IFileTree repository, string context, string path)
    {
        for (int end = path.IndexOf('/', 1); ; end = path.IndexOf('/', end + 1))
        {
            string above = TreePath.Combine(context, path.Substring(1, (end < 0 ? path.Length : end) - 1));
            NodeKind kind = repository.LinkStat(above).Kind;
            if (kind == NodeKind.Missing) return true;
            if (end < 0 || kind != NodeKind.Directory) return false;
        }
    }

    private static bool IsPlain(string text)
    {
        foreach (char c in text)
        {
            bool isPlain = c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-' or '.' or '/';
            if (!isPlain) return false;
        }

        return text.Length > 0;
    }
}
