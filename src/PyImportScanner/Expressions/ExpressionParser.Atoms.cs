using System.Collections.Generic;
using PyImportScanner.Lexing;

namespace PyImportScanner.Expressions;

/// <summary>Names, literals, displays, calls, subscripts.</summary>
internal ref partial struct ExpressionParser
{
    private Expression ParsePostfix()
    {
        Expression value = ParseAtom();
        int chain = 0;
        while (!failed && tokens.Kind == TokenKind.Operator)
        {
            int code = tokens.Code;
            if (code is not ('.' or '(' or '[')) break;
            if (++chain > MaximumDepth) return Fail();
            value = code switch
            {
                '.' => ParseAttribute(value),
                '(' => ParseCall(value),
                _ => ParseSubscript(value),
            };
        }

        return value;
    }

    private Expression ParseAttribute(Expression owner)
    {
        tokens.Read();
        if (tokens.Kind != TokenKind.Name) return Fail();
        var result = new Expression(ExpressionKind.Attribute, owner.Start, tokens.Next, Utf8Text.DecodeName(tokens.Token), [owner]);
        tokens.Read();
        return result;
    }

    private Expression ParseCall(Expression callee)
    {
        tokens.Read();
        var items = new List<Expression> { callee };
        int end = ParseItems(')', items, out _, arguments: true);
        return new Expression(ExpressionKind.Call, callee.Start, end, "", items.ToArray());
    }

    private Expression ParseSubscript(Expression value)
    {
        tokens.Read();
        int start = tokens.Start;
        var items = new List<Expression>();
        bool tuple = false;
        while (!failed && !AtOperator(']'))
        {
            items.Add(ParseSlice());
            if (!AtOperator(',')) break;
            tuple = true;
            tokens.Read();
        }

        int end = Close(']');
        if (failed || items.Count == 0) return Fail();
        Expression index = tuple ? new Expression(ExpressionKind.Tuple, start, end - 1, "", items.ToArray()) : items[0];
        return new Expression(ExpressionKind.Subscript, value.Start, end, "", [value, index]);
    }

    private Expression ParseSlice()
    {
        int start = tokens.Start;
        Expression none = Unknown(start, start);
        Expression first = AtOperator(':') ? none : ParseElement();
        if (!AtOperator(':')) return first;
        var parts = new Expression[] { first, none, none };
        int part = 0;
        while (!failed && AtOperator(':') && part < 2)
        {
            tokens.Read();
            part++;
            if (!AtOperator(':') && !AtOperator(']') && !AtOperator(',')) parts[part] = ParseElement();
        }

        return new Expression(ExpressionKind.Slice, start, tokens.Start, "", parts);
    }

    private int Close(int code)
    {
        int end = tokens.Next;
        if (!AtOperator(code)) Fail();
        tokens.Read();
        return end;
    }

    // Items up to the closing bracket, which is consumed. A comprehension makes `comprehension` true and its clauses are passed over.
    private int ParseItems(int close, List<Expression> items, out bool comprehension, bool arguments = false, bool dictionary = false)
    {
        comprehension = false;
        while (!failed && !AtOperator(close))
        {
            Expression item = ParseElement();
            if (arguments && AtOperator('=') && item.Kind == ExpressionKind.Name)
            {
                tokens.Read();
                Expression value = ParseElement();
                item = new Expression(ExpressionKind.Keyword, item.Start, value.End, item.Text, [value]);
            }

            AddItem(item, items, dictionary);
            if (AtKeyword("for"u8) || AtKeyword("async"u8))
            {
                comprehension = true;
                if (arguments) items[items.Count - 1] = new Expression(ExpressionKind.Comprehension, item.Start, tokens.Start);
                SkipToClose();
                break;
            }

            if (!Accept(',')) break;
        }

        return Close(close);
    }

    private void AddItem(Expression item, List<Expression> items, bool dictionary)
    {
        if (!dictionary)
        {
            items.Add(item);
            return;
        }

        bool unpacked = item.Kind == ExpressionKind.Starred;
        items.Add(unpacked ? Unknown(item.Start, item.Start) : item);
        if (unpacked) items.Add(item);
        else if (Accept(':')) items.Add(ParseElement());
        else Fail();
    }

    private void SkipToClose()
    {
        int nesting = 0;
        while (tokens.Kind != TokenKind.End)
        {
            if (tokens.IsOpening) nesting++;
            else if (tokens.IsClosing && nesting-- == 0) return;
            tokens.Read();
        }
    }

    private Expression ParseAtom()
    {
        switch (tokens.Kind)
        {
            case TokenKind.Name:
                return ParseName();
            case TokenKind.Number:
                return Leaf(ExpressionKind.Number, Utf8Text.Decode(tokens.Token));
            case TokenKind.String:
                return ParseStrings();
            case TokenKind.Operator when tokens.Code == '(':
                return ParseParentheses();
            case TokenKind.Operator when tokens.Code == '[':
                return ParseDisplay(']', ExpressionKind.List);
            case TokenKind.Operator when tokens.Code == '{':
                return ParseBraces();
            case TokenKind.Operator when tokens.Code == (('.' << 16) | ('.' << 8) | '.'):
                return Leaf(ExpressionKind.Ellipsis, "");
            default:
                return Fail();
        }
    }

    private Expression Leaf(ExpressionKind kind, string text)
    {
        var leaf = new Expression(kind, tokens.Start, tokens.Next, text);
        tokens.Read();
        return leaf;
    }

    private Expression ParseName()
    {
        if (tokens.Is("True"u8)) return Leaf(ExpressionKind.True, "");
        if (tokens.Is("False"u8)) return Leaf(ExpressionKind.False, "");
        if (tokens.Is("None"u8)) return Leaf(ExpressionKind.None, "");
        if (tokens.Is("lambda"u8)) return ParseLambda();
        if (tokens.Is("yield"u8) || tokens.Is("for"u8) || tokens.Is("if"u8) || tokens.Is("else"u8)) return Fail();
        return Leaf(ExpressionKind.Name, Utf8Text.DecodeName(tokens.Token));
    }

    private Expression ParseParentheses()
    {
        int start = tokens.Start;
        tokens.Read();
        if (AtOperator(')'))
        {
            int close = tokens.Next;
            tokens.Read();
            return new Expression(ExpressionKind.Tuple, start, close);
        }

        Expression inner = ParseTuple();
        if (AtKeyword("for"u8) || AtKeyword("async"u8))
        {
            SkipToClose();
            inner = new Expression(ExpressionKind.Comprehension, start, tokens.Start);
        }

        int end = Close(')');
        return inner.Kind == ExpressionKind.Tuple ? new Expression(ExpressionKind.Tuple, start, end, "", inner.Items) : inner;
    }

    private Expression ParseDisplay(int close, ExpressionKind kind)
    {
        int start = tokens.Start;
        tokens.Read();
        var items = new List<Expression>();
        int end = ParseItems(close, items, out bool comprehension);
        return comprehension
            ? new Expression(ExpressionKind.Comprehension, start, end)
            : new Expression(kind, start, end, "", items.ToArray());
    }

    private Expression ParseBraces()
    {
        int start = tokens.Start;
        bool dictionary = IsDictionary();
        tokens.Read();
        var items = new List<Expression>();
        int end = ParseItems('}', items, out bool comprehension, dictionary: dictionary);
        ExpressionKind kind = comprehension ? ExpressionKind.Comprehension : dictionary ? ExpressionKind.Dictionary : ExpressionKind.Set;
        return new Expression(kind, start, end, "", items.ToArray());
    }

    // `{}`, `{**a`, or a colon behind the first element make a dictionary; the first element is read twice.
    private bool IsDictionary()
    {
        int brace = tokens.Start;
        tokens.Read();
        bool result;
        if (AtOperator('}') || AtOperator(('*' << 8) | '*'))
        {
            result = true;
        }
        else
        {
            int nesting = 0;
            while (tokens.Kind != TokenKind.End)
            {
                if (tokens.IsOpening) nesting++;
                else if (tokens.IsClosing && nesting-- == 0) break;
                else if (nesting == 0 && (AtOperator(':') || AtOperator(',') || AtKeyword("for"u8) || AtKeyword("lambda"u8))) break;
                tokens.Read();
            }

            result = AtOperator(':');
        }

        tokens.Seek(brace);
        return result;
    }

    private Expression ParseStrings()
    {
        int start = tokens.Start, end = start;
        var parts = new List<Expression>();
        bool bytes = false;
        while (tokens.Kind == TokenKind.String)
        {
            end = tokens.Next;
            int quote = tokens.Start;
            while (tokens.Text[quote] is not ((byte)'"' or (byte)'\'')) quote++;
            StringPrefix prefix = StringPrefix.Before(tokens.Text, quote);
            bytes |= prefix.IsBytes;
            if (prefix.IsTemplate) parts.Add(Unknown(start, end));
            else StringLiteral.AddParts(tokens.Text, quote, end, prefix, parts, depth);
            tokens.Read();
        }

        if (bytes) return new Expression(ExpressionKind.Bytes, start, end, StringLiteral.Concatenate(parts) ?? "");
        string? text = StringLiteral.Concatenate(parts);
        return text is null
            ? new Expression(ExpressionKind.FormattedString, start, end, "", parts.ToArray())
            : new Expression(ExpressionKind.String, start, end, text);
    }
}
