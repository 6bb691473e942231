using System;
using System.Collections.Generic;
using PyImportScanner.Expressions;

namespace PyImportScanner.Imports;

/// <summary>A test as the guards see it: what kind it is, and its value where that can be said.</summary>
internal sealed class Condition
{
    private readonly Expression test;

    private Condition(Expression test)
    {
        this.test = test;
        DependsOnVersion = MentionsVersion(test, 0);
        (Kind, Value) = new ConditionEvaluator(PythonVersion.Default, 0).Test(test);
    }

    /// <summary>The kind of guard.</summary>
    public GuardKind Kind { get; }

    /// <summary>The value for the default Python; meaningful when <see cref="DependsOnVersion"/> is false.</summary>
    public bool? Value { get; }

    /// <summary>Another Python may give another value.</summary>
    public bool DependsOnVersion { get; }

    /// <summary>Reads the test in [<paramref name="start"/>, <paramref name="end"/>).</summary>
    public static Condition Read(ReadOnlySpan<byte> text, int start, int end) => new(ExpressionParser.Parse(text, start, end));

    /// <summary>The guard of the branch that runs when the test is true, or of the other one.</summary>
    public Guard ToGuard(bool negated)
    {
        if (DependsOnVersion) return new Guard { Kind = Kind, Negated = negated, VersionTest = new ConditionVersionTest(this, negated) };
        return new Guard { Kind = Kind, Negated = negated, Value = negated ? !Value : Value };
    }

    /// <summary>The value under a version; null where it hangs on the patch release, or nobody can say.</summary>
    public bool? Evaluate(PythonVersion version)
    {
        bool? oldest = new ConditionEvaluator(version, 0).Test(test).Value;
        if (!DependsOnVersion) return oldest;
        bool? newest = new ConditionEvaluator(version, 99).Test(test).Value;
        return oldest == newest ? oldest : null;
    }

    private static bool MentionsVersion(Expression expression, int depth)
    {
        if (depth > 200) return true;
        if (expression.Kind is ExpressionKind.Name or ExpressionKind.Attribute
            && expression.Text is "version_info" or "hexversion" or "PY2" or "PY3" or "PY_2" or "PY_3")
        {
            return true;
        }

        foreach (Expression item in expression.Items)
        {
            if (MentionsVersion(item, depth + 1)) return true;
        }

        return false;
    }

    private sealed class ConditionVersionTest(Condition condition, bool negated) : VersionTest
    {
        public override bool? Evaluate(PythonVersion version)
        {
            bool? value = condition.Evaluate(version);
            return negated ? !value : value;
        }
    }
}

/// <summary>Evaluates the tests that guard imports, for CPython on Linux (reference/python/imports.md, section 6).</summary>
internal sealed class ConditionEvaluator(PythonVersion version, int micro)
{
    private GuardKind seen;

    /// <summary>Kind and value of a test.</summary>
    public (GuardKind Kind, bool? Value) Test(Expression e)
    {
        switch (e.Kind)
        {
            case ExpressionKind.Not:
                (GuardKind kind, bool? value) = Test(e.Items[0]);
                return (kind, !value);
            case ExpressionKind.And or ExpressionKind.Or:
                return TestChain(e, e.Kind == ExpressionKind.Or);
            case ExpressionKind.Name or ExpressionKind.Attribute:
                return TestName(e);
            case ExpressionKind.Compare when e.Items.Length == 2:
                return TestComparison(e);
            case ExpressionKind.Subscript or ExpressionKind.Call:
                seen = GuardKind.Const;
                return ValueOf(e) is { } result ? (seen, result.IsTrue) : (GuardKind.If, null);
            default:
                return Constant(e) is { } constant ? (GuardKind.Const, constant.IsTrue) : (GuardKind.If, null);
        }
    }

    // One operand that decides gives the kind; else the first operand that is more than a plain test.
    private (GuardKind Kind, bool? Value) TestChain(Expression e, bool decisive)
    {
        GuardKind first = GuardKind.If;
        bool all = true;
        foreach (Expression item in e.Items)
        {
            (GuardKind kind, bool? value) = Test(item);
            if (value == decisive) return (kind, decisive);
            if (value is null) all = false;
            if (first == GuardKind.If) first = kind;
        }

        if (all) return (first == GuardKind.If ? GuardKind.Const : first, !decisive);
        return (first, null);
    }

    private (GuardKind Kind, bool? Value) TestName(Expression e)
    {
        string? dotted = e.Dotted();
        if (dotted is null) return (GuardKind.If, null);
        return e.Text switch
        {
            "TYPE_CHECKING" => (GuardKind.TypeChecking, false),
            "PY3" or "PY_3" => (GuardKind.Version, version.Major == 3),
            "PY2" or "PY_2" => (GuardKind.Version, version.Major == 2),
            _ => dotted == "__debug__" ? (GuardKind.Const, true) : (GuardKind.If, null),
        };
    }

