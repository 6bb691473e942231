using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;

namespace DockerLint.Files.Patterns;

/// <summary>
/// A regular expression that is run over a path in one pass: the time is at most path times program, whatever the
/// pattern.
/// </summary>
internal sealed class RegexProgram
{
    /// <summary>Programs above this are not followed; a person's pattern has a few dozen steps.</summary>
    private const int MaximumLength = 10_000;

    private enum Step : byte
    {
        Test,
        Split,
        Jump,
        Accept,
    }

    private readonly record struct Instruction(Step Step, RegexNode? Node = null, int First = 0, int Second = 0);

    private readonly List<Instruction> program = [];
    private readonly bool startsOnlyAtStart;
    private readonly string prefix = "";
    private readonly string suffix = "";
    private readonly string inner = "";
    private Tuple<ThreadSet, ThreadSet>? spare;

    private RegexProgram(List<List<RegexNode>> alternatives)
    {
        startsOnlyAtStart = alternatives.Count == 1 && alternatives[0].Count > 0
            && alternatives[0][0] is { Kind: RegexKind.Start, IsRepeated: false };
        if (startsOnlyAtStart)
        {
            prefix = Literal(alternatives[0], fromEnd: false);
            suffix = Literal(alternatives[0], fromEnd: true);
            inner = LongestLiteral(alternatives[0]);
        }

        for (int i = 0; i < alternatives.Count && !IsTooLong; i++)
        {
            int split = program.Count;
            if (i < alternatives.Count - 1) program.Add(default);
            foreach (RegexNode node in alternatives[i]) Emit(node);
            program.Add(new Instruction(Step.Accept));
            if (i < alternatives.Count - 1) program[split] = new Instruction(Step.Split, null, split + 1, program.Count);
        }
    }

    private bool IsTooLong => program.Count > MaximumLength;

    /// <summary>The program, or null when it would be too long.</summary>
    public static RegexProgram? Create(List<List<RegexNode>> alternatives)
    {
        var created = new RegexProgram(alternatives);
        return created.IsTooLong ? null : created;
    }

    /// <summary>Does the expression match somewhere in <paramref name="path"/>?</summary>
    public bool IsMatch(string path)
    {
        if (!path.StartsWith(prefix, StringComparison.Ordinal) || !path.EndsWith(suffix, StringComparison.Ordinal)
            || path.IndexOf(inner, StringComparison.Ordinal) < 0)
            return false;
        // A pattern is asked about thousands of paths; one pair of sets at a time is kept for the next.
        Tuple<ThreadSet, ThreadSet> pair = Interlocked.Exchange(ref spare, null) ?? Tuple.Create(new ThreadSet(program.Count), new ThreadSet(program.Count));
        bool isMatch = Run(path, pair.Item1, pair.Item2);
        pair.Item1.Clear();
        pair.Item2.Clear();
        Volatile.Write(ref spare, pair);
        return isMatch;
    }

    private bool Run(string path, ThreadSet current, ThreadSet next)
    {
        for (int place = 0; ;)
        {
            if ((place == 0 || !startsOnlyAtStart) && Add(current, 0, path, place)) return true;
            if (place >= path.Length || (current.Count == 0 && startsOnlyAtStart)) return false;
            int width = 1;
            int character = path[place];
            if (char.IsHighSurrogate(path[place]) && place + 1 < path.Length && char.IsLowSurrogate(path[place + 1]))
            {
                character = char.ConvertToUtf32(path[place], path[place + 1]);
                width = 2;
            }

            place += width;
            next.Clear();
            for (int i = 0; i < current.Count; i++)
            {
                int at = current[i];
                if (program[at] is { Step: Step.Test, Node: { } node } && Takes(node, character) && Add(next, at + 1, path, place)) return true;
            }

            (current, next) = (next, current);
        }
    }

    private static bool Takes(RegexNode node, int character) => node.Kind switch
    {
        RegexKind.Character => node.Character == character,
        RegexKind.Any => character != '\n',
        RegexKind.Class => node.Class!.Contains(character),
        _ => false,
    };

