using System.Collections.Generic;

namespace DockerLint.Shell;

/// <summary>Compound commands and function definitions (XCU 2.9.4 and 2.9.5).</summary>
internal sealed class ShellCompoundGrammar(ShellGrammar grammar, ShellLexer lexer)
{
    private readonly ShellSource source = lexer.Source;

    /// <summary>The compound command here, or null (nothing consumed) when a simple one begins.</summary>
    public ShellCommand? TryRead()
    {
        ShellToken token = lexer.Peek();
        ShellCommand? command = token.Kind switch
        {
            ShellTokenKind.Operator when token.Operator == "(" => ReadParenthesis(token.Start),
            ShellTokenKind.Word => ReadReserved(token),
            _ => null,
        };
        if (command is null or FunctionDefinition || source.Error is not null) return command;
        IReadOnlyList<ShellRedirection> redirections = grammar.ReadRedirections();
        return redirections.Count == 0 ? command : command with { Redirections = redirections };
    }

    /// <summary>What follows <c>name</c> when a parenthesis stands behind it.</summary>
    public ShellCommand? ReadFunctionBody(string name, int start)
    {
        if (lexer.Peek().Is("("))
        {
            lexer.Next();
            if (!Expect(")")) return null;
        }

        grammar.SkipNewlines();
        if (!source.Enter()) return null;
        ShellCommand? body = TryRead();
        source.Leave();
        if (body is null)
        {
            grammar.Unexpected(lexer.Peek());
            return null;
        }

        return new FunctionDefinition(name, body, source.Span(start, lexer.LastEnd));
    }

    private ShellCommand? ReadReserved(ShellToken token)
    {
        switch (token.Word!.Plain)
        {
            case "if": return ReadIf(token.Start);
            case "for" or "select": return ReadFor(token.Start);
            case "while": return ReadWhile(token.Start, false);
            case "until": return ReadWhile(token.Start, true);
            case "case": return ReadCase(token.Start);
            case "{": return ReadGroup(token.Start);
            case "[[": return ReadConditional(token.Start);
            case "function":
                lexer.Next();
                ShellToken name = lexer.Next();
                if (name.Kind == ShellTokenKind.Word) return ReadFunctionBody(name.Word!.Source, token.Start);
                grammar.Unexpected(name);
                return null;
            default: return null;
        }
    }

    private ShellCommand? ReadParenthesis(int start)
    {
        if (source.Text.Length > start + 1 && source.Text[start + 1] == '(')
        {
            lexer.Rewind();
            if (new ShellDollarReader(source).ReadArithmeticText() is { } text)
                return new ArithmeticCommand(text, source.Span(start, source.Position));
        }

        lexer.Next();
        ShellList body = grammar.ReadList();
        return Expect(")") ? new SubshellCommand(body, source.Span(start, lexer.LastEnd)) : null;
    }

    private GroupCommand? ReadGroup(int start)
    {
        lexer.Next();
        ShellList body = grammar.ReadList();
        return ExpectWord("}") ? new GroupCommand(body, source.Span(start, lexer.LastEnd)) : null;
    }

    private IfCommand? ReadIf(int start)
    {
        var branches = new List<IfBranch>();
        ShellList? otherwise = null;
        while (true)
        {
            lexer.Next();
            ShellList condition = grammar.ReadList();
            if (!ExpectWord("then")) return null;
            branches.Add(new IfBranch(condition, grammar.ReadList()));
            string? next = lexer.Peek().Word?.Plain;
            if (next == "elif") continue;
            if (next == "else")
            {
                lexer.Next();
                otherwise = grammar.ReadList();
            }

            break;
        }

        return ExpectWord("fi") ? new IfCommand(branches.ToArray(), otherwise, source.Span(start, lexer.LastEnd)) : null;
    }

    private ForCommand? ReadFor(int start)
    {
        lexer.Next();
        string? variable = null;
        List<ShellWord>? words = null;
        ShellToken token = lexer.Peek();
        if (token.Is("("))
        {
            lexer.Rewind();
            if (new ShellDollarReader(source).ReadArithmeticText() is null) return Fail(lexer.Peek());
            words = [];
        }
        else
        {
            lexer.Next();
            variable = token.Word?.Plain;
            if (variable is null || !ShellNames.IsName(variable)) return Fail(token);
            grammar.SkipNewlines();
            if (lexer.Peek().Word?.Plain == "in") words = ReadForWords();
        }

        while (lexer.Peek() is { } separator && (separator.Is(";") || separator.Kind == ShellTokenKind.Newline)) lexer.Next();
        return ReadLoopBody() is { } body ? new ForCommand(variable, words?.ToArray(), body, source.Span(start, lexer.LastEnd)) : null;
    }

