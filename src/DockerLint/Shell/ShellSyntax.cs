using System.Collections.Generic;
using PyImportScanner;

namespace DockerLint.Shell;

/// <summary>A script as a POSIX shell reads it (XCU 2, Shell Command Language), with the common extensions of bash.</summary>
/// <param name="Body">The commands. With an <paramref name="Error"/>: those that were complete before it, which a shell would have run.</param>
/// <param name="Error">Why the rest is unreadable; null when all of it was read.</param>
public sealed record ShellScript(ShellList Body, ShellSyntaxError? Error)
{
    /// <summary>A script without commands.</summary>
    public static readonly ShellScript Empty = new(ShellList.Empty, null);
}

/// <summary>The place at which a script stops being readable.</summary>
/// <param name="Message">A clause for people.</param>
/// <param name="Span">Where.</param>
public sealed record ShellSyntaxError(string Message, SourceSpan Span);

/// <summary>Commands in order, separated by <c>;</c>, <c>&amp;</c> or newlines.</summary>
/// <param name="Items">The commands.</param>
public sealed record ShellList(IReadOnlyList<ShellListItem> Items)
{
    /// <summary>No command.</summary>
    public static readonly ShellList Empty = new([]);
}

/// <summary>One command of a list.</summary>
/// <param name="Command">The command.</param>
/// <param name="Background">It ended in <c>&amp;</c>.</param>
public sealed record ShellListItem(ShellCommand Command, bool Background);

/// <summary>Any command.</summary>
/// <param name="Span">Where it stands.</param>
public abstract record ShellCommand(SourceSpan Span)
{
    /// <summary>Redirections of the command itself, in order.</summary>
    public IReadOnlyList<ShellRedirection> Redirections { get; init; } = [];
}

/// <summary>A program, builtin or function with its words; or assignments alone.</summary>
/// <param name="Assignments">The assignments before the first word.</param>
/// <param name="Words">The words; empty for assignments or redirections alone.</param>
/// <param name="Span">Where.</param>
public sealed record SimpleCommand(
    IReadOnlyList<ShellAssignment> Assignments,
    IReadOnlyList<ShellWord> Words,
    SourceSpan Span) : ShellCommand(Span);

/// <summary><c>a | b</c>, or <c>! a</c>.</summary>
/// <param name="Commands">At least one.</param>
/// <param name="Negated">Begins with <c>!</c>.</param>
/// <param name="Span">Where.</param>
public sealed record PipelineCommand(IReadOnlyList<ShellCommand> Commands, bool Negated, SourceSpan Span) : ShellCommand(Span);

/// <summary><c>a &amp;&amp; b || c</c>: left-associative, both operators with one precedence.</summary>
/// <param name="First">The first command.</param>
/// <param name="Rest">What follows, at least one.</param>
/// <param name="Span">Where.</param>
public sealed record AndOrCommand(ShellCommand First, IReadOnlyList<AndOrPart> Rest, SourceSpan Span) : ShellCommand(Span);

/// <summary>An operator with the command behind it.</summary>
/// <param name="IsAnd"><c>&amp;&amp;</c>; otherwise <c>||</c>.</param>
/// <param name="Command">The command.</param>
public sealed record AndOrPart(bool IsAnd, ShellCommand Command);

/// <summary><c>( … )</c>: changes inside do not reach the outside.</summary>
/// <param name="Body">The commands.</param>
/// <param name="Span">Where.</param>
public sealed record SubshellCommand(ShellList Body, SourceSpan Span) : ShellCommand(Span);

/// <summary><c>{ …; }</c>.</summary>
/// <param name="Body">The commands.</param>
/// <param name="Span">Where.</param>
public sealed record GroupCommand(ShellList Body, SourceSpan Span) : ShellCommand(Span);

/// <summary><c>if … then … elif … else … fi</c>.</summary>
/// <param name="Branches">The <c>if</c> and every <c>elif</c>.</param>
/// <param name="Else">The <c>else</c>, or null.</param>
/// <param name="Span">Where.</param>
public sealed record IfCommand(IReadOnlyList<IfBranch> Branches, ShellList? Else, SourceSpan Span) : ShellCommand(Span);

/// <summary>A condition and what runs when it holds.</summary>
/// <param name="Condition">The status of its last command decides.</param>
/// <param name="Body">The commands.</param>
public sealed record IfBranch(ShellList Condition, ShellList Body);

