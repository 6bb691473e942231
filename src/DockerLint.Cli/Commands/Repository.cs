using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using DockerLint.Checks;
using DockerLint.Cli.Arguments;
using DockerLint.Cli.Files;
using DockerLint.Cli.Yaml;
using PyImportScanner.Files;

namespace DockerLint.Cli.Commands;

/// <summary>The repository and the image that the operands and options of a subcommand name.</summary>
internal static class Repository
{
    /// <summary>The tree at ROOT, the only operand; the working directory without one.</summary>
    public static DiskFileTree Open(ParsedArguments arguments, string command)
    {
        if (arguments.Operands.Count > 1)
            throw new UsageException("one ROOT is enough; " + arguments.Operands[1] + " is one too many", command);
        string root = Root(arguments);
        if (Directory.Exists(root)) return new DiskFileTree(root);
        throw new UsageException(File.Exists(root) ? root + " is a file; ROOT is a directory" : "there is no directory " + root, command);
    }

    /// <summary>ROOT as the user wrote it.</summary>
    public static string Root(ParsedArguments arguments) => arguments.Operands.Count == 0 ? "." : arguments.Operands[0];

    /// <summary>A request from the options that select an image.</summary>
    public static CheckRequest Request(ParsedArguments arguments, DiskFileTree tree, string command)
    {
        IReadOnlyList<string> dockerfiles = arguments.Values(CommonOptions.Dockerfile);
        string? context = arguments.Value(CommonOptions.Context);
        return new CheckRequest
        {
            Repository = tree,
            Root = Root(arguments),
            Dockerfiles = dockerfiles.Count == 0 ? null : Array.ConvertAll([.. dockerfiles], file => Locate(tree, file, NodeKind.File, command)),
            Context = context is null ? null : Locate(tree, context, NodeKind.Directory, command),
            Target = arguments.Value(CommonOptions.Target),
            BuildArguments = BuildArguments(arguments.Values(CommonOptions.BuildArg)),
            NamedContexts = NamedContexts(arguments.Values(CommonOptions.BuildContext), tree, command),
            Command = arguments.Value(CommonOptions.Command),
            Settings = SettingsFile.Read(arguments, tree),
            Today = DateTime.Now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Yaml = new YamlReader(),
            Tracked = GitIndex.Open(tree.DiskRoot),
        };
    }

    /// <summary>Reads <c>K=V</c>; <c>K</c> alone takes the value of the environment, as <c>docker build</c> does.</summary>
    private static Dictionary<string, string> BuildArguments(IReadOnlyList<string> pairs)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string pair in pairs)
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            string key = equals < 0 ? pair : pair[..equals];
            if (key.Length == 0) throw new UsageException("--build-arg is K=V, not " + pair);
            string? value = equals < 0 ? Environment.GetEnvironmentVariable(key) : pair[(equals + 1)..];
            if (value is not null) values[key] = value;
        }

        return values;
    }

    /// <summary>Reads <c>NAME=DIR</c>. Images, archives and other repositories cannot be seen from here.</summary>
    private static Dictionary<string, string> NamedContexts(IReadOnlyList<string> pairs, DiskFileTree tree, string command)
    {
        var contexts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string pair in pairs)
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || equals == pair.Length - 1) throw new UsageException("--build-context is NAME=DIR, not " + pair, command);
            string value = pair[(equals + 1)..];
            if (value.Contains("://", StringComparison.Ordinal)) throw new UsageException("--build-context " + pair + ": only directories can be looked into", command);
            contexts[pair[..equals]] = Locate(tree, value, NodeKind.Directory, command);
        }

        return contexts;
    }

    private static string Locate(DiskFileTree tree, string path, NodeKind kind, string command)
    {
        string inside = Path.IsPathRooted(path) ? Path.GetRelativePath(tree.DiskRoot, path) : path;
        inside = inside.Replace(Path.DirectorySeparatorChar, '/');
        if (Climbs(inside)) throw new UsageException(path + " lies outside of ROOT " + tree.DiskRoot, command);
        string clean = TreePath.Clean(inside);
        NodeKind found = tree.Stat(clean).Kind;
        if (found == kind) return clean;
        // docker build -f Dockerfile takes a file called dockerfile where there is no other (BuildKit, dockerui/config.go).
        if (kind == NodeKind.File && found == NodeKind.Missing && TreePath.Name(clean) == "Dockerfile")
        {
            string lower = TreePath.Child(TreePath.Parent(clean), "dockerfile");
            if (tree.Stat(lower).Kind == NodeKind.File) return lower;
        }

        string what = kind == NodeKind.File ? "file " : "directory ";
        string hint = kind == NodeKind.File && found == NodeKind.Directory ? " (it is a directory)"
            : kind == NodeKind.Directory && found == NodeKind.File ? " (it is a file)"
            : "";
        throw new UsageException("there is no " + what + path + " below " + tree.DiskRoot + hint, command);
    }

    private static bool Climbs(string path)
    {
        int depth = 0;
        foreach (string part in path.Split('/'))
        {
            if (part == "..") depth--;
            else if (part.Length > 0 && part != ".") depth++;
            if (depth < 0) return true;
        }

        return false;
    }
}
