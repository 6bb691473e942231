using System.Text;
using DockerLint.Services;
using PyImportScanner.Files;

namespace DockerLint.Cli.Drift;

/// <summary>The command that people type to deploy a service; it is printed, never run.</summary>
internal static class DeployCommand
{
    /// <summary>Fills in <c>{service}</c>, <c>{dockerfile}</c>, <c>{context}</c> and <c>{commit}</c>, quoted for a shell where they need it.</summary>
    public static string Fill(string template, ServiceDefinition service, string commit) => template
        .Replace("{service}", Quoted(service.Name), System.StringComparison.Ordinal)
        .Replace("{dockerfile}", Quoted(TreePath.Display(service.DockerfilePath)), System.StringComparison.Ordinal)
        .Replace("{context}", Quoted(TreePath.Display(service.ContextPath ?? TreePath.Root)), System.StringComparison.Ordinal)
        .Replace("{commit}", commit, System.StringComparison.Ordinal);

    // A person copies it: a name of a stranger must not become a command.
    private static string Quoted(string text)
    {
        bool isPlain = text.Length > 0 && text[0] != '-';
        foreach (char c in text) isPlain &= char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '/' or ':' or '@' or '+';
        if (isPlain) return text;
        var quoted = new StringBuilder("'");
        foreach (char c in text) quoted.Append(c == '\'' ? "'\\''" : c.ToString());
        return quoted.Append('\'').ToString();
    }
}