/// <summary><c>for x in …; do …; done</c> (also <c>select</c>, and bash's arithmetic form with <paramref name="Variable"/> null).</summary>
/// <param name="Variable">The loop variable.</param>
/// <param name="Words">The words; null means the positional parameters.</param>
/// <param name="Body">The commands.</param>
/// <param name="Span">Where.</param>
public sealed record ForCommand(string? Variable, IReadOnlyList<ShellWord>? Words, ShellList Body, SourceSpan Span) : ShellCommand(Span);

/// <summary><c>while</c> or <c>until</c>.</summary>
/// <param name="IsUntil">Repeats until the condition holds.</param>
/// <param name="Condition">The condition.</param>
/// <param name="Body">The commands.</param>
/// <param name="Span">Where.</param>
public sealed record WhileCommand(bool IsUntil, ShellList Condition, ShellList Body, SourceSpan Span) : ShellCommand(Span);

/// <summary><c>case w in p) … ;; esac</c>.</summary>
/// <param name="Subject">The word compared.</param>
/// <param name="Arms">The arms in order.</param>
/// <param name="Span">Where.</param>
public sealed record CaseCommand(ShellWord Subject, IReadOnlyList<CaseArm> Arms, SourceSpan Span) : ShellCommand(Span);

/// <summary>One arm of a <c>case</c>.</summary>
/// <param name="Patterns">The patterns between <c>|</c>.</param>
/// <param name="Body">The commands.</param>
/// <param name="FallsThrough">Ends in bash's <c>;&amp;</c> or <c>;;&amp;</c>.</param>
public sealed record CaseArm(IReadOnlyList<ShellWord> Patterns, ShellList Body, bool FallsThrough);

/// <summary><c>name() …</c> or <c>function name …</c>.</summary>
/// <param name="Name">The name.</param>
/// <param name="Body">A compound command.</param>
/// <param name="Span">Where.</param>
public sealed record FunctionDefinition(string Name, ShellCommand Body, SourceSpan Span) : ShellCommand(Span);

/// <summary>bash's <c>[[ … ]]</c>: the words between the brackets, operators among them, without splitting or wildcards.</summary>
/// <param name="Words">The words.</param>
/// <param name="Span">Where.</param>
public sealed record ConditionalCommand(IReadOnlyList<ShellWord> Words, SourceSpan Span) : ShellCommand(Span);

/// <summary>bash's <c>(( … ))</c>.</summary>
/// <param name="Expression">The text between the parentheses.</param>
/// <param name="Span">Where.</param>
public sealed record ArithmeticCommand(string Expression, SourceSpan Span) : ShellCommand(Span);

/// <summary><c>name=value</c>.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Value">The value; null for an array.</param>
/// <param name="Appends"><c>+=</c>.</param>
/// <param name="Elements">The elements of <c>name=( … )</c>, else null.</param>
/// <param name="Span">Where.</param>
public sealed record ShellAssignment(string Name, ShellWord? Value, bool Appends, IReadOnlyList<ShellWord>? Elements, SourceSpan Span);

/// <summary>A redirection.</summary>
/// <param name="Operator"><c>&lt; &gt; &gt;&gt; &gt;| &lt;&gt; &lt;&amp; &gt;&amp; &amp;&gt; &amp;&gt;&gt; &lt;&lt; &lt;&lt;- &lt;&lt;&lt;</c>.</param>
/// <param name="Descriptor">The number before the operator, or null for the default.</param>
/// <param name="Target">The word behind it; for a here-document its delimiter.</param>
/// <param name="Span">Where.</param>
public sealed record ShellRedirection(string Operator, int? Descriptor, ShellWord Target, SourceSpan Span)
{
    /// <summary>The body of a here-document; null for other redirections. Known once its line has ended.</summary>
    public HereDocument? Document { get; internal set; }

    /// <summary>Writes to its target, which is a path: <c>&gt; &gt;&gt; &gt;| &lt;&gt; &amp;&gt; &amp;&gt;&gt;</c>.</summary>
    public bool WritesFile => Operator is ">" or ">>" or ">|" or "<>" or "&>" or "&>>";
}

/// <summary>The body of <c>&lt;&lt;WORD</c>.</summary>
/// <param name="Body">The text as one word: literal when the delimiter was quoted, with expansions otherwise.</param>
/// <param name="RawText">The text as written, tabs removed for <c>&lt;&lt;-</c>.</param>
/// <param name="Expands">The delimiter was not quoted.</param>
/// <param name="Line">The first line of the body, from 1.</param>
public sealed record HereDocument(ShellWord Body, string RawText, bool Expands, int Line);
