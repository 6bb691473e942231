using System;
using System.Collections.Generic;

namespace DockerLint.Dockerfiles.Parsing;

/// <summary>Reads one logical line as an instruction (BK:frontend/dockerfile/parser/parser.go, line_parsers.go).</summary>
internal sealed class InstructionReader(LogicalLine line, char escape)
{
    // ONBUILD ONBUILD … is an error from the second on; nobody needs the ones below.
    private const int MaximumTriggers = 16;

    /// <summary>What makes the line unreadable; the whole file fails.</summary>
    public string? Error { get; private set; }

    /// <summary>Reads the whole line.</summary>
    public Instruction Read() => Read(0, MaximumTriggers);

    private Instruction Read(int from, int triggersLeft)
    {
        string text = line.Text;
        int end = TrimEnd(from, text.Length);
        int start = TrimStart(from, end);
        int nameEnd = start;
        while (nameEnd < end && !WordSplitter.IsArgumentBlank(text[nameEnd])) nameEnd++;
        int rest = nameEnd;
        while (rest < end && WordSplitter.IsArgumentBlank(text[rest])) rest++;
        string name = text.Substring(start, nameEnd - start);
        List<Flag> flags = FlagSplitter.Split(line, rest, out rest);
        end = TrimEnd(rest, line.Text.Length);
        rest = TrimStart(rest, end);
        var instruction = new Instruction
        {
            Keyword = name.ToUpperInvariant(),
            KeywordSpan = line.Span(start, nameEnd),
            Span = line.Span(start, Math.Max(end, nameEnd)),
            Flags = flags,
            Original = from == 0 ? line.Text : line.Text.Substring(from, TrimEnd(from, line.Text.Length) - from),
        };
        return AddArguments(instruction, rest, end, triggersLeft);
    }

    private Instruction AddArguments(Instruction instruction, int from, int to, int triggersLeft)
    {
        switch (instruction.Keyword)
        {
            case "COPY" or "ADD" or "VOLUME":
                return JsonOr(instruction, from, to) ?? instruction with { Arguments = WordSplitter.AtBlanks(line, from, to) };
            case "RUN" or "CMD" or "ENTRYPOINT" or "SHELL":
                return JsonOr(instruction, from, to) ?? instruction with { Arguments = WholeText(from, to) };
            case "FROM" or "EXPOSE":
                return instruction with { Arguments = WordSplitter.AtBlanks(line, from, to) };
            case "WORKDIR" or "USER" or "STOPSIGNAL" or "MAINTAINER":
                return instruction with { Arguments = WholeText(from, to) };
            case "ENV" or "LABEL":
                return instruction with { Pairs = KeyValues(instruction.Keyword, from, to) };
            case "ARG":
                List<Word> words = WordSplitter.Quoted(line, from, to, escape);
                return instruction with { Arguments = words, Pairs = OptionalValues(words) };
            case "HEALTHCHECK":
                return HealthCheck(instruction, from, to);
            case "ONBUILD" when from < to && triggersLeft > 0:
                return instruction with { Trigger = Read(from, triggersLeft - 1) };
            case "ONBUILD":
                return instruction;
            default:
                return instruction with { Arguments = [new Word("", line.Span(to, to))] };
        }
    }

    private List<Word> WholeText(int from, int to) =>
        from >= to ? [] : [new Word(line.Text.Substring(from, to - from), line.Span(from, to))];

    // The instruction with the strings of its JSON array; null when there is none and it falls back.
    private Instruction? JsonOr(Instruction instruction, int from, int to)
    {
        JsonForm form = JsonStringArray.Read(line, from, to, out List<Word> words);
        if (form == JsonForm.Strings) return instruction with { Arguments = words, IsJson = true };
        if (form == JsonForm.OtherElements) Error ??= "when using JSON array syntax, arrays must be comprised of strings only";
        return null;
    }

    // The type ends at a byte that is white space as a character: 0x85 and 0xA0 only occur inside characters, which the
    // message about an unknown type then shows.
    private Instruction HealthCheck(Instruction instruction, int from, int to)
    {
        int typeEnd = from;
        while (typeEnd < to && !char.IsWhiteSpace(line.Text[typeEnd])) typeEnd++;
        if (typeEnd == from) return instruction;
        int command = TrimStart(typeEnd, to);
        Instruction inner = JsonOr(instruction, command, to) ?? instruction with { Arguments = WholeText(command, to) };
        var arguments = new List<Word> { new(line.Text.Substring(from, typeEnd - from), line.Span(from, typeEnd)) };
        arguments.AddRange(inner.Arguments);
        return inner with { Arguments = arguments };
    }

    private List<KeyValueWord> KeyValues(string keyword, int from, int to)
    {
        List<Word> words = WordSplitter.Quoted(line, from, to, escape);
        var pairs = new List<KeyValueWord>(words.Count);
        if (words.Count > 0 && words[0].Text.IndexOf('=') < 0) return OldForm(keyword, from, to);
        foreach (Word word in words)
        {
            int equals = word.Text.IndexOf('=');
            if (equals < 0)
            {
                Error ??= "Syntax error - can't find = in " + GoQuote.Quote(word.Text) + ". Must be of the form: name=value";
                return pairs;
            }

            pairs.Add(new KeyValueWord(word.Text.Substring(0, equals), word.Text.Substring(equals + 1), word.Span));
        }

        return pairs;
    }

    private List<KeyValueWord> OldForm(string keyword, int from, int to)
    {
        string text = line.Text;
        int keyEnd = from;
        while (keyEnd < to && !WordSplitter.IsArgumentBlank(text[keyEnd])) keyEnd++;
        int value = keyEnd;
        while (value < to && WordSplitter.IsArgumentBlank(text[value])) value++;
        if (keyEnd < to)
        {
            return [new KeyValueWord(text.Substring(from, keyEnd - from), text.Substring(value, to - value), line.Span(from, to))
            {
                IsOldForm = true,
            }];
        }

        Error ??= keyword + " must have two arguments";
        return [];
    }

    private static List<KeyValueWord> OptionalValues(List<Word> words)
    {
        var pairs = new List<KeyValueWord>(words.Count);
        foreach (Word word in words)
        {
            int equals = word.Text.IndexOf('=');
            pairs.Add(equals < 0
                ? new KeyValueWord(word.Text, null, word.Span)
                : new KeyValueWord(word.Text.Substring(0, equals), word.Text.Substring(equals + 1), word.Span));
        }

        return pairs;
    }

    private int TrimStart(int from, int to)
    {
        while (from < to && char.IsWhiteSpace(line.Text[from])) from++;
        return from;
    }

    private int TrimEnd(int from, int to)
    {
        while (to > from && char.IsWhiteSpace(line.Text[to - 1])) to--;
        return to;
    }
}
