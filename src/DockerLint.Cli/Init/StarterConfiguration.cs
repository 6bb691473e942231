using System.Collections.Generic;
using System.Text;
using DockerLint.Reporting;

namespace DockerLint.Cli.Init;

/// <summary>
/// The <c>dockerlint.yaml</c> to start from. Everything in it is a comment: what was found is found again without it, and a
/// guess that is written down would be taken for knowledge.
/// </summary>
internal static class StarterConfiguration
{
    // A list that nobody reads to its end helps nobody.
    private const int MaximumServices = 40;

    public static string Write(IReadOnlyList<ServiceReport> services)
    {
        var text = new StringBuilder("""
            # dockerlint works out services, contexts and start commands from the repository. What stands here wins over that.
            # Keys: https://github.com/dockerlint/dockerlint/blob/main/docs/dockerlint.schema.json

            # Directories and files that are not looked at, in the patterns of .dockerignore:
            # exclude:
            #   - docs/archive

            # Findings that are accepted, each with its reason, perhaps until a day:
            # ignore:
            #   - path: tools/legacy
            #     rules: [IMG1001]
            #     reason: the image is retired with the old cluster
            #     until: 2030-01-31


            """);
        text.Replace("\r\n", "\n");
        text.Append(services.Count == 0
            ? "# No Dockerfile was found. Once there is one:\n# services:\n#   - dockerfile: services/api/Dockerfile\n#     context: .\n"
            : "# Found today. Uncomment a service to pin what was worked out for it, where it is not right.\n# services:\n");
        int told = 0;
        foreach (ServiceReport service in services)
        {
            if (++told > MaximumServices)
            {
                text.Append("# and ").Append(services.Count - MaximumServices).Append(" more: dockerlint services lists them\n");
                break;
            }

            text.Append("#   - name: ").Append(Quoted(service.Name)).Append('\n');
            text.Append("#     dockerfile: ").Append(Quoted(service.Dockerfile)).Append('\n');
            text.Append("#     context: ").Append(Quoted(service.Context)).Append("  # ").Append(SafeText.OneLine(service.ContextEvidence)).Append('\n');
            if (service.Target is { } target) text.Append("#     target: ").Append(Quoted(target)).Append('\n');
        }

        return text.ToString();
    }

    // Plain where YAML reads it back as the same text without thinking.
    private static string Quoted(string value)
    {
        string safe = SafeText.OneLine(value);
        foreach (char c in safe)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('/' or '.' or '_' or '-')) return "'" + safe.Replace("'", "''", System.StringComparison.Ordinal) + "'";
        }

        return safe.Length == 0 || safe[0] == '-' ? "'" + safe + "'" : safe;
    }
}
