using System;
using System.Collections.Generic;
using DockerLint.Dockerfiles;

namespace DockerLint.Fixing;

/// <summary>Where new COPY lines belong in a stage.</summary>
/// <param name="Index">They stand just before the instruction with this index (which may be one past the last).</param>
/// <param name="Line">The line before which to insert, from 1.</param>
/// <param name="Neighbours">The COPY instructions whose style they take.</param>
internal sealed record CopyPlace(int Index, int Line, IReadOnlyList<Instruction> Neighbours)
{
    // File names that are brought for an install step, ahead of the sources, so that layers stay cached.
    private static readonly string[] InstallInputs =
    [
        "requirements", "pyproject.toml", "setup.py", "setup.cfg", "poetry.lock", "uv.lock", "pipfile", "constraints", "pdm.lock",
        "package.json", "package-lock.json", "yarn.lock",
    ];

    /// <summary>
    /// After the last COPY that brings sources; above a RUN that already needs them; else after the last COPY or WORKDIR;
    /// never below CMD or ENTRYPOINT, where nobody looks for it.
    /// </summary>
    public static CopyPlace Find(CopyProposal proposal)
    {
        IReadOnlyList<Instruction> all = proposal.Dockerfile.Instructions;
        int end = StageEnd(all, proposal.From);
        int limit = Math.Min(proposal.Before ?? end, FirstUse(all, proposal.From, end));
        List<Instruction> neighbours = Copies(all, proposal.From + 1, end);
        if (neighbours.Count == 0) neighbours = Copies(all, 0, all.Count);

        int anchor = LastBefore(all, proposal.From, limit, BringsSources);
        if (anchor < 0 && limit < end) return At(proposal.Dockerfile, limit, neighbours);
        if (anchor < 0) anchor = LastBefore(all, proposal.From, limit, IsContextCopy);
        if (anchor < 0) anchor = LastBefore(all, proposal.From, limit, instruction => instruction.Keyword == "WORKDIR");
        return anchor < 0 ? After(proposal.Dockerfile, LastSetup(all, proposal.From, limit), neighbours) : After(proposal.Dockerfile, anchor, neighbours);
    }

    /// <summary>Is it a COPY or ADD from the build context?</summary>
    public static bool IsContextCopy(Instruction instruction) =>
        instruction.Keyword is "COPY" or "ADD"
        && instruction.FlagValue("from") is null
        && instruction.Heredocs.Count == 0
        && instruction.Arguments.Count >= 2
        && instruction.Arguments[instruction.Arguments.Count - 1].Text.Length > 0
        && !IsRemote(instruction.Arguments[0].Text);

    private static bool IsRemote(string source) =>
        source.Contains("://") || source.StartsWith("git@", StringComparison.Ordinal);

    private static bool BringsSources(Instruction instruction)
    {
        if (!IsContextCopy(instruction)) return false;
        for (int i = 0; i + 1 < instruction.Arguments.Count; i++)
        {
            if (!IsInstallInput(instruction.Arguments[i].Text)) return true;
        }

        return false;
    }

    private static bool IsInstallInput(string source)
    {
        string name = source.Substring(source.LastIndexOf('/') + 1);
        foreach (string input in InstallInputs)
        {
            if (name.StartsWith(input, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return source.StartsWith("requirements", StringComparison.OrdinalIgnoreCase);
    }

    // A RUN above the first sources cannot be running them, whatever it looks like.
    private static int FirstUse(IReadOnlyList<Instruction> all, int from, int end)
    {
        bool sources = false;
        for (int i = from + 1; i < end; i++)
        {
            sources |= BringsSources(all[i]);
            if (sources && all[i].Keyword == "RUN" && RunUse.NeedsSources(all[i])) return i;
        }

        return end;
    }

    private static int StageEnd(IReadOnlyList<Instruction> all, int from)
    {
        for (int i = from + 1; i < all.Count; i++)
        {
            if (all[i].Keyword == "FROM") return i;
        }

        return all.Count;
    }

    private static List<Instruction> Copies(IReadOnlyList<Instruction> all, int from, int end)
    {
        var copies = new List<Instruction>();
        for (int i = from; i < end; i++)
        {
            if (all[i].Keyword == "COPY" && IsContextCopy(all[i])) copies.Add(all[i]);
        }

        return copies;
    }

    private static int LastBefore(IReadOnlyList<Instruction> all, int from, int limit, Func<Instruction, bool> suits)
    {
        for (int i = limit - 1; i > from; i--)
        {
            if (suits(all[i])) return i;
        }

        return -1;
    }

    // No COPY and no WORKDIR: below everything that prepares the image.
    private static int LastSetup(IReadOnlyList<Instruction> all, int from, int limit)
    {
        int last = from;
        for (int i = from + 1; i < limit && all[i].Keyword is not ("CMD" or "ENTRYPOINT" or "HEALTHCHECK" or "EXPOSE"); i++) last = i;
        return last;
    }

    private static CopyPlace After(DockerfileSyntax dockerfile, int index, IReadOnlyList<Instruction> neighbours)
    {
        PyImportScanner.SourceSpan span = dockerfile.Instructions[index].Span;
        int line = span.EndColumn == 1 && span.EndLine > span.Line ? span.EndLine : span.EndLine + 1;
        return new CopyPlace(index + 1, line, neighbours);
    }

    private static CopyPlace At(DockerfileSyntax dockerfile, int index, IReadOnlyList<Instruction> neighbours) =>
        new(index, AboveComments(dockerfile, dockerfile.Instructions[index].Span.Line), neighbours);

    // Comments directly above an instruction speak of it: new lines go above them.
    private static int AboveComments(DockerfileSyntax dockerfile, int line)
    {
        while (line >= 2 && line - 2 < dockerfile.Lines.Count && dockerfile.Lines[line - 2].TrimStart().StartsWith("#", StringComparison.Ordinal)) line--;
        return line;
    }
}
