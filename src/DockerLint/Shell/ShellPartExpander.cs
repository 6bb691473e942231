using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace DockerLint.Shell;

/// <summary>Expands the parts of a word into fields.</summary>
internal sealed class ShellPartExpander(IShellVariables variables, ShellExpander expander, ShellFields fields)
{
    public void Add(ShellWord word)
    {
        for (int i = 0; i < word.Parts.Count; i++)
        {
            switch (word.Parts[i])
            {
                case LiteralPart literal:
                    if (i == 0 && !literal.Quoted && literal.Text.StartsWith("~", StringComparison.Ordinal)) AddTilde(literal.Text, word.Parts.Count == 1);
                    else fields.Literal(literal.Text, literal.Quoted);
                    break;
                case ParameterPart parameter:
                    AddParameter(parameter);
                    break;
                case CommandPart command:
                    Value(variables.Output(command), command.Source, command.Quoted);
                    break;
                case ArithmeticPart arithmetic:
                    AddArithmetic(arithmetic);
                    break;
                case ArrayPart:
                    fields.Unknown("(…)", "arrays are not followed", true);
                    break;
            }
        }
    }

    private void AddTilde(string text, bool whole)
    {
        bool home = text.Length == 1 ? whole : text[1] == '/';
        if (!home)
        {
            fields.Literal(text, false);
            return;
        }

        ShellValue value = variables.Get("HOME");
        if (value.IsKnown) fields.Literal(value.Text!, true);
        else fields.Unknown("~", value.UnknownBecause ?? "HOME is not set", true);
        fields.Literal(text.Substring(1), false);
    }

    private void AddArithmetic(ArithmeticPart part)
    {
        if (long.TryParse(part.Expression.Trim(), NumberStyles.Integer, CultureInfo.InvariantCulture, out long number))
            fields.Value(number.ToString(CultureInfo.InvariantCulture), part.Quoted);
        else fields.Unknown("$((" + part.Expression + "))", "arithmetic is not computed", true);
    }

    private void AddParameter(ParameterPart part)
    {
        if (part.Name is "@" or "*" && part.Operator == ParameterOperator.None)
        {
            AddWords(part, variables.Arguments, part.Name);
            return;
        }

        if (part is { Index: "@" or "*", Operator: ParameterOperator.None } && variables.Get(part.Name).Elements is { } elements)
        {
            AddWords(part, elements, part.Index);
            return;
        }

        ShellValue value = Lookup(part);
        switch (part.Operator)
        {
            case ParameterOperator.None:
                Value(value, part.Source, part.Quoted);
                break;
            case ParameterOperator.Default or ParameterOperator.Assign or ParameterOperator.Require:
                AddDefault(part, value);
                break;
            case ParameterOperator.Alternative:
                if (value is { IsKnown: false, IsUnset: false }) Value(value, part.Source, part.Quoted);
                else if (!UsesDefault(part, value)) AddOperand(part);
                else if (part.Quoted) fields.Literal("", true);
                break;
            default:
                ShellValue changed = value.IsKnown ? Transform(part, value.Text!) : value;
                Value(changed, part.Source, part.Quoted);
                break;
        }
    }

    private static bool UsesDefault(ParameterPart part, ShellValue value) =>
        value.IsUnset || (part.Colon && value.Text?.Length == 0);

    private void AddDefault(ParameterPart part, ShellValue value)
    {
        if (!UsesDefault(part, value))
        {
            Value(value, part.Source, part.Quoted);
        }
        else if (part.Operator == ParameterOperator.Require)
        {
            fields.Unknown(part.Source, value.UnknownBecause ?? part.Name + " must be set", part.Quoted);
        }
        else
        {
            if (part.Operator == ParameterOperator.Assign && part.Operand is { } operand)
            {
                ExpandedWord text = expander.ExpandSingle(operand);
                variables.Set(part.Name, text.Value is { } known ? ShellValue.Known(known) : ShellValue.Unknown(text.UnknownBecause!));
            }

            AddOperand(part);
        }
    }

    private void AddOperand(ParameterPart part)
    {
        if (part.Quoted) fields.Literal("", true);
        if (part.Operand is not { } operand) return;
        foreach (WordPart inner in operand.Parts)
        {
            // An unquoted default is split like a value.
            if (inner is LiteralPart { Quoted: false } literal) fields.Value(literal.Text, part.Quoted);
            else Add(operand with { Parts = [inner] });
        }
    }

    private ShellValue Lookup(ParameterPart part)
    {
        if (part.Index is not null and not "0") return Element(part);
        if (part.Name == "#")
        {
            return CountArguments() is { } count
                ? ShellValue.Known(count.ToString(CultureInfo.InvariantCulture))
                : ShellValue.Unknown("the number of arguments is not known");
        }

        if (part.Name[0] is not (>= '0' and <= '9'))
            return part.Name is "@" or "*" ? JoinedArguments() : variables.Get(part.Name);
        int index = int.TryParse(part.Name, NumberStyles.None, CultureInfo.InvariantCulture, out int parsed) ? parsed : int.MaxValue;
        return index == 0 ? variables.ScriptName : Argument(index);
    }

