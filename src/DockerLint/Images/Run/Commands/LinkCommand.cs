using System.Collections.Generic;
using DockerLint.Images.Trees;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.Images.Run.Commands;

/// <summary><c>ln</c>.</summary>
internal static class LinkCommand
{
    /// <summary>With <c>-s</c> a symbolic link; without, a second file.</summary>
    public static CommandResult Run(CommandCall call)
    {
        var options = new Options(call.Arguments, "t --target-directory S --suffix");
        List<ExpandedWord> operands = options.Operands;
        bool symbolic = options.Has("s", "--symbolic");
        bool literal = options.Has("n", "T", "--no-dereference", "--no-target-directory");
        string? place = options.Value("t", "--target-directory");
        if (place is null)
        {
            if (operands.Count == 0) return CommandResult.Failed;
            place = operands.Count == 1 ? "." : operands[operands.Count - 1].Value;
            if (operands.Count > 1) operands.RemoveAt(operands.Count - 1);
        }

        if (place is null || call.Files.Absolute(place) is not { } destination)
        {
            call.Runner.Doubt(call.Text);
            return CommandResult.Done;
        }

        var status = CommandResult.Silent;
        foreach (ExpandedWord operand in operands)
        {
            if (!Link(call, operand, destination, symbolic, literal, options.Has("f", "--force"))) status = CommandResult.Failed;
        }

        return status;
    }

    private static bool Link(CommandCall call, ExpandedWord operand, string destination, bool symbolic, bool literal, bool force)
    {
        RunFiles files = call.Files;
        bool isLink = files.View.LinkStat(destination).Kind == NodeKind.Link;
        bool into = files.View.Stat(destination).Kind == NodeKind.Directory && !(literal && isLink);
        if (operand.Value is not { Length: > 0 } target)
        {
            files.AddUnknown(destination, call.Cause);
            return true;
        }

        string path = into ? TreePath.Combine(destination, TreePath.Name(target.TrimEnd('/'))) : destination;
        if (files.View.LinkStat(path).Kind is NodeKind.File or NodeKind.Link or NodeKind.Directory)
        {
            if (!force) return false;
            if (files.View.LinkStat(path).Kind == NodeKind.Directory) return false;
            files.Remove(path);
        }

        if (!files.HasParent(path)) return false;
        if (symbolic)
        {
            files.AddLink(path, target);
            return true;
        }

        if (files.Absolute(target) is not { } source) return true;
        Resolution found = files.View.Resolve(source);
        if (found.Node.Kind != NodeKind.File) return found.Node.Kind == NodeKind.Unknown;
        return files.Put(path, files.View.ContentAt(found.Path) ?? FileContent.Unknown);
    }
}
