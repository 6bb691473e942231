using System;
using System.Text;

namespace DockerLint.Shell;

/// <summary>Reads what begins with <c>$</c> or a backquote.</summary>
internal sealed class ShellDollarReader(ShellSource source)
{
    /// <summary>How far an arithmetic expression may reach.</summary>
    private const int MaximumArithmetic = 4096;

    /// <summary>How far the index of an array may reach.</summary>
    private const int MaximumIndex = 256;

    /// <summary>The expansion here, or null (nothing consumed) when the dollar is an ordinary character.</summary>
    public WordPart? Read(bool quoted)
    {
        if (source.Current == '`') return ReadBackquotes(quoted);
        int start = source.Position;
        char next = source.Peek();
        if (next == '{') return ReadBraces(quoted);
        if (next == '(')
        {
            source.Position++;
            return source.Peek() == '(' && ReadArithmetic(quoted) is { } arithmetic ? arithmetic : ReadParenthesized(start, quoted, false);
        }

        int end = start + 1;
        if (ShellNames.IsStart(next))
        {
            while (end < source.Text.Length && ShellNames.IsPart(source.Text[end])) end++;
        }
        else if (IsSpecial(next)) end++;
        else return null;

        source.Position = end;
        string name = source.Text.Substring(start + 1, end - start - 1);
        return new ParameterPart(name, ParameterOperator.None, false, null, null, "$" + name, quoted);
    }

    /// <summary><c>( … )</c> here: commands up to the parenthesis that closes it.</summary>
    public CommandPart? ReadParenthesized(int start, bool quoted, bool isProcess)
    {
        source.Position++;
        ShellList body = new ShellGrammar(new ShellLexer(source)).ReadSubstitution();
        if (source.Error is not null) return null;
        string text = source.Text.Substring(start, source.Position - start);
        return new CommandPart(new ShellScript(body, null), text, isProcess, quoted);
    }

    /// <summary>The text between <c>((</c> here and its <c>))</c>; null (nothing consumed) when it is no arithmetic.</summary>
    public string? ReadArithmeticText()
    {
        int depth = 0;
        int limit = Math.Min(source.Text.Length, source.Position + MaximumArithmetic);
        for (int i = source.Position; i < limit; i++)
        {
            char c = source.Text[i];
            if (c == '(') depth++;
            else if (c == ')' && --depth == 1)
            {
                if (i + 1 >= limit || source.Text[i + 1] != ')') return null;
                int start = source.Position + 2;
                source.Position = i + 2;
                return source.Text.Substring(start, i - start);
            }
        }

        return null;
    }

    private static bool IsSpecial(char c) => c is '@' or '*' or '#' or '?' or '-' or '$' or '!' or (>= '0' and <= '9');

    private ArithmeticPart? ReadArithmetic(bool quoted) =>
        ReadArithmeticText() is { } text ? new ArithmeticPart(text, quoted) : null;

    private CommandPart? ReadBackquotes(bool quoted)
    {
        int start = source.Position++;
        var inner = new StringBuilder();
        while (!source.AtEnd && source.Current != '`')
        {
            char next = source.Peek();
            bool escape = source.Current == '\\' && (next is '`' or '\\' or '$' || (quoted && next == '"'));
            if (escape) source.Position++;
            inner.Append(source.Current);
            source.Position++;
        }

        if (source.AtEnd)
        {
            source.Fail("a backquote is not closed", start);
            return null;
        }

        source.Position++;
        var nested = new ShellSource(inner.ToString(), 1, 1, source.Span(start, source.Position), source.Depth);
        ShellList body = new ShellGrammar(new ShellLexer(nested)).ReadAll();
        if (nested.Error is { } error)
        {
            source.Fail(error);
            return null;
        }

        return new CommandPart(new ShellScript(body, null), source.Text.Substring(start, source.Position - start), false, quoted);
    }

