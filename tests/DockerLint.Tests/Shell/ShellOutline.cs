using System.Linq;
using System.Text;
using DockerLint.Shell;

namespace DockerLint.Tests.Shell;

/// <summary>A script as one line of nested parentheses, so that a test reads at a glance.</summary>
internal static class ShellOutline
{
    public static string Of(ShellScript script) =>
        List(script.Body) + (script.Error is null ? "" : " !" + script.Error.Span + " " + script.Error.Message);

    private static string List(ShellList list) =>
        string.Join("; ", list.Items.Select(item => Command(item.Command) + (item.Background ? " &" : "")));

    private static string Command(ShellCommand command)
    {
        var text = new StringBuilder(Body(command));
        foreach (ShellRedirection redirection in command.Redirections)
        {
            text.Append(' ').Append(redirection.Descriptor).Append(redirection.Operator).Append(Word(redirection.Target));
            if (redirection.Document is { } document) text.Append('{').Append(Word(document.Body).Replace("\n", "\\n")).Append('}');
        }

        return text.ToString();
    }

    private static string Body(ShellCommand command) => command switch
    {
        SimpleCommand simple => string.Join(" ", simple.Assignments.Select(Assignment).Concat(simple.Words.Select(Word))),
        PipelineCommand pipe => (pipe.Negated ? "not " : "") + "(" + string.Join(" | ", pipe.Commands.Select(Command)) + ")",
        AndOrCommand both => "(" + Command(both.First)
            + string.Concat(both.Rest.Select(part => (part.IsAnd ? " and " : " or ") + Command(part.Command))) + ")",
        SubshellCommand sub => "sub(" + List(sub.Body) + ")",
        GroupCommand group => "group(" + List(group.Body) + ")",
        IfCommand decision => string.Join(" el", decision.Branches.Select(b => $"if({List(b.Condition)})then({List(b.Body)})"))
            + (decision.Else is null ? "" : $"else({List(decision.Else)})"),
        ForCommand loop => $"for {loop.Variable} in {(loop.Words is null ? "@" : string.Join(" ", loop.Words.Select(Word)))}({List(loop.Body)})",
        WhileCommand loop => $"{(loop.IsUntil ? "until" : "while")}({List(loop.Condition)})({List(loop.Body)})",
        CaseCommand choice => $"case {Word(choice.Subject)} "
            + string.Join(" ", choice.Arms.Select(a => $"[{string.Join("|", a.Patterns.Select(Word))}: {List(a.Body)}]{(a.FallsThrough ? "&" : "")}")),
        FunctionDefinition function => $"def {function.Name} {Command(function.Body)}",
        ConditionalCommand test => $"[[{string.Join(" ", test.Words.Select(Word))}]]",
        ArithmeticCommand sum => $"(({sum.Expression}))",
        _ => "?",
    };

    private static string Assignment(ShellAssignment assignment) => assignment.Name + (assignment.Appends ? "+=" : "=")
        + (assignment.Value is { } value ? Word(value) : "(" + string.Join(" ", assignment.Elements!.Select(Word)) + ")");

    private static string Word(ShellWord word) => string.Concat(word.Parts.Select(Part));

    private static string Part(WordPart part) => part switch
    {
        LiteralPart literal => literal.Quoted ? "'" + literal.Text + "'" : literal.Text,
        ParameterPart { Operator: ParameterOperator.None } plain => Quote(plain) + "$" + plain.Name,
        ParameterPart p => $"{Quote(p)}${{{p.Name} {p.Operator}{(p.Colon ? ":" : "")} {(p.Operand is null ? "" : Word(p.Operand))}}}",
        CommandPart c => $"{Quote(c)}{(c.IsProcess ? "<" : "$")}({List(c.Script.Body)})",
        ArithmeticPart a => $"$(({a.Expression}))",
        _ => "?",
    };

    private static string Quote(WordPart part) => part.Quoted ? "^" : "";
}
