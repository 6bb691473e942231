using System.Collections.Generic;
using System.Text;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Fixing;

/// <summary>Writes the COPY instructions that bring missing paths into a stage, as the author of the Dockerfile would have.</summary>
public static class CopyLineWriter
{
    /// <summary>The lines, and where they go; null where no line can do it: a path outside of the context, or one that no COPY can name.</summary>
    public static Fix? Propose(CopyProposal proposal)
    {
        CopyPlace place = CopyPlace.Find(proposal);
        CopyStyle style = CopyStyle.Of(proposal.Dockerfile, place.Neighbours);
        var lines = new StringBuilder();
        foreach (MissingPath missing in proposal.Missing)
        {
            if (Line(proposal, missing, style, proposal.WorkingDirectory?.Invoke(place.Index)) is not { } line) return null;
            lines.Append(style.Indentation).Append(line).Append('\n');
        }

        string description = "copy " + Names(proposal.Missing) + " into the image";
        var edit = new TextEdit(TreePath.Clean(proposal.Dockerfile.Path).Substring(1), place.Line, lines.ToString());
        return lines.Length == 0 ? null : new Fix(description, proposal.IsSafe, [edit]);
    }

    private static string Names(IReadOnlyList<MissingPath> missing)
    {
        var names = new List<string>();
        foreach (MissingPath path in missing) names.Add(TreePath.Display(path.RepositoryPath) + (path.IsDirectory ? "/" : ""));
        return string.Join(", ", names);
    }

    private static string? Line(CopyProposal proposal, MissingPath missing, CopyStyle style, string? workingDirectory)
    {
        if (!TreePath.IsAtOrBelow(missing.RepositoryPath, proposal.ContextPath)) return null;
        string source = TreePath.Relative(missing.RepositoryPath, proposal.ContextPath);
        if (source.Length == 0) source = ".";
        else if (missing.IsDirectory && style.SourceSlash) source += "/";
        if (style.SourceDot && source != ".") source = "./" + source;
        string destination = Destination(missing, style, workingDirectory);
        if (!CopyWord.CanName(source) || !CopyWord.CanName(destination)) return null;

        char escape = proposal.Dockerfile.Escape;
        bool json = style.IsJson || CopyWord.NeedsJson(source) || CopyWord.NeedsJson(destination);
        var line = new StringBuilder(style.Keyword);
        foreach (string flag in style.Flags) line.Append(' ').Append(flag);
        string from = CopyWord.EscapePattern(source), to = destination;
        return json
            ? line.Append(" [").Append(CopyWord.Json(from, escape)).Append(", ").Append(CopyWord.Json(to, escape)).Append(']').ToString()
            : line.Append(' ').Append(CopyWord.Plain(from, escape)).Append(' ').Append(CopyWord.Plain(to, escape)).ToString();
    }

    private static string Destination(MissingPath missing, CopyStyle style, string? workingDirectory)
    {
        string target = missing.ImagePath;
        bool intoDirectory = !missing.IsDirectory && style.FilesGoToDirectories
            && TreePath.Name(missing.RepositoryPath) == TreePath.Name(missing.ImagePath);
        if (intoDirectory) target = TreePath.Parent(target);
        string slash = intoDirectory || (missing.IsDirectory && style.DestinationSlash) ? "/" : "";
        if (workingDirectory is null || style.Prefix == DestinationPrefix.Absolute || !TreePath.IsAtOrBelow(target, workingDirectory))
            return target.Length == 1 ? target : target + slash;
        string below = TreePath.Relative(target, workingDirectory);
        if (below.Length == 0) return style.HereIsDot || (style.Prefix == DestinationPrefix.Bare && slash.Length == 0) ? "." : "./";
        return (style.Prefix == DestinationPrefix.Bare ? "" : "./") + below + slash;
    }
}
