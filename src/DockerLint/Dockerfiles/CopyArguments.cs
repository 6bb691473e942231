using System.Collections.Generic;
using DockerLint.Dockerfiles.Parsing;

namespace DockerLint.Dockerfiles;

/// <summary>The arguments of COPY or ADD, told apart.</summary>
/// <param name="Sources">Ordinary sources, unexpanded, in order; they are copied first.</param>
/// <param name="Heredocs">Files written in the Dockerfile itself, in order; each is named by its delimiter.</param>
/// <param name="Destination">Unexpanded.</param>
public sealed record CopyArguments(IReadOnlyList<Word> Sources, IReadOnlyList<Heredoc> Heredocs, Word Destination)
{
    /// <summary>
    /// Splits the arguments; null when there are too few. A heredoc is found by its name: of equal delimiters each has the
    /// last body, and in the JSON form, where none is read, it is empty.
    /// </summary>
    public static CopyArguments? Of(Instruction instruction)
    {
        int last = instruction.Arguments.Count - 1;
        if (last < 1) return null;
        var sources = new List<Word>(last);
        var heredocs = new List<Heredoc>();
        for (int i = 0; i < last; i++)
        {
            Word word = instruction.Arguments[i];
            if (HeredocWord.Parse(word.Text) is not { } opener) sources.Add(word);
            else heredocs.Add(Body(instruction, opener, word));
        }

        return new CopyArguments(sources, heredocs, instruction.Arguments[last]);
    }

    private static Heredoc Body(Instruction instruction, HeredocWord opener, Word word)
    {
        Heredoc? body = null;
        foreach (Heredoc heredoc in instruction.Heredocs)
        {
            if (heredoc.Name == opener.Name) body = heredoc;
        }

        string raw = body?.RawContent ?? "";
        string content = opener.Chomps ? HeredocBody.Chomp(raw) : raw;
        return new Heredoc(opener.Name, content, opener.Expands, opener.Chomps, opener.FileDescriptor, body?.Span ?? word.Span)
        {
            RawContent = raw,
        };
    }
}
