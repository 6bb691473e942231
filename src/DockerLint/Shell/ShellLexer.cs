using System.Collections.Generic;

namespace DockerLint.Shell;

internal enum ShellTokenKind : byte
{
    End,
    Newline,
    Operator,
    Word,
}

/// <summary>A token. <see cref="Descriptor"/> is the number written directly before a redirection operator.</summary>
internal readonly record struct ShellToken(ShellTokenKind Kind, string Operator, ShellWord? Word, int? Descriptor, int Start, int End)
{
    public bool Is(string operatorText) => Kind == ShellTokenKind.Operator && Operator == operatorText;
}

/// <summary>Tokens of a script (XCU 2.3), one ahead; reads the bodies of here-documents when their line ends.</summary>
internal sealed class ShellLexer(ShellSource source)
{
    // Longest first: the shell takes the longest operator.
    private static readonly string[] Operators =
    [
        ";;&", "&>>", "<<-", "<<<", "&&", "||", ";;", ";&", "|&", "&>", "<<", "<&", "<>", ">>", ">&", ">|",
        ";", "&", "|", "(", ")", "<", ">",
    ];

    private readonly List<ShellRedirection> pendingDocuments = [];
    private ShellToken? ahead;

    public ShellSource Source => source;

    public int LastEnd { get; private set; }

    public ShellToken Peek() => ahead ??= Read();

    public ShellToken Next()
    {
        ShellToken token = Peek();
        ahead = null;
        LastEnd = token.End;
        return token;
    }

    /// <summary>Gives up the token that was looked at, so that the text is read again from its start.</summary>
    public void Rewind()
    {
        if (ahead is not { } token || source.Error is not null) return;
        source.Position = token.Start;
        ahead = null;
    }

    public void Expect(ShellRedirection document) => pendingDocuments.Add(document);

    private ShellToken Read()
    {
        SkipBlanks();
        int start = source.Position;
        if (source.AtEnd) return new ShellToken(ShellTokenKind.End, "", null, null, start, start);
        if (source.Current == '\n')
        {
            source.Position++;
            ReadDocuments();
            return new ShellToken(ShellTokenKind.Newline, "", null, null, start, start + 1);
        }

        int? descriptor = ReadDescriptor();
        bool isProcess = source.Current is '<' or '>' && source.Peek() == '(';
        if (!isProcess && ReadOperator() is { } text)
            return new ShellToken(ShellTokenKind.Operator, text, null, descriptor, start, source.Position);
        ShellWord word = ShellWordReader.TryReadPlain(source) ?? new ShellWordReader(source).ReadWord();
        // An error moves to the end: what was read so far is no token any more.
        return source.Error is null
            ? new ShellToken(ShellTokenKind.Word, "", word, null, start, source.Position)
            : new ShellToken(ShellTokenKind.End, "", null, null, source.Position, source.Position);
    }

    private void SkipBlanks()
    {
        while (!source.AtEnd)
        {
            char c = source.Current;
            if (c is ' ' or '\t' || (c == '\r' && source.Peek() is '\n' or '\0')) source.Position++;
            else if (c == '\\' && source.Peek() == '\n') source.Position += 2;
            else if (c == '\\' && source.Peek() == '\r' && source.Peek(2) == '\n') source.Position += 3;
            else if (c == '#') SkipComment();
            else return;
        }
    }

    private void SkipComment()
    {
        int end = source.Text.IndexOf('\n', source.Position);
        source.Position = end < 0 ? source.Text.Length : end;
    }

    private int? ReadDescriptor()
    {
        int end = source.Position;
        while (end < source.Text.Length && end - source.Position < 4 && source.Text[end] is >= '0' and <= '9') end++;
        if (end == source.Position || end >= source.Text.Length || source.Text[end] is not ('<' or '>')) return null;
        int value = 0;
        for (; source.Position < end; source.Position++) value = (value * 10) + (source.Current - '0');
        return value;
    }

    private string? ReadOperator()
    {
        if (source.Current is not (';' or '&' or '|' or '(' or ')' or '<' or '>')) return null;
        foreach (string text in Operators)
        {
            if (!source.LooksAt(text)) continue;
            source.Position += text.Length;
            return text;
        }

        return null;
    }

    private void ReadDocuments()
    {
        foreach (ShellRedirection redirection in pendingDocuments)
            redirection.Document = HereDocumentReader.Read(source, redirection);
        pendingDocuments.Clear();
    }
}
