using System;
using System.Collections.Generic;
using System.Text;
using DockerLint.Checks;
using DockerLint.Configuration;
using DockerLint.Reporting;
using DockerLint.Services;

namespace DockerLint.Facts;

/// <summary>
/// All that a check of some Dockerfiles asks of a repository, as a text: what the recorded check found, the answers of the
/// tree, what the evidence says of the services, the configuration. The build writes it, so that the compiler's host needs no
/// disk. What was found stands first, and is all that is read while no file differs: a compiler that has just started runs
/// every method for the first time.
/// </summary>
public sealed class RepositoryFacts
{
    // Another version of the tool asks other questions.
    private const string Header = "dockerlint facts 2";

    private readonly string text;
    private readonly Dictionary<string, string> seen = new(StringComparer.Ordinal);
    private readonly List<Finding> findings = [];
    private bool isWhole;
    private int rest;
    private Details? details;

    private RepositoryFacts(string text) => this.text = text;

    /// <summary>The repository's root on the machine that wrote the facts.</summary>
    public string Root { get; private set; } = "";

    /// <summary>What the recorded check found: file, place, message and related places, no chains and fixes. Null where the record is not whole.</summary>
    public IReadOnlyList<Finding>? Findings => isWhole ? findings : null;

    /// <summary>The Dockerfiles that were checked, clean paths of the tree.</summary>
    public IReadOnlyList<string> Dockerfiles => Read().Dockerfiles;

    /// <summary>The repository.</summary>
    public RecordedTree Tree => Read().Tree;

    /// <summary>The services of the Dockerfiles.</summary>
    public IReadOnlyList<ServiceDefinition> Services => Read().Services;

    /// <summary>The configuration.</summary>
    public Settings Settings => Read().Settings;

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
        FindingFacts.Write(output, report.Findings);
        recorder.WriteSeen(output, request.Dockerfiles ?? []);
        foreach (string dockerfile in request.Dockerfiles ?? []) FactLine.Write(output, "dockerfile", dockerfile);
        foreach (ServiceDefinition service in services) ServiceFacts.Write(output, service);
        SettingsFacts.Write(output, request.Settings, request.Today);
        recorder.Write(output);
        return output.ToString();
    }

    /// <summary>Reads the text; null where it is none of this version. Lines that cannot be read are left out: what they tell is unknown then.</summary>
    public static RepositoryFacts? Read(string text)
    {
        var facts = new RepositoryFacts(text);
        if (FactLine.Next(text, ref facts.rest) != Header) return null;
        for (int next = facts.rest; FactLine.Next(text, ref next) is { } line; facts.rest = next)
        {
            if (!facts.AddFound(FactLine.Split(line))) break;
        }

        return facts;
    }

    /// <summary>Whether a file that the check read has this text now; null where it did not read it.</summary>
    public bool? IsSeen(string path, string present) =>
        seen.TryGetValue(path, out string? recorded) ? recorded == TextFacts.Undecodable || recorded == TextFacts.Fingerprint(present) : null;

    private bool AddFound(string?[] fields)
    {
        if (fields[0] == "root" && fields.Length > 1) Root = fields[1] ?? "";
        else if (FindingFacts.IsComplete(findings, fields)) isWhole = true;
        else if (fields[0] == "seen" && fields.Length == 3) seen[fields[1] ?? ""] = fields[2] ?? "";
        else return FindingFacts.Add(findings, fields);
        return true;
    }

    private Details Read()
    {
        if (details is not null) return details;
        details = new Details();
        for (int next = rest; FactLine.Next(text, ref next) is { } line;) details.Add(FactLine.Split(line));
        return details;
    }

    /// <summary>What a new check needs.</summary>
    private sealed class Details
    {
        public List<string> Dockerfiles { get; } = [];

        public RecordedTree Tree { get; } = new();

        public List<ServiceDefinition> Services { get; } = [];

        public Settings Settings { get; private set; } = Settings.None;

        public void Add(string?[] fields)
        {
            if (fields[0] == "dockerfile" && fields.Length > 1 && fields[1] is { } path) Dockerfiles.Add(path);
            else if (!Tree.Add(fields) && !ServiceFacts.Add(Services, fields)) Settings = SettingsFacts.With(Settings, fields) ?? Settings;
        }
    }
}
