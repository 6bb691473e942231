using System.Text;
using System;
using DockerLint.Images.Trees;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.Images.Run.Commands;

/// <summary><c>sh -c '…'</c>, <c>bash &lt;&lt;EOF</c>, <c>sh script.sh</c>.</summary>
internal static class ShellCommands
{
    private const int LongestScript = 1 << 18;

    /// <summary>Follows the text where it is known.</summary>
    public static CommandResult Run(CommandCall call)
    {
        bool braces = ShellRunner.HasBraces(call.Name!);
        for (int i = 0; i < call.Arguments.Count; i++)
        {
            ExpandedWord word = call.Arguments[i];
            if (word.Value is not { } text) break;
            if (text.StartsWith("-", StringComparison.Ordinal) && text.EndsWith("c", StringComparison.Ordinal))
            {
                if (i + 1 < call.Arguments.Count && call.Arguments[i + 1].Value is { } script) return new CommandResult(call.Runner.RunInner(script, braces), null);
                break;
            }

            if (text == "-o") i++;
            else if (text != "-" && text[0] != '-') return RunFile(call, text, braces);
        }

        if (call.Input is { } input) return new CommandResult(call.Runner.RunInner(input, braces), null);
        return UnknownCommand.Run(call);
    }

    private static CommandResult RunFile(CommandCall call, string name, bool braces)
    {
        if (call.Files.Absolute(name) is not { } path) return UnknownCommand.Run(call);
        Resolution found = call.Files.View.Resolve(path);
        if (found.Node.Kind != NodeKind.File || call.Files.View.ContentAt(found.Path)?.Read() is not { Length: < LongestScript } bytes) return UnknownCommand.Run(call);
        return new CommandResult(call.Runner.RunInner(Encoding.UTF8.GetString(bytes.Span), braces), null);
    }
}
