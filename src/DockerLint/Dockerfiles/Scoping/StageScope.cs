using System;
using System.Collections.Generic;
using DockerLint.Dockerfiles.Expansion;

namespace DockerLint.Dockerfiles.Scoping;

/// <summary>
/// The variables of one stage while its instructions run (BK:frontend/dockerfile/dockerfile2llb/convert.go, dispatchArg,
/// dispatchEnv): one environment that ARG and ENV share, in which the later instruction wins. Beside it the environment
/// that the image will have, which knows only ENV.
/// </summary>
public sealed class StageScope : IVariables
{
    /// <summary>What <c>PATH</c> is where the base sets none.</summary>
    public const string DefaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private readonly GlobalScope globals;
    private readonly Dictionary<string, VariableValue> values;
    private readonly Dictionary<string, VariableValue> image;
    private string? othersUnknownBecause;

    /// <summary>A stage from an image, or from <c>scratch</c>.</summary>
    public StageScope(GlobalScope globals, BaseEnvironment environment)
    {
        this.globals = globals;
        othersUnknownBecause = environment.UnknownBecause;
        image = new Dictionary<string, VariableValue>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, string> pair in environment.Values) image[pair.Key] = VariableValue.Of(pair.Value);
        if (!image.ContainsKey("PATH") && othersUnknownBecause is null) image["PATH"] = VariableValue.Of(DefaultPath);
        values = new Dictionary<string, VariableValue>(image, StringComparer.Ordinal);
    }

    private StageScope(StageScope parent)
    {
        globals = parent.globals;
        othersUnknownBecause = parent.othersUnknownBecause;
        values = new Dictionary<string, VariableValue>(parent.values, StringComparer.Ordinal);
        image = new Dictionary<string, VariableValue>(parent.image, StringComparer.Ordinal);
    }

    /// <summary>What is set, for RUN: name to value, ARG and ENV.</summary>
    public IReadOnlyDictionary<string, VariableValue> Environment => values;

    /// <summary>What the image will have set, for its start command: ENV only, with ENV's values.</summary>
    public IReadOnlyDictionary<string, VariableValue> ImageEnvironment => image;

    /// <summary>Null, or why variables that are in neither environment may still be set.</summary>
    public string? OthersUnknownBecause => othersUnknownBecause;

    /// <summary>The scope of a stage that starts <c>FROM</c> this one: it inherits ENV and the values of ARGs.</summary>
    public StageScope Inherit() => new(this);

    /// <inheritdoc/>
    public VariableValue Lookup(string name) => Find(values, name);

    /// <summary>What the image will have in a variable.</summary>
    public VariableValue LookupInImage(string name) => Find(image, name);

    /// <summary>Expands a word of an instruction.</summary>
    public ExpandedWord Expand(string word) => WordExpander.Expand(word, this, globals.Escape);

    /// <summary>Expands the body of a heredoc of COPY or ADD, unless its delimiter was quoted.</summary>
    public ExpandedWord Expand(Heredoc heredoc) => heredoc.Expands
        ? WordExpander.ExpandHeredoc(heredoc.Content, this)
        : ExpandedWord.Plain(heredoc.Content, [heredoc.Content]);

    /// <summary>Runs an ARG; its words one after the other.</summary>
    /// <returns>A default that cannot be expanded, or null.</returns>
    public DockerfileError? Declare(Instruction instruction)
    {
        foreach (KeyValueWord pair in instruction.Pairs)
        {
            bool isGiven = globals.Settings.Arguments.TryGetValue(pair.Key, out VariableValue value);
            if (!isGiven && pair.Value is not null)
            {
                ExpandedWord expanded = Expand(pair.Value);
                if (expanded.Error is not null) return new DockerfileError(expanded.Error, pair.Span);
                value = ScopeValues.Of(expanded);
            }
            else if (!isGiven && !TryInherit(pair.Key, out value)) continue;
            values[pair.Key] = value;
        }

        return null;
    }

    /// <summary>Runs an ENV: every word sees the environment before the instruction.</summary>
    /// <returns>A word that cannot be expanded, or null; nothing is set then.</returns>
    public DockerfileError? Set(Instruction instruction)
    {
        var assignments = new List<(ExpandedWord Key, ExpandedWord Value)>(instruction.Pairs.Count);
        foreach (KeyValueWord pair in instruction.Pairs)
        {
            (ExpandedWord Key, ExpandedWord Value) assignment = (Expand(pair.Key), Expand(pair.Value ?? ""));
            if ((assignment.Key.Error ?? assignment.Value.Error) is { } error) return new DockerfileError(error, pair.Span);
            assignments.Add(assignment);
        }

        foreach ((ExpandedWord key, ExpandedWord value) in assignments)
        {
            if (key.Value is { } name) image[name] = values[name] = ScopeValues.Of(value);
            else Blur("an ENV sets a variable whose name is not known");
        }

        return null;
    }

    // ARG name, without --build-arg: the global value; else whatever the name holds already stays.
    private bool TryInherit(string name, out VariableValue value)
    {
        value = globals.Lookup(name);
        if (value.State != VariableState.Unset) return true;
        if (values.ContainsKey(name)) return false;
        value = globals.Undefaulted(name);
        return value.State != VariableState.Unset;
    }

    private VariableValue Find(Dictionary<string, VariableValue> environment, string name)
    {
        if (environment.TryGetValue(name, out VariableValue value)) return value;
        return othersUnknownBecause is null || IsSpecial(name) ? VariableValue.Unset : VariableValue.Unknown(othersUnknownBecause);
    }

    // $1, $@ and the other parameters of a shell are never set.
    private static bool IsSpecial(string name) => name.Length == 0 || name[0] is (>= '0' and <= '9') or '@' or '*' or '#' or '?' or '-' or '$' or '!';

    private void Blur(string cause)
    {
        foreach (string name in new List<string>(values.Keys)) values[name] = VariableValue.Unknown(cause);
        foreach (string name in new List<string>(image.Keys)) image[name] = VariableValue.Unknown(cause);
        othersUnknownBecause ??= cause;
    }
}
