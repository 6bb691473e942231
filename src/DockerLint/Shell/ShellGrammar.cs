using System.Collections.Generic;

namespace DockerLint.Shell;

/// <summary>Lists, pipelines and simple commands (XCU 2.9 and 2.10); compound ones are in <see cref="ShellCompoundGrammar"/>.</summary>
internal sealed class ShellGrammar
{
    private readonly ShellLexer lexer;
    private readonly ShellSource source;
    private readonly ShellCompoundGrammar compound;

    public ShellGrammar(ShellLexer lexer)
    {
        this.lexer = lexer;
        source = lexer.Source;
        compound = new ShellCompoundGrammar(this, lexer);
    }

    /// <summary>Commands up to the end of the text.</summary>
    public ShellList ReadAll()
    {
        ShellList list = ReadList();
        ShellToken token = lexer.Peek();
        if (token.Kind != ShellTokenKind.End) Unexpected(token);
        return list;
    }

    /// <summary>Commands up to and with the <c>)</c> that closes a substitution.</summary>
    public ShellList ReadSubstitution()
    {
        ShellList list = ReadList();
        ShellToken token = lexer.Next();
        if (!token.Is(")")) Unexpected(token);
        return list;
    }

    /// <summary>Commands up to something that cannot begin one: the end, <c>)</c>, <c>;;</c>, <c>then</c>, <c>done</c> …</summary>
    public ShellList ReadList()
    {
        var items = new List<ShellListItem>();
        while (true)
        {
            SkipSeparators();
            if (EndsList(lexer.Peek())) break;
            ShellCommand? command = ReadAndOr();
            if (command is null || source.Error is not null) break;
            bool background = lexer.Peek().Is("&");
            if (background) lexer.Next();
            items.Add(new ShellListItem(command, background));
            ShellToken next = lexer.Peek();
            if (!background && !next.Is(";") && next.Kind != ShellTokenKind.Newline && !EndsList(next))
            {
                Unexpected(next);
                break;
            }
        }

        return items.Count == 0 ? ShellList.Empty : new ShellList(items.ToArray());
    }

    public void SkipNewlines()
    {
        while (lexer.Peek().Kind == ShellTokenKind.Newline) lexer.Next();
    }

    public void Unexpected(ShellToken token)
    {
        string what = token.Kind switch
        {
            ShellTokenKind.End => "the end of the text",
            ShellTokenKind.Newline => "the end of the line",
            ShellTokenKind.Word => token.Word!.Source,
            _ => token.Operator,
        };
        source.Fail(what + " was not expected here", token.Start);
    }

    /// <summary>Redirections here, in order; an empty list costs nothing.</summary>
    public IReadOnlyList<ShellRedirection> ReadRedirections()
    {
        List<ShellRedirection>? found = null;
        while (IsRedirection(lexer.Peek()) && ReadRedirection() is { } redirection) (found ??= []).Add(redirection);
        return found is null ? [] : found.ToArray();
    }

    private static bool EndsList(ShellToken token) => token.Kind switch
    {
        ShellTokenKind.End => true,
        ShellTokenKind.Operator => token.Operator is ")" or ";;" or ";&" or ";;&",
        ShellTokenKind.Word => token.Word!.Plain is "then" or "else" or "elif" or "fi" or "do" or "done" or "esac" or "}",
        _ => false,
    };

    private void SkipSeparators()
    {
        while (lexer.Peek() is { } token && (token.Kind == ShellTokenKind.Newline || token.Is(";"))) lexer.Next();
    }

    private ShellCommand? ReadAndOr()
    {
        int start = lexer.Peek().Start;
        ShellCommand? first = ReadPipeline();
        if (first is null) return null;
        List<AndOrPart>? rest = null;
        while (lexer.Peek() is { } token && (token.Is("&&") || token.Is("||")))
        {
            lexer.Next();
            SkipNewlines();
            if (ReadPipeline() is not { } command) return null;
            (rest ??= []).Add(new AndOrPart(token.Operator == "&&", command));
        }

        return rest is null ? first : new AndOrCommand(first, rest.ToArray(), source.Span(start, lexer.LastEnd));
    }

    private ShellCommand? ReadPipeline()
    {
        int start = lexer.Peek().Start;
        bool negated = false;
        while (lexer.Peek() is { Kind: ShellTokenKind.Word } token && token.Word!.Plain == "!")
        {
            negated = !negated;
            lexer.Next();
        }

        ShellCommand? first = ReadCommand();
        if (first is null) return null;
        List<ShellCommand>? all = null;
        while (lexer.Peek() is { } token && (token.Is("|") || token.Is("|&")))
        {
            lexer.Next();
            SkipNewlines();
            if (ReadCommand() is not { } command) return null;
            all ??= [first];
            all.Add(command);
        }

        if (all is null && !negated) return first;
        return new PipelineCommand(all?.ToArray() ?? [first], negated, source.Span(start, lexer.LastEnd));
    }

    private ShellCommand? ReadCommand()
    {
        if (!source.Enter()) return null;
        ShellCommand? command = compound.TryRead() ?? (source.Error is null ? ReadSimple() : null);
        source.Leave();
        return source.Error is null ? command : null;
    }

    private ShellCommand? ReadSimple()
    {
        int start = lexer.Peek().Start;
        List<ShellAssignment>? assignments = null;
        List<ShellRedirection>? redirections = null;
        var words = new List<ShellWord>();
        while (true)
        {
            ShellToken token = lexer.Peek();
            if (token.Kind == ShellTokenKind.Word)
            {
                lexer.Next();
                if (words.Count == 0 && ShellAssignments.TryRead(token.Word!) is { } assignment) (assignments ??= []).Add(assignment);
                else words.Add(token.Word!);
            }
            else if (IsRedirection(token))
            {
                if (ReadRedirection() is not { } redirection) return null;
                (redirections ??= []).Add(redirection);
            }
            else if (token.Is("(") && words.Count == 1 && assignments is null && redirections is null)
            {
                return compound.ReadFunctionBody(words[0].Source, start);
            }
            else
            {
                break;
            }
        }

        if (words.Count == 0 && assignments is null && redirections is null)
        {
            Unexpected(lexer.Peek());
            return null;
        }

        return new SimpleCommand(assignments?.ToArray() ?? [], words.ToArray(), source.Span(start, lexer.LastEnd))
        {
            Redirections = redirections?.ToArray() ?? [],
        };
    }

    private static bool IsRedirection(ShellToken token) =>
        token.Kind == ShellTokenKind.Operator && (token.Operator[0] is '<' or '>' || token.Operator is "&>" or "&>>");

    private ShellRedirection? ReadRedirection()
    {
        ShellToken token = lexer.Next();
        ShellToken target = lexer.Peek();
        if (target.Kind != ShellTokenKind.Word)
        {
            Unexpected(target);
            return null;
        }

        lexer.Next();
        var redirection = new ShellRedirection(
            token.Operator, token.Descriptor, target.Word!, source.Span(token.Start, target.End));
        if (token.Operator is "<<" or "<<-") lexer.Expect(redirection);
        return redirection;
    }
}
