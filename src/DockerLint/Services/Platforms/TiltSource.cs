using System;
using System.Collections.Generic;
using DockerLint.Services.Evidence;
using PyImportScanner.Files;

namespace DockerLint.Services.Platforms;

/// <summary>Tiltfiles: calls of <c>docker_build</c> whose arguments are string literals.</summary>
internal sealed class TiltSource : IEvidenceSource
{
    private const string Call = "docker_build(";

    public bool IsCandidate(string path) => TreePath.Name(path) is "Tiltfile" || path.EndsWith(".tiltfile", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".Tiltfile", StringComparison.Ordinal);

    public void Read(IReadOnlyList<EvidenceFile> files, EvidenceContext context, EvidenceSink sink)
    {
        foreach (EvidenceFile file in files)
        {
            for (int at = file.Text.IndexOf(Call, StringComparison.Ordinal); at >= 0; at = file.Text.IndexOf(Call, at + 1, StringComparison.Ordinal))
                Read(file, at, sink);
        }
    }

    private static void Read(EvidenceFile file, int start, EvidenceSink sink)
    {
        string text = file.Text;
        var positional = new List<string?>();
        var named = new Dictionary<string, string?>(StringComparer.Ordinal);
        int depth = 0;
        int from = start + Call.Length;
        for (int i = from; i < text.Length; i++)
        {
            char c = text[i];
            if (c is '\'' or '"')
            {
                int end = text.IndexOf(c, i + 1);
                if (end < 0) return;
                i = end;
            }
            else if (c is '(' or '[' or '{')
            {
                depth++;
            }
            else if ((c == ',' && depth == 0) || (c == ')' && depth == 0))
            {
                Argument(text.Substring(from, i - from).Trim(), positional, named);
                from = i + 1;
                if (c == ')') break;
            }
            else if (c is ')' or ']' or '}')
            {
                depth--;
            }
        }

        string? image = positional.Count > 0 ? positional[0] : Of(named, "ref");
        string? context = positional.Count > 1 ? positional[1] : Of(named, "context");
        if (context is null) return;
        int line = 1;
        for (int i = 0; i < start; i++) line += text[i] == '\n' ? 1 : 0;
        sink.Builds.Add(new BuildMention
        {
            Kind = EvidenceKind.Development,
            File = file.Path,
            Line = line,
            Name = image is null ? null : TreePath.Name(image),
            Directories = [file.Directory],
            Context = context,
            Dockerfile = Of(named, "dockerfile"),
            Target = Of(named, "target"),
            Tags = image is null ? [] : [image],
        });
    }

    private static string? Of(Dictionary<string, string?> named, string key) => named.TryGetValue(key, out string? value) ? value : null;

    private static void Argument(string text, List<string?> positional, Dictionary<string, string?> named)
    {
        int equals = text.IndexOf('=');
        bool isNamed = equals > 0 && text.IndexOf('\'') is var single && text.IndexOf('"') is var doubled && (single < 0 || single > equals) && (doubled < 0 || doubled > equals);
        if (isNamed) named[text.Substring(0, equals).Trim()] = Literal(text.Substring(equals + 1).Trim());
        else if (text.Length > 0) positional.Add(Literal(text));
    }

    private static string? Literal(string text) =>
        text.Length >= 2 && text[0] is '\'' or '"' && text[text.Length - 1] == text[0] ? text.Substring(1, text.Length - 2) : null;
}
