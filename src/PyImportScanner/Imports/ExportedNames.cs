using System;
using System.Collections.Generic;
using PyImportScanner.Expressions;
using PyImportScanner.Lexing;

namespace PyImportScanner.Imports;

/// <summary>The value of <c>__all__</c>, as far as a module builds it of literals (language reference, 7.11).</summary>
internal sealed class ExportedNames
{
    private List<string>? names;
    private bool isKnown = true;

    /// <summary>The names; null where there is no <c>__all__</c>, or where it is computed.</summary>
    public IReadOnlyList<string>? Names => isKnown ? names : null;

    /// <summary>A statement that begins with <c>__all__</c>. What is no <c>= […]</c>, <c>+= […]</c>, <c>.append("x")</c> or <c>.extend([…])</c> makes it unknown.</summary>
    public void Visit(ReadOnlySpan<byte> text, ref StatementReader reader)
    {
        var tokens = new TokenReader(text, reader.Word, reader.End);
        tokens.Read();
        bool replaces = tokens.IsOperator('=') || tokens.IsOperator(':');
        while (tokens.IsOperator(':') || (replaces && !tokens.IsOperator('=') && tokens.Kind != TokenKind.End)) tokens.Read();
        Expression value;
        if (tokens.IsOperator('.'))
        {
            Expression call = ExpressionParser.Parse(text, reader.Start, reader.End);
            bool appends = call.Kind == ExpressionKind.Call && call.Items.Length == 2 && call.Items[0].LastName() is "append" or "extend";
            isKnown &= appends;
            if (!appends) return;
            value = call.Items[1];
        }
        else
        {
            if (!replaces && !tokens.IsOperator(('+' << 8) | '='))
            {
                isKnown = false;
                return;
            }

            value = ExpressionParser.Parse(text, Math.Min(tokens.Next, reader.End), reader.End);
        }

        if (replaces)
        {
            names = [];
            isKnown = true;
        }

        Add(value);
    }

    private void Add(Expression value)
    {
        names ??= [];
        Expression[] items = value.Kind is ExpressionKind.List or ExpressionKind.Tuple ? value.Items : [value];
        foreach (Expression item in items)
        {
            if (item.Kind == ExpressionKind.String) names.Add(item.Text);
            else isKnown = false;
        }
    }
}
