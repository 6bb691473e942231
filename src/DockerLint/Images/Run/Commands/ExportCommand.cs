using DockerLint.Shell;

namespace DockerLint.Images.Run.Commands;

/// <summary><c>export</c> and <c>readonly</c>.</summary>
internal static class ExportCommand
{
    /// <summary>Assigns the variables it names.</summary>
    public static CommandResult Run(CommandCall call)
    {
        foreach (ExpandedWord word in call.Arguments)
        {
            int equals = word.Text.IndexOf('=');
            if (equals <= 0 || word.KnownPrefix < equals) continue;
            call.Runner.Assign(word.Text.Substring(0, equals), word.IsKnown
                ? ShellValue.Known(word.Text.Substring(equals + 1))
                : ShellValue.Unknown(word.UnknownBecause!));
        }

        return CommandResult.Silent;
    }
}
