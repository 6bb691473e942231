using System.Collections.Generic;
using System.Text;
using DockerLint.Checks;
using DockerLint.Configuration;
using DockerLint.Reporting;
using DockerLint.Services;

namespace DockerLint.Facts;

/// <summary>
/// All that a check of some Dockerfiles asks of a repository, as a text: the answers of the tree, what the evidence says of the
/// services, the configuration. The build writes it, so that the compiler's host needs no disk.
/// </summary>
public sealed record RepositoryFacts
{
    // Another version of the tool asks other questions.
    private const string Header = "dockerlint facts 1";

    /// <summary>The repository's root on the machine that wrote the facts.</summary>
    public required string Root { get; init; }

    /// <summary>The Dockerfiles that were checked, clean paths of the tree.</summary>
    public required IReadOnlyList<string> Dockerfiles { get; init; }

    /// <summary>The repository.</summary>
    public RecordedTree Tree { get; } = new();

    /// <summary>The services of the Dockerfiles.</summary>
    public required IReadOnlyList<ServiceDefinition> Services { get; init; }

    /// <summary>The configuration.</summary>
    public required Settings Settings { get; init; }

    /// <summary>What the recorded check found: file, place, message and related places, no chains and fixes. Null where the record is not whole.</summary>
    public IReadOnlyList<Finding>? Findings { get; init; }

    /// <summary>Runs the check that <paramref name="request"/> asks for, and gives the facts that it used.</summary>
    /// <param name="request">Names its Dockerfiles.</param>
    /// <param name="root">The root on this machine.</param>
    /// <param name="recorder">What was asked of the tree.</param>
    public static string Record(CheckRequest request, string root, out RecordingTree recorder)
    {
        var services = new List<ServiceDefinition>();
        // Evidence is looked for all over the repository; what it says is a fact, where it was looked for is none.
        foreach (ServiceCandidate candidate in ServiceCandidate.Of(request)) services.Add(candidate.Definition);
        recorder = new RecordingTree(request.Repository);
        CheckReport report = Checker.Run(request with { Repository = recorder, Services = services, Context = null });

        var output = new StringBuilder();
        FactLine.Write(output, Header);
        FactLine.Write(output, "root", root);
        foreach (string dockerfile in request.Dockerfiles ?? []) FactLine.Write(output, "dockerfile", dockerfile);
        foreach (ServiceDefinition service in services) ServiceFacts.Write(output, service);
        SettingsFacts.Write(output, request.Settings, request.Today);
        recorder.Write(output);
        FindingFacts.Write(output, report.Findings);
        return output.ToString();
    }

    /// <summary>Reads the text; null where it is none of this version. Lines that cannot be read are left out: what they tell is unknown then.</summary>
    public static RepositoryFacts? Read(string text)
    {
        var dockerfiles = new List<string>();
        var services = new List<ServiceDefinition>();
        var findings = new List<Finding>();
        bool isWhole = false;
        Settings settings = Settings.None;
        string root = "";
        var facts = new RepositoryFacts { Root = root, Dockerfiles = dockerfiles, Services = services, Settings = settings };
        bool isFirst = true;
        foreach (string line in FactLine.Lines(text))
        {
            if (isFirst && line != Header) return null;
            isFirst = false;
            string?[] fields = FactLine.Split(line);
            if (fields[0] == "root" && fields.Length > 1) root = fields[1] ?? "";
            else if (fields[0] == "dockerfile" && fields.Length > 1 && fields[1] is { } path) dockerfiles.Add(path);
            else if (FindingFacts.IsComplete(findings, fields)) isWhole = true;
            else if (!FindingFacts.Add(findings, fields) && !facts.Tree.Add(fields) && !ServiceFacts.Add(services, fields)) settings = SettingsFacts.With(settings, fields) ?? settings;
        }

        return isFirst ? null : facts with { Root = root, Settings = settings, Findings = isWhole ? findings : null };
    }

    /// <summary>The check over the facts.</summary>
    public CheckRequest Request => new()
    {
        Repository = Tree,
        Root = Root,
        Dockerfiles = Dockerfiles,
        Services = Services,
        Settings = Settings,
        // Inside the compiler other work waits for the processors.
        Parallelism = 1,
    };
}
