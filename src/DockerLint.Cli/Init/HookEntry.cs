using System;
using System.Collections.Generic;
using System.Text;
using DockerLint.Cli.Yaml;
using DockerLint.Fixing;
using DockerLint.Reporting;
using DockerLint.Services.Data;

namespace DockerLint.Cli.Init;

/// <summary>
/// The entry of <c>.pre-commit-config.yaml</c>. A file that is there keeps every byte: the entry is put behind the last one of
/// <c>repos</c>, and only if the result, read again, is the old list and the entry.
/// </summary>
internal static class HookEntry
{
    public const string File = ".pre-commit-config.yaml";

    private const string Repository = "https://github.com/dockerlint/dockerlint";

    /// <summary>What to write.</summary>
    /// <param name="existing">The content of the file; null where there is none.</param>
    public static PlannedFile Plan(ReadOnlyMemory<byte>? existing)
    {
        if (existing is not { } bytes) return new PlannedFile(File, "repos:\n" + Entry(""), null);
        string text = Encoding.UTF8.GetString(bytes.Span);
        if (text.Contains("id: dockerlint", StringComparison.Ordinal)) return new PlannedFile(File, null, null, "it has the hook already");
        if (Items(text) is not { } items) return ByHand("its list 'repos' cannot be read");
        string[] lines = text.Split('\n');
        int line = LineBehind(lines, items);
        if (line == 0) return ByHand("its list 'repos' is not written one entry a line");
        var edit = new TextEdit(File, line, Entry(Indentation(lines, items)));
        string result = Encoding.UTF8.GetString(LineEditor.Apply(bytes, [edit]));
        return Items(result) is { } after && after.Count == items.Count + 1 && SameItems(items, after) ? new PlannedFile(File, null, edit) : ByHand("the entry does not fit in");
    }

    /// <summary>The entry with its indentation.</summary>
    private static string Entry(string indentation) =>
        $"{indentation}- repo: {Repository}\n{indentation}  rev: v{Program.Version}\n{indentation}  hooks:\n{indentation}    - id: dockerlint\n";

    private static PlannedFile ByHand(string because) => new(File, null, null, because, Entry("  "));

    private static IReadOnlyList<DataNode>? Items(string text)
    {
        DataDocuments stream = new YamlReader().Read(text);
        return stream.Error is null && stream.Documents.Count == 1 && stream.Documents[0]["repos"] is { Kind: DataNodeKind.Sequence } repos ? repos.Items : null;
    }

    // The entries begin with a dash of their own line; the list ends before the next line that is not deeper than the dash.
    private static int LineBehind(string[] lines, IReadOnlyList<DataNode> items)
    {
        if (items.Count == 0) return 0;
        foreach (DataNode item in items)
        {
            if (item.Line > lines.Length || !lines[item.Line - 1].TrimStart().StartsWith("- ", StringComparison.Ordinal)) return 0;
        }

        int indentation = Indentation(lines, items).Length;
        int last = items[^1].Line;
        for (int i = last; i < lines.Length; i++)
        {
            string line = lines[i].TrimEnd('\r');
            string trimmed = line.TrimStart(' ');
            if (trimmed.Length == 0 || trimmed[0] == '#') continue;
            if (line.Length - trimmed.Length <= indentation) break;
            last = i + 1;
        }

        return last + 1;
    }

    private static string Indentation(string[] lines, IReadOnlyList<DataNode> items)
    {
        string line = items.Count == 0 ? "" : lines[items[0].Line - 1];
        return line[..(line.Length - line.TrimStart(' ').Length)];
    }

    private static bool SameItems(IReadOnlyList<DataNode> before, IReadOnlyList<DataNode> after)
    {
        for (int i = 0; i < before.Count; i++)
        {
            if (!Same(before[i], after[i])) return false;
        }

        return after[^1].TextOf("repo") == Repository;
    }

    private static bool Same(DataNode a, DataNode b)
    {
        // A block at the end of a file without a last line end gets one.
        if (a.Kind != b.Kind || a.Text.TrimEnd('\n') != b.Text.TrimEnd('\n') || a.Items.Count != b.Items.Count || a.Members.Count != b.Members.Count) return false;
        for (int i = 0; i < a.Items.Count; i++)
        {
            if (!Same(a.Items[i], b.Items[i])) return false;
        }

        for (int i = 0; i < a.Members.Count; i++)
        {
            if (a.Members[i].Key != b.Members[i].Key || !Same(a.Members[i].Value, b.Members[i].Value)) return false;
        }

        return true;
    }
}
