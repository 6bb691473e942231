using System;
using System.Collections.Generic;
using System.Globalization;
using DockerLint.Dockerfiles;

namespace DockerLint.Images.Building;

/// <summary>A stage as it stands in the file.</summary>
/// <param name="Index">Its place, from 0.</param>
/// <param name="From">Its FROM.</param>
/// <param name="Name">Its name in lower case, or null.</param>
/// <param name="Instructions">What follows FROM.</param>
internal sealed record StageSyntax(int Index, Instruction From, string? Name, List<Instruction> Instructions)
{
    /// <summary>The triggers that it leaves to stages built from it.</summary>
    public IEnumerable<Instruction> OnBuilds
    {
        get
        {
            foreach (Instruction instruction in Instructions)
            {
                if (instruction.Keyword == "ONBUILD" && instruction.Trigger is not null) yield return instruction;
            }
        }
    }
}

/// <summary>The stages of a file, and the ways to name them (<c>BK:frontend/dockerfile/dockerfile2llb/convert.go</c>).</summary>
internal sealed class StageList
{
    private readonly List<StageSyntax> stages = [];
    private readonly Dictionary<string, List<int>> byName = new(StringComparer.Ordinal);

    /// <summary>Splits a file.</summary>
    public StageList(DockerfileSyntax dockerfile)
    {
        var global = new List<Instruction>();
        foreach (Instruction instruction in dockerfile.Instructions)
        {
            if (instruction.Keyword == "FROM")
            {
                string? name = instruction.Arguments.Count == 3 ? instruction.Arguments[2].Text.ToLowerInvariant() : null;
                if (name is not null)
                {
                    if (!byName.TryGetValue(name, out List<int>? indexes)) byName[name] = indexes = [];
                    indexes.Add(stages.Count);
                }

                stages.Add(new StageSyntax(stages.Count, instruction, name, []));
            }
            else if (stages.Count > 0) stages[stages.Count - 1].Instructions.Add(instruction);
            else if (instruction.Keyword == "ARG") global.Add(instruction);
        }

        GlobalArguments = global;
    }

    /// <summary>The stages in order.</summary>
    public IReadOnlyList<StageSyntax> Stages => stages;

    /// <summary>The ARGs before the first FROM.</summary>
    public IReadOnlyList<Instruction> GlobalArguments { get; }

    /// <summary>The stage behind FROM: the nearest earlier one of that name, compared with the names in lower case.</summary>
    public StageSyntax? ForFrom(string reference, int before)
    {
        if (!byName.TryGetValue(reference, out List<int>? indexes)) return null;
        for (int i = indexes.Count - 1; i >= 0; i--)
        {
            if (indexes[i] < before) return stages[indexes[i]];
        }

        return null;
    }

    /// <summary>The stage behind <c>--from=</c> by name, any letter case: the last one of that name.</summary>
    public StageSyntax? ByName(string name) =>
        byName.TryGetValue(name.ToLowerInvariant(), out List<int>? indexes) ? stages[indexes[indexes.Count - 1]] : null;

    /// <summary>A stage index, when the text is one.</summary>
    public static int? IndexIn(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int index) ? index : null;

    /// <summary>The stage of <c>--target</c>: by name, or by index where the text is a number; null: there is none.</summary>
    public StageSyntax? Target(string? target) => string.IsNullOrEmpty(target) ? stages[stages.Count - 1] : ByName(target!);
}
