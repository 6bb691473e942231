using System;

namespace PyImportScanner.Lexing;

/// <summary>What a token is.</summary>
internal enum TokenKind : byte
{
    End,
    Name,
    Number,
    String,
    Operator,
}

/// <summary>
/// Reads a stretch of one logical line token by token. Line breaks count as blanks: the stretch was cut out where the
/// statement reader says.
/// </summary>
internal ref struct TokenReader
{
    private readonly ReadOnlySpan<byte> text;
    private readonly int end;
    private StringLexer strings;

    public TokenReader(ReadOnlySpan<byte> text, int start, int end, bool nestedStrings = true)
    {
        this.text = text.Slice(0, end);
        this.end = end;
        Next = start;
        strings = new StringLexer(this.text, nestedStrings);
    }

    /// <summary>The whole text, up to the end of the stretch.</summary>
    public readonly ReadOnlySpan<byte> Text => text;

    /// <summary>What the current token is.</summary>
    public TokenKind Kind { get; private set; }

    /// <summary>Offset of the current token.</summary>
    public int Start { get; private set; }

    /// <summary>Offset behind the current token.</summary>
    public int Next { get; private set; }

    /// <summary>Code of an operator: its bytes, last one lowest.</summary>
    public int Code { get; private set; }

    /// <summary>The bytes of the current token.</summary>
    public readonly ReadOnlySpan<byte> Token => text.Slice(Start, Next - Start);

    /// <summary>The current token is an opening bracket.</summary>
    public readonly bool IsOpening => Kind == TokenKind.Operator && Code is '(' or '[' or '{';

    /// <summary>The current token is a closing bracket.</summary>
    public readonly bool IsClosing => Kind == TokenKind.Operator && Code is ')' or ']' or '}';

    /// <summary>Is the current token this name?</summary>
    public readonly bool Is(ReadOnlySpan<byte> name) => Token.SequenceEqual(name);

    /// <summary>Is the current token this operator?</summary>
    public readonly bool IsOperator(int code) => Kind == TokenKind.Operator && Code == code;

    /// <summary>Goes back to <paramref name="offset"/> and reads the token there.</summary>
    public void Seek(int offset)
    {
        Next = offset;
        Read();
    }

    /// <summary>Moves to the next token; false at the end.</summary>
    public bool Read()
    {
        int at = SkipBlanks(Next);
        Start = at;
        Code = 0;
        if (at >= end)
        {
            Next = end;
            Kind = TokenKind.End;
            return false;
        }

        byte b = text[at];
        if (Ascii.IsNameStart(b)) ReadName(at);
        else if (b is (byte)'"' or (byte)'\'') ReadString(at);
        else if (Ascii.IsDigit(b) || (b == '.' && at + 1 < end && Ascii.IsDigit(text[at + 1]))) ReadNumber(at);
        else ReadOperator(at);
        return true;
    }

    private readonly int SkipBlanks(int at)
    {
        while (at < end)
        {
            byte b = text[at];
            if (Ascii.IsBlank(b) || Ascii.IsNewline(b)) at++;
            else if (b == '\\' && at + 1 < end && Ascii.IsNewline(text[at + 1])) at += 2;
            else if (b == '#') at = Ascii.EndOfLine(text, at);
            else break;
        }

        return at;
    }

    private void ReadName(int at)
    {
        while (at < end && Ascii.IsNamePart(text[at])) at++;
        if (at < end && text[at] is (byte)'"' or (byte)'\'' && StringPrefix.Before(text, at).Length == at - Start)
        {
            ReadString(at);
            return;
        }

        Kind = TokenKind.Name;
        Next = at;
    }

    private void ReadString(int quote)
    {
        Kind = TokenKind.String;
        Next = strings.Skip(quote);
    }

    private void ReadNumber(int at)
    {
        Kind = TokenKind.Number;
        bool based = text[at] == '0' && at + 1 < end && (text[at + 1] | 0x20) is 'x' or 'o' or 'b';
        bool hexadecimal = based && (text[at + 1] | 0x20) == 'x';
        if (based) at += 2;
        bool exponent = false;
        while (at < end)
        {
            byte b = text[at];
            int lower = b | 0x20;
            if (Ascii.IsDigit(b) || b == '_' || (!based && b == '.')) at++;
            else if (hexadecimal && lower is >= 'a' and <= 'f') at++;
            else if (!based && !exponent && lower == 'e' && IsExponent(at)) (exponent, at) = (true, at + 2);
            else break;
        }

        if (!based && at < end && (text[at] | 0x20) == 'j') at++;
        Next = at;
    }

    private readonly bool IsExponent(int at) =>
        at + 1 < end && (Ascii.IsDigit(text[at + 1])
            || (text[at + 1] is (byte)'+' or (byte)'-' && at + 2 < end && Ascii.IsDigit(text[at + 2])));

    private void ReadOperator(int at)
    {
        Kind = TokenKind.Operator;
        int b = text[at];
        int second = at + 1 < end ? text[at + 1] : 0;
        int third = at + 2 < end ? text[at + 2] : 0;
        int length = 1;
        if (b == '.' && second == '.' && third == '.') length = 3;
        else if (b == second && b is '*' or '/' or '<' or '>') length = third == '=' ? 3 : 2;
        else if ((b == '-' && second == '>') || (b == '<' && second == '>')) length = 2;
        else if (second == '=' && b is '=' or '!' or '<' or '>' or '+' or '-' or '*' or '/' or '%' or '&' or '|' or '^' or '@' or ':') length = 2;
        Code = b;
        if (length > 1) Code = (Code << 8) | second;
        if (length > 2) Code = (Code << 8) | third;
        Next = at + length;
    }
}