    private ParameterPart? ReadBraces(bool quoted)
    {
        int start = source.Position;
        source.Position += 2;
        bool length = source.Current == '#' && source.Peek() != '}' && !IsOperatorAfterHash();
        bool indirect = source.Current == '!' && ShellNames.IsStart(source.Peek());
        if (length || indirect) source.Position++;
        string? name = ReadName();
        if (name is null)
        {
            source.Fail("bad substitution", start);
            return null;
        }

        string? index = ReadIndex();
        (ParameterOperator kind, bool colon, ShellWord? operand) = ReadOperator(quoted);
        if (source.Current != '}')
        {
            source.Fail("a brace of ${ is not closed", start);
            return null;
        }

        source.Position++;
        if (length) kind = kind == ParameterOperator.None ? ParameterOperator.Length : ParameterOperator.Other;
        if (indirect) kind = ParameterOperator.Other;
        string text = source.Text.Substring(start, source.Position - start);
        return new ParameterPart(name, kind, colon, operand, index, text, quoted);
    }

    // ${#-x}: the number of arguments with an operator, not the length of $-.
    private bool IsOperatorAfterHash() => source.Peek() is ':' or '-' or '?' or '+' or '=' or '%' && source.Peek(2) != '}';

    private string? ReadName()
    {
        int start = source.Position;
        if (ShellNames.IsStart(source.Current))
        {
            while (ShellNames.IsPart(source.Current)) source.Position++;
        }
        else if (source.Current is >= '0' and <= '9')
        {
            while (source.Current is >= '0' and <= '9') source.Position++;
        }
        else if (IsSpecial(source.Current)) source.Position++;
        else return null;
        return source.Text.Substring(start, source.Position - start);
    }

    private string? ReadIndex()
    {
        if (source.Current != '[') return null;
        int end = source.Text.IndexOf(']', source.Position, Math.Min(MaximumIndex, source.Text.Length - source.Position));
        if (end < 0) return null;
        string index = source.Text.Substring(source.Position + 1, end - source.Position - 1);
        source.Position = end + 1;
        return index;
    }

    private (ParameterOperator Kind, bool Colon, ShellWord? Operand) ReadOperator(bool quoted)
    {
        if (source.Current is '}' or '\0') return (ParameterOperator.None, false, null);
        bool colon = source.Current == ':';
        if (colon) source.Position++;
        char c = source.Current;
        ParameterOperator kind = Kind(c, colon);
        if (kind is ParameterOperator.None)
        {
            // Not one of the operators: read over it, the value is not known.
            ShellWord rest = new ShellWordReader(source).ReadOperand(quoted, '\0');
            return (colon ? ParameterOperator.Substring : ParameterOperator.Other, colon, rest);
        }

        source.Position++;
        if (c is '#' or '%' or '/' or '^' or ',' && source.Current == c)
        {
            source.Position++;
            kind = Doubled(kind);
        }
        else if (kind is ParameterOperator.Upper or ParameterOperator.Lower)
        {
            kind = ParameterOperator.Other;
        }

        // The quotes around the whole do not reach into a pattern (XCU 2.6.2).
        bool isPattern = c is '#' or '%' or '/';
        return (kind, colon, new ShellWordReader(source).ReadOperand(quoted && !isPattern, '\0'));
    }

    private static ParameterOperator Kind(char c, bool colon) => c switch
    {
        '-' => ParameterOperator.Default,
        '=' => ParameterOperator.Assign,
        '?' => ParameterOperator.Require,
        '+' => ParameterOperator.Alternative,
        '#' when !colon => ParameterOperator.TrimShortestPrefix,
        '%' when !colon => ParameterOperator.TrimShortestSuffix,
        '/' when !colon => ParameterOperator.ReplaceFirst,
        '^' when !colon => ParameterOperator.Upper,
        ',' when !colon => ParameterOperator.Lower,
        _ => ParameterOperator.None,
    };

    private static ParameterOperator Doubled(ParameterOperator kind) => kind switch
    {
        ParameterOperator.TrimShortestPrefix => ParameterOperator.TrimLongestPrefix,
        ParameterOperator.TrimShortestSuffix => ParameterOperator.TrimLongestSuffix,
        ParameterOperator.ReplaceFirst => ParameterOperator.ReplaceAll,
        _ => kind,
    };
}
