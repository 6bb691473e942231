using System;

namespace DockerLint.Images.Copying;

/// <summary>A source of ADD that is fetched.</summary>
/// <param name="Text">As written.</param>
/// <param name="FileName">The name under which a URL arrives; null for a repository, whose contents nobody knows.</param>
internal sealed record RemoteSource(string Text, string? FileName)
{
    /// <summary>A URL or git reference, or null for a path.</summary>
    public static RemoteSource? Parse(string text)
    {
        if (StartsWith(text, "git://") || StartsWith(text, "git@") || StartsWith(text, "ssh://")) return new RemoteSource(text, null);
        bool isUrl = StartsWith(text, "http://") || StartsWith(text, "https://");
        if (!isUrl) return null;
        int end = text.IndexOf('?');
        int fragment = text.IndexOf('#');
        string path = fragment >= 0 && (end < 0 || fragment < end) ? text.Substring(0, fragment) : end >= 0 ? text.Substring(0, end) : text;
        if (path.EndsWith(".git", StringComparison.Ordinal)) return new RemoteSource(text, null);
        int host = path.IndexOf("://", StringComparison.Ordinal) + 3;
        int slash = path.LastIndexOf('/');
        string name = slash < host ? "" : path.Substring(slash + 1);
        // BuildKit calls a URL without a last part "download".
        return new RemoteSource(text, name.Length == 0 ? "download" : Uri.UnescapeDataString(name));
    }

    private static bool StartsWith(string text, string prefix) => text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
}
