using System;
using System.Collections.Generic;
using PyImportScanner.Lexing;

namespace PyImportScanner.Expressions;

/// <summary>
/// Parses one Python expression (language reference, chapter 6). Depth is bounded; what is too deep or not understood is
/// <see cref="ExpressionKind.Unknown"/>, which decides nothing.
/// </summary>
internal ref partial struct ExpressionParser
{
    private const int MaximumDepth = 60;
    private TokenReader tokens;
    private int depth;
    private bool failed;

    private ExpressionParser(ReadOnlySpan<byte> text, int start, int end) => tokens = new TokenReader(text, start, end);

    /// <summary>The expression in [<paramref name="start"/>, <paramref name="end"/>): a tuple without parentheses is allowed.</summary>
    public static Expression Parse(ReadOnlySpan<byte> text, int start, int end)
    {
        var parser = new ExpressionParser(text, start, end);
        parser.tokens.Read();
        Expression result = parser.ParseTuple();
        return parser.failed || parser.tokens.Kind != TokenKind.End ? Unknown(start, end) : result;
    }

    /// <summary>The atom with its calls, attributes and subscripts at <paramref name="start"/>; <paramref name="next"/> is the token behind it.</summary>
    public static Expression ParsePrefix(ReadOnlySpan<byte> text, int start, int end, out int next, int nesting = 0)
    {
        var parser = new ExpressionParser(text, start, end) { depth = nesting };
        parser.tokens.Read();
        Expression result = parser.ParsePostfix();
        next = parser.tokens.Start;
        return parser.failed ? Unknown(start, next) : result;
    }

    private static Expression Unknown(int start, int end) => new(ExpressionKind.Unknown, start, end);

    private Expression Fail()
    {
        failed = true;
        return Unknown(tokens.Start, tokens.Next);
    }

    private readonly bool AtOperator(int code) => tokens.IsOperator(code);

    private readonly bool AtKeyword(ReadOnlySpan<byte> word) => tokens.Kind == TokenKind.Name && tokens.Is(word);

    private bool Accept(int code)
    {
        if (!AtOperator(code)) return false;
        tokens.Read();
        return true;
    }

    private Expression ParseTuple()
    {
        int start = tokens.Start;
        Expression first = ParseElement();
        if (!AtOperator(',')) return first;
        var items = new List<Expression> { first };
        int end = first.End;
        while (!failed && AtOperator(','))
        {
            end = tokens.Next;
            tokens.Read();
            if (tokens.Kind == TokenKind.End || tokens.IsClosing || AtOperator('=') || AtOperator(':')) break;
            items.Add(ParseElement());
            end = items[items.Count - 1].End;
        }

        return new Expression(ExpressionKind.Tuple, start, end, "", items.ToArray());
    }

    // An element of a display or an argument: starred, or an expression with an optional walrus.
    private Expression ParseElement()
    {
        int start = tokens.Start;
        if (AtOperator('*') || AtOperator(('*' << 8) | '*'))
        {
            tokens.Read();
            Expression value = AtOperator('*') || AtOperator(('*' << 8) | '*') ? Fail() : ParseElement();
            return new Expression(ExpressionKind.Starred, start, value.End, "", [value]);
        }

        Expression result = ParseConditional();
        if (!AtOperator((':' << 8) | '=')) return result;
        tokens.Read();
        Expression bound = ParseConditional();
        return new Expression(ExpressionKind.Walrus, start, bound.End, result.Text, [bound]);
    }

    private Expression ParseConditional()
    {
        if (++depth > MaximumDepth)
        {
            depth--;
            return Fail();
        }

        Expression result = AtKeyword("lambda"u8) ? ParseLambda() : ParseOr();
        if (!failed && AtKeyword("if"u8))
        {
            tokens.Read();
            Expression test = ParseOr();
            if (!AtKeyword("else"u8))
            {
                depth--;
                return Fail();
            }

            tokens.Read();
            Expression other = ParseConditional();
            result = new Expression(ExpressionKind.Conditional, result.Start, other.End, "", [result, test, other]);
        }

        depth--;
        return result;
    }

    private Expression ParseLambda()
    {
        int start = tokens.Start, open = 1, nesting = 0;
        while (open > 0)
        {
            if (!tokens.Read()) return Fail();
            if (tokens.IsOpening) nesting++;
            else if (tokens.IsClosing) nesting--;
            else if (nesting == 0 && AtKeyword("lambda"u8)) open++;
            else if (nesting == 0 && AtOperator(':')) open--;
            if (nesting < 0) return Fail();
        }

        tokens.Read();
        Expression body = ParseConditional();
        return new Expression(ExpressionKind.Lambda, start, body.End, "", [body]);
    }

    private Expression ParseOr() => ParseChain(ExpressionKind.Or);

    private Expression ParseChain(ExpressionKind kind)
    {
        Expression first = kind == ExpressionKind.Or ? ParseChain(ExpressionKind.And) : ParseNot();
        List<Expression>? items = null;
        while (!failed && (kind == ExpressionKind.Or ? AtKeyword("or"u8) : AtKeyword("and"u8)))
        {
            items ??= [first];
            tokens.Read();
            items.Add(kind == ExpressionKind.Or ? ParseChain(ExpressionKind.And) : ParseNot());
        }

        return items is null ? first : new Expression(kind, first.Start, items[items.Count - 1].End, "", items.ToArray());
    }

    private Expression ParseNot()
    {
        int start = tokens.Start, count = 0;
        while (AtKeyword("not"u8))
        {
            count++;
            tokens.Read();
        }

        Expression result = ParseCompare();
        // A chain of nots folds to one or two nodes, however long it is.
        if (count > 0 && count % 2 == 0) result = new Expression(ExpressionKind.Not, start, result.End, "", [result]);
        return count == 0 ? result : new Expression(ExpressionKind.Not, start, result.End, "", [result]);
    }

    private Expression ParseCompare()
    {
        Expression first = ParseBinary(0);
        List<Expression>? items = null;
        string operators = "";
        while (!failed && ReadComparison() is { } name)
        {
            items ??= [first];
            operators = operators.Length == 0 ? name : operators + " " + name;
            if (items.Count > 100) return Fail();
            items.Add(ParseBinary(0));
        }

        return items is null
            ? first
            : new Expression(ExpressionKind.Compare, first.Start, items[items.Count - 1].End, operators, items.ToArray());
    }

    private string? ReadComparison()
    {
        string? name = null;
        if (tokens.Kind == TokenKind.Operator)
        {
            name = tokens.Code switch
            {
                '<' => "<",
                '>' => ">",
                ('=' << 8) | '=' => "==",
                ('!' << 8) | '=' => "!=",
                ('<' << 8) | '=' => "<=",
                ('>' << 8) | '=' => ">=",
                _ => null,
            };
        }
        else if (AtKeyword("in"u8))
        {
            name = "in";
        }
        else if (AtKeyword("not"u8))
        {
            tokens.Read();
            if (!AtKeyword("in"u8)) Fail();
            name = "not-in";
        }
        else if (AtKeyword("is"u8))
        {
            tokens.Read();
            if (!AtKeyword("not"u8)) return "is";
            name = "is-not";
        }

        if (name is not null) tokens.Read();
        return name;
    }

    // | ^ & << >> + - * @ / // %
    private static int Precedence(int code) => code switch
    {
        '|' => 1,
        '^' => 2,
        '&' => 3,
        ('<' << 8) | '<' or ('>' << 8) | '>' => 4,
        '+' or '-' => 5,
        '*' or '@' or '/' or '%' or ('/' << 8) | '/' => 6,
        _ => 0,
    };

    private Expression ParseBinary(int above)
    {
        Expression left = ParseUnary();
        int chain = 0;
        while (!failed && tokens.Kind == TokenKind.Operator && Precedence(tokens.Code) is var precedence && precedence > above)
        {
            // The tree leans left; evaluators walk it recursively.
            if (++chain > MaximumDepth) return Fail();
            string name = Utf8Text.Decode(tokens.Token);
            tokens.Read();
            Expression right = ParseBinary(precedence);
            left = new Expression(ExpressionKind.Binary, left.Start, right.End, name, [left, right]);
        }

        return left;
    }

    private Expression ParseUnary()
    {
        if (AtOperator('-') || AtOperator('+') || AtOperator('~'))
        {
            if (++depth > MaximumDepth) return Fail();
            int start = tokens.Start;
            string name = ((char)tokens.Code).ToString();
            tokens.Read();
            Expression operand = ParseUnary();
            depth--;
            return new Expression(ExpressionKind.Unary, start, operand.End, name, [operand]);
        }

        if (AtKeyword("await"u8)) tokens.Read();
        Expression value = ParsePostfix();
        if (failed || !AtOperator(('*' << 8) | '*')) return value;
        if (++depth > MaximumDepth) return Fail();
        tokens.Read();
        Expression power = ParseUnary();
        depth--;
        return new Expression(ExpressionKind.Binary, value.Start, power.End, "**", [value, power]);
    }
}
