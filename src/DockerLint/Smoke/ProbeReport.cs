using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using DockerLint.Services.Data;

namespace DockerLint.Smoke;

/// <summary>
/// What the probe said. Built line by line; lines without the nonce, that cannot be read, or that speak of what was not asked
/// are the application's, and do not count.
/// </summary>
public sealed class ProbeReport
{
    private const int LongestMessage = 400;
    private readonly string nonce;
    private readonly string root;
    private readonly IReadOnlyCollection<string> secrets;
    private readonly int service;
    private readonly int firstJob;
    private readonly Dictionary<(int Job, int Index, int Pass), ImportResult> imports = [];
    private readonly Dictionary<(int Job, int Index), LocateResult> located = [];

    /// <param name="nonce">What results begin with.</param>
    /// <param name="plan">What was asked.</param>
    /// <param name="secrets">Values that must not be printed, whoever quotes them.</param>
    /// <param name="root">Directory of this machine that stood for the root of the image; empty for a container.</param>
    /// <param name="service">Its place among the services of the probe.</param>
    /// <param name="firstJob">How many jobs those before it have.</param>
    public ProbeReport(string nonce, SmokePlan plan, IReadOnlyCollection<string> secrets, string root = "", int service = 0, int firstJob = 0)
    {
        this.service = service;
        this.firstJob = firstJob;
        this.root = root;
        this.nonce = nonce;
        Plan = plan;
        this.secrets = secrets;
    }

    /// <summary>What was asked.</summary>
    public SmokePlan Plan { get; }

    /// <summary>The version of the interpreter; null when it did not start.</summary>
    public string? Python { get; private set; }

    /// <summary>The interpreter.</summary>
    public string? Executable { get; private set; }

    /// <summary>It is too old for the probe.</summary>
    public bool IsTooOld { get; private set; }

    /// <summary>The probe came to the end of this service.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>What the import of a module gave; null when nothing was heard of it.</summary>
    /// <param name="job">Place of the job in the plan.</param>
    /// <param name="index">Place of the module in the job.</param>
    /// <param name="pass">1: as the container would; 2: with empty modules for those that are missing.</param>
    public ImportResult? Import(int job, int index, int pass = 1) => imports.TryGetValue((job, index, pass), out ImportResult? result) ? result : null;

    /// <summary>Where a module was found before any code ran; null when nothing was heard of it.</summary>
    public LocateResult? Located(int job, int index) => located.TryGetValue((job, index), out LocateResult? result) ? result : null;

    /// <summary>Reads one line of standard output.</summary>
    public void Add(string line)
    {
        if (!line.StartsWith(nonce, StringComparison.Ordinal)) return;
        DataDocuments documents = JsonData.Read(line.Substring(nonce.Length));
        if (documents.Error is not null || documents.Documents.Count != 1) return;
        DataNode node = documents.Documents[0];
        switch (node.TextOf("event"))
        {
            case "start":
                Python = Text(node["python"]);
                Executable = Text(node["exe"]);
                break;
            case "old":
                Python = Text(node["python"]);
                IsTooOld = true;
                break;
            case "located" when Place(node) is { } place:
                located[place] = new LocateResult(TextOrNull(node["origin"]), TextOrNull(node["missing"]));
                break;
            case "import" when Place(node) is { } place && node["result"] is { Kind: DataNodeKind.Mapping } result:
                int pass = node.TextOf("pass") == "2" ? 2 : 1;
                // The first word counts: whoever speaks twice is not the probe.
                if (Import(place.Job, place.Index, pass) is null) imports[(place.Job, place.Index, pass)] = Result(result);
                break;
            case "end" when Number(node["service"]) == service:
                IsComplete = Python is not null;
                break;
        }
    }

    private (int Job, int Index)? Place(DataNode node)
    {
        int job = Number(node["job"]) - firstJob, index = Number(node["index"]);
        return job >= 0 && job < Plan.Jobs.Count && index >= 0 && index < Plan.Jobs[job].Modules.Count ? (job, index) : null;
    }

