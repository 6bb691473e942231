using System.Text;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.Images.Run.Commands;

/// <summary><c>ls</c>: its output is looped over (<c>for f in $(ls *.csproj)</c>).</summary>
internal static class ListCommand
{
    /// <summary>Prints names, where all of them are known.</summary>
    public static CommandResult Run(CommandCall call)
    {
        var options = new Options(call.Arguments);
        var text = new StringBuilder();
        if (options.Operands.Count == 0)
        {
            return call.Files.WorkingDirectory is { } directory && AppendEntries(call, directory, text)
                ? new CommandResult(RunStatus.Success, text.ToString(), true)
                : CommandResult.Done;
        }

        foreach (ExpandedWord operand in options.Operands)
        {
            if (operand.Value is not { } name || call.Files.Absolute(name) is not { } path) return CommandResult.Done;
            Node node = options.Has("d", "--directory") ? call.Files.View.LinkStat(path) : call.Files.View.Stat(path);
            if (node.Kind == NodeKind.Missing) return CommandResult.Failed;
            if (node.Kind == NodeKind.Directory && !options.Has("d", "--directory"))
            {
                if (options.Operands.Count > 1 || !AppendEntries(call, path, text)) return CommandResult.Done;
            }
            else if (node.Kind == NodeKind.Unknown) return CommandResult.Done;
            else text.Append(name).Append('\n');
        }

        return new CommandResult(RunStatus.Success, text.ToString(), true);
    }

    private static bool AppendEntries(CommandCall call, string directory, StringBuilder text)
    {
        DirectoryListing listing = call.Files.View.List(directory);
        if (listing.UnknownBecause is not null || listing.Kind != NodeKind.Directory) return false;
        foreach (DirectoryEntry entry in listing.Entries)
        {
            if (entry.Node.Kind == NodeKind.Unknown) return false;
            if (entry.Name[0] != '.') text.Append(entry.Name).Append('\n');
        }

        return true;
    }
}