    private (GuardKind Kind, bool? Value) TestComparison(Expression e)
    {
        Expression left = e.Items[0], right = e.Items[1];
        if (IsMain(left, right) || IsMain(right, left)) return (GuardKind.Main, null);
        seen = GuardKind.Const;
        StaticValue? result = ValueOf(left) is { } a && ValueOf(right) is { } b ? StaticValue.Compare(e.Text, a, b) : null;
        if (result is not null) return (seen, result.IsTrue);
        return (seen == GuardKind.Const ? GuardKind.If : seen, null);
    }

    private static bool IsMain(Expression name, Expression value) =>
        name.Kind == ExpressionKind.Name && name.Text == "__name__" && value.Kind == ExpressionKind.String && value.Text == "__main__";

    private static StaticValue? Constant(Expression e) => e.Kind switch
    {
        ExpressionKind.True => StaticValue.True,
        ExpressionKind.False => StaticValue.False,
        ExpressionKind.None => StaticValue.None,
        ExpressionKind.Ellipsis => StaticValue.Ellipsis,
        ExpressionKind.String => StaticValue.Of(e.Text),
        ExpressionKind.Bytes => StaticValue.OfBytes(e.Text),
        ExpressionKind.Number => StaticValue.OfNumber(e.Text),
        _ => null,
    };

    private StaticValue? ValueOf(Expression e)
    {
        if (Constant(e) is { } constant) return constant;
        switch (e.Kind)
        {
            case ExpressionKind.Tuple or ExpressionKind.List:
                return Sequence(e);
            case ExpressionKind.Unary when e.Text == "-":
                return ValueOf(e.Items[0])?.Negate();
            case ExpressionKind.Name or ExpressionKind.Attribute:
                return Named(e.Dotted());
            case ExpressionKind.Subscript:
                return Subscript(e);
            case ExpressionKind.Call:
                return Call(e);
            default:
                return null;
        }
    }

    private StaticValue? Sequence(Expression e)
    {
        var items = new List<StaticValue>();
        foreach (Expression item in e.Items)
        {
            if (ValueOf(item) is not { } value) return null;
            items.Add(value);
        }

        return StaticValue.OfTuple(items.ToArray());
    }

    private StaticValue? Named(string? dotted)
    {
        switch (dotted)
        {
            case "sys.version_info" or "version_info":
                seen = GuardKind.Version;
                return StaticValue.OfTuple([StaticValue.Of(version.Major), StaticValue.Of(version.Minor), StaticValue.Of(micro),
                    StaticValue.Of("final"), StaticValue.Of(0)]);
            case "sys.version_info.major":
                seen = GuardKind.Version;
                return StaticValue.Of(version.Major);
            case "sys.version_info.minor":
                seen = GuardKind.Version;
                return StaticValue.Of(version.Minor);
            case "sys.hexversion":
                seen = GuardKind.Version;
                return StaticValue.Of(((long)version.Major << 24) | ((long)version.Minor << 16) | ((long)micro << 8) | 0xF0);
            case "sys.platform":
                seen = GuardKind.Platform;
                return StaticValue.Of("linux");
            case "os.name":
                seen = GuardKind.Platform;
                return StaticValue.Of("posix");
            default:
                return null;
        }
    }

    private StaticValue? Subscript(Expression e)
    {
        if (ValueOf(e.Items[0]) is not { } value) return null;
        Expression index = e.Items[1];
        if (index.Kind != ExpressionKind.Slice) return ValueOf(index) is { } at ? value.Item(at) : null;
        StaticValue? lower = null, upper = null;
        if (index.Items[0].Kind != ExpressionKind.Unknown && (lower = ValueOf(index.Items[0])) is null) return null;
        if (index.Items[1].Kind != ExpressionKind.Unknown && (upper = ValueOf(index.Items[1])) is null) return null;
        return value.Slice(lower, upper);
    }

    private StaticValue? Call(Expression e)
    {
        Expression callee = e.Items[0];
        string? dotted = callee.Dotted();
        if (dotted == "platform.system" && e.Items.Length == 1) return Platform("Linux");
        if (dotted == "platform.python_implementation") return Platform("CPython");
        if (callee.Kind == ExpressionKind.Attribute && callee.Text is "startswith" or "endswith" or "lower")
        {
            if (ValueOf(callee.Items[0]) is not { Text: { } text }) return null;
            if (callee.Text == "lower") return e.Items.Length == 1 ? StaticValue.Of(text.ToLowerInvariant()) : null;
            return e.Items.Length == 2 && ValueOf(e.Items[1]) is { } affix ? StaticValue.HasAffix(text, affix, callee.Text == "startswith") : null;
        }

        return dotted == "bool" && e.Items.Length == 2 && ValueOf(e.Items[1]) is { } operand
            ? (operand.IsTrue ? StaticValue.True : StaticValue.False)
            : null;
    }

    private StaticValue Platform(string value)
    {
        seen = GuardKind.Platform;
        return StaticValue.Of(value);
    }
}
