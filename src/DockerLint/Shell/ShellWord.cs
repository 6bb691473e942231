using System.Collections.Generic;
using System.Text;
using PyImportScanner;

namespace DockerLint.Shell;

/// <summary>A word before expansion.</summary>
/// <param name="Parts">Its pieces, quoting resolved into <see cref="WordPart.Quoted"/>.</param>
/// <param name="Source">The text as written.</param>
/// <param name="Span">Where.</param>
public sealed record ShellWord(IReadOnlyList<WordPart> Parts, string Source, SourceSpan Span)
{
    /// <summary>The text when it is one unquoted literal (the only form that can be a reserved word); else null.</summary>
    public string? Plain => Parts.Count == 1 && Parts[0] is LiteralPart { Quoted: false } literal ? literal.Text : null;

    /// <summary>The text when nothing in it needs an expansion of variables or commands; else null.</summary>
    public string? Literal
    {
        get
        {
            if (Parts.Count == 1) return (Parts[0] as LiteralPart)?.Text;
            var text = new StringBuilder();
            foreach (WordPart part in Parts)
            {
                if (part is not LiteralPart literal) return null;
                text.Append(literal.Text);
            }

            return text.ToString();
        }
    }

    /// <summary>A word that stands for a text, as if it had been quoted.</summary>
    public static ShellWord Quote(string text) => new([new LiteralPart(text, true)], text, default);
}

/// <summary>A piece of a word.</summary>
/// <param name="Quoted">Stood in quotes or behind a backslash: neither split nor a wildcard.</param>
public abstract record WordPart(bool Quoted);

/// <summary>Characters.</summary>
/// <param name="Text">The characters, without quotes.</param>
/// <param name="Quoted">In quotes.</param>
public sealed record LiteralPart(string Text, bool Quoted) : WordPart(Quoted);

/// <summary><c>$name</c> or <c>${name…}</c>.</summary>
/// <param name="Name">The parameter: a name, a number, or one of <c>@ * # ? - $ !</c>.</param>
/// <param name="Operator">What is done with the value.</param>
/// <param name="Colon">An empty value counts as unset (<c>:-</c> rather than <c>-</c>).</param>
/// <param name="Operand">The word behind the operator.</param>
/// <param name="Index">The text between the brackets of <c>${name[index]}</c>, or null.</param>
/// <param name="Source">As written, for people.</param>
/// <param name="Quoted">In double quotes.</param>
public sealed record ParameterPart(
    string Name,
    ParameterOperator Operator,
    bool Colon,
    ShellWord? Operand,
    string? Index,
    string Source,
    bool Quoted) : WordPart(Quoted);

/// <summary><c>$( … )</c> or backquotes (also bash's <c>&lt;( … )</c>).</summary>
/// <param name="Script">The commands.</param>
/// <param name="Source">As written, for people.</param>
/// <param name="IsProcess">A process substitution: the value is the name of a pipe.</param>
/// <param name="Quoted">In double quotes.</param>
public sealed record CommandPart(ShellScript Script, string Source, bool IsProcess, bool Quoted) : WordPart(Quoted);

/// <summary><c>$(( … ))</c>.</summary>
/// <param name="Expression">The text between the parentheses.</param>
/// <param name="Quoted">In double quotes.</param>
public sealed record ArithmeticPart(string Expression, bool Quoted) : WordPart(Quoted);

/// <summary>The elements of <c>name=( … )</c>; only ever the last part of an assignment.</summary>
/// <param name="Elements">The words.</param>
public sealed record ArrayPart(IReadOnlyList<ShellWord> Elements) : WordPart(false);

/// <summary>The operator of <c>${name…}</c> (XCU 2.6.2; the last ones are bash's).</summary>
public enum ParameterOperator : byte
{
    /// <summary>The value.</summary>
    None,

    /// <summary><c>-</c>: the operand when unset.</summary>
    Default,

    /// <summary><c>=</c>: the same, and assigns it.</summary>
    Assign,

    /// <summary><c>?</c>: fails when unset.</summary>
    Require,

    /// <summary><c>+</c>: the operand when set.</summary>
    Alternative,

    /// <summary><c>${#name}</c>.</summary>
    Length,

    /// <summary><c>#</c>.</summary>
    TrimShortestPrefix,

    /// <summary><c>##</c>.</summary>
    TrimLongestPrefix,

    /// <summary><c>%</c>.</summary>
    TrimShortestSuffix,

    /// <summary><c>%%</c>.</summary>
    TrimLongestSuffix,

    /// <summary><c>/a/b</c>: the first match.</summary>
    ReplaceFirst,

    /// <summary><c>//a/b</c>: every match.</summary>
    ReplaceAll,

    /// <summary><c>^^</c>.</summary>
    Upper,

    /// <summary><c>,,</c>.</summary>
    Lower,

    /// <summary><c>:offset</c> or <c>:offset:length</c>.</summary>
    Substring,

    /// <summary>Something else of bash's, <c>${!name}</c> among them: the value is not known.</summary>
    Other,
}
