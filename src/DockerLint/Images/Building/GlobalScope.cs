using System.Collections.Generic;
using DockerLint.Dockerfiles;
using DockerLint.Dockerfiles.Expansion;

namespace DockerLint.Images.Building;

/// <summary>The arguments before the first FROM, and the ones that BuildKit predefines (buildMetaArgs).</summary>
internal sealed class GlobalScope
{
    private static readonly string[] platform =
    [
        "BUILDPLATFORM=linux/amd64", "BUILDOS=linux", "BUILDOSVERSION=", "BUILDARCH=amd64", "BUILDVARIANT=",
        "TARGETPLATFORM=linux/amd64", "TARGETOS=linux", "TARGETOSVERSION=", "TARGETARCH=amd64", "TARGETVARIANT=",
    ];

    private readonly StageScope values = new(null);

    /// <summary>Evaluates the global arguments in order.</summary>
    public GlobalScope(BuildRequest request, StageList stages, List<BuildProblem> problems)
    {
        foreach (string variable in platform)
        {
            int equals = variable.IndexOf('=');
            Define(request, variable.Substring(0, equals), variable.Substring(equals + 1));
        }

        string? last = stages.Stages.Count > 0 ? stages.Stages[stages.Stages.Count - 1].Name : null;
        Define(request, "TARGETSTAGE", !string.IsNullOrEmpty(request.Target) ? request.Target! : last ?? "default");
        foreach (Instruction instruction in stages.GlobalArguments)
        {
            foreach (KeyValueWord pair in instruction.Pairs)
            {
                if (request.BuildArguments.TryGetValue(pair.Key, out string? given)) values.Set(pair.Key, VariableValue.Of(given));
                else if (IsOpen(request, pair.Key)) values.Set(pair.Key, Open(pair.Key));
                else if (pair.Value is not null) values.Set(pair.Key, Value(pair, request.Dockerfile.Escape, instruction, problems));
            }
        }
    }

    /// <summary>Is the argument one that nobody knows the value of?</summary>
    public static bool IsOpen(BuildRequest request, string name)
    {
        foreach (string open in request.OpenArguments)
        {
            if (open == name) return true;
        }

        return false;
    }

    /// <summary>The value of an open argument.</summary>
    public static VariableValue Open(string name) => VariableValue.Unknown("build argument " + name + " has no default, and nothing says which value it gets");

    /// <summary>For FROM lines, and for <c>ARG name</c> in a stage.</summary>
    public IVariables Variables => values;

    /// <summary>Turns an expansion into a value; an error is a problem of the build.</summary>
    public static VariableValue ToValue(ExpandedWord word, string source, Instruction instruction, PyImportScanner.SourceSpan span, List<BuildProblem> problems)
    {
        if (word.Value is not null) return VariableValue.Of(word.Value);
        if (word.UnknownBecause is not null) return VariableValue.Unknown(word.UnknownBecause);
        problems.Add(new BuildProblem
        {
            Kind = BuildProblemKind.BuildError,
            Message = "failed to process \"" + source + "\": " + word.Error,
            Instruction = instruction,
            Span = span,
        });
        return VariableValue.Unknown("\"" + source + "\" cannot be expanded");
    }

    private VariableValue Value(KeyValueWord pair, char escape, Instruction instruction, List<BuildProblem> problems) =>
        ToValue(WordExpander.Expand(pair.Value!, values, escape), pair.Value!, instruction, pair.Span, problems);

    private void Define(BuildRequest request, string name, string value) =>
        values.Set(name, VariableValue.Of(request.BuildArguments.TryGetValue(name, out string? given) ? given : value));
}
