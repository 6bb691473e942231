using System;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.Images.Run.Commands;

/// <summary>A command that the catalogue lacks: it may have made anything where it runs, and where its arguments point.</summary>
internal static class UnknownCommand
{
    // Outputs in these have nothing to do with an application's modules.
    private static readonly string[] systemDirectories = ["/bin", "/dev", "/etc", "/lib", "/proc", "/run", "/sbin", "/sys", "/tmp", "/usr/bin", "/usr/lib", "/usr/share", "/var/cache", "/var/lib", "/var/log"];

    /// <summary>Adds the doubts.</summary>
    public static CommandResult Run(CommandCall call)
    {
        call.Runner.Doubt(call.Text);
        foreach (ExpandedWord word in call.Arguments)
        {
            if (PathIn(word) is not { } path || call.Files.Absolute(path) is not { Length: > 1 } absolute || IsOfSystem(absolute)) continue;
            // A file that is read is no place where something is made.
            if (call.Files.View.Stat(absolute).Kind != NodeKind.File) call.Files.AddUnknown(absolute, call.Cause, isWeak: true);
        }

        return CommandResult.Done;
    }

    private static string? PathIn(ExpandedWord word)
    {
        if (word.Value is not { Length: > 0 } text) return null;
        int equals = text.IndexOf('=');
        if (text[0] == '-' && equals > 0) text = text.Substring(equals + 1);
        return text.StartsWith("/", StringComparison.Ordinal) && text.IndexOf(' ') < 0 && text.IndexOf('\n') < 0 ? text : null;
    }

    private static bool IsOfSystem(string path)
    {
        foreach (string directory in systemDirectories)
        {
            if (TreePath.IsAtOrBelow(path, directory)) return true;
        }

        return false;
    }
}
