using DockerLint.Images.Trees;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.Images.Run.Commands;

/// <summary><c>touch</c>.</summary>
internal static class TouchCommand
{
    /// <summary>Makes empty files where nothing is.</summary>
    public static CommandResult Run(CommandCall call)
    {
        var options = new Options(call.Arguments, "d r t --date --reference");
        bool failed = false;
        foreach (ExpandedWord operand in options.Operands)
        {
            if (operand.Value is not { Length: > 0 } text || call.Files.Absolute(text) is not { } path) continue;
            NodeKind kind = call.Files.View.Stat(path).Kind;
            if (kind == NodeKind.Missing && !call.Files.HasParent(path)) failed = true;
            else if (kind == NodeKind.Missing) call.Files.Put(path, FileContent.Of(""));
            else if (kind == NodeKind.Unknown) call.Files.AddFileOfUnknownContent(path);
        }

        return failed ? CommandResult.Failed : CommandResult.Silent;
    }
}
