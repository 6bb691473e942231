using PyImportScanner.Files;

namespace DockerLint.Images.Run.Commands;

/// <summary><c>cd</c>.</summary>
internal static class CdCommand
{
    /// <summary>Changes the directory; a missing one fails.</summary>
    public static CommandResult Run(CommandCall call)
    {
        var options = new Options(call.Arguments);
        if (options.Operands.Count == 0)
        {
            call.Files.WorkingDirectory = "/root";
            return CommandResult.Silent;
        }

        string? path = options.Operands[0].Value is { } text && text != "-" ? call.Files.Absolute(text) : null;
        if (path is null)
        {
            call.Files.WorkingDirectory = null;
            return new CommandResult(RunStatus.Success, "");
        }

        if (call.Files.View.Stat(path).Kind is NodeKind.Missing or NodeKind.File) return CommandResult.Failed;
        call.Files.WorkingDirectory = path;
        return CommandResult.Silent;
    }
}
