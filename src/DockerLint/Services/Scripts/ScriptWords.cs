using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.Services.Scripts;

/// <summary>What stands in the words of a command.</summary>
internal static class ScriptWords
{
    /// <summary>The <c>$( … )</c> of its words and assignments.</summary>
    public static IReadOnlyList<CommandPart> Substitutions(SimpleCommand command)
    {
        List<CommandPart>? found = null;
        for (int i = 0; i < command.Assignments.Count; i++)
        {
            ShellAssignment assignment = command.Assignments[i];
            if (assignment.Value is { } value) Add(value, ref found);
            if (assignment.Elements is not { } elements) continue;
            foreach (ShellWord element in elements) Add(element, ref found);
        }

        for (int i = 0; i < command.Words.Count; i++) Add(command.Words[i], ref found);
        return found ?? (IReadOnlyList<CommandPart>)[];
    }

    private static void Add(ShellWord word, ref List<CommandPart>? found)
    {
        for (int i = 0; i < word.Parts.Count; i++)
        {
            WordPart part = word.Parts[i];
            if (part is CommandPart command) (found ??= []).Add(command);
            else if (part is ArrayPart array)
            {
                foreach (ShellWord element in array.Elements) Add(element, ref found);
            }
        }
    }
}
