using System;
using System.Collections.Generic;
using PyImportScanner.Files;

namespace DockerLint.Projects.Evaluation;

/// <summary>
/// The static property functions that decide which files a project needs (MSBuild reference, "Property functions").
/// Everything else is unknown, and says so.
/// </summary>
internal static class PropertyFunctions
{
    public static MsBuildValue Static(IPropertySource source, string type, string member, List<string>? arguments)
    {
        MsBuildValue? value = Name(type) switch
        {
            "MSBUILD" => MsBuild(source, Name(member), arguments),
            "SYSTEM.IO.PATH" or "IO.PATH" => Paths(source, Name(member), arguments),
            "SYSTEM.IO.FILE" or "SYSTEM.IO.DIRECTORY" when Name(member) == "EXISTS" && arguments?.Count == 1 =>
                Exists(source, arguments[0], type.EndsWith("File", StringComparison.OrdinalIgnoreCase)),
            "SYSTEM.STRING" or "STRING" => Strings(Name(member), arguments),
            // The function of MSBuild in its old clothes: the platform is a function of its own, evaluated before.
            "SYSTEM.RUNTIME.INTEROPSERVICES.OSPLATFORM" when arguments is null or { Count: 0 } => MsBuildValue.Of(member),
            "SYSTEM.RUNTIME.INTEROPSERVICES.RUNTIMEINFORMATION" when Name(member) == "ISOSPLATFORM" && arguments?.Count == 1 =>
                StringMethods.Truth(MsBuildText.Same(arguments[0], "Linux")),
            "SYSTEM.OPERATINGSYSTEM" when arguments?.Count == 0 => OperatingSystem(Name(member)),
            _ => null,
        };
        return value ?? MsBuildValue.Unknown("the property function [" + type + "]::" + member + " is not evaluated");
    }

    private static MsBuildValue? MsBuild(IPropertySource source, string member, List<string>? arguments)
    {
        int count = arguments?.Count ?? 0;
        string first = count > 0 ? arguments![0] : "";
        string second = count > 1 ? arguments![1] : "";
        switch (member)
        {
            case "GETPATHOFFILEABOVE" when count is 1 or 2: return PathOfFileAbove(source, first, count == 2 ? second : null);
            case "GETDIRECTORYNAMEOFFILEABOVE" when count == 2: return DirectoryOfFileAbove(source, first, second);
            case "NORMALIZEPATH" when count > 0: return MsBuildValue.Of(Combine(source, arguments!));
            case "NORMALIZEDIRECTORY" when count > 0: return MsBuildValue.Of(MsBuildText.WithSlash(Combine(source, arguments!)));
            case "ENSURETRAILINGSLASH" when count == 1:
                return MsBuildValue.Of(first.Length == 0 ? first : MsBuildText.WithSlash(MsBuildText.Slashes(first)));
            case "MAKERELATIVE" when count == 2: return MakeRelative(source, first, second);
            case "VALUEORDEFAULT" when count == 2: return MsBuildValue.Of(first.Length > 0 ? first : second);
            case "ESCAPE" or "UNESCAPE" when count == 1 && !first.Contains("%") && !first.Contains(";"): return MsBuildValue.Of(first);
            case "ISOSPLATFORM" when count == 1: return StringMethods.Truth(MsBuildText.Same(first, "Linux"));
            case "ISOSUNIXLIKE" when count == 0: return StringMethods.Truth(true);
            default: return Frameworks.Function(member, arguments) ?? VersionFunctions.Function(member, arguments);
        }
    }

    private static MsBuildValue PathOfFileAbove(IPropertySource source, string file, string? start)
    {
        // MSBuild refuses a path here; the default start is the directory of the file that calls.
        if (file.Contains("/") || file.Contains("\\")) return MsBuildValue.Unknown("GetPathOfFileAbove is called with a path");
        string directory = start ?? source.Property("MSBuildThisFileDirectory").Text;
        (string? found, string? unknown) = MsBuildText.DirectoryOfFileAbove(source.Tree, Full(source, directory), file);
        if (unknown is not null) return MsBuildValue.Unknown(unknown);
        return found is null ? MsBuildValue.Empty : MsBuildValue.Of(TreePath.Child(found, file));
    }

    private static MsBuildValue DirectoryOfFileAbove(IPropertySource source, string start, string file)
    {
        (string? found, string? unknown) = MsBuildText.DirectoryOfFileAbove(source.Tree, Full(source, start), file);
        return unknown is not null ? MsBuildValue.Unknown(unknown) : MsBuildValue.Of(found ?? "");
    }

