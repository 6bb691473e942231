using System;
using System.Collections.Generic;
using PyImportScanner.Expressions;
using PyImportScanner.Lexing;

namespace PyImportScanner.Imports;

/// <summary>Guards: worked out for a block only when something of interest stands in it.</summary>
internal ref partial struct ModuleScan
{
    private GuardNode? CurrentGuards()
    {
        GuardNode? node = null;
        for (int i = 0; i < reader.Depth; i++)
        {
            ref Block block = ref reader.Blocks[i];
            if (!block.GuardsKnown)
            {
                block.Guards = GuardsOf(ref block, node);
                block.GuardsKnown = true;
            }

            node = block.Guards;
        }

        return node;
    }

    private GuardNode? GuardsOf(ref Block block, GuardNode? parent) => block.Kind switch
    {
        StatementKind.Def => GuardNode.OfFunction(parent),
        StatementKind.If => GuardsOfIf(ref block, parent),
        StatementKind.While when block.Clause == StatementKind.While => GuardsOfWhile(ref block, parent),
        StatementKind.Try => GuardsOfTry(ref block, parent),
        StatementKind.With => GuardsOfWith(ref block, parent),
        StatementKind.Case => GuardNode.Of(parent, new Guard { Kind = GuardKind.If }),
        _ => parent,
    };

    // Every earlier test of the chain was false; the nodes for that are shared by the later clauses.
    private readonly GuardNode? GuardsOfIf(ref Block block, GuardNode? parent)
    {
        IfTest[] tests = reader.Tests;
        int last = block.FirstTest + block.Tests - (block.Clause == StatementKind.Else ? 0 : 1);
        GuardNode? node = parent;
        for (int i = block.FirstTest; i < last; i++)
        {
            ref IfTest test = ref tests[i];
            test.Condition ??= Condition.Read(text, test.Start, test.End);
            test.NegatedUpToHere ??= GuardNode.Of(node, test.Condition.ToGuard(negated: true));
            node = test.NegatedUpToHere;
        }

        if (block.Clause == StatementKind.Else) return node;
        ref IfTest own = ref tests[last];
        own.Condition ??= Condition.Read(text, own.Start, own.End);
        return GuardNode.Of(node, own.Condition.ToGuard(negated: false));
    }

    private readonly GuardNode? GuardsOfWhile(ref Block block, GuardNode? parent)
    {
        Condition condition = Condition.Read(text, block.Word, block.Colon);
        bool dead = condition.Value == false && condition.Kind is GuardKind.Const or GuardKind.TypeChecking;
        return dead ? GuardNode.Of(parent, condition.ToGuard(negated: false)) : parent;
    }

    private GuardNode? GuardsOfTry(ref Block block, GuardNode? parent)
    {
        switch (block.Clause)
        {
            case StatementKind.Try:
                block.Try ??= new TryStatement(++tries);
                return GuardNode.OfTry(parent, block.Try);
            case StatementKind.Except:
                if (block.Try is null)
                {
                    // Nothing of interest stood in the body, so earlier handlers do not matter either.
                    block.Try = new TryStatement(++tries);
                    block.HandlerGuard = block.Try.BeginHandler(text, block.Word, block.Colon);
                }

                return block.HandlerGuard is null ? parent : GuardNode.Of(parent, block.HandlerGuard);
            default:
                return parent;
        }
    }

    private readonly GuardNode? GuardsOfWith(ref Block block, GuardNode? parent)
    {
        ReadOnlySpan<byte> header = text.Slice(block.Word, block.Colon - block.Word);
        if (header.IndexOf("suppress"u8) < 0 && header.IndexOf("ignoring"u8) < 0) return parent;
        string[]? names = null;
        var tokens = new TokenReader(text, block.Word, block.Colon);
        int previous = -1;
        while (tokens.Read())
        {
            // The dotted callee starts at the first name behind a comma, parenthesis or the keyword.
            if (tokens.Kind == TokenKind.Operator && tokens.Code != '.')
            {
                previous = -1;
            }
            else if (tokens.Kind == TokenKind.Name && tokens.Is("as"u8))
            {
                previous = -1;
            }
            else if (previous < 0)
            {
                previous = tokens.Start;
            }

            if (tokens.Kind == TokenKind.Name && (tokens.Is("suppress"u8) || tokens.Is("ignoring"u8)))
                names = Suppressed(previous, block.Colon) ?? names;
        }

        return names is null ? parent : GuardNode.Of(parent, new Guard { Kind = GuardKind.SuppressImportError, Handlers = names });
    }

    private readonly string[]? Suppressed(int start, int end)
    {
        Expression call = ExpressionParser.ParsePrefix(text, start, end, out _);
        if (call.Kind != ExpressionKind.Call || call.Items[0].Dotted() is null) return null;
        if (call.Items[0].Text is not ("suppress" or "ignoring")) return null;
        var names = new List<string>();
        for (int i = 1; i < call.Items.Length; i++)
        {
            if (call.Items[i].Kind != ExpressionKind.Keyword) names.Add(call.Items[i].Dotted() is null ? "?" : call.Items[i].Text);
        }

        return TryStatement.Catches(names) ? names.ToArray() : null;
    }
}
