using System.Collections.Generic;
using System.Globalization;
using System.IO;
using DockerLint.Checks;
using DockerLint.Reporting;
using DockerLint.Smoke;

namespace DockerLint.Cli.Smoke;

/// <summary>Prints a health check that people can ship: it imports what the service cannot start without.</summary>
internal static class HealthCheck
{
    /// <summary>Prints it to standard output.</summary>
    public static int Print(ServiceCandidate candidate, Terminal terminal)
    {
        if (candidate.Model is not { } service) throw new UsageException("the Dockerfile of " + candidate.Definition.Name + " cannot be read");
        var modules = new List<string>();
        var path = new List<string>();
        foreach (SmokeJob job in SmokePlan.Of(service).Jobs)
        {
            foreach (string directory in job.Front) AddOnce(path, directory);
            foreach (string module in job.CriticalModules) AddOnce(modules, module);
        }

        if (modules.Count == 0) throw new UsageException("no start command of " + candidate.Definition.Name + " loads modules of the repository: there is nothing to check");
        terminal.Out.Write(ProbeScript.Read("healthcheck.py")
            .Replace("@SERVICE@", SafeText.OneLine(candidate.Definition.Name).Replace("\"\"\"", "", System.StringComparison.Ordinal).Replace("\\", "", System.StringComparison.Ordinal), System.StringComparison.Ordinal)
            .Replace("@PATH@", Literals(path), System.StringComparison.Ordinal)
            .Replace("@MODULES@", Literals(modules), System.StringComparison.Ordinal));
        return ExitCodes.Clean;
    }

    private static string Literals(List<string> items)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        foreach (string item in items)
        {
            text.Write("    ");
            // A JSON string is a Python string, pairs of surrogates excepted, which no name has.
            new JsonWriter(text).Value(item);
            text.Write(",\n");
        }

        return text.ToString();
    }

    private static void AddOnce(List<string> list, string item)
    {
        if (!list.Contains(item)) list.Add(item);
    }
}
