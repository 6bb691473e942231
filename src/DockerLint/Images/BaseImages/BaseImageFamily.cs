using System;
using System.Collections.Generic;
using PyImportScanner;

namespace DockerLint.Images.BaseImages;

/// <summary>How a family of images comes by Python.</summary>
internal enum PythonSource : byte
{
    /// <summary>It has none.</summary>
    None,

    /// <summary>Built into <c>/usr/local</c>, as the official image does.</summary>
    UsrLocal,

    /// <summary>A package of the distribution.</summary>
    Distribution,

    /// <summary>Conda in <c>/opt/conda</c>.</summary>
    Conda,

    /// <summary>Somewhere else.</summary>
    Elsewhere,

    /// <summary>Built into <c>/usr/local</c> when the tag says <c>python</c>, else none.</summary>
    WhenTagged,
}

/// <summary>A row of the table of families.</summary>
/// <param name="Name">The repository, or its beginning when it ends in <c>*</c>.</param>
internal sealed record BaseImageFamily(string Name)
{
    /// <summary>The distribution, unless the tag says otherwise.</summary>
    public OsLayout Layout { get; init; } = OsLayout.Merged;

    /// <summary>WORKDIR.</summary>
    public string WorkingDirectory { get; init; } = "/";

    /// <summary>Python.</summary>
    public PythonSource Python { get; init; }

    /// <summary>ENTRYPOINT.</summary>
    public string[]? Entrypoint { get; init; }

    /// <summary>CMD.</summary>
    public string[]? Command { get; init; }

    /// <summary>USER.</summary>
    public string User { get; init; } = "";

    /// <summary>ENV: <c>NAME=value</c>; PATH only where it is not the usual one.</summary>
    public string[] Environment { get; init; } = [];

    /// <summary>Further directories with contents nobody lists.</summary>
    public string[] Open { get; init; } = [];

    /// <summary>Further directories that are empty.</summary>
    public string[] Closed { get; init; } = [];

    /// <summary>Files that are there.</summary>
    public string[] Files { get; init; } = [];

    /// <summary>Does a repository belong to the family?</summary>
    public bool Covers(string repository) =>
        Name[Name.Length - 1] == '*'
            ? repository.Length >= Name.Length && repository.StartsWith(Name.Substring(0, Name.Length - 1), StringComparison.Ordinal)
            : repository == Name;

    /// <summary>The facts of one image of the family.</summary>
    public BaseImageFacts Describe(string reference, string tag)
    {
        OsLayout layout = tag.IndexOf("alpine", StringComparison.Ordinal) >= 0 ? OsLayout.Alpine : Layout;
        PythonSource source = Python != PythonSource.WhenTagged ? Python
            : tag.IndexOf("python", StringComparison.Ordinal) >= 0 ? PythonSource.UsrLocal : PythonSource.None;
        PythonVersion? version = source == PythonSource.None ? null : VersionIn(Name, tag);
        var open = new List<string>(layout.Open);
        open.AddRange(Open);
        List<string> sitePackages = SitePackages(source, version);
        open.AddRange(sitePackages);
        if (source == PythonSource.Conda) open.Add("/opt/conda");
        var closed = new List<string>(layout.Closed);
        closed.AddRange(Closed);
        if (WorkingDirectory.Length > 1 && !open.Contains(WorkingDirectory)) closed.Add(WorkingDirectory);
        return new BaseImageFacts
        {
            Reference = reference,
            Known = true,
            HasPython = source != PythonSource.None,
            Python = version,
            SitePackages = sitePackages,
            WorkingDirectory = WorkingDirectory,
            Environment = Variables(),
            UnknownVariables = source == PythonSource.UsrLocal ? ["GPG_KEY", "PYTHON_VERSION", "PYTHON_SHA256", "PYTHON_PIP_VERSION"] : [],
            Entrypoint = Entrypoint,
            Command = Command,
            User = User,
            Links = layout.Links,
            ClosedDirectories = closed,
            OpenDirectories = open,
            Files = Files,
        };
    }

    private List<KeyValuePair<string, string>> Variables()
    {
        var variables = new List<KeyValuePair<string, string>>();
        foreach (string variable in Environment)
        {
            int equals = variable.IndexOf('=');
            variables.Add(new KeyValuePair<string, string>(variable.Substring(0, equals), variable.Substring(equals + 1)));
        }

        return variables;
    }

    private static List<string> SitePackages(PythonSource source, PythonVersion? version)
    {
        if (source is PythonSource.None or PythonSource.Elsewhere || version is not { } release) return [];
        return source switch
        {
            PythonSource.Distribution => ["/usr/local/lib/python" + release + "/dist-packages", "/usr/lib/python3/dist-packages"],
            PythonSource.Conda => ["/opt/conda/lib/python" + release + "/site-packages"],
            _ => ["/usr/local/lib/python" + release + "/site-packages"],
        };
    }

    /// <summary>The first <c>3.N</c> behind <c>python</c>, or at the start of the tag.</summary>
    private static PythonVersion? VersionIn(string name, string tag)
    {
        bool isPython = name is "python" or "lambda/python" or "lambci/lambda";
        int at = tag.IndexOf("python", StringComparison.Ordinal);
        int start = at >= 0 ? at + "python".Length : isPython || StartsWithRelease(tag) ? 0 : -1;
        if (start >= 0 && start < tag.Length && tag[start] == '-') start++;
        if (start < 0 || start >= tag.Length) return null;
        int end = start;
        while (end < tag.Length && (tag[end] is >= '0' and <= '9' || tag[end] == '.')) end++;
        string release = tag.Substring(start, end - start);
        // There will be no other second one.
        return release == "2" ? new PythonVersion(2, 7) : PythonVersion.TryParse(release);
    }

    private static bool StartsWithRelease(string tag) => tag.StartsWith("3.", StringComparison.Ordinal);
}
