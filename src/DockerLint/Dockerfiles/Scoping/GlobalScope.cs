using System;
using System.Collections.Generic;
using DockerLint.Dockerfiles.Expansion;

namespace DockerLint.Dockerfiles.Scoping;

/// <summary>
/// The global arguments: those predefined for the platforms and the ARGs before the first FROM
/// (BK:frontend/dockerfile/dockerfile2llb/convert.go, buildMetaArgs). FROM lines see them; a stage does after
/// <c>ARG name</c>.
/// </summary>
public sealed class GlobalScope : IVariables
{
    private readonly Dictionary<string, VariableValue> values = new(StringComparer.Ordinal);

    /// <summary>Reads the ARGs before the first FROM.</summary>
    public GlobalScope(DockerfileSyntax syntax, BuildSettings settings)
    {
        Settings = settings;
        Escape = syntax.Escape;
        AddPlatform("BUILD", settings.BuildPlatform, "the platform that builds the image is not known");
        AddPlatform("TARGET", settings.TargetPlatform, "the platform that the image is built for is not known");
        AddPredefined("TARGETSTAGE", VariableValue.Of(settings.Target ?? LastStageName(syntax)));
        foreach (Instruction instruction in syntax.Instructions)
        {
            if (instruction.Keyword == "FROM") break;
            if (instruction.Keyword == "ARG" && Error is null) Error = Declare(instruction);
        }
    }

    /// <summary>A default that cannot be expanded: the build fails.</summary>
    public DockerfileError? Error { get; }

    /// <summary>What the command line decides.</summary>
    public BuildSettings Settings { get; }

    /// <summary>The escape character of the Dockerfile.</summary>
    public char Escape { get; }

    /// <inheritdoc/>
    public VariableValue Lookup(string name) => values.TryGetValue(name, out VariableValue value) ? value : VariableValue.Unset;

    /// <summary>Expands a word of a FROM line.</summary>
    public ExpandedWord Expand(string word) => WordExpander.Expand(word, this, Escape);

    /// <summary>The value that an ARG without default has, before a stage's own: that of <c>--build-arg</c>, or unknown, or unset.</summary>
    internal VariableValue Undefaulted(string name)
    {
        if (Settings.Arguments.TryGetValue(name, out VariableValue given)) return given;
        return Settings.UndefaultedBecause is { } cause ? VariableValue.Unknown(cause) : VariableValue.Unset;
    }

    private DockerfileError? Declare(Instruction instruction)
    {
        foreach (KeyValueWord pair in instruction.Pairs)
        {
            VariableValue value;
            if (pair.Value is null || Settings.Arguments.ContainsKey(pair.Key)) value = Undefaulted(pair.Key);
            else
            {
                ExpandedWord expanded = Expand(pair.Value);
                if (expanded.Error is not null) return new DockerfileError(expanded.Error, pair.Span);
                value = ScopeValues.Of(expanded);
            }

            // Without any value the name keeps the one it may have from above.
            if (value.State == VariableState.Set || (value.State == VariableState.Unknown && !(pair.Value is null && values.ContainsKey(pair.Key))))
                values[pair.Key] = value;
        }

        return null;
    }

    // os/architecture or os/architecture/variant
    private void AddPlatform(string prefix, string? platform, string cause)
    {
        string[]? parts = platform?.Split('/');
        VariableValue Part(int index, string? common) => parts is not null
            ? VariableValue.Of(index < parts.Length ? parts[index] : "")
            : common is null ? VariableValue.Unknown(cause) : VariableValue.Of(common);
        AddPredefined(prefix + "PLATFORM", platform is null ? VariableValue.Unknown(cause) : VariableValue.Of(platform));
        AddPredefined(prefix + "OS", Part(0, "linux"));
        AddPredefined(prefix + "OSVERSION", VariableValue.Of(""));
        AddPredefined(prefix + "ARCH", Part(1, null));
        AddPredefined(prefix + "VARIANT", Part(2, null));
    }

    private void AddPredefined(string name, VariableValue value) =>
        values[name] = Settings.Arguments.TryGetValue(name, out VariableValue given) ? given : value;

    private static string LastStageName(DockerfileSyntax syntax)
    {
        for (int i = syntax.Instructions.Count - 1; i >= 0; i--)
        {
            Instruction instruction = syntax.Instructions[i];
            if (instruction.Keyword != "FROM") continue;
            return instruction.Arguments.Count == 3 ? instruction.Arguments[2].Text.ToLowerInvariant() : "default";
        }

        return "default";
    }
}
