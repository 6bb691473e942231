using System;
using System.Collections.Generic;
using DockerLint.Dockerfiles;

namespace DockerLint.Services;

/// <summary>The stage that is meant where a variable without value chooses it: the one whose name speaks of production.</summary>
internal static class OpenTargets
{
    private static readonly string[] words = ["prod", "release", "deploy", "final", "runtime"];

    /// <summary>The service with the likeliest stage as target; unchanged where the last stage is that, or no name tells.</summary>
    public static ServiceDefinition Choose(ServiceDefinition definition, DockerfileSyntax? dockerfile)
    {
        if (!definition.HasOpenTarget || definition.Target is not null || dockerfile is null) return definition;
        List<string> stages = Stages(dockerfile);
        if (stages.Count < 2) return definition;
        string last = stages[stages.Count - 1];
        foreach (string word in words)
        {
            string? stage = stages.FindLast(name => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
            if (stage is null) continue;
            return stage == last
                ? definition
                : definition with { Target = stage, Notes = [.. definition.Notes, $"{definition.ContextEvidence} chooses the stage by a variable; {stage} is taken"] };
        }

        return definition;
    }

    /// <summary>Every stage by its name, or empty; those that another one is built from are never what is released.</summary>
    private static List<string> Stages(DockerfileSyntax dockerfile)
    {
        var names = new List<string>();
        foreach (Instruction instruction in dockerfile.Instructions)
        {
            if (instruction.Keyword != "FROM" || instruction.Arguments.Count == 0) continue;
            string from = instruction.Arguments[0].Text;
            int stage = names.FindIndex(name => name.Length > 0 && name.Equals(from, StringComparison.OrdinalIgnoreCase));
            if (stage >= 0) names[stage] = "";
            names.Add(instruction.Arguments.Count > 2 ? instruction.Arguments[2].Text : "");
        }

        return names;
    }
}