    private static MsBuildValue? Paths(IPropertySource source, string member, List<string>? arguments)
    {
        int count = arguments?.Count ?? -1;
        string first = MsBuildText.Slashes(count > 0 ? arguments![0] : "");
        string name = first.Substring(first.LastIndexOf('/') + 1);
        switch (member)
        {
            case "COMBINE" when count > 0: return MsBuildValue.Of(JoinPaths(arguments!));
            case "GETFULLPATH" when count == 1: return MsBuildValue.Of(KeepSlash(first, Full(source, first)));
            case "GETFULLPATH" when count == 2: return MsBuildValue.Of(KeepSlash(first, MsBuildText.FullPath(arguments![1], first)));
            case "GETDIRECTORYNAME" when count == 1: return MsBuildValue.Of(DirectoryName(first));
            case "GETFILENAME" when count == 1: return MsBuildValue.Of(name);
            case "GETFILENAMEWITHOUTEXTENSION" when count == 1: return MsBuildValue.Of(MsBuildText.Stem(name));
            case "GETEXTENSION" when count == 1: return MsBuildValue.Of(MsBuildText.Extension(name));
            case "ISPATHROOTED" when count == 1: return StringMethods.Truth(first.StartsWith("/", StringComparison.Ordinal));
            case "DIRECTORYSEPARATORCHAR" or "ALTDIRECTORYSEPARATORCHAR" when count <= 0: return MsBuildValue.Of("/");
            case "PATHSEPARATOR" when count <= 0: return MsBuildValue.Of(":");
            default: return null;
        }
    }

    private static MsBuildValue Exists(IPropertySource source, string path, bool file)
    {
        Node node = source.Tree.Stat(Full(source, path));
        return node.Kind == NodeKind.Unknown
            ? MsBuildValue.Unknown(node.UnknownBecause!)
            : StringMethods.Truth(node.Kind == (file ? NodeKind.File : NodeKind.Directory));
    }

    private static MsBuildValue? Strings(string member, List<string>? arguments)
    {
        int count = arguments?.Count ?? -1;
        switch (member)
        {
            case "ISNULLOREMPTY" when count == 1: return StringMethods.Truth(arguments![0].Length == 0);
            case "ISNULLORWHITESPACE" when count == 1: return StringMethods.Truth(string.IsNullOrWhiteSpace(arguments![0]));
            case "COPY" or "NEW" when count == 1: return MsBuildValue.Of(arguments![0]);
            case "CONCAT" when count > 0: return MsBuildValue.Of(string.Concat(arguments!));
            default: return null;
        }
    }

    private static MsBuildValue? OperatingSystem(string member) => member switch
    {
        "ISLINUX" => StringMethods.Truth(true),
        _ => member.StartsWith("IS", StringComparison.Ordinal) ? StringMethods.Truth(false) : null,
    };

    private static MsBuildValue MakeRelative(IPropertySource source, string from, string to)
    {
        string[] start = Full(source, from).Split(['/'], StringSplitOptions.RemoveEmptyEntries);
        string target = Full(source, to);
        string[] end = target.Split(['/'], StringSplitOptions.RemoveEmptyEntries);
        int common = 0;
        while (common < start.Length && common < end.Length && start[common] == end[common]) common++;
        var parts = new List<string>();
        for (int i = common; i < start.Length; i++) parts.Add("..");
        for (int i = common; i < end.Length; i++) parts.Add(end[i]);
        return MsBuildValue.Of(KeepSlash(MsBuildText.Slashes(to), string.Join("/", parts)));
    }

    // Path.Combine does not clean: "a/../b" stays, and the difference shows in what the project prints or compares.
    private static string JoinPaths(List<string> parts)
    {
        string joined = "";
        foreach (string part in parts)
        {
            string next = MsBuildText.Slashes(part);
            if (next.Length == 0) continue;
            joined = next[0] == '/' || joined.Length == 0 ? next : MsBuildText.WithSlash(joined) + next;
        }

        return joined;
    }

    private static string Combine(IPropertySource source, List<string> parts) => Full(source, JoinPaths(parts));

    private static string Full(IPropertySource source, string path) => MsBuildText.FullPath(source.ProjectDirectory, path);

    private static string KeepSlash(string written, string path) =>
        written.EndsWith("/", StringComparison.Ordinal) && path.Length > 0 ? MsBuildText.WithSlash(path) : path;

    private static string DirectoryName(string path)
    {
        int slash = path.LastIndexOf('/');
        return slash < 0 ? "" : slash == 0 ? "/" : path.Substring(0, slash);
    }

    private static string Name(string text) => text.ToUpperInvariant();
}
