using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Text.Json;
using PyImportScanner.Files;
using PyImportScanner.Resolution;
using TestSupport;

namespace PyImportScanner.Tests.Resolution;

/// <summary>One row of the table of what CPython did with small trees; <c>{R}</c> is <c>/r</c> here.</summary>
public sealed class ResolveCase(string id, JsonElement row, PythonVersion version)
{
    private const string Root = "/r";
    private const string UserBaseVariable = "PYTHONUSERBASE";

    public string Id { get; } = id;

    public PythonVersion Version { get; } = version;

    public string[] Arguments { get; } = row.GetProperty("argv").EnumerateArray().Select(a => Fill(a.GetString()!, version)).ToArray();

    public string WorkingDirectory => TreePath.Combine(Root, row.GetProperty("cwd").GetString()!);

    public IReadOnlyDictionary<string, string> Variables { get; } =
        row.GetProperty("env").EnumerateObject().ToDictionary(v => v.Name, v => Fill(v.Value.GetString()!, version));

    public JsonElement Result => row.TryGetProperty("py" + Version.Major + Version.Minor, out JsonElement own) ? own : row.GetProperty("py311");

    public string[] Output => Fill(Result.GetProperty("out").GetString()!, Version).Split('\n');

    public string Error => Fill(Result.GetProperty("err").GetString()!, Version);

    public bool Succeeds => Result.GetProperty("rc").GetInt32() == 0;

    /// <summary>The code of <c>-c</c> or of standard input; null when a file or module runs.</summary>
    public string? Code => Option("-c") ?? (Arguments[^1] == "-" ? Variables["__STDIN"] : null);

    public string? ModuleArgument => Option("-m");

    public bool IsFindSpec => Code?.Contains("find_spec") == true;

    public IFileTree Tree { get; } = TreeOf(row, version);

    public static IEnumerable<ResolveCase> All()
    {
        string? shared = SharedReference.Root is { } root ? Path.Combine(root, "python", "cases", "resolve_cases.jsonl") : null;
        string path = shared is not null && File.Exists(shared)
            ? shared
            : Path.Combine(SharedReference.RepositoryRoot, "tests", "PyImportScanner.Tests", "Resolution", "resolve_cases.jsonl");
        foreach (string line in File.ReadLines(path).Where(l => l.Length > 0))
        {
            JsonElement row = JsonDocument.Parse(line).RootElement;
            foreach (int minor in new[] { 8, 11, 12, 13 })
                yield return new ResolveCase(row.GetProperty("id").GetString()!, row, new PythonVersion(3, minor));
        }
    }

    public SearchPath PathAtStart(DirectoryCache directories) => SearchPathBuilder.Build(Start(), directories);

    public PythonStart Start()
    {
        string? script = Arguments.FirstOrDefault(a => !a.StartsWith('-'));
        bool isWorkingDirectory = Code is not null || ModuleArgument is not null;
        bool isItself = !isWorkingDirectory && script!.EndsWith(".zip", StringComparison.Ordinal);
        return new PythonStart
        {
            Version = Version,
            WorkingDirectory = WorkingDirectory,
            Path0 = isWorkingDirectory ? Path0Rule.WorkingDirectory : isItself ? Path0Rule.Itself : Path0Rule.ScriptDirectory,
            Script = isWorkingDirectory ? null : script,
            PythonPath = Variables.GetValueOrDefault("PYTHONPATH"),
            Isolated = Arguments.Contains("-I"),
            IgnoreEnvironment = Arguments.Contains("-E"),
            SafePath = Arguments.Contains("-P"),
            SafePathVariable = Variables.ContainsKey("PYTHONSAFEPATH"),
            StandardLibrary = "/usr/lib/python" + Version,
            UserSite = Variables.TryGetValue(UserBaseVariable, out string? user) ? user + "/lib/python" + Version + "/site-packages" : null,
        };
    }

    public override string ToString() => Id + " on " + Version;

    private string? Option(string option) =>
        Array.IndexOf(Arguments, option) is var at && at >= 0 && at + 1 < Arguments.Length ? Arguments[at + 1] : null;

    private static string Fill(string text, PythonVersion version) =>
        text.Replace("{R}", Root, StringComparison.Ordinal).Replace("{V}", version.ToString(), StringComparison.Ordinal);

    private static InMemoryFileTree TreeOf(JsonElement row, PythonVersion version)
    {
        var tree = new InMemoryFileTree().AddDirectory(Root);
        foreach (JsonProperty file in row.GetProperty("files").EnumerateObject())
            tree.Add(Root + "/" + Fill(file.Name, version), Fill(file.Value.GetString()!, version));
        foreach (JsonProperty link in row.GetProperty("links").EnumerateObject())
            tree.AddLink(Root + "/" + link.Name, link.Value.GetString()!);
        return row.TryGetProperty("post", out _) ? tree.Add(Root + "/app.zip", Zip()) : tree;
    }

    private static byte[] Zip()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            void Add(string name, string text)
            {
                using Stream entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }

            Add("__main__.py", "import zmod\nimport zpkg.sub\n");
            Add("zmod.py", "");
            Add("zpkg/__init__.py", "");
            Add("zpkg/sub.py", "");
            Add("sub/inner.py", "");
        }

        return stream.ToArray();
    }
}
