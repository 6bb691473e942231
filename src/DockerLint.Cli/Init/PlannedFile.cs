using DockerLint.Reporting;

namespace DockerLint.Cli.Init;

/// <summary>A file that <c>init</c> would write, or the reason why it leaves it alone.</summary>
/// <param name="Path">Relative to ROOT, with slashes.</param>
/// <param name="Content">The whole content of a new file; null where there is one already.</param>
/// <param name="Edit">Lines to add to a file that is there; null for a new one.</param>
/// <param name="Because">Why nothing is written, a clause; null where something is.</param>
/// <param name="Snippet">What a person can add by hand, where nothing is written.</param>
internal sealed record PlannedFile(string Path, string? Content, TextEdit? Edit, string? Because = null, string? Snippet = null)
{
    /// <summary>A new file, unless it is there.</summary>
    public static PlannedFile New(string path, bool exists, string content) =>
        exists ? new PlannedFile(path, null, null, "it is there already") : new PlannedFile(path, content, null);
}
