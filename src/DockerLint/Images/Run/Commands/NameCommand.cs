using System;
using PyImportScanner.Files;

namespace DockerLint.Images.Run.Commands;

/// <summary><c>basename</c>, <c>dirname</c>, <c>pwd</c>.</summary>
internal static class NameCommand
{
    /// <summary>Prints a part of a path.</summary>
    public static CommandResult Run(CommandCall call)
    {
        if (call.Arguments.Count == 0 || call.Arguments[0].Value is not { } path) return CommandResult.Done;
        string trimmed = path.TrimEnd('/');
        int slash = trimmed.LastIndexOf('/');
        if (call.Name == "dirname") return Print(slash < 0 ? "." : slash == 0 ? "/" : trimmed.Substring(0, slash));
        string name = TreePath.Name(trimmed);
        if (call.Arguments.Count > 1 && call.Arguments[1].Value is { } suffix && name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal))
            name = name.Substring(0, name.Length - suffix.Length);
        return Print(name);
    }

    /// <summary>Prints the working directory.</summary>
    public static CommandResult RunPwd(CommandCall call) => call.Files.WorkingDirectory is { } directory ? Print(directory) : CommandResult.Done;

    private static CommandResult Print(string text) => new(RunStatus.Success, text + "\n", true);
}
