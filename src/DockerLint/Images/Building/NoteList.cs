using System;
using System.Collections.Generic;

namespace DockerLint.Images.Building;

/// <summary>Collects what is unknown, each once.</summary>
internal sealed class NoteList
{
    private readonly List<string> all = [];
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    /// <summary>The notes in order.</summary>
    public IReadOnlyList<string> All => all;

    /// <summary>Adds one.</summary>
    public void Add(string note)
    {
        if (seen.Add(note)) all.Add(note);
    }
}
