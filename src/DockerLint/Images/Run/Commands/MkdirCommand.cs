using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.Images.Run.Commands;

/// <summary><c>mkdir</c>.</summary>
internal static class MkdirCommand
{
    /// <summary>Makes directories; without <c>-p</c> an existing one fails.</summary>
    public static CommandResult Run(CommandCall call)
    {
        var options = new Options(call.Arguments, "m --mode");
        bool all = true;
        foreach (ExpandedWord operand in options.Operands)
        {
            if (operand.Value is not { Length: > 0 } text || call.Files.Absolute(text) is not { } path) continue;
            if (!options.Has("p", "--parents") && call.Files.View.Stat(path).Kind is NodeKind.Directory or NodeKind.File) all = false;
            else all &= call.Files.MakeDirectory(path) is not null;
        }

        return all ? CommandResult.Silent : CommandResult.Failed;
    }
}
