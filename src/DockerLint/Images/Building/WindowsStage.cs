using System;
using DockerLint.Dockerfiles.Expansion;
using DockerLint.Images.BaseImages;

namespace DockerLint.Images.Building;

/// <summary>
/// A stage on an image of Windows. The tree has the paths of Linux, so a path of Windows is written as one: the drive goes,
/// and the backslash divides. Commands are those of <c>cmd /S /C</c>.
/// </summary>
internal static class WindowsStage
{
    /// <summary>Whether an image is one of Windows, by the names under which Microsoft publishes them.</summary>
    public static bool IsWindows(string? reference)
    {
        if (reference is null || ImageReference.Parse(reference) is not { } image) return false;
        if (Array.Exists(image.Repository.Split('/'), part => part is "windows" or "nanoserver" or "windowsservercore")) return true;
        if (image.Repository.StartsWith("dotnet/framework/", StringComparison.Ordinal)) return true;
        return Array.Exists(image.Tag.Split('-'), part => part is "windows" or "nanoserver" or "windowsservercore" || part.StartsWith("ltsc20", StringComparison.Ordinal));
    }

    /// <summary>The value, written as a path of the tree.</summary>
    public static VariableValue ToPath(VariableValue value) => value.Text is { } text ? VariableValue.Of(ToPath(text)) : value;

    /// <summary>A path as the tree has it.</summary>
    public static string ToPath(string text)
    {
        string path = text.Replace('\\', '/');
        if (path.Length > 1 && path[1] == ':' && IsLetter(path[0])) path = "/" + path.Substring(2);
        // Not the slashes of an address.
        while (path.IndexOf("://", StringComparison.Ordinal) < 0 && path.IndexOf("//", StringComparison.Ordinal) >= 0) path = path.Replace("//", "/");
        return path;
    }

    /// <summary>
    /// A command line of cmd as a shell of Linux would have to be given it; null where it uses what only cmd knows: variables,
    /// carets, statements.
    /// </summary>
    public static string? ToShell(string command)
    {
        if (command.IndexOfAny(['%', '^', '$', '`', '(', '\'', '>', '<']) >= 0) return null;
        string[] words = command.Split(' ');
        for (int i = 0; i < words.Length; i++)
        {
            string word = words[i];
            // cmd has no variables before a command, and its own names for what the shell calls otherwise.
            bool isQuoted = word.Length > 1 && word[0] == '"';
            words[i] = isQuoted ? "\"" + ToPath(word.Substring(1)) : ToPath(word);
        }

        return string.Join(" ", words);
    }

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
