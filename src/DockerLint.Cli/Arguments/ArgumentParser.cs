using System;
using System.Collections.Generic;
using DockerLint.Words;

namespace DockerLint.Cli.Arguments;

/// <summary>
/// Reads <c>--name value</c>, <c>--name=value</c>, one-letter switches and <c>--</c> (XBD 12.2, with GNU's long options).
/// By hand, because start-up is what a commit hook pays: see <c>docs/decisions.md</c>.
/// </summary>
internal static class ArgumentParser
{
    public static ParsedArguments Parse(ReadOnlySpan<string> arguments, IReadOnlyList<Option> options, string command)
    {
        var parsed = new ParsedArguments();
        for (int i = 0; i < arguments.Length; i++)
        {
            string argument = arguments[i];
            if (argument == "--")
            {
                foreach (string operand in arguments[(i + 1)..]) parsed.Operands.Add(operand);
                break;
            }

            if (argument.Length < 2 || argument[0] != '-')
            {
                parsed.Operands.Add(argument);
                continue;
            }

            int equals = argument.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? argument : argument[..equals];
            Option option = Find(name, options) ?? throw Unknown(name, options, command);
            parsed.Add(option, ReadValue(option, name, equals < 0 ? null : argument[(equals + 1)..], arguments, ref i, command));
        }

        return parsed;
    }

    private static string ReadValue(
        Option option, string name, string? attached, ReadOnlySpan<string> arguments, ref int at, string command)
    {
        if (option.Value is null)
            return attached is null ? "" : throw new UsageException(name + " takes no value", command);
        string? value = attached ?? (at + 1 < arguments.Length ? arguments[++at] : null);
        if (value is null) throw new UsageException(name + " needs a value: " + name + " " + option.Value, command);
        if (option.Choices is null || Array.IndexOf(option.Choices, value) >= 0) return value;
        string hint = Spelling.Nearest(value, option.Choices) is { } near ? "; did you mean " + near + "?" : "";
        throw new UsageException($"{name} is one of {string.Join(", ", option.Choices)}, not {value}{hint}", command);
    }

    private static Option? Find(string name, IReadOnlyList<Option> options)
    {
        foreach (Option option in options)
        {
            if (option.Name == name || option.Short == name) return option;
        }

        return null;
    }

    private static UsageException Unknown(string name, IReadOnlyList<Option> options, string command)
    {
        var names = new List<string>();
        foreach (Option option in options) names.Add(option.Name);
        string hint = Spelling.Nearest(name, names) is { } near ? "; did you mean " + near + "?" : "";
        return new UsageException("unknown option " + name + hint, command);
    }
}
