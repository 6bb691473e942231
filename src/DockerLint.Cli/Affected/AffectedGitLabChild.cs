using System.Collections.Generic;
using System.IO;
using System.Text;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Cli.Affected;

/// <summary>
/// A child pipeline of GitLab CI: a job for each service, built by the hidden job <c>.dockerlint-service</c> of the file that it
/// includes. A pipeline needs at least one job, so that nothing to do is a job, too.
/// </summary>
internal sealed class AffectedGitLabChild : IAffectedFormat
{
    public string Name => "gitlab-child";

    public void Write(AffectedReport report, TextWriter output)
    {
        IReadOnlyList<AffectedService> affected = report.Affected;
        if (affected.Count == 0)
        {
            output.Write("nothing-affected:\n  script:\n    - echo \"no service is affected\"\n");
            return;
        }

        output.Write("include:\n  - local: .gitlab/dockerlint-service.yml\n");
        var names = new HashSet<string>(System.StringComparer.Ordinal);
        foreach (AffectedService service in affected)
        {
            string job = "build " + service.Name;
            if (!names.Add(job)) names.Add(job = job + " (" + service.Dockerfile + ")");
            output.Write(Quote(job) + ":\n  extends: .dockerlint-service\n  variables:\n");
            output.Write("    SERVICE: " + Quote(service.Name) + "\n");
            output.Write("    DOCKERFILE: " + Quote(service.Dockerfile) + "\n");
            output.Write("    CONTEXT: " + Quote(service.Change.Definition.ContextPath is { } context ? TreePath.Display(context) : ".") + "\n");
        }
    }

    // A double-quoted scalar of YAML 1.2 (7.3.1); a dollar would be a variable to GitLab.
    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in SafeText.OneLine(text)) quoted.Append(c is '"' or '\\' ? "\\" : c == '$' ? "$" : "").Append(c);
        return quoted.Append('"').ToString();
    }
}
