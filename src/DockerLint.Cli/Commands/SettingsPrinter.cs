using System.IO;
using System.Linq;
using DockerLint.Configuration;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Cli.Commands;

/// <summary>Prints the settings that hold, for <c>--show-settings</c>.</summary>
internal static class SettingsPrinter
{
    public static int Print(Settings settings, Terminal terminal)
    {
        TextWriter output = terminal.Out;
        Line(output, "configuration: " + (settings.File ?? "none"));
        foreach (string pattern in settings.Exclude) Line(output, "exclude: " + pattern);
        foreach ((string rule, Severity? severity) in settings.Rules.OrderBy(pair => pair.Key, System.StringComparer.Ordinal))
            Line(output, "rule " + rule + ": " + (severity?.ToString().ToLowerInvariant() ?? "none"));
        foreach (ConfiguredService service in settings.Services)
        {
            Line(output, "service " + (service.Name ?? TreePath.Display(service.Dockerfile)));
            Line(output, "  dockerfile: " + TreePath.Display(service.Dockerfile));
            if (service.Context is { } context) Line(output, "  context: " + TreePath.Display(context));
            if (service.Target is { } target) Line(output, "  target: " + target);
            foreach ((string key, string value) in service.Arguments) Line(output, "  argument " + key + ": " + value);
            foreach (string command in service.Commands) Line(output, "  command: " + command);
            foreach (string rule in service.Ignore) Line(output, "  ignore: " + rule);
        }

        foreach ((string image, string dockerfile) in settings.BaseDockerfiles) Line(output, "base image " + image + ": built by " + TreePath.Display(dockerfile));
        foreach ((string image, System.Collections.Generic.IReadOnlyList<string> modules) in settings.BaseModules) Line(output, "base image " + image + ": holds " + string.Join(", ", modules));
        foreach (string path in settings.SearchPaths) Line(output, "search path: " + path);
        foreach (string module in settings.FirstParty) Line(output, "first-party: " + module);
        foreach (string module in settings.ThirdParty) Line(output, "third-party: " + module);
        foreach (IgnoredPath ignore in settings.Ignore)
        {
            Line(output, "ignore " + ignore.Path + (ignore.Rules.Count == 0 ? "" : " [" + string.Join(", ", ignore.Rules) + "]")
                + (ignore.Until is null ? "" : " until " + ignore.Until) + (ignore.Reason is null ? "" : ": " + ignore.Reason));
        }

        return ExitCodes.Clean;
    }

    private static void Line(TextWriter output, string text) => output.WriteLine(SafeText.OneLine(text));
}