    private ImportResult Result(DataNode node)
    {
        var errors = new List<ImportError>();
        foreach (DataNode item in node["error"]?.Items ?? []) errors.Add(Error(item));
        var names = new List<UnknownName>();
        foreach (DataNode item in node["not_found"]?.Items ?? [])
        {
            if (TextOrNull(item["name"]) is { Length: > 0 } name) names.Add(new UnknownName(name, TextOrNull(item["importer"])));
        }

        return new ImportResult
        {
            Kind = node.TextOf("kind") ?? "",
            Errors = errors,
            NotFound = names,
            Stack = Texts(node["stack"]),
            Needed = Texts(node["needed"]),
            Code = Number(node["code"]),
            Signal = Number(node["signal"]),
        };
    }

    private ImportError Error(DataNode node) => new()
    {
        Type = Text(node["type"]),
        Bases = Texts(node["bases"]),
        Message = Text(node["message"]),
        Name = TextOrNull(node["name"]),
        File = TextOrNull(node["file"]),
        Line = Number(node["line"]),
        Number = Number(node["errno"]),
        ExitCode = Number(node["code"]),
        Frames = Texts(node["frames"]),
    };

    private List<string> Texts(DataNode? list)
    {
        var texts = new List<string>();
        foreach (DataNode item in list?.Items ?? []) texts.Add(Redact(item.Text));
        return texts;
    }

    private string Text(DataNode? node) => Redact(node?.Text ?? "");

    private string? TextOrNull(DataNode? node) => node is null || node.IsNull ? null : Redact(node.Text);

    private string Redact(string text)
    {
        if (root.Length > 0 && text.Contains(root)) text = new StringBuilder(text).Replace(root, "").ToString();
        foreach (string secret in secrets)
        {
            if (text.Contains(secret)) text = new StringBuilder(text).Replace(secret, "***").ToString();
        }

        return text.Length > LongestMessage ? text.Substring(0, LongestMessage) : text;
    }

    private static int Number(DataNode? node) =>
        int.TryParse(node?.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value : -1;
}

/// <summary>Where a module is.</summary>
/// <param name="Origin">Its file, or the directory of a namespace package; null when it is missing.</param>
/// <param name="Missing">The first part of the name that nothing provides.</param>
public sealed record LocateResult(string? Origin, string? Missing);

/// <summary>What the import of one module gave.</summary>
public sealed record ImportResult
{
    /// <summary><c>ok</c>, <c>error</c>, <c>exit</c>, <c>hard-exit</c>, <c>signal</c>, <c>timeout</c>, <c>budget</c> or <c>no-process</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The exception and its causes, outermost first.</summary>
    public IReadOnlyList<ImportError> Errors { get; init; } = [];

    /// <summary>Names that no finder knew while it was imported.</summary>
    public IReadOnlyList<UnknownName> NotFound { get; init; } = [];

    /// <summary>Where it hung.</summary>
    public IReadOnlyList<string> Stack { get; init; } = [];

    /// <summary>Variables for which a value was invented.</summary>
    public IReadOnlyList<string> Needed { get; init; } = [];

    /// <summary>Exit code; -1 when none is known.</summary>
    public int Code { get; init; } = -1;

    /// <summary>Number of the signal; -1 without one.</summary>
    public int Signal { get; init; } = -1;
}

/// <summary>A name that no finder knew.</summary>
/// <param name="Name">The dotted name.</param>
/// <param name="Importer"><c>file:line</c> of the import; null when the probe itself asked.</param>
public sealed record UnknownName(string Name, string? Importer);

/// <summary>An exception.</summary>
public sealed record ImportError
{
    /// <summary>Its class with the module: <c>builtins.KeyError</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Names of the class and those above it.</summary>
    public IReadOnlyList<string> Bases { get; init; } = [];

    /// <summary>What it says.</summary>
    public string Message { get; init; } = "";

    /// <summary>The module that an ImportError names.</summary>
    public string? Name { get; init; }

    /// <summary>The file that an OSError or a SyntaxError names.</summary>
    public string? File { get; init; }

    /// <summary>The line of a SyntaxError; -1 without one.</summary>
    public int Line { get; init; } = -1;

    /// <summary>errno of an OSError; -1 without one.</summary>
    public int Number { get; init; } = -1;

    /// <summary>The code of a SystemExit; -1 without one.</summary>
    public int ExitCode { get; init; } = -1;

    /// <summary><c>file:line</c> of application code, outermost first.</summary>
    public IReadOnlyList<string> Frames { get; init; } = [];
}
