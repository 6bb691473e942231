using System;
using System.Collections.Generic;

namespace DockerLint.Shell;

/// <summary>Variables held in a dictionary, over a lookup for those that were never assigned.</summary>
public class ShellVariables : IShellVariables
{
    private readonly Func<string, ShellValue> outer;
    private Dictionary<string, ShellValue> own;

    // The dictionary belongs to copies as well: most of them are only read.
    private bool isShared;

    /// <summary>Variables over <paramref name="outer"/> (an environment); without one everything else is unset.</summary>
    public ShellVariables(Func<string, ShellValue>? outer = null)
        : this(outer ?? (static _ => ShellValue.Unset()), new Dictionary<string, ShellValue>(StringComparer.Ordinal))
    {
    }

    private ShellVariables(Func<string, ShellValue> outer, Dictionary<string, ShellValue> own)
    {
        this.outer = outer;
        this.own = own;
    }

    /// <inheritdoc/>
    public ShellValue ScriptName { get; set; } = ShellValue.Known("sh");

    /// <inheritdoc/>
    public IReadOnlyList<ExpandedWord>? Arguments { get; set; } = [];

    /// <summary>How <c>$( … )</c> is answered; without one every output is unknown.</summary>
    public Func<CommandPart, ShellValue>? Substitute { get; set; }

    /// <summary>The variables assigned here, in no order.</summary>
    public IEnumerable<KeyValuePair<string, ShellValue>> Assigned => own;

    /// <inheritdoc/>
    public ShellValue Get(string name) => own.TryGetValue(name, out ShellValue value) ? value : outer(name);

    /// <inheritdoc/>
    public void Set(string name, ShellValue value)
    {
        if (isShared)
        {
            own = new Dictionary<string, ShellValue>(own, StringComparer.Ordinal);
            isShared = false;
        }

        own[name] = value;
    }

    /// <inheritdoc/>
    public ShellValue Output(CommandPart command) =>
        Substitute?.Invoke(command) ?? ShellValue.Unknown("the output of " + command.Source + " is not known");

    /// <summary>A copy for a subshell or for the other branch of a condition.</summary>
    public ShellVariables Copy()
    {
        isShared = true;
        return new ShellVariables(outer, own)
        {
            isShared = true,
            ScriptName = ScriptName,
            Arguments = Arguments,
            Substitute = Substitute,
        };
    }

    /// <summary>The same assignments and arguments?</summary>
    public bool SameAs(ShellVariables other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (own.Count != other.own.Count || !SameArguments(other)) return false;
        if (ReferenceEquals(own, other.own)) return true;
        foreach (KeyValuePair<string, ShellValue> pair in own)
        {
            if (!other.own.TryGetValue(pair.Key, out ShellValue value) || value != pair.Value) return false;
        }

        return true;
    }

    private bool SameArguments(ShellVariables other)
    {
        if (ReferenceEquals(Arguments, other.Arguments)) return true;
        if (Arguments is null || other.Arguments is null || Arguments.Count != other.Arguments.Count) return false;
        for (int i = 0; i < Arguments.Count; i++)
        {
            if (Arguments[i] != other.Arguments[i]) return false;
        }

        return true;
    }
}
