using System;
using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Images;
using DockerLint.Reporting;
using PyImportScanner;
using PyImportScanner.Files;

namespace DockerLint.Smoke;

/// <summary>The files that a Dockerfile is predicted to put into an image, against those that are there.</summary>
public sealed class ImageComparison
{
    private const int MostNamed = 5;
    private readonly ServiceModel service;
    private readonly IReadOnlyList<ImageFile> predicted;

    private ImageComparison(ServiceModel service, IReadOnlyList<ImageFile> predicted, IReadOnlyList<string> directories)
    {
        this.service = service;
        this.predicted = predicted;
        Directories = directories;
    }

    /// <summary>The directories of the application, none below another.</summary>
    public IReadOnlyList<string> Directories { get; }

    /// <summary>Predicts.</summary>
    public static ImageComparison Of(ServiceModel service)
    {
        var files = new List<ImageFile>(service.Build.Image.EnumerateFiles());
        var directories = new SortedSet<string>(StringComparer.Ordinal);
        if (service.Build.Image.Config.WorkingDirectory is { Length: > 1 } work) directories.Add(work);
        foreach (ImageFile file in files)
        {
            // A file at the root, or one among the system's: only its own directory is the application's.
            string directory = TreePath.Parent(file.Path);
            if (directory.Length > 1) directories.Add(directory);
        }

        var tops = new List<string>();
        foreach (string directory in directories)
        {
            if (tops.Count == 0 || !directory.StartsWith(tops[tops.Count - 1] + "/", StringComparison.Ordinal)) tops.Add(directory);
        }

        return new ImageComparison(service, files, tops);
    }

    /// <summary>IMG6002 for what was predicted and is not there, and for Python files that nobody predicted.</summary>
    /// <param name="real">Absolute clean paths of the image.</param>
    public IReadOnlyList<Finding> Findings(IEnumerable<string> real)
    {
        var there = new HashSet<string>(real, StringComparer.Ordinal);
        var expected = new HashSet<string>(StringComparer.Ordinal);
        var absent = new List<ImageFile>();
        foreach (ImageFile file in predicted)
        {
            expected.Add(file.Path);
            if (!there.Contains(file.Path) && IsBelow(file.Path)) absent.Add(file);
        }

        var surplus = new List<string>();
        foreach (string path in there)
        {
            bool isCode = path.EndsWith(".py", StringComparison.Ordinal) && !path.Contains("/site-packages/") && !path.Contains("/dist-packages/") && !path.Contains("/lib/python3");
            if (isCode && !expected.Contains(path) && IsOurs(path)) surplus.Add(path);
        }

        surplus.Sort(StringComparer.Ordinal);
        var findings = new List<Finding>();
        if (absent.Count > 0) findings.Add(Finding(absent[0].Origin, $"the image lacks {Count(absent.Count)} that the Dockerfile brings: {Some(absent.ConvertAll(file => file.Path))}", "absent", Severity.Warning));
        if (surplus.Count > 0) findings.Add(Finding(null, $"the image has {Count(surplus.Count)} that no step of the Dockerfile is known to bring: {Some(surplus)}", "surplus", Severity.Info));
        return findings;
    }

    /// <summary>In a directory that the Dockerfile fills, and where no step may have made anything. (Of a base nobody knows, anything could be said.)</summary>
    private bool IsOurs(string path)
    {
        if (service.Build.Image.OriginOf(TreePath.Parent(path)) is null) return false;
        return service.Build.Image.DoubtAbout(path) is not { Instruction: { } step } || step.Keyword == "FROM";
    }

    private bool IsBelow(string path)
    {
        foreach (string directory in Directories)
        {
            if (path.StartsWith(directory + "/", StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private Finding Finding(ImageFileOrigin? origin, string message, string reason, Severity severity) => new()
    {
        Rule = "IMG6002",
        Severity = severity,
        Message = message + ": the image was built from another state of the repository, or the Dockerfile is read wrongly",
        Service = service.Name,
        Dockerfile = TreePath.Display(service.Dockerfile.Path),
        File = TreePath.Display(origin?.Dockerfile ?? service.Dockerfile.Path),
        Span = SourceSpan.OnLine(Math.Max(1, origin?.Instruction.Span.Line ?? 1), 1, 0),
        Reason = reason,
    };

    private static string Count(int count) => count == 1 ? "1 file" : count + " files";

    private static string Some(List<string> paths) =>
        string.Join(", ", paths.GetRange(0, Math.Min(MostNamed, paths.Count))) + (paths.Count > MostNamed ? ", …" : "");
}
