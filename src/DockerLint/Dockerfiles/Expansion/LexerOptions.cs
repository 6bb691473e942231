using System;

namespace DockerLint.Dockerfiles.Expansion;

/// <summary>The variations of the shell lexer that BuildKit uses.</summary>
[Flags]
internal enum LexerOptions
{
    None = 0,

    /// <summary>Quotes are no different from letters (bodies of heredocs).</summary>
    OrdinaryQuotes = 1,

    /// <summary>Quotes work but stay in the result.</summary>
    KeepQuotes = 2,

    /// <summary>The escape character works but stays in the result.</summary>
    KeepEscapes = 4,

    /// <summary>A variable that is not set stays as it is written.</summary>
    KeepUnset = 8,
}
