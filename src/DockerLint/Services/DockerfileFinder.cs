using System;
using System.Collections.Generic;

namespace DockerLint.Services;

/// <summary>Knows a Dockerfile by its name: <c>Dockerfile</c>, <c>Dockerfile.x</c>, <c>x.Dockerfile</c>, <c>Containerfile…</c>.</summary>
public static class DockerfileFinder
{
    // Beside Dockerfiles lie their ignore files, templates that are no Dockerfiles yet, notes and leftovers of editors.
    private static readonly HashSet<string> OtherKinds = new(StringComparer.OrdinalIgnoreCase)
    {
        "bak", "dockerignore", "erb", "in", "j2", "jinja", "jinja2", "json", "lock", "md", "mustache", "orig", "py", "rej", "rst", "sh",
        "swp", "template", "tmp", "tmpl", "tpl", "txt", "yaml", "yml",
    };

    /// <summary>Does a file of this name hold a Dockerfile?</summary>
    public static bool IsDockerfileName(string name)
    {
        if (name.EndsWith("~", StringComparison.Ordinal)) return false;
        int dot = name.LastIndexOf('.');
        string extension = dot < 0 ? "" : name.Substring(dot + 1);
        if (Is(extension, "dockerfile") || Is(extension, "containerfile")) return dot > 0;
        if (OtherKinds.Contains(extension)) return false;
        return Is(name, "dockerfile") || StartsWith(name, "dockerfile.") || StartsWith(name, "dockerfile-") || StartsWith(name, "dockerfile_")
            || Is(name, "containerfile") || StartsWith(name, "containerfile.") || StartsWith(name, "containerfile-");
    }

    private static bool Is(string text, string other) => text.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static bool StartsWith(string text, string prefix) =>
        text.Length > prefix.Length && text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
}
