using System.Collections.Generic;
using DockerLint.Files;
using DockerLint.Images.Layers;
using DockerLint.Images.Trees;
using PyImportScanner.Files;

namespace DockerLint.Images.Copying;

/// <summary>
/// COPY and ADD, source by source (BK:frontend/dockerfile/dockerfile2llb/convert_copy.go,
/// BK:solver/llbsolver/file/backend.go, tonistiigi/fsutil:copy/copy.go).
/// </summary>
internal sealed class CopyEngine
{
    private readonly CopyRequest request;
    private readonly CopyProblems problems;
    private readonly ImageEditor editor;

    private CopyEngine(ImageTree image, CopyRequest request, CopyProblems problems)
    {
        this.request = request;
        this.problems = problems;
        editor = new ImageEditor(image, request.Step);
    }

    /// <summary>The image after the instruction; what fails is added to <paramref name="problems"/> and left out.</summary>
    public static ImageTree Run(ImageTree image, CopyRequest request, CopyProblems problems)
    {
        if (!request.Link) return new CopyEngine(image, request, problems).Run();
        // --link copies into an empty tree, whose layers are then laid over the image.
        var layers = new List<Layer>(new CopyEngine(ImageTree.Empty, request, problems).Run().Layers);
        for (int i = layers.Count - 1; i >= 0; i--) image = image.With(layers[i]);
        return image;
    }

    private ImageTree Run()
    {
        if (request.Destination is null)
        {
            // A source that is not there fails the build wherever it would go.
            foreach (CopySource source in request.Sources) CheckLiteral(source);
            editor.Doubt(TreePath.Root, request.DestinationUnknownBecause ?? "the destination is not known");
            return editor.Image;
        }

        foreach (CopySource source in request.Sources)
        {
            if (source.Text is null) DoubtDestination(source.UnknownBecause!);
            else if (Remote(source) is { } remote) AddRemote(remote);
            else if (request.Parents) CopyParents(source);
            else if (SourceMatcher.HasWildcard(TreePath.Clean(source.Text))) CopyMatches(source);
            else CopyLiteral(source);
        }

        foreach (KeyValuePair<string, FileContent> heredoc in request.Heredocs) PlaceFile(heredoc.Key, heredoc.Value, mayUnpack: false, null);
        return editor.Image;
    }

    private bool DestinationIsDirectory
    {
        get
        {
            string text = request.Destination!;
            return text.EndsWith("/", System.StringComparison.Ordinal) || text.EndsWith("/.", System.StringComparison.Ordinal);
        }
    }

    private RemoteSource? Remote(CopySource source) => request.IsAdd ? RemoteSource.Parse(source.Text!) : null;

    private void CheckLiteral(CopySource source)
    {
        if (source.Text is null || Remote(source) is not null || request.Parents) return;
        string clean = TreePath.Clean(source.Text);
        if (!SourceMatcher.HasWildcard(clean) && Locate(ref clean).Node.Kind == NodeKind.Missing) problems.NotFound(request, source, clean);
    }

    private Resolution Locate(ref string clean)
    {
        Resolution found = request.From.Resolve(clean);
        if (found.Node.Kind != NodeKind.Missing || !request.IgnoresCase || NearestName.OfOtherCase(request.From, clean) is not { } spelled) return found;
        clean = spelled;
        return request.From.Resolve(clean);
    }

    private void CopyLiteral(CopySource source)
    {
        string clean = TreePath.Clean(source.Text!);
        Resolution found = Locate(ref clean);
        switch (found.Node.Kind)
        {
            case NodeKind.Missing:
                problems.NotFound(request, source, clean);
                if (problems.MayBeMade(request)) PlaceUnknown(TreePath.Name(clean), "whether " + clean + " is made by a RUN is not known");
                else if (request.IsAdd && request.Unpack != false && FileNames.IsArchive(clean)) DoubtDestination("what " + clean + " holds is not known");
                break;
            case NodeKind.Unknown:
                PlaceUnknown(TreePath.Name(clean), found.Node.UnknownBecause!);
                break;
            default:
                Place(TreePath.Name(clean), found, source);
                break;
        }
    }

    private void CopyMatches(CopySource source)
    {
        string clean = TreePath.Clean(source.Text!);
        (string directory, string pattern) = SourceMatcher.Split(clean);
        if (!problems.IsValidPattern(request, source, pattern)) return;
        Resolution start = request.From.Resolve(directory);
        if (start.Node.Kind == NodeKind.Missing)
        {
            problems.NoDirectory(request, source, directory);
            if (problems.MayBeMade(request)) DoubtDestination("whether " + directory + " is made by a RUN is not known");
            return;
        }

        if (start.Node.Kind == NodeKind.Unknown)
        {
            DoubtDestination(start.Node.UnknownBecause!);
            return;
        }

        if (start.Node.Kind != NodeKind.Directory) return;
        List<string> matches = SourceMatcher.Match(request.From, start.Path, pattern, out string? unknown);
        foreach (string relative in matches)
        {
            string match = TreePath.Child(start.Path, relative);
            Resolution real = request.From.Resolve(match);
            if (real.Node.Kind == NodeKind.Missing) problems.NotFound(request, source, match);
            else if (real.Node.Kind == NodeKind.Unknown) PlaceUnknown(TreePath.Name(match), real.Node.UnknownBecause!);
            else Place(TreePath.Name(match), real, source);
        }

        if (unknown is not null) DoubtDestination(unknown);
    }

