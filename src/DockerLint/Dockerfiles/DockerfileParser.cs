using System;
using System.Collections.Generic;
using System.Text;
using DockerLint.Dockerfiles.Parsing;
using PyImportScanner;

namespace DockerLint.Dockerfiles;

/// <summary>
/// Reads a Dockerfile exactly as BuildKit's parser does (BK:frontend/dockerfile/parser/parser.go), with positions. Any
/// input gives a result: what BuildKit would refuse is in <see cref="DockerfileSyntax.Errors"/>.
/// </summary>
public sealed class DockerfileParser
{
    private readonly PhysicalLines lines;
    private readonly ParserDirectives directives = new();
    private readonly List<Instruction> instructions = [];
    private readonly List<DockerfileError> errors = [];

    private DockerfileParser(string text) => lines = new PhysicalLines(text);

    /// <summary>Reads the bytes of a file: UTF-8, anything else in it becomes U+FFFD.</summary>
    /// <param name="path">The path in the repository tree, for findings.</param>
    /// <param name="content">The content.</param>
    public static DockerfileSyntax Parse(string path, ReadOnlySpan<byte> content)
    {
        return Parse(path, Encoding.UTF8.GetString(content));
    }

    /// <summary>Reads text.</summary>
    /// <param name="path">The path in the repository tree, for findings.</param>
    /// <param name="text">The content.</param>
    public static DockerfileSyntax Parse(string path, string text)
    {
        var parser = new DockerfileParser(text.Length > 0 && text[0] == '\uFEFF' ? text.Substring(1) : text);
        parser.ReadAll();
        return new DockerfileSyntax
        {
            Path = path,
            Escape = parser.directives.Escape,
            Instructions = parser.instructions,
            Errors = parser.errors,
            Lines = parser.lines.ToArray(),
        };
    }

    private void ReadAll()
    {
        string? fatal = null;
        SourceSpan at = default;
        while (fatal is null && lines.TryRead(out string line))
        {
            string trimmed = line.TrimStart();
            int number = lines.Number;
            fatal = directives.Read(trimmed);
            at = SourceSpan.OnLine(number, 1 + line.Length - trimmed.Length, trimmed.TrimEnd().Length);
            if (fatal is not null || trimmed.Length == 0 || trimmed[0] == '#') continue;
            fatal = ReadInstruction(trimmed, number, 1 + line.Length - trimmed.Length);
        }

        if (fatal is not null) errors.Insert(0, new DockerfileError(fatal, at));
        else if (instructions.Count == 0) errors.Add(new DockerfileError("file with no instructions", new SourceSpan(1, 1, 1, 1)));
        if (fatal is null && lines.TooLong > 0)
        {
            errors.Insert(0, new DockerfileError(
                "dockerfile line greater than max allowed size of 65535", SourceSpan.OnLine(lines.TooLong, 1, 1)));
        }
        else if (fatal is null) CheckStages();
    }

    private string? ReadInstruction(string first, int number, int column)
    {
        LogicalLine logical = Join(first, number, column);
        var reader = new InstructionReader(logical, directives.Escape);
        Instruction instruction = reader.Read();
        if (reader.Error is not null) return reader.Error;
        List<Heredoc> heredocs = [];
        if (TakesHeredocs(instruction) && logical.Text.IndexOf("<<", StringComparison.Ordinal) >= 0)
        {
            foreach (HeredocWord opener in HeredocWord.OfLine(logical.Text))
            {
                if (HeredocBody.Read(lines, opener) is not { } heredoc) return "unterminated heredoc";
                heredocs.Add(heredoc);
            }
        }

        var span = new SourceSpan(number, column, lines.Number, 1 + lines.Length(lines.Number));
        instruction = instruction with { Span = span, Heredocs = heredocs };
        if (instruction.Trigger is not null) instruction = AddTrigger(instruction, logical);
        instruction = instruction with { Error = InstructionRules.Check(instruction, NameAsWritten(instruction)) };
        if (instruction.Error is not null) errors.Add(instruction.Error);
        instructions.Add(instruction);
        return null;
    }

    // The rest of a continued instruction; comments and empty lines inside it do not count.
    private LogicalLine Join(string first, int number, int column)
    {
        var logical = new LogicalLine();
        bool continues = TrimContinuation(ref first);
        logical.Append(first, number, column);
        while (continues && lines.TryRead(out string next))
        {
            string trimmed = next.TrimStart();
            if (trimmed.Length == 0 || trimmed[0] == '#') continue;
            continues = TrimContinuation(ref next);
            logical.Append(next, lines.Number, 1);
        }

        return logical;
    }

    // ([^E])E[ \t]*$ or ^E[ \t]*$
    private bool TrimContinuation(ref string line)
    {
        int last = line.Length - 1;
        while (last >= 0 && line[last] is ' ' or '\t') last--;
        char escape = directives.Escape;
        if (last < 0 || line[last] != escape || (last > 0 && line[last - 1] == escape)) return false;
        line = line.Substring(0, last);
        return true;
    }

    private static bool TakesHeredocs(Instruction instruction)
    {
        Instruction inner = instruction.Keyword == "ONBUILD" && instruction.Trigger is not null ? instruction.Trigger : instruction;
        return inner.Keyword is "ADD" or "COPY" or "RUN" && !inner.IsJson;
    }

    private Instruction AddTrigger(Instruction instruction, LogicalLine logical)
    {
        Instruction asWritten = instruction.Trigger!;
        Instruction trigger = asWritten;
        DockerfileError? error = null;
        if (directives.Escape != '\\')
        {
            var reader = new InstructionReader(logical, '\\');
            trigger = reader.Read().Trigger ?? asWritten;
            if (reader.Error is not null) error = new DockerfileError(reader.Error, trigger.Span);
        }

        trigger = trigger with { Heredocs = instruction.Heredocs };
        trigger = trigger with { Error = error ?? InstructionRules.Check(trigger, NameAsWritten(trigger)) };
        return instruction with { Trigger = trigger, TriggerAsWritten = asWritten };
    }

    private static string NameAsWritten(Instruction instruction)
    {
        int start = 0;
        string text = instruction.Original;
        while (start < text.Length && char.IsWhiteSpace(text[start])) start++;
        return text.Substring(start, Math.Min(instruction.Keyword.Length, text.Length - start));
    }

    private void CheckStages()
    {
        foreach (Instruction instruction in instructions)
        {
            if (instruction.Keyword == "FROM") return;
            if (instruction.Keyword == "ARG") continue;
            if (instruction.Error is null) errors.Add(new DockerfileError("no build stage in current context", instruction.KeywordSpan));
            return;
        }

        if (instructions.Count > 0) errors.Add(new DockerfileError("dockerfile contains no stages to build", new SourceSpan(1, 1, 1, 1)));
    }
}