    // Follows everything that takes no character; true when that reaches the end of the program.
    private bool Add(ThreadSet threads, int start, string path, int place)
    {
        Stack<int> pending = threads.Pending;
        pending.Push(start);
        while (pending.Count > 0)
        {
            int at = pending.Pop();
            if (!threads.Add(at)) continue;
            Instruction instruction = program[at];
            switch (instruction.Step)
            {
                case Step.Accept:
                    pending.Clear();
                    return true;
                case Step.Jump:
                    pending.Push(instruction.First);
                    break;
                case Step.Split:
                    pending.Push(instruction.Second);
                    pending.Push(instruction.First);
                    break;
                default:
                    if (Holds(instruction.Node!.Kind, path, place)) pending.Push(at + 1);
                    break;
            }
        }

        return false;
    }

    private static bool Holds(RegexKind kind, string path, int place) => kind switch
    {
        RegexKind.Start => place == 0,
        RegexKind.End => place == path.Length,
        RegexKind.WordBoundary => IsWord(path, place - 1) != IsWord(path, place),
        RegexKind.NoWordBoundary => IsWord(path, place - 1) == IsWord(path, place),
        _ => false,
    };

    private static bool IsWord(string path, int at) => at >= 0 && at < path.Length
        && path[at] is >= '0' and <= '9' or >= 'A' and <= 'Z' or '_' or >= 'a' and <= 'z';

    private void Emit(RegexNode node)
    {
        for (int i = 0; i < node.Minimum && !IsTooLong; i++) EmitOnce(node);
        if (node.Maximum == RegexNode.Unlimited)
        {
            int split = program.Count;
            program.Add(default);
            EmitOnce(node);
            program.Add(new Instruction(Step.Jump, null, split));
            program[split] = new Instruction(Step.Split, null, split + 1, program.Count);
            return;
        }

        for (int i = node.Minimum; i < node.Maximum && !IsTooLong; i++)
        {
            int split = program.Count;
            program.Add(default);
            EmitOnce(node);
            program[split] = new Instruction(Step.Split, null, split + 1, program.Count);
        }
    }

    private void EmitOnce(RegexNode node)
    {
        if (node.Body is null) program.Add(new Instruction(Step.Test, node));
        else
        {
            foreach (RegexNode inner in node.Body) Emit(inner);
        }
    }

    // The text that every match begins or ends with: most paths are told apart by it alone.
    private static string Literal(List<RegexNode> nodes, bool fromEnd)
    {
        RegexKind edge = fromEnd ? RegexKind.End : RegexKind.Start;
        int step = fromEnd ? -1 : 1;
        int i = fromEnd ? nodes.Count - 1 : 0;
        var text = new StringBuilder();
        if (nodes[i] is not { IsRepeated: false } first || first.Kind != edge) return "";
        for (i += step; i >= 0 && i < nodes.Count; i += step)
        {
            RegexNode node = nodes[i];
            if (node.Kind != RegexKind.Character || node.IsRepeated) break;
            string character = node.Character > 0xFFFF ? char.ConvertFromUtf32(node.Character) : ((char)node.Character).ToString();
            text.Insert(fromEnd ? 0 : text.Length, character);
        }

        return text.ToString();
    }

    // A text that every match contains, for patterns that are open at both ends: **/tmp*.
    private static string LongestLiteral(List<RegexNode> nodes)
    {
        string longest = "";
        var run = new StringBuilder();
        foreach (RegexNode node in nodes)
        {
            if (node.Kind == RegexKind.Character && !node.IsRepeated && node.Character <= 0xFFFF) run.Append((char)node.Character);
            else run.Clear();
            if (run.Length > longest.Length) longest = run.ToString();
        }

        return longest;
    }

    private sealed class ThreadSet(int capacity)
    {
        private readonly int[] threads = new int[capacity];
        private readonly bool[] contains = new bool[capacity];

        public Stack<int> Pending { get; } = new();

        public int Count { get; private set; }

        public int this[int index] => threads[index];

        public bool Add(int at)
        {
            if (contains[at]) return false;
            contains[at] = true;
            threads[Count++] = at;
            return true;
        }

        public void Clear()
        {
            for (int i = 0; i < Count; i++) contains[threads[i]] = false;
            Count = 0;
        }
    }
}
