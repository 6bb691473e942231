using System;
using PyImportScanner.Files;

namespace DockerLint.Facts;

/// <summary>Nodes as fields of a line: kind, link target, origin, cause of not knowing.</summary>
internal static class TreeFacts
{
    public const int FieldCount = 4;

    // Nearly every file is its own origin.
    private const string Itself = "=";

    public static string?[] Fields(Node node, string path) =>
        [Name(node.Kind), node.LinkTarget, node.Origin == path ? Itself : node.Origin, node.UnknownBecause];

    public static Node Node(ReadOnlySpan<string?> fields, string path) =>
        new(Kind(fields[0]), fields[1], fields[2] == Itself ? path : fields[2], fields[3]);

    public static NodeKind Kind(string? name) => name switch
    {
        "Missing" => NodeKind.Missing,
        "File" => NodeKind.File,
        "Directory" => NodeKind.Directory,
        "Link" => NodeKind.Link,
        _ => NodeKind.Unknown,
    };

    public static string Name(NodeKind kind) => kind switch
    {
        NodeKind.Missing => "Missing",
        NodeKind.File => "File",
        NodeKind.Directory => "Directory",
        NodeKind.Link => "Link",
        _ => "Unknown",
    };
}
