using System;
using DockerLint.Shell;

namespace DockerLint.Images.Run.Commands;

/// <summary><c>curl</c> and <c>wget</c>: a file of a known name with content nobody knows.</summary>
internal static class DownloadCommand
{
    /// <summary>Makes the file it writes; without one the output goes to the terminal or to a pipe.</summary>
    public static CommandResult Run(CommandCall call)
    {
        bool isCurl = call.Name == "curl";
        var options = new Options(call.Arguments, isCurl
            ? "o H d X u A b c e m r w x --output --header --data --request --user --retry --retry-delay --connect-timeout --max-time --output-dir --proto"
            : "O P o a t T e U --output-document --directory-prefix --tries --timeout --header --user-agent");
        string directory = (isCurl ? options.Value("--output-dir") : options.Value("P", "--directory-prefix")) ?? ".";
        bool named = isCurl ? options.Has("o", "--output") : options.Has("O", "--output-document");
        string? name = isCurl ? options.Value("o", "--output") : options.Value("O", "--output-document");
        if (named)
        {
            if (name is null) call.Runner.Doubt(call.Text);
            else if (name != "-" && !name.StartsWith("/dev/", StringComparison.Ordinal))
                call.Files.AddFileOfUnknownContent(directory == "." || name[0] == '/' ? name : directory + "/" + name);
            return CommandResult.Done;
        }

        if (isCurl && !options.Has("O", "--remote-name", "--remote-name-all")) return CommandResult.Done;
        foreach (ExpandedWord operand in options.Operands)
        {
            string url = operand.Text;
            int end = url.IndexOfAny(['?', '#']);
            if (end >= 0) url = url.Substring(0, end);
            string last = url.Substring(url.LastIndexOf('/') + 1);
            if (operand.IsKnown && last.Length > 0) call.Files.AddFileOfUnknownContent(directory + "/" + last);
            else if (call.Files.Absolute(directory) is { } where) call.Files.AddUnknown(where, call.Cause, isWeak: true);
        }

        return CommandResult.Done;
    }
}
