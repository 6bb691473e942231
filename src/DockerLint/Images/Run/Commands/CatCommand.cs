using System.Text;
using DockerLint.Images.Trees;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.Images.Run.Commands;

/// <summary><c>cat</c>.</summary>
internal static class CatCommand
{
    private const int Longest = 1 << 20;

    /// <summary>Prints files, or its input.</summary>
    public static CommandResult Run(CommandCall call)
    {
        if (call.Arguments.Count == 0) return new CommandResult(RunStatus.Success, call.Input);
        var text = new StringBuilder();
        foreach (ExpandedWord argument in call.Arguments)
        {
            if (argument.Value == "-" && call.Input is { } input)
            {
                text.Append(input);
                continue;
            }

            if (argument.Value is not { } name || call.Files.Absolute(name) is not { } path) return CommandResult.Done;
            Resolution found = call.Files.View.Resolve(path);
            if (found.Node.Kind == NodeKind.Missing) return CommandResult.Failed;
            if (found.Node.Kind != NodeKind.File || call.Files.View.ContentAt(found.Path)?.Read() is not { Length: < Longest } bytes) return CommandResult.Done;
            text.Append(Encoding.UTF8.GetString(bytes.Span));
            if (text.Length > Longest) return CommandResult.Done;
        }

        return new CommandResult(RunStatus.Success, text.ToString(), true);
    }
}
