using DockerLint.Images.Trees;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.Images.Run.Commands;

/// <summary><c>rm</c>, <c>rmdir</c>, <c>unlink</c>.</summary>
internal static class RemoveCommand
{
    /// <summary>Takes away what its arguments name; an argument that nobody knows takes nothing away.</summary>
    public static CommandResult Run(CommandCall call)
    {
        var options = new Options(call.Arguments);
        bool recursive = options.Has("r", "R", "--recursive") || call.Name == "rmdir";
        bool force = options.Has("f", "--force");
        bool allThere = true;
        foreach (ExpandedWord operand in options.Operands)
        {
            if (operand.Value is not { Length: > 0 } text || call.Files.Absolute(text) is not { } path) continue;
            Resolution found = call.Files.View.Resolve(path, followLast: false);
            if (found.Node.Kind == NodeKind.Missing || (found.Node.Kind == NodeKind.Directory && !recursive)) allThere = false;
            else call.Files.Remove(path);
        }

        return allThere || force ? CommandResult.Silent : CommandResult.Failed;
    }
}
