using System;
using System.Collections.Generic;
using DockerLint.Images.Trees;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.Images.Run.Commands;

/// <summary><c>mv</c>.</summary>
internal static class MoveCommand
{
    /// <summary>Renames, or moves into an existing directory.</summary>
    public static CommandResult Run(CommandCall call)
    {
        var options = new Options(call.Arguments, "t --target-directory");
        List<ExpandedWord> sources = options.Operands;
        string? target = options.Value("t", "--target-directory");
        if (!options.Has("t", "--target-directory"))
        {
            if (sources.Count < 2) return CommandResult.Failed;
            target = sources[sources.Count - 1].Value;
            sources.RemoveAt(sources.Count - 1);
        }

        if (target is null || call.Files.Absolute(target) is not { } destination)
        {
            call.Runner.Doubt(call.Text);
            return CommandResult.Done;
        }

        bool allThere = true;
        foreach (ExpandedWord source in sources) allThere &= Move(call, source, destination, target.EndsWith("/", StringComparison.Ordinal));
        return allThere ? CommandResult.Silent : CommandResult.Failed;
    }

    private static bool Move(CommandCall call, ExpandedWord source, string destination, bool isDirectory)
    {
        RunFiles files = call.Files;
        if (source.Value is not { } text || files.Absolute(text) is not { Length: > 1 } path)
        {
            files.AddUnknown(destination, call.Cause);
            return true;
        }

        Resolution found = files.View.Resolve(path, followLast: false);
        NodeKind place = files.View.Stat(destination).Kind;
        string to = place == NodeKind.Directory || (isDirectory && place == NodeKind.Unknown) ? TreePath.Child(destination, TreePath.Name(path)) : destination;
        switch (found.Node.Kind)
        {
            case NodeKind.Missing:
                if (!call.Runner.MustSucceed) return false;
                files.AddUnknown(to, call.Cause);
                return true;
            case NodeKind.Unknown:
                files.AddUnknown(to, found.Node.UnknownBecause!);
                return true;
            case NodeKind.File:
                files.Put(to, files.View.ContentAt(found.Path) ?? FileContent.Unknown);
                break;
            case NodeKind.Link:
                files.AddLink(to, found.Node.LinkTarget!);
                break;
            default:
                // A directory cannot move below itself.
                if (TreePath.IsAtOrBelow(to, found.Path)) return false;
                files.CopyContents(found.Path, to);
                break;
        }

        if (to != found.Path) files.Remove(found.Path);
        return true;
    }
}