    private void CopyParents(CopySource source)
    {
        var parents = ParentsSource.Parse(source.Text!);
        if (parents is null)
        {
            problems.Failed(request, source, "invalid source path " + source.Text + " for --parents: use ** or ./*");
            return;
        }

        PatternMatcher? include = problems.Rules(request, source, [parents.Pattern]);
        PatternMatcher? exclude = ExcludeRules(source);
        if (include is null) return;
        foreach (string baseDirectory in parents.Bases(request.From, problems, request, source))
        {
            var filtered = new FilteredTree(request.From, baseDirectory, exclude, include, opensAnew: false);
            if (parents.IsLiteral && !parents.Exists(filtered))
            {
                problems.NotFound(request, source, TreePath.Clean(baseDirectory + "/" + parents.Pattern));
                continue;
            }

            if (baseDirectory.Length == 1 && problems.DanglingInRoot(request, source, filtered)) continue;
            if (TargetDirectory(request.Destination!, source) is { } target) Merge(filtered, TreePath.Root, target, source);
        }
    }

    /// <summary>One match to its place; the pseudo-code of the reference.</summary>
    private void Place(string name, Resolution real, CopySource source)
    {
        if (real.Node.Kind == NodeKind.File)
        {
            FileContent content = request.From.ContentAt(real.Path) ?? FileContent.Unknown;
            PlaceFile(name, content, mayUnpack: request.IsAdd && request.Unpack != false, source);
            return;
        }

        if (TargetOf(source) is not { } target) return;
        if (target.Node.Kind == NodeKind.File)
        {
            problems.Failed(request, source, "cannot copy to non-directory: " + target.Path);
            return;
        }

        if (editor.MakeDirectory(target.Path, out string? blocker) is not { } directory)
        {
            problems.Failed(request, source, "mkdir " + blocker + ": not a directory");
            return;
        }

        if (request.Excludes.Count == 0)
        {
            Merge(request.From, real.Path, directory, source);
            return;
        }

        var filtered = new FilteredTree(request.From, real.Path, ExcludeRules(source), null, opensAnew: false);
        if (real.Path.Length > 1 || !problems.DanglingInRoot(request, source, filtered))
            Merge(filtered, TreePath.Root, directory, source);
    }

    private void PlaceFile(string name, FileContent content, bool mayUnpack, CopySource? source)
    {
        if (mayUnpack && Archives.ArchiveReader.TryRead(content) is { } archive)
        {
            string where = request.Destination!;
            if (TargetDirectory(where, source) is { } directory) archive.Extract(editor, directory);
            return;
        }

        if (TargetOf(source) is not { } target) return;
        string path = target.Path;
        NodeKind kind = target.Node.Kind;
        if (kind == NodeKind.Unknown && !LooksLikeFile(TreePath.Name(path), name))
        {
            editor.Doubt(path, target.Node.UnknownBecause!);
            return;
        }

        if (kind == NodeKind.Directory)
        {
            path = TreePath.Child(path, name);
            if (editor.Image.At(path).Kind == NodeKind.Directory)
            {
                problems.Failed(request, source, "cannot replace to directory " + path + " with file");
                return;
            }
        }

        editor.PutFile(path, content);
    }

    /// <summary>Where nobody knows whether the destination is a directory, its name decides: <c>COPY run.sh /entrypoint.sh</c>.</summary>
    private static bool LooksLikeFile(string destination, string source) =>
        destination == source || Extension(destination) is { Length: > 0 } extension && extension == Extension(source);

    private static string Extension(string name) => name.LastIndexOf('.') is > 0 and var dot ? name.Substring(dot) : "";

    private void Merge(ExactTree tree, string from, string to, CopySource source)
    {
        foreach (string collision in Collisions.Find(tree, from, editor.Image, to)) problems.Failed(request, source, collision);
        editor.Overlay(tree, from, to);
    }

    /// <summary>The source is a file or a directory, nobody knows which.</summary>
    private void PlaceUnknown(string name, string cause)
    {
        if (FileNames.IsCertainlyFile(name)) PlaceFile(name, FileContent.Unknown, mayUnpack: false, null);
        else DoubtDestination(cause);
    }

    private void AddRemote(RemoteSource remote)
    {
        if (remote.FileName is { } name && request.Unpack != true) PlaceFile(name, FileContent.Unknown, mayUnpack: false, null);
        else DoubtDestination("what " + remote.Text + " holds is not known");
    }

    private void DoubtDestination(string cause)
    {
        string destination = request.Destination!;
        string? directory = DestinationIsDirectory
            ? editor.MakeDirectory(destination, out _)
            : editor.MakeDirectory(TreePath.Parent(TreePath.Clean(destination)), out _);
        if (directory is not null) editor.Doubt(editor.Image.Resolve(destination).Path, cause);
    }

    /// <summary>Makes the destination, or what is above it, and follows its links.</summary>
    private Resolution? TargetOf(CopySource? source)
    {
        string destination = request.Destination!;
        string clean = TreePath.Clean(destination);
        string needed = DestinationIsDirectory ? clean : TreePath.Parent(clean);
        if (editor.MakeDirectory(needed, out string? blocker) is null)
        {
            problems.Failed(request, source, "mkdir " + blocker + ": not a directory");
            return null;
        }

        Resolution target = editor.Image.Resolve(clean);
        if (target.Blocker is null)
        {
            if (target.Path.Length <= 1 || editor.MakeDirectory(TreePath.Parent(target.Path), out _) is not null) return target;
        }

        problems.Failed(request, source, "mkdir " + (target.Blocker ?? target.Path) + ": not a directory");
        return null;
    }

    private string? TargetDirectory(string destination, CopySource? source)
    {
        if (editor.MakeDirectory(TreePath.Clean(destination), out string? blocker) is { } directory) return directory;
        problems.Failed(request, source, "mkdir " + blocker + ": not a directory");
        return null;
    }

    private PatternMatcher? ExcludeRules(CopySource source) =>
        request.Excludes.Count == 0 ? null : problems.Rules(request, source, request.Excludes);
}
