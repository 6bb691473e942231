using System;
using System.Collections.Generic;
using System.Text;
using DockerLint.Services.Data;
using DockerLint.Services.Scripts;
using PyImportScanner.Files;

namespace DockerLint.Services.Evidence;

/// <summary>A file that may say how images are built. Text and documents are made when first asked for.</summary>
internal sealed class EvidenceFile
{
    private readonly EvidenceContext context;
    private readonly Lazy<DataDocuments> yaml;
    private readonly Lazy<string> text;

    public EvidenceFile(EvidenceContext context, string path, ReadOnlyMemory<byte> bytes)
    {
        this.context = context;
        Path = path;
        Bytes = bytes;
        text = new Lazy<string>(() => Decode(bytes));
        yaml = new Lazy<DataDocuments>(() => context.Yaml is { } reader
            ? reader.Read(Text)
            : new DataDocuments([], "this host brings no reader for YAML", 1));
    }

    public string Path { get; }

    public ReadOnlyMemory<byte> Bytes { get; }

    public string Name => TreePath.Name(Path);

    public string Directory => TreePath.Parent(Path);

    public string Text => text.Value;

    /// <summary>Its own directory, then the root, then what lies between: where a command of this file may be meant to run.</summary>
    public IReadOnlyList<string> Directories
    {
        get
        {
            var directories = new List<string> { Directory };
            if (Directory.Length > 1) directories.Add(TreePath.Root);
            for (string above = TreePath.Parent(Directory); above.Length > 1; above = TreePath.Parent(above)) directories.Add(above);
            return directories;
        }
    }

    /// <summary>The documents of a YAML file. What cannot be read is noted once.</summary>
    public IReadOnlyList<DataNode> Yaml(EvidenceSink sink) => Documents(yaml.Value, "YAML", sink);

    public IReadOnlyList<DataNode> Json(EvidenceSink sink) => Documents(JsonData.Read(Text), "JSON", sink);

    public IReadOnlyList<DataNode> Toml(EvidenceSink sink) => Documents(TomlData.Read(Text), "TOML", sink);

    // Bytes that are no UTF-8 become replacement characters: names of files are then not found, nothing worse.
    private static string Decode(ReadOnlyMemory<byte> bytes)
    {
        string text = Encoding.UTF8.GetString(bytes.Span);
        return text.Length > 0 && text[0] == '\uFEFF' ? text.Substring(1) : text;
    }

    private IReadOnlyList<DataNode> Documents(DataDocuments stream, string format, EvidenceSink sink)
    {
        if (stream.Error is { } error) sink.Notes.Add(TreePath.Display(Path) + ":" + stream.ErrorLine + ": not valid " + format + ": " + error);
        return stream.Documents;
    }

    /// <summary>Another file of the repository, read as this one was; null where there is none.</summary>
    public EvidenceFile? Other(string path) => context.File(path);
}

/// <summary>What the readers of evidence share.</summary>
internal sealed class EvidenceContext(IFileTree repository, IYamlReader? yaml, IReadOnlyList<string> dockerfiles, ScriptReadings? scripts = null, int parallelism = 0)
{
    /// <summary>Files above this size are not read as evidence: 2 MiB.</summary>
    public const int MaximumFileSize = 2 << 20;

    public IFileTree Repository => repository;

    public IYamlReader? Yaml => yaml;

    public IReadOnlyList<string> Dockerfiles => dockerfiles;

    /// <summary>What scripts start, shared with other states of the repository.</summary>
    public ScriptReadings Scripts { get; } = scripts ?? new ScriptReadings();

    /// <summary>How many threads; 0 for all.</summary>
    public int Parallelism => parallelism;

    private readonly HashSet<string> buildScripts = new(StringComparer.Ordinal);

    /// <summary>Remembers the names of the scripts that build, for those that call them.</summary>
    public void NoteBuildScripts(IEnumerable<EvidenceFile> files)
    {
        foreach (EvidenceFile file in files)
        {
            if (ScriptCall.IsName(file.Name) && ScriptMentions.MayBuild(file.Bytes.Span)) buildScripts.Add(file.Name);
        }
    }

    /// <summary>May a text build, itself or by a script whose name stands in it?</summary>
    public bool MayBuild(ReadOnlySpan<byte> text)
    {
        if (ScriptMentions.MayBuild(text)) return true;
        if (buildScripts.Count == 0) return false;
        int from = 0;
        for (int at = text.IndexOf(".sh"u8); at >= 0;)
        {
            int end = from + at + 3, start = from + at;
            while (start > 0 && IsNamePart(text[start - 1])) start--;
            if (buildScripts.Contains(Encoding.UTF8.GetString(text.Slice(start, end - start)))) return true;
            from = end;
            at = text.Slice(from).IndexOf(".sh"u8);
        }

        return false;
    }

    /// <summary>The same for a text that is decoded.</summary>
    public bool MayBuild(string text) => MayBuild(Encoding.UTF8.GetBytes(text));

    private static bool IsNamePart(byte c) => c is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9') or (byte)'_' or (byte)'-' or (byte)'.';

    public EvidenceFile? File(string path) => File(path, out _);

    /// <summary>The file; null where there is none, or where it is too large.</summary>
    public EvidenceFile? File(string path, out bool isTooLarge)
    {
        ReadOnlyMemory<byte>? bytes = repository.Read(path);
        isTooLarge = bytes is { Length: > MaximumFileSize };
        return bytes is { } content && !isTooLarge ? new EvidenceFile(this, path, content) : null;
    }
}

/// <summary>A reader of one kind of evidence.</summary>
internal interface IEvidenceSource
{
    /// <summary>Is a file of this name worth opening?</summary>
    bool IsCandidate(string path);

    /// <summary>Reads the files, all those that are candidates, ordinal by path.</summary>
    void Read(IReadOnlyList<EvidenceFile> files, EvidenceContext context, EvidenceSink sink);
}