    private ShellValue Element(ParameterPart part)
    {
        if (variables.Get(part.Name).Elements is not { } elements) return ShellValue.Unknown("arrays are not followed");
        if (part.Index is "@" or "*") return Join(elements);
        if (!int.TryParse(part.Index, NumberStyles.None, CultureInfo.InvariantCulture, out int index)) return ShellValue.Unknown(part.Source + " is not computed");
        for (int i = 0; i < elements.Count && i <= index; i++)
        {
            if (elements[i].IsAnyNumber) return ShellValue.Unknown(elements[i].UnknownBecause!);
        }

        return index >= elements.Count ? ShellValue.Unset() : elements[index].Value is { } text ? ShellValue.Known(text) : ShellValue.Unknown(elements[index].UnknownBecause!);
    }

    private int? CountArguments() => Count(variables.Arguments);

    private static int? Count(IReadOnlyList<ExpandedWord>? words)
    {
        if (words is not { } arguments) return null;
        foreach (ExpandedWord argument in arguments)
        {
            if (argument.IsAnyNumber) return null;
        }

        return arguments.Count;
    }

    private ShellValue Argument(int index)
    {
        if (variables.Arguments is not { } arguments) return ShellValue.Unknown("the arguments are not known");
        for (int i = 0; i < arguments.Count && i < index; i++)
        {
            if (arguments[i].IsAnyNumber) return ShellValue.Unknown(arguments[i].UnknownBecause!);
            if (i == index - 1)
                return arguments[i].Value is { } text ? ShellValue.Known(text) : ShellValue.Unknown(arguments[i].UnknownBecause!);
        }

        return ShellValue.Unset();
    }

    private ShellValue JoinedArguments() =>
        variables.Arguments is { } arguments ? Join(arguments) : ShellValue.Unknown("the arguments are not known");

    private static ShellValue Join(IReadOnlyList<ExpandedWord> arguments)
    {
        if (arguments.Count == 0) return ShellValue.Unset();
        var text = new StringBuilder();
        foreach (ExpandedWord argument in arguments)
        {
            if (argument.UnknownBecause is { } cause) return ShellValue.Unknown(cause);
            if (text.Length > 0) text.Append(' ');
            text.Append(argument.Text);
        }

        return ShellValue.Known(text.ToString());
    }

    private void AddWords(ParameterPart part, IReadOnlyList<ExpandedWord>? words, string name)
    {
        if (words is not { } arguments)
        {
            fields.Unknown(part.Source, "the arguments are not known", false);
            return;
        }

        if (name == "*" && part.Quoted)
        {
            ShellValue joined = Join(arguments);
            Value(joined.IsUnset ? ShellValue.Known("") : joined, part.Source, true);
            return;
        }

        bool first = true;
        foreach (ExpandedWord argument in arguments)
        {
            if (!first) fields.Break();
            first = false;
            if (argument.UnknownBecause is not { } cause) fields.Value(argument.Text, part.Quoted);
            else
            {
                if (argument.KnownPrefix > 0) fields.Literal(argument.Text.Substring(0, argument.KnownPrefix), true);
                fields.Unknown(argument.Text.Substring(argument.KnownPrefix), cause, !argument.IsAnyNumber);
            }
        }
    }

    private void Value(ShellValue value, string source, bool quoted)
    {
        if (value.Text is { } text) fields.Value(text, quoted);
        else if (value.UnknownBecause is { } cause) fields.Unknown(source, cause, quoted);
        else if (quoted) fields.Literal("", true);
    }

    private ShellValue Transform(ParameterPart part, string text)
    {
        if (part is { Operator: ParameterOperator.Length, Index: "@" or "*" })
        {
            return Count(variables.Get(part.Name).Elements) is { } count
                ? ShellValue.Known(count.ToString(CultureInfo.InvariantCulture))
                : ShellValue.Unknown(part.Source + " is not computed");
        }

        if (part.Operator == ParameterOperator.Length) return ShellValue.Known(text.Length.ToString(CultureInfo.InvariantCulture));
        if (part.Operator == ParameterOperator.Upper) return ShellValue.Known(text.ToUpperInvariant());
        if (part.Operator == ParameterOperator.Lower) return ShellValue.Known(text.ToLowerInvariant());
        if (part.Operator is ParameterOperator.ReplaceFirst or ParameterOperator.ReplaceAll) return Replace(part, text);
        if (part.Operator is ParameterOperator.Substring or ParameterOperator.Other)
            return ShellValue.Unknown(part.Source + " is not computed");
        if (part.Operand is null || expander.ExpandPattern(part.Operand) is not { } pattern)
            return ShellValue.Unknown("the pattern of " + part.Source + " is not known");
        return ShellValue.Known(ShellTrim.Apply(part.Operator, text, pattern));
    }

    private static ShellValue Replace(ParameterPart part, string text)
    {
        string? operand = part.Operand?.Literal;
        int slash = operand?.IndexOf('/') ?? -1;
        string what = slash < 0 ? operand ?? "" : operand!.Substring(0, slash);
        if (operand is null || what.Length == 0 || ShellPattern.HasWildcard(what) || what[0] is '#' or '%')
            return ShellValue.Unknown(part.Source + " is not computed");
        string with = slash < 0 ? "" : operand.Substring(slash + 1);
        if (part.Operator == ParameterOperator.ReplaceAll)
        {
            long longest = text.Length + ((long)text.Length / what.Length * with.Length);
            return longest > 1 << 16 ? ShellValue.Unknown("the text is too long") : ShellValue.Known(text.Replace(what, with));
        }

        int at = text.IndexOf(what, StringComparison.Ordinal);
        return ShellValue.Known(at < 0 ? text : text.Substring(0, at) + with + text.Substring(at + what.Length));
    }
}
