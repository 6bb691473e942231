using System;
using System.Collections.Generic;
using DockerLint.Services.Evidence;

namespace DockerLint.Services;

/// <summary>Compares names of images: what something builds with what something else runs or builds upon.</summary>
internal static class ImageNames
{
    /// <summary>Is one of the tags the name of this image? Registry, tag and digest may differ: they are set at release.</summary>
    public static bool AnyIs(IReadOnlyList<string> tags, string image)
    {
        string wanted = Repository(image);
        if (wanted.Length == 0 || Holes.In(LastPart(wanted))) return false;
        foreach (string tag in tags)
        {
            string built = Repository(tag);
            if (built.Length == 0 || Holes.In(LastPart(built))) continue;
            if (built == wanted) return true;
            // "${REGISTRY}/team/api" and "ghcr.io/team/api": an unknown beginning may be the other's.
            if (LastPart(built) == LastPart(wanted) && (Holes.In(built) || Holes.In(wanted) || IsRegistry(built) || IsRegistry(wanted))) return true;
        }

        return false;
    }

    /// <summary>Is one of the tags the whole name, with its tag?</summary>
    public static bool AnyIsExactly(IReadOnlyList<string> tags, string image)
    {
        foreach (string tag in tags)
        {
            if (Whole(tag) == Whole(image) && !Holes.In(tag)) return true;
        }

        return false;
    }

    private static string Whole(string image) => image.StartsWith("docker.io/", StringComparison.Ordinal) ? image.Substring("docker.io/".Length) : image;

    private static bool IsRegistry(string name) => name.IndexOf('/') is var slash and > 0 && name.IndexOf('.') is var dot and > 0 && dot < slash;

    private static string LastPart(string name) => name.Substring(name.LastIndexOf('/') + 1);

    /// <summary>The name without tag and digest.</summary>
    private static string Repository(string image)
    {
        int at = image.IndexOf('@');
        string name = at < 0 ? image : image.Substring(0, at);
        int colon = name.LastIndexOf(':');
        if (colon > name.LastIndexOf('/')) name = name.Substring(0, colon);
        return name.StartsWith("docker.io/", StringComparison.Ordinal) ? name.Substring("docker.io/".Length) : name;
    }
}
