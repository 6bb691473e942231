using System.Collections.Generic;
using System.Text;
using DockerLint.Services;
using DockerLint.Shell;
using DockerLint.StartCommands;
using PyImportScanner.Files;

namespace DockerLint.Checks.Python;

/// <summary>Applies what a deployment changes about the start of an image.</summary>
internal static class StartOverrides
{
    /// <summary>The configuration of the container.</summary>
    public static StartConfiguration Apply(StartOverride start, StartConfiguration image)
    {
        if (start.Entrypoint is null && start.Command is null) return image;
        var step = new ChainStep(start.File, start.Line, string.Join(" ", [.. start.Entrypoint ?? [], .. start.Command ?? []]));
        StartConfiguration result = image.Override(start.Entrypoint, start.Command, step);
        if (start.UnknownBecause is not { } cause) return result;
        // Alone, the words are what a shell would make of them, variables left open. Behind an entry point of the image nobody can say.
        return start.Entrypoint is { Count: > 0 } || image.Entrypoint is not { Count: > 0 }
            ? StartConfiguration.Empty with { Command = ["/bin/sh", "-c", ShellText([.. result.Entrypoint ?? [], .. result.Command ?? []])], CommandStep = step }
            : StartConfiguration.Empty with { UnknownBecause = cause };
    }

    /// <summary>A variable that the deployment sets; null where it says nothing.</summary>
    public static ShellValue? Variable(StartOverride? start, string name) =>
        start is null || !start.Environment.TryGetValue(name, out string? value) ? null
        : value is null ? ShellValue.Unknown($"${name} is set by {TreePath.Display(start.File)} to a value that is not known")
        : ShellValue.Known(value);

    private static string ShellText(IReadOnlyList<string> words)
    {
        var text = new StringBuilder("exec");
        foreach (string word in words) text.Append(" \"").Append(word.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("`", "\\`")).Append('"');
        return text.ToString();
    }
}
