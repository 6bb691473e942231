using System;
using System.Collections.Generic;
using DockerLint.Dockerfiles;

namespace DockerLint.Fixing;

/// <summary>How the COPY instructions of a stage are written, by majority.</summary>
internal sealed record CopyStyle
{
    private static readonly string[] InheritedFlags = ["link", "chown", "chmod"];

    public required string Keyword { get; init; }

    public required string Indentation { get; init; }

    /// <summary>Flags as written, in the order of the last neighbour.</summary>
    public required IReadOnlyList<string> Flags { get; init; }

    public required bool IsJson { get; init; }

    public required DestinationPrefix Prefix { get; init; }

    /// <summary><c>COPY pkg/ ./pkg/</c> rather than <c>COPY pkg ./pkg</c>.</summary>
    public required bool SourceSlash { get; init; }

    public required bool DestinationSlash { get; init; }

    /// <summary><c>COPY ./pkg ./pkg</c> rather than <c>COPY pkg ./pkg</c>.</summary>
    public required bool SourceDot { get; init; }

    /// <summary><c>COPY main.py .</c> rather than <c>COPY main.py ./</c>.</summary>
    public required bool HereIsDot { get; init; }

    /// <summary><c>COPY main.py ./</c> rather than <c>COPY main.py ./main.py</c>.</summary>
    public required bool FilesGoToDirectories { get; init; }

    /// <summary>Reads the style.</summary>
    /// <param name="dockerfile">The file, for what the syntax does not hold: letter case and indentation.</param>
    /// <param name="neighbours">COPY instructions from the build context, in order; of other stages where the stage has none.</param>
    public static CopyStyle Of(DockerfileSyntax dockerfile, IReadOnlyList<Instruction> neighbours)
    {
        var count = new Counts();
        foreach (Instruction neighbour in neighbours) count.Add(neighbour);
        Instruction? last = neighbours.Count == 0 ? null : neighbours[neighbours.Count - 1];
        return new CopyStyle
        {
            Keyword = last is not null && FirstLine(dockerfile, last).TrimStart().StartsWith("copy", StringComparison.Ordinal) ? "copy" : "COPY",
            Indentation = last is null ? "" : Leading(FirstLine(dockerfile, last)),
            Flags = Majority(neighbours),
            IsJson = count.Json * 2 > neighbours.Count,
            Prefix = count.Prefix,
            SourceDot = count.SourceDot * 2 > count.Sources,
            HereIsDot = count.Dot > count.DotSlash,
            SourceSlash = count.SourceSlash >= count.SourceBare,
            DestinationSlash = count.DestinationSlash >= count.DestinationBare,
            FilesGoToDirectories = count.FileToDirectory > count.FileToFile,
        };
    }

    private static string FirstLine(DockerfileSyntax dockerfile, Instruction instruction)
    {
        int index = instruction.Span.Line - 1;
        return index >= 0 && index < dockerfile.Lines.Count ? dockerfile.Lines[index] : "";
    }

    private static string Leading(string line) => line.Substring(0, line.Length - line.TrimStart(' ', '\t').Length);

    private static List<string> Majority(IReadOnlyList<Instruction> neighbours)
    {
        var flags = new List<string>();
        if (neighbours.Count == 0) return flags;
        foreach (Flag flag in neighbours[neighbours.Count - 1].Flags)
        {
            if (Array.IndexOf(InheritedFlags, flag.Name) < 0) continue;
            int same = 0;
            foreach (Instruction neighbour in neighbours)
            {
                foreach (Flag other in neighbour.Flags)
                {
                    if (other.Name == flag.Name && other.Value == flag.Value) same++;
                }
            }

            if (same * 2 >= neighbours.Count) flags.Add("--" + flag.Name + (flag.Value is null ? "" : "=" + flag.Value));
        }

        return flags;
    }

    private sealed class Counts
    {
        private int dot, bare, absolute;

        public int Json { get; private set; }

        public int SourceSlash { get; private set; }

        public int SourceBare { get; private set; }

        public int DestinationSlash { get; private set; }

        public int DestinationBare { get; private set; }

        public int Sources { get; private set; }

        public int SourceDot { get; private set; }

        public int Dot { get; private set; }

        public int DotSlash { get; private set; }

        public int FileToDirectory { get; private set; }

        public int FileToFile { get; private set; }

        public DestinationPrefix Prefix => absolute > dot + bare ? DestinationPrefix.Absolute
            : bare > dot ? DestinationPrefix.Bare
            : DestinationPrefix.Dot;

        public void Add(Instruction copy)
        {
            if (copy.IsJson) Json++;
            string destination = copy.Arguments[copy.Arguments.Count - 1].Text;
            AddPrefix(destination);
            if (destination == ".") Dot++;
            else if (destination == "./") DotSlash++;
            bool toDirectory = destination.EndsWith("/", StringComparison.Ordinal) || destination == ".";
            for (int i = 0; i + 1 < copy.Arguments.Count; i++) AddSource(copy.Arguments[i].Text, destination, toDirectory);
        }

        private void AddPrefix(string destination)
        {
            if (destination.StartsWith("./", StringComparison.Ordinal)) dot++;
            else if (destination[0] is '/' or '$') absolute++;
            else if (destination != ".") bare++;
        }

        private void AddSource(string source, string destination, bool toDirectory)
        {
            if (source is "." or "./") return;
            Sources++;
            if (source.StartsWith("./", StringComparison.Ordinal)) SourceDot++;
            if (source.EndsWith("/", StringComparison.Ordinal))
            {
                SourceSlash++;
                if (destination.EndsWith("/", StringComparison.Ordinal)) DestinationSlash++;
                else DestinationBare++;
            }
            else if (LooksLikeFile(source))
            {
                if (toDirectory) FileToDirectory++;
                else FileToFile++;
            }
            else if (destination is not ("." or "./"))
            {
                // A bare name that goes into the working directory may as well be a file: LICENSE.
                SourceBare++;
                if (destination.EndsWith("/", StringComparison.Ordinal)) DestinationSlash++;
                else DestinationBare++;
            }
        }

        private static bool LooksLikeFile(string source) => source.LastIndexOf('.') > source.LastIndexOf('/') + 1;
    }
}

/// <summary>How destinations below the working directory begin.</summary>
internal enum DestinationPrefix : byte
{
    /// <summary><c>./pkg/</c>.</summary>
    Dot,

    /// <summary><c>pkg/</c>.</summary>
    Bare,

    /// <summary><c>/app/pkg/</c>.</summary>
    Absolute,
}
