using System;
using System.Collections.Generic;

namespace DockerLint.Images.BaseImages;

/// <summary>An image reference taken apart: <c>registry/path/name:tag@digest</c> (distribution/reference).</summary>
/// <param name="Registry">The host; empty for the default registry.</param>
/// <param name="Repository">The path without host, tag and digest; official images without <c>library/</c>.</param>
/// <param name="Tag">The tag, or empty.</param>
/// <param name="HasDigest">A digest pins it.</param>
public sealed record ImageReference(string Registry, string Repository, string Tag, bool HasDigest)
{
    private static readonly HashSet<string> mirrors = new(StringComparer.Ordinal)
    {
        "docker.io", "index.docker.io", "registry-1.docker.io", "mirror.gcr.io",
    };

    /// <summary>The reference without what does not tell images apart: default registry, <c>:latest</c>, digest.</summary>
    public string Normalized => (Registry.Length == 0 ? "" : Registry + "/") + Repository + (Tag is "" or "latest" ? "" : ":" + Tag);

    /// <summary>Takes a reference apart; null when a registry would refuse it (<c>library/Base</c> must be lower case).</summary>
    public static ImageReference? Parse(string text)
    {
        int at = text.IndexOf('@');
        string rest = at < 0 ? text : text.Substring(0, at);
        int colon = rest.LastIndexOf(':');
        string tag = "";
        if (colon > rest.LastIndexOf('/'))
        {
            tag = rest.Substring(colon + 1);
            rest = rest.Substring(0, colon);
            if (tag.Length == 0) return null;
        }

        string registry = "";
        int slash = rest.IndexOf('/');
        if (slash > 0)
        {
            string first = rest.Substring(0, slash);
            if (first.IndexOf('.') >= 0 || first.IndexOf(':') >= 0 || first == "localhost")
            {
                registry = first;
                rest = rest.Substring(slash + 1);
            }
        }

        if (!IsRepository(rest)) return null;
        return new ImageReference(mirrors.Contains(registry) ? "" : registry, WithoutLibrary(registry, rest), tag, at >= 0);
    }

    private static string WithoutLibrary(string registry, string path)
    {
        return path.StartsWith("library/", StringComparison.Ordinal) && (registry.Length == 0 || mirrors.Contains(registry))
            ? path.Substring("library/".Length)
            : path;
    }

    private static bool IsRepository(string path)
    {
        foreach (string part in path.Split('/'))
        {
            if (part.Length == 0 || !IsLetterOrDigit(part[0])) return false;
            foreach (char c in part)
            {
                if (!IsLetterOrDigit(c) && c is not ('.' or '_' or '-')) return false;
            }
        }

        return true;
    }

    private static bool IsLetterOrDigit(char c) => c is >= 'a' and <= 'z' or >= '0' and <= '9';
}
