using System;
using System.Collections.Generic;
using DockerLint.Images.Trees;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.Images.Run.Commands;

/// <summary><c>rsync</c> between directories of the image: a trailing slash on the source means its contents.</summary>
internal static class RsyncCommand
{
    /// <summary>Copies; with filters the result is unknown.</summary>
    public static CommandResult Run(CommandCall call)
    {
        var options = new Options(call.Arguments, "e f --exclude --include --filter --exclude-from --files-from");
        List<ExpandedWord> operands = options.Operands;
        if (operands.Count < 2 || operands[operands.Count - 1].Value is not { } target || call.Files.Absolute(target) is not { } destination) return UnknownCommand.Run(call);
        if (options.Has("--exclude", "--include", "--filter", "--exclude-from", "--files-from", "f"))
        {
            call.Files.AddUnknown(destination, call.Cause);
            return CommandResult.Done;
        }

        for (int i = 0; i < operands.Count - 1; i++)
        {
            if (operands[i].Value is not { } source || call.Files.Absolute(source) is not { } path) continue;
            Resolution found = call.Files.View.Resolve(path);
            if (found.Node.Kind == NodeKind.Unknown) call.Files.AddUnknown(destination, found.Node.UnknownBecause!);
            else if (found.Node.Kind == NodeKind.Directory)
                call.Files.CopyContents(found.Path, source.EndsWith("/", StringComparison.Ordinal) ? destination : TreePath.Child(destination, TreePath.Name(path)));
            else if (found.Node.Kind == NodeKind.File)
            {
                bool into = target.EndsWith("/", StringComparison.Ordinal) || call.Files.View.Stat(destination).Kind == NodeKind.Directory;
                call.Files.Put(into ? TreePath.Child(destination, TreePath.Name(path)) : destination, call.Files.View.ContentAt(found.Path) ?? FileContent.Unknown);
            }
            else return CommandResult.Failed;
        }

        return CommandResult.Silent;
    }
}
