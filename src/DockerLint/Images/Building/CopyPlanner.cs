using System;
using System.Collections.Generic;
using DockerLint.Dockerfiles;
using DockerLint.Dockerfiles.Expansion;
using DockerLint.Images.Copying;
using DockerLint.Images.Trees;
using PyImportScanner;
using PyImportScanner.Files;

namespace DockerLint.Images.Building;

/// <summary>Expands the words of COPY and ADD.</summary>
internal static class CopyPlanner
{
    /// <summary>The plan of one instruction; its step itself when nothing of it can be used.</summary>
    public static PlanStep Plan(PlanStep step, StagePlanner.WordReader words, ReferenceResolver resolver, int stage, List<BuildProblem> problems)
    {
        Instruction instruction = step.Instruction;
        if (CopyArguments.Of(instruction) is not { } arguments) return step;
        var sources = new List<CopySource>();
        foreach (Word word in arguments.Sources)
        {
            VariableValue value = words.ExpandPath(word.Text, word.Span);
            if (instruction.Keyword == "COPY" && value.Text is { } text && RemoteSource.Parse(text) is not null)
            {
                words.Fail("source can't be a URL for COPY", word.Span);
                continue;
            }

            sources.Add(new CopySource(value.Text, word.Span, value.UnknownBecause));
        }

        var heredocs = new List<KeyValuePair<string, FileContent>>();
        foreach (Heredoc heredoc in arguments.Heredocs)
            heredocs.Add(new KeyValuePair<string, FileContent>(heredoc.Name, Content(heredoc, words)));

        foreach (Flag flag in instruction.Flags)
        {
            if (flag.Name is "chown" or "chmod" or "checksum" && flag.Value is { } value) words.Expand(value, flag.Span);
        }

        string? destination = Destination(words, arguments.Destination, out string? cause);
        return new CopyPlan(instruction, step.Dockerfile, step.Before)
        {
            From = resolver.Resolve(instruction.FlagValue("from"), stage, instruction, FlagSpan(instruction, "from"), problems),
            Sources = sources,
            Heredocs = heredocs,
            Destination = destination,
            DestinationUnknownBecause = cause,
            IgnoresCase = words.IsWindows,
        };
    }

    private static SourceSpan FlagSpan(Instruction instruction, string name)
    {
        foreach (Flag flag in instruction.Flags)
        {
            if (flag.Name == name) return flag.Span;
        }

        return instruction.Span;
    }

    private static FileContent Content(Heredoc heredoc, StagePlanner.WordReader words)
    {
        if (!heredoc.Expands) return FileContent.Of(heredoc.Content);
        ExpandedWord body = WordExpander.ExpandHeredoc(heredoc.Content, words.Variables);
        if (body.Error is not null) words.Fail("failed to process heredoc " + heredoc.Name + ": " + body.Error, heredoc.Span);
        return body.Value is null ? FileContent.Unknown : FileContent.Of(body.Value);
    }

    /// <summary>Absolute; a trailing <c>/</c> or <c>/.</c> is kept as a trailing slash (pathRelativeToWorkingDir).</summary>
    private static string? Destination(StagePlanner.WordReader words, Word word, out string? cause)
    {
        VariableValue value = words.ExpandPath(word.Text, word.Span);
        cause = value.UnknownBecause;
        if (value.Text is not { } text) return null;
        if (text is "" or ".") text = "./";
        bool isAbsolute = text.StartsWith("/", StringComparison.Ordinal);
        if (!isAbsolute && words.Config.WorkingDirectory is null)
        {
            cause = words.Config.WorkingDirectoryUnknownBecause;
            return null;
        }

        string clean = isAbsolute ? TreePath.Clean(text) : TreePath.Combine(words.Config.WorkingDirectory!, text);
        bool isDirectory = text.EndsWith("/", StringComparison.Ordinal) || text.EndsWith("/.", StringComparison.Ordinal);
        return isDirectory && clean.Length > 1 ? clean + "/" : clean;
    }
}
