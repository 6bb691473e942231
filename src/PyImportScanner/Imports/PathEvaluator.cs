using System;
using System.Collections.Generic;
using System.Globalization;
using PyImportScanner.Expressions;

namespace PyImportScanner.Imports;

/// <summary>Evaluates expressions of <c>__file__</c>, the working directory and literals (library reference, os.path and pathlib).</summary>
internal readonly ref struct PathEvaluator
{
    private const int MaximumDepth = 40;
    private readonly ReadOnlySpan<byte> text;
    private readonly VariableTable variables;
    private readonly string? function;

    /// <param name="text">The source.</param>
    /// <param name="variables">Variables assigned once.</param>
    /// <param name="function">The function in which the expression stands.</param>
    public PathEvaluator(ReadOnlySpan<byte> text, VariableTable variables, string? function)
    {
        this.text = text;
        this.variables = variables;
        this.function = function;
    }

    /// <summary>The directories that a list display, or a name bound to one, holds; null when any is unknown.</summary>
    public List<PathExpression>? Directories(Expression list)
    {
        Expression? resolved = Resolve(list);
        if (resolved is null || resolved.Kind is not (ExpressionKind.List or ExpressionKind.Tuple)) return null;
        var directories = new List<PathExpression>();
        foreach (Expression item in resolved.Items)
        {
            if (Directory(item) is not { } found) return null;
            directories.AddRange(found);
        }

        return directories;
    }

    /// <summary>One directory, or those that a loop variable takes; null when unknown.</summary>
    public List<PathExpression>? Directory(Expression expression)
    {
        if (expression.Kind == ExpressionKind.Name && variables.Find(text, function, expression.Text) is { IsLoop: true } loop)
            return Directories(VariableTable.Parse(text, loop));
        return Evaluate(expression, 0) is { } value ? [value.ToExpression()] : null;
    }

    private Expression? Resolve(Expression expression)
    {
        for (int i = 0; i < MaximumDepth && expression.Kind == ExpressionKind.Name; i++)
        {
            if (variables.Find(text, function, expression.Text) is not { IsLoop: false } found) return null;
            expression = VariableTable.Parse(text, found);
        }

        return expression;
    }

    private PathValue? Evaluate(Expression e, int depth)
    {
        if (depth > MaximumDepth) return null;
        switch (e.Kind)
        {
            case ExpressionKind.String:
                return PathValue.Of(e.Text);
            case ExpressionKind.Name:
                if (e.Text == "__file__") return PathValue.File;
                return variables.Find(text, function, e.Text) is { IsLoop: false } found ? Evaluate(VariableTable.Parse(text, found), depth + 1) : null;
            case ExpressionKind.Attribute:
                return Attribute(e, depth);
            case ExpressionKind.Subscript:
                return Subscript(e, depth);
            case ExpressionKind.Call:
                return Call(e, depth);
            case ExpressionKind.Binary:
                return Binary(e, depth);
            case ExpressionKind.FormattedString:
                return Concatenate(e.Items, depth);
            default:
                return null;
        }
    }

    private PathValue? Attribute(Expression e, int depth)
    {
        if (e.Text == "parent") return Evaluate(e.Items[0], depth + 1)?.Parent();
        return e.Dotted() switch
        {
            "os.curdir" or "os.path.curdir" => PathValue.Of("."),
            "os.pardir" or "os.path.pardir" => PathValue.Of(".."),
            _ => null,
        };
    }

    // Path(…).parents[n], os.path.split(…)[0].
    private PathValue? Subscript(Expression e, int depth)
    {
        if (e.Items[1].Kind != ExpressionKind.Number
            || !int.TryParse(e.Items[1].Text, NumberStyles.None, CultureInfo.InvariantCulture, out int index) || index > MaximumDepth)
        {
            return null;
        }

        Expression owner = e.Items[0];
        if (owner.Kind == ExpressionKind.Attribute && owner.Text == "parents")
        {
            PathValue? value = Evaluate(owner.Items[0], depth + 1);
            for (int i = 0; i <= index; i++) value = value?.Parent();
            return value;
        }

        bool split = owner.Kind == ExpressionKind.Call && owner.Items[0].LastName() == "split" && owner.Items[0].Dotted() is not null;
        return split && index == 0 && owner.Argument(0) is { } path && owner.Items.Length == 2 ? Evaluate(path, depth + 1)?.Parent() : null;
    }

    private PathValue? Call(Expression e, int depth)
    {
        Expression callee = e.Items[0];
        Expression? argument = e.Argument(0);
        bool plain = callee.Dotted() is not null;
        switch (callee.LastName())
        {
            case "dirname" when argument is not null:
                return Evaluate(argument, depth + 1)?.Parent();
            case "abspath" or "realpath" or "normpath" when argument is not null:
                return Evaluate(argument, depth + 1)?.Normalised();
            case "resolve" or "absolute" when callee.Kind == ExpressionKind.Attribute:
                return Evaluate(callee.Items[0], depth + 1)?.Normalised();
            case "as_posix" or "__str__" or "__fspath__" when callee.Kind == ExpressionKind.Attribute && argument is null:
                return Evaluate(callee.Items[0], depth + 1);
            case "str" or "fspath" or "fsdecode" when argument is not null && e.Items.Length == 2:
                return Evaluate(argument, depth + 1);
            case "getcwd" or "cwd" when plain && argument is null:
                return PathValue.WorkingDirectory;
            case "Path" or "PurePath" or "PosixPath" or "PurePosixPath" when plain:
                return Fold(PathValue.Of(""), e, depth);
            case "join" when callee.Kind == ExpressionKind.Name || (plain && argument is not null):
                return Fold(PathValue.Of(""), e, depth);
            case "joinpath" when callee.Kind == ExpressionKind.Attribute:
                return Fold(Evaluate(callee.Items[0], depth + 1), e, depth);
            case "getfile" or "getsourcefile" or "getabsfile" when argument is { Kind: ExpressionKind.Call } frame && frame.Items[0].LastName() == "currentframe":
                return PathValue.File;
            default:
                return null;
        }
    }

    private PathValue? Fold(PathValue? start, Expression call, int depth)
    {
        for (int i = 1; i < call.Items.Length && start is not null; i++)
        {
            if (call.Items[i].Kind is ExpressionKind.Keyword or ExpressionKind.Starred) return null;
            start = Evaluate(call.Items[i], depth + 1) is { } next ? start.Join(next) : null;
        }

        return start;
    }

    private PathValue? Binary(Expression e, int depth)
    {
        if (e.Text == "+") return Concatenate(e.Items, depth);
        if (e.Text == "%") return Format(e, depth);
        if (e.Text != "/") return null;
        return Evaluate(e.Items[0], depth + 1) is { } left && Evaluate(e.Items[1], depth + 1) is { } right ? left.Join(right) : null;
    }

    // "%s/lib" % path
    private PathValue? Format(Expression e, int depth)
    {
        if (e.Items[0].Kind != ExpressionKind.String || !e.Items[0].Text.StartsWith("%s", StringComparison.Ordinal)) return null;
        string rest = e.Items[0].Text.Substring(2);
        Expression value = e.Items[1].Kind == ExpressionKind.Tuple && e.Items[1].Items.Length == 1 ? e.Items[1].Items[0] : e.Items[1];
        return rest.IndexOf('%') >= 0 ? null : Evaluate(value, depth + 1)?.Append(rest);
    }

    private PathValue? Concatenate(Expression[] parts, int depth)
    {
        PathValue? value = null;
        string pending = "";
        foreach (Expression part in parts)
        {
            string? literal = part.Kind == ExpressionKind.String ? part.Text : part.Dotted() is "os.sep" or "os.path.sep" ? "/" : null;
            if (value is null && literal is not null)
            {
                pending += literal;
                continue;
            }

            PathValue? next = literal is not null ? value!.Append(literal) : Evaluate(part, depth + 1);
            if (next is null) return null;
            if (literal is null && value is not null) next = next.Literal is { } tail ? value.Append(tail) : null;
            else if (literal is null && pending.Length > 0) next = next.Literal is { } behind ? PathValue.Of(pending + behind) : null;
            if (next is null) return null;
            value = next;
        }

        return value ?? PathValue.Of(pending);
    }
}
