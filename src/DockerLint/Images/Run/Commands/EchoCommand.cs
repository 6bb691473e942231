using System.Text;

namespace DockerLint.Images.Run.Commands;

/// <summary><c>echo</c> and <c>printf</c>: what they print may become a file.</summary>
internal static class EchoCommand
{
    /// <summary>Prints its arguments.</summary>
    public static CommandResult Run(CommandCall call)
    {
        int first = 0;
        bool newline = true, escapes = !call.Runner.IsBash;
        while (first < call.Arguments.Count && call.Arguments[first].Value is "-n" or "-e" or "-ne" or "-en" or "-E")
        {
            string option = call.Arguments[first++].Text;
            if (option.IndexOf('n') >= 0) newline = false;
            if (option.IndexOf('e') >= 0) escapes = true;
        }

        var text = new StringBuilder();
        for (int i = first; i < call.Arguments.Count; i++)
        {
            if (call.Arguments[i].Value is not { } word) return new CommandResult(RunStatus.Success, null);
            if (i > first) text.Append(' ');
            text.Append(escapes ? Unescape(word) : word);
        }

        return new CommandResult(RunStatus.Success, newline ? text.Append('\n').ToString() : text.ToString(), true);
    }

    /// <summary>A format without conversions, or with <c>%s</c> alone.</summary>
    public static CommandResult RunPrintf(CommandCall call)
    {
        if (call.Arguments.Count == 0 || call.Arguments[0].Value is not { } format) return new CommandResult(RunStatus.Success, null);
        if (format.IndexOf('%') < 0) return new CommandResult(RunStatus.Success, Unescape(format), true);
        var text = new StringBuilder();
        for (int i = 1; i < call.Arguments.Count; i++)
        {
            string rest = format.Replace("%s", "");
            if (rest.IndexOf('%') >= 0 || format.IndexOf("%s", System.StringComparison.Ordinal) != format.LastIndexOf("%s", System.StringComparison.Ordinal)
                || call.Arguments[i].Value is not { } word)
            {
                return new CommandResult(RunStatus.Success, null);
            }

            text.Append(Unescape(format).Replace("%s", word));
        }

        return new CommandResult(RunStatus.Success, text.ToString(), true);
    }

    private static string Unescape(string text)
    {
        if (text.IndexOf('\\') < 0) return text;
        var result = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                result.Append(text[i]);
                continue;
            }

            char next = text[++i];
            switch (next)
            {
                case 'n': result.Append('\n'); break;
                case 't': result.Append('\t'); break;
                case '\\': result.Append('\\'); break;
                default: result.Append('\\').Append(next); break;
            }
        }

        return result.ToString();
    }
}
