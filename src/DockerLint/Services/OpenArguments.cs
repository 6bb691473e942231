using System;
using System.Collections.Generic;
using DockerLint.Dockerfiles;

namespace DockerLint.Services;

/// <summary>
/// Build arguments that the build needs and nobody gives: declared without default, and used where they decide which files
/// are copied. BuildKit takes them as empty; whoever builds the image surely does not.
/// </summary>
internal static class OpenArguments
{
    // BuildKit gives these a value itself (frontend/dockerfile/dockerfile2llb/platform.go, proxy arguments).
    private static readonly HashSet<string> Predefined = new(StringComparer.Ordinal)
    {
        "TARGETPLATFORM", "TARGETOS", "TARGETARCH", "TARGETVARIANT", "TARGETSTAGE", "BUILDPLATFORM", "BUILDOS", "BUILDARCH", "BUILDVARIANT",
        "HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "NO_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "ftp_proxy", "no_proxy", "all_proxy",
    };

    /// <summary>Their names, in the order in which they are declared.</summary>
    public static IReadOnlyList<string> Of(DockerfileSyntax dockerfile, IReadOnlyDictionary<string, string> given)
    {
        var withDefault = new HashSet<string>(StringComparer.Ordinal);
        var without = new List<string>();
        foreach (Instruction instruction in dockerfile.Instructions)
        {
            if (instruction.Keyword is not ("ARG" or "ENV")) continue;
            foreach (KeyValueWord pair in instruction.Pairs)
            {
                if (!string.IsNullOrEmpty(pair.Value)) withDefault.Add(pair.Key);
                else if (instruction.Keyword == "ARG" && !given.ContainsKey(pair.Key) && !Predefined.Contains(pair.Key) && !without.Contains(pair.Key)) without.Add(pair.Key);
            }
        }

        without.RemoveAll(name => withDefault.Contains(name) || !IsUsed(dockerfile, name));
        return without;
    }

    // Programs whose words, or the conditions around them, say what is installed.
    private static readonly string[] Installers = ["conda", "mamba", "pdm", "pip", "poetry", "requirements", "uv"];

    /// <summary>
    /// Declared arguments that decide what is in the image: those used outside of RUN and LABEL, and those of a RUN that installs,
    /// unless they are only the release of something.
    /// </summary>
    public static IReadOnlyList<string> Deciding(DockerfileSyntax dockerfile)
    {
        var names = new List<string>();
        foreach (Instruction instruction in dockerfile.Instructions)
        {
            if (instruction.Keyword != "ARG") continue;
            foreach (KeyValueWord pair in instruction.Pairs)
            {
                if (!names.Contains(pair.Key) && Decides(dockerfile, pair.Key)) names.Add(pair.Key);
            }
        }

        return names;
    }

    /// <summary>
    /// Of arguments that are given with values nobody knows those that only commands use: what these install is not known either. Where
    /// a base image or a source depends on one, the default is the better guess.
    /// </summary>
    public static IEnumerable<string> OfCommands(DockerfileSyntax dockerfile, IReadOnlyList<string> unknown)
    {
        foreach (string name in unknown)
        {
            if (!DecidesOutsideCommands(dockerfile, name)) yield return name;
        }
    }

    private static bool Decides(DockerfileSyntax dockerfile, string name)
    {
        foreach (Instruction instruction in dockerfile.Instructions)
        {
            if (instruction.Keyword == "RUN" && Installs(instruction.Original) && Chooses(instruction.Original, name)) return true;
        }

        return DecidesOutsideCommands(dockerfile, name);
    }

    private static bool DecidesOutsideCommands(DockerfileSyntax dockerfile, string name)
    {
        foreach (Instruction instruction in dockerfile.Instructions)
        {
            if (instruction.Keyword is "RUN" or "LABEL" or "EXPOSE" or "MAINTAINER") continue;
            if (instruction.Original.IndexOf("$" + name, StringComparison.Ordinal) >= 0 || instruction.Original.IndexOf("${" + name, StringComparison.Ordinal) >= 0) return true;
        }

        return false;
    }

    private static bool Installs(string text)
    {
        foreach (string program in Installers)
        {
            for (int at = text.IndexOf(program, StringComparison.Ordinal); at >= 0; at = text.IndexOf(program, at + 1, StringComparison.Ordinal))
            {
                if (at == 0 || !char.IsLetterOrDigit(text[at - 1])) return true;
            }
        }

        return false;
    }

    // Not "poetry==$VERSION" and "tool@${VERSION}": another release is no other image.
    private static bool Chooses(string text, string name)
    {
        for (int at = text.IndexOf('$'); at >= 0; at = text.IndexOf('$', at + 1))
        {
            int start = at + 1 < text.Length && text[at + 1] == '{' ? at + 2 : at + 1;
            int end = start + name.Length;
            if (string.CompareOrdinal(text, start, name, 0, name.Length) != 0 || (end < text.Length && IsOfName(text[end]))) continue;
            bool isRelease = at > 0 && (text[at - 1] == '@' || (at > 1 && text[at - 1] == '=' && text[at - 2] is '=' or '~' or '<' or '>' or '!'));
            if (!isRelease) return true;
        }

        return false;
    }

    private static bool IsOfName(char c) => char.IsLetterOrDigit(c) || c == '_';

    private static bool IsUsed(DockerfileSyntax dockerfile, string name)
    {
        foreach (Instruction instruction in dockerfile.Instructions)
        {
            // A RUN decides what a dotnet command builds; other commands live with an empty value, or are not followed anyway.
            bool decides = instruction.Keyword is "COPY" or "ADD" or "WORKDIR" or "FROM" || (instruction.Keyword == "RUN" && instruction.Original.IndexOf("dotnet ", StringComparison.Ordinal) >= 0);
            if (!decides) continue;
            foreach (Word word in instruction.Arguments)
            {
                // ${NAME:-default} has an answer for the empty value.
                if (Mentions(word.Text, "$" + name) || Mentions(word.Text, "${" + name + "}")) return true;
            }
        }

        return false;
    }

    private static bool Mentions(string text, string reference)
    {
        for (int at = text.IndexOf(reference, StringComparison.Ordinal); at >= 0; at = text.IndexOf(reference, at + 1, StringComparison.Ordinal))
        {
            int end = at + reference.Length;
            if (reference[1] == '{' || end == text.Length || !IsOfName(text[end])) return true;
        }

        return false;
    }
}
