using System;
using System.Collections.Generic;
using DockerLint.Fixing;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Checks;

/// <summary>A repository as it would be with some files edited; to try an edit out before it is proposed.</summary>
internal sealed class EditedTree : IFileTree
{
    private readonly IFileTree inner;
    private readonly Dictionary<string, ReadOnlyMemory<byte>> edited = new(StringComparer.Ordinal);

    public EditedTree(IFileTree inner, IReadOnlyList<TextEdit> edits)
    {
        this.inner = inner;
        var byFile = new Dictionary<string, List<TextEdit>>(StringComparer.Ordinal);
        foreach (TextEdit edit in edits)
        {
            string path = TreePath.Clean(edit.File);
            if (!byFile.TryGetValue(path, out List<TextEdit>? list)) byFile[path] = list = [];
            list.Add(edit);
        }

        foreach (KeyValuePair<string, List<TextEdit>> pair in byFile)
        {
            if (inner.Read(pair.Key) is { } original) edited[pair.Key] = new ReadOnlyMemory<byte>(LineEditor.Apply(original, pair.Value));
        }
    }

    public Node Stat(string path) => inner.Stat(path);

    public Node LinkStat(string path) => inner.LinkStat(path);

    public string? RealPath(string path) => inner.RealPath(path);

    public DirectoryListing List(string path) => inner.List(path);

    public ReadOnlyMemory<byte>? Read(string path) => edited.TryGetValue(path, out ReadOnlyMemory<byte> content) ? content : inner.Read(path);
}
