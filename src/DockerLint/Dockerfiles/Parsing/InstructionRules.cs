using System;
using System.Globalization;
using PyImportScanner;

namespace DockerLint.Dockerfiles.Parsing;

/// <summary>What BuildKit checks of every instruction before it builds anything (BK:frontend/dockerfile/instructions/parse.go).</summary>
internal static class InstructionRules
{
    private static readonly string[] Keywords =
    [
        "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER", "ONBUILD",
        "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
    ];

    /// <summary>The first thing wrong with an instruction by itself, or null.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="keyword">Its name as written.</param>
    public static DockerfileError? Check(Instruction instruction, string keyword)
    {
        string? message = CheckArguments(instruction, keyword);
        SourceSpan span = instruction.Arguments.Count > 0 && Array.IndexOf(Keywords, instruction.Keyword) >= 0
            ? instruction.Arguments[0].Span
            : instruction.KeywordSpan;
        if (message is not null) return new DockerfileError(message, span);
        message = FlagRules.Check(instruction, out Flag? flag);
        return message is null ? CheckDestination(instruction) : new DockerfileError(message, flag!.Span);
    }

    private static string? CheckArguments(Instruction instruction, string keyword)
    {
        string name = instruction.Keyword;
        int count = instruction.Arguments.Count;
        switch (name)
        {
            case "COPY" or "ADD":
                return count >= 2
                    ? null
                    : name + " requires at least two arguments, but only one was provided. Destination could not be determined";
            case "FROM":
                return CheckFrom(instruction);
            case "ENV" or "LABEL" or "ARG":
                if (instruction.Pairs.Count == 0) return name + " requires at least one argument";
                foreach (KeyValueWord pair in instruction.Pairs)
                {
                    if (pair.Key.Length == 0) return name + " names can not be blank";
                }

                return null;
            case "WORKDIR" or "USER" or "STOPSIGNAL" or "MAINTAINER":
                return count == 1 ? null : name + " requires exactly one argument";
            case "EXPOSE":
                return count > 0 ? null : name + " requires at least one argument";
            case "VOLUME":
                return CheckVolume(instruction);
            case "SHELL":
                if (count == 0) return "SHELL requires at least one argument";
                return instruction.IsJson ? null : "SHELL requires the arguments to be in JSON form";
            case "ONBUILD":
                return CheckOnBuild(instruction);
            case "HEALTHCHECK":
                return CheckHealth(instruction);
            case "RUN" or "CMD" or "ENTRYPOINT":
                return null;
            default:
                return "unknown instruction: " + keyword + Suggestion.For(keyword, Keywords);
        }
    }

    private static DockerfileError? CheckDestination(Instruction instruction)
    {
        if (instruction.Keyword is not ("COPY" or "ADD")) return null;
        Word destination = instruction.Arguments[instruction.Arguments.Count - 1];
        return HeredocWord.Parse(destination.Text) is null
            ? null
            : new DockerfileError(instruction.Keyword + " cannot accept a heredoc as a destination", destination.Span);
    }

    private static string? CheckFrom(Instruction instruction)
    {
        if (instruction.Arguments.Count == 1) return null;
        if (instruction.Arguments.Count != 3 || !string.Equals(instruction.Arguments[1].Text, "as", StringComparison.OrdinalIgnoreCase))
            return "FROM requires either one or three arguments";
        string name = instruction.Arguments[2].Text;
        return IsStageName(name)
            ? null
            : "invalid name for build stage: " + GoQuote.Quote(name) + ", name can't start with a number or contain symbols";
    }

    private static bool IsStageName(string name)
    {
        string lower = name.ToLowerInvariant();
        for (int i = 0; i < lower.Length; i++)
        {
            bool isLetter = lower[i] is >= 'a' and <= 'z';
            if (!isLetter && (i == 0 || lower[i] is not (>= '0' and <= '9' or '-' or '_' or '.'))) return false;
        }

        return lower.Length > 0;
    }

    private static string? CheckVolume(Instruction instruction)
    {
        if (instruction.Arguments.Count == 0) return "VOLUME requires at least one argument";
        foreach (Word word in instruction.Arguments)
        {
            if (word.Text.Trim().Length == 0) return "VOLUME specified can not be an empty string";
        }

        return null;
    }

    private static string? CheckOnBuild(Instruction instruction) => instruction.Trigger?.Keyword switch
    {
        null => "ONBUILD requires at least one argument",
        "ONBUILD" => "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed",
        "MAINTAINER" or "FROM" => instruction.Trigger.Keyword + " isn't allowed as an ONBUILD trigger",
        _ => null,
    };

    private static string? CheckHealth(Instruction instruction)
    {
        if (instruction.Arguments.Count == 0) return "HEALTHCHECK requires at least one argument";
        string type = instruction.Arguments[0].Text.ToUpperInvariant();
        if (type == "NONE") return instruction.Arguments.Count == 1 ? null : "HEALTHCHECK NONE takes no arguments";
        if (type != "CMD") return "Unknown type " + GoQuote.Quote(type) + " in HEALTHCHECK (try CMD)";
        if (instruction.IsJson && instruction.Arguments.Count == 1) return "Missing command after HEALTHCHECK CMD";
        string? retries = instruction.FlagValue("retries");
        if (string.IsNullOrEmpty(retries)) return null;
        if (!int.TryParse(retries, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int count))
            return "strconv.ParseInt: parsing " + GoQuote.Quote(retries!) + ": invalid syntax";
        return count < 0 ? "--retries cannot be negative (" + retries + ")" : null;
    }
}
