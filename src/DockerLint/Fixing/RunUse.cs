using System;
using DockerLint.Dockerfiles;

namespace DockerLint.Fixing;

/// <summary>Tells whether a RUN needs the application's own files: an install of the project, or a run of it.</summary>
internal static class RunUse
{
    private static readonly string[] ProjectInstalls =
    [
        "pip install .", "pip install -e", "pip install --editable", "pip install --no-deps .", "pip install --no-cache-dir .",
        "pip install --no-cache-dir -e", "setup.py ", "poetry install", "uv sync", "pdm install", "flit install", "hatch build",
        "python -m build", "pip wheel .", "uv pip install .", "uv pip install -e",
    ];

    private static readonly string[] ProjectRuns =
    [
        "manage.py", "compileall", "pytest", "collectstatic", "flask ", "alembic ", "unittest",
    ];

    public static bool NeedsSources(Instruction run)
    {
        string text = run.Original.Length > 0 ? run.Original : run.Arguments.Count > 0 ? run.Arguments[0].Text : "";
        foreach (Heredoc heredoc in run.Heredocs) text += "\n" + heredoc.Content;
        return InstallsProject(text) || RunsProject(text);
    }

    // These flags say: dependencies only, the project itself comes later.
    private static bool InstallsProject(string text) =>
        ContainsAny(text, ProjectInstalls)
        && !text.Contains("--no-root") && !text.Contains("--no-install-project") && !text.Contains("--no-self")
        && !text.Contains("--no-install-workspace");

    private static bool RunsProject(string text)
    {
        if (ContainsAny(text, ProjectRuns)) return true;
        for (int at = text.IndexOf("python", StringComparison.Ordinal); at >= 0; at = text.IndexOf("python", at + 1, StringComparison.Ordinal))
        {
            string rest = Arguments(text, at);
            if (rest.StartsWith("-c ", StringComparison.Ordinal) && rest.Contains("import")) return true;
            if (rest.StartsWith("-m ", StringComparison.Ordinal) && !IsTool(rest.Substring(3).TrimStart())) return true;
            int blank = rest.IndexOf(' ');
            if ((blank < 0 ? rest : rest.Substring(0, blank)).TrimEnd('"', '\'', ';').EndsWith(".py", StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private static string Arguments(string text, int at)
    {
        int end = at + "python".Length;
        while (end < text.Length && (char.IsDigit(text[end]) || text[end] == '.')) end++;
        return end < text.Length && text[end] == ' ' ? text.Substring(end).TrimStart() : "";
    }

    private static bool IsTool(string module)
    {
        foreach (string tool in new[] { "pip", "venv", "virtualenv", "ensurepip", "pipx", "uv", "poetry", "playwright", "nltk", "spacy" })
        {
            if (module == tool || module.StartsWith(tool + " ", StringComparison.Ordinal) || module.StartsWith(tool + ".", StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static bool ContainsAny(string text, string[] parts)
    {
        foreach (string part in parts)
        {
            if (text.Contains(part)) return true;
        }

        return false;
    }
}