    private ForCommand? Fail(ShellToken token)
    {
        grammar.Unexpected(token);
        return null;
    }

    private List<ShellWord> ReadForWords()
    {
        lexer.Next();
        var words = new List<ShellWord>();
        while (lexer.Peek().Kind == ShellTokenKind.Word) words.Add(lexer.Next().Word!);
        return words;
    }

    private WhileCommand? ReadWhile(int start, bool isUntil)
    {
        lexer.Next();
        ShellList condition = grammar.ReadList();
        return ReadLoopBody() is { } body
            ? new WhileCommand(isUntil, condition, body, source.Span(start, lexer.LastEnd))
            : null;
    }

    private ShellList? ReadLoopBody()
    {
        if (lexer.Peek().Word?.Plain == "{")
        {
            // Undocumented, but every shell takes braces here.
            lexer.Next();
            ShellList braces = grammar.ReadList();
            return ExpectWord("}") ? braces : null;
        }

        if (!ExpectWord("do")) return null;
        ShellList body = grammar.ReadList();
        return ExpectWord("done") ? body : null;
    }

    private CaseCommand? ReadCase(int start)
    {
        lexer.Next();
        ShellToken subject = lexer.Next();
        if (subject.Kind != ShellTokenKind.Word)
        {
            grammar.Unexpected(subject);
            return null;
        }

        grammar.SkipNewlines();
        if (!ExpectWord("in")) return null;
        var arms = new List<CaseArm>();
        while (true)
        {
            grammar.SkipNewlines();
            if (lexer.Peek().Word?.Plain == "esac") break;
            if (ReadArm() is not { } arm) return null;
            arms.Add(arm);
        }

        lexer.Next();
        return new CaseCommand(subject.Word!, arms.ToArray(), source.Span(start, lexer.LastEnd));
    }

    private CaseArm? ReadArm()
    {
        if (lexer.Peek().Is("(")) lexer.Next();
        var patterns = new List<ShellWord>();
        while (true)
        {
            ShellToken token = lexer.Next();
            if (token.Kind != ShellTokenKind.Word)
            {
                grammar.Unexpected(token);
                return null;
            }

            patterns.Add(token.Word!);
            if (!lexer.Peek().Is("|")) break;
            lexer.Next();
        }

        if (!Expect(")")) return null;
        ShellList body = grammar.ReadList();
        ShellToken end = lexer.Peek();
        bool terminated = end.Is(";;") || end.Is(";&") || end.Is(";;&");
        if (terminated) lexer.Next();
        else if (end.Word?.Plain != "esac")
        {
            grammar.Unexpected(end);
            return null;
        }

        return new CaseArm(patterns.ToArray(), body, terminated && end.Operator != ";;");
    }

    // Inside [[ ]] the words are neither split nor commands; operators count as words, so that ( ) < > && || can stand there.
    private ConditionalCommand? ReadConditional(int start)
    {
        lexer.Next();
        var words = new List<ShellWord>();
        while (true)
        {
            ShellToken token = lexer.Next();
            if (token.Kind == ShellTokenKind.End)
            {
                grammar.Unexpected(token);
                return null;
            }

            if (token.Word?.Plain == "]]") return new ConditionalCommand(words.ToArray(), source.Span(start, lexer.LastEnd));
            if (token.Kind == ShellTokenKind.Word) words.Add(token.Word!);
            else if (token.Kind == ShellTokenKind.Operator)
            {
                words.Add(new ShellWord(
                    [new LiteralPart(token.Operator, false)], token.Operator, source.Span(token.Start, token.End)));
            }
        }
    }

    private bool Expect(string operatorText)
    {
        ShellToken token = lexer.Next();
        if (token.Is(operatorText)) return true;
        grammar.Unexpected(token);
        return false;
    }

    private bool ExpectWord(string reserved)
    {
        ShellToken token = lexer.Next();
        if (token.Word?.Plain == reserved) return true;
        grammar.Unexpected(token);
        return false;
    }
}
