using System.Collections.Generic;
using DockerLint.Images.Trees;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.Images.Run.Commands;

/// <summary><c>install</c>: directories with <c>-d</c>, else copies of files.</summary>
internal static class InstallCommand
{
    /// <summary>Copies as GNU install does.</summary>
    public static CommandResult Run(CommandCall call)
    {
        var options = new Options(call.Arguments, "m o g t --mode --owner --group --target-directory");
        List<ExpandedWord> operands = options.Operands;
        if (options.Has("d", "--directory"))
        {
            foreach (ExpandedWord operand in operands)
            {
                if (operand.Value is { } directory) call.Files.AddDirectory(directory);
            }

            return CommandResult.Silent;
        }

        string? target = options.Value("t", "--target-directory");
        if (target is null && operands.Count > 1)
        {
            target = operands[operands.Count - 1].Value;
            operands.RemoveAt(operands.Count - 1);
        }

        if (target is null || call.Files.Absolute(target) is not { } destination) return UnknownCommand.Run(call);
        bool into = options.Has("t", "--target-directory") || call.Files.View.Stat(destination).Kind == NodeKind.Directory;
        foreach (ExpandedWord operand in operands)
        {
            if (operand.Value is not { } name || call.Files.Absolute(name) is not { } path) continue;
            Resolution found = call.Files.View.Resolve(path);
            if (found.Node.Kind == NodeKind.Missing) return CommandResult.Failed;
            string to = into ? TreePath.Child(destination, TreePath.Name(path)) : destination;
            call.Files.Put(to, found.Node.Kind == NodeKind.File ? call.Files.View.ContentAt(found.Path) ?? FileContent.Unknown : FileContent.Unknown);
        }

        return CommandResult.Silent;
    }
}
