using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary>The scripts that stand inside the words of a command: <c>$(…)</c>, <c>`…`</c>, <c>&lt;(…)</c>.</summary>
internal static class ShellSubstitutions
{
    /// <summary>Every script of the words and assignments, outermost only: inner ones belong to the commands of the outer.</summary>
    public static List<ShellScript>? In(SimpleCommand command)
    {
        List<ShellScript>? found = null;
        foreach (ShellAssignment assignment in command.Assignments)
        {
            if (assignment.Value is { } value) Add(value, ref found);
            foreach (ShellWord element in assignment.Elements ?? []) Add(element, ref found);
        }

        foreach (ShellWord word in command.Words) Add(word, ref found);
        return found;
    }

    private static void Add(ShellWord word, ref List<ShellScript>? found)
    {
        foreach (WordPart part in word.Parts)
        {
            if (part is CommandPart { Script.Body.Items.Count: > 0 } inner) (found ??= []).Add(inner.Script);
            else if (part is ParameterPart { Operand: { } operand }) Add(operand, ref found);
            else if (part is ArrayPart array)
            {
                foreach (ShellWord element in array.Elements) Add(element, ref found);
            }
        }
    }
}
