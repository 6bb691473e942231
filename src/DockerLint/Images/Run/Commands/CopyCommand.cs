using System;
using System.Collections.Generic;
using DockerLint.Images.Trees;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.Images.Run.Commands;

/// <summary><c>cp</c>.</summary>
internal static class CopyCommand
{
    /// <summary>Copies as GNU cp does.</summary>
    public static CommandResult Run(CommandCall call)
    {
        var options = new Options(call.Arguments, "t --target-directory S --suffix");
        bool recursive = options.Has("r", "R", "a", "--recursive", "--archive");
        string? target = options.Value("t", "--target-directory");
        List<ExpandedWord> sources = options.Operands;
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

        bool toContents = options.Has("T", "--no-target-directory");
        bool allThere = true;
        foreach (ExpandedWord source in sources) allThere &= Copy(call, source, destination, target, recursive, toContents, options.Has("parents", "--parents"));
        return allThere ? CommandResult.Silent : CommandResult.Failed;
    }

    private static bool Copy(CommandCall call, ExpandedWord source, string destination, string target, bool recursive, bool toContents, bool parents)
    {
        RunFiles files = call.Files;
        Resolution place = files.View.Resolve(destination);
        bool intoDirectory = !toContents && (place.Node.Kind == NodeKind.Directory || (target.EndsWith("/", StringComparison.Ordinal) && place.Node.Kind == NodeKind.Unknown));
        if (source.Value is not { } text || files.Absolute(text) is not { } path)
        {
            files.AddUnknown(destination, call.Cause);
            return true;
        }

        Resolution found = files.View.Resolve(path);
        string name = TreePath.Name(path);
        bool contents = text.EndsWith("/.", StringComparison.Ordinal) || text == "." || name.Length == 0;
        string to = !intoDirectory || contents ? destination
            : parents ? TreePath.Combine(destination, text.TrimStart('/'))
            : TreePath.Child(destination, name);
        switch (found.Node.Kind)
        {
            case NodeKind.Missing:
                if (!call.Runner.MustSucceed) return false;
                files.AddUnknown(to, call.Cause);
                return true;
            case NodeKind.Unknown:
                if (Copying.FileNames.IsCertainlyFile(name)) files.AddFileOfUnknownContent(to);
                else files.AddUnknown(to, found.Node.UnknownBecause!);
                return true;
            case NodeKind.File:
                if (place.Node.Kind == NodeKind.Unknown && !intoDirectory && TreePath.Name(to) != name && !Copying.FileNames.IsCertainlyFile(TreePath.Name(to)))
                {
                    files.AddUnknown(to, place.Node.UnknownBecause!);
                    return true;
                }

                return files.HasParent(to) && files.Put(to, files.View.ContentAt(found.Path) ?? FileContent.Unknown);
            default:
                if (!recursive) return false;
                files.CopyContents(found.Path, to);
                return true;
        }
    }
}
