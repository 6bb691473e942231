using System.Collections.Generic;

namespace DockerLint.Files.Patterns;

/// <summary>What a piece of a regular expression matches.</summary>
internal enum RegexKind : byte
{
    /// <summary>One character.</summary>
    Character,

    /// <summary>Any character but a line feed.</summary>
    Any,

    /// <summary>One character of a class.</summary>
    Class,

    /// <summary>The start of the text.</summary>
    Start,

    /// <summary>The very end of the text.</summary>
    End,

    /// <summary>A place between a word character and another.</summary>
    WordBoundary,

    /// <summary>Any other place.</summary>
    NoWordBoundary,

    /// <summary>A sequence in parentheses.</summary>
    Group,
}

/// <summary>A piece of a regular expression with its repetition.</summary>
internal sealed class RegexNode(RegexKind kind)
{
    public const int Unlimited = -1;

    public RegexKind Kind { get; } = kind;

    public int Character { get; init; }

    public RegexClass? Class { get; init; }

    public List<RegexNode>? Body { get; init; }

    public int Minimum { get; set; } = 1;

    public int Maximum { get; set; } = 1;

    public bool IsRepeated { get; set; }
}

/// <summary>A class of characters.</summary>
internal sealed class RegexClass
{
    private readonly List<(int Low, int High)> ranges = [];

    public bool IsNegated { get; set; }

    public void Add(int low, int high) => ranges.Add((low, high));

    /// <summary>Adds <c>\d</c> and its like; false when <paramref name="letter"/> names none.</summary>
    public bool AddPerl(char letter)
    {
        (int, int)[]? members = letter switch
        {
            'd' or 'D' => [('0', '9')],
            's' or 'S' => [('\t', '\n'), ('\f', '\r'), (' ', ' ')],
            'w' or 'W' => [('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')],
            _ => null,
        };
        if (members is null) return false;
        AddSorted(members, char.IsUpper(letter));
        return true;
    }

    /// <summary>Adds <c>[:alpha:]</c> and its like; false when there is none of that name.</summary>
    public bool AddPosix(string name, bool negated)
    {
        (int, int)[]? members = name switch
        {
            "alnum" => [('0', '9'), ('A', 'Z'), ('a', 'z')],
            "alpha" => [('A', 'Z'), ('a', 'z')],
            "ascii" => [(0, 0x7F)],
            "blank" => [('\t', '\t'), (' ', ' ')],
            "cntrl" => [(0, 0x1F), (0x7F, 0x7F)],
            "digit" => [('0', '9')],
            "graph" => [('!', '~')],
            "lower" => [('a', 'z')],
            "print" => [(' ', '~')],
            "punct" => [('!', '/'), (':', '@'), ('[', '`'), ('{', '~')],
            "space" => [('\t', '\r'), (' ', ' ')],
            "upper" => [('A', 'Z')],
            "word" => [('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')],
            "xdigit" => [('0', '9'), ('A', 'F'), ('a', 'f')],
            _ => null,
        };
        if (members is null) return false;
        AddSorted(members, negated);
        return true;
    }

    public bool Contains(int character)
    {
        foreach ((int low, int high) in ranges)
        {
            if (low <= character && character <= high) return !IsNegated;
        }

        return IsNegated;
    }

    private void AddSorted((int Low, int High)[] members, bool negated)
    {
        int next = 0;
        foreach ((int low, int high) in members)
        {
            if (!negated) Add(low, high);
            else if (next < low) Add(next, low - 1);
            next = high + 1;
        }

        if (negated) Add(next, 0x10FFFF);
    }
}
