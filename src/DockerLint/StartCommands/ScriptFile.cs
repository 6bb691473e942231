using System;
using System.Collections.Generic;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.StartCommands;

/// <summary>Files that are started as programs: the first line says what runs them (execve(2), "Interpreter scripts").</summary>
internal static class ScriptFile
{
    /// <summary>Is there a readable file that a shell runs?</summary>
    public static bool IsShellScript(IFileTree image, string? path) =>
        path is not null && ImageText.Read(image, path) is { } text && Interpreter(text) is { Count: > 0 } words && ShellNameOf(words) is not null;

    /// <summary>Follows a program that is a file of the image, or should be one. False: it is none of ours.</summary>
    public static bool Follow(CommandFollower follower, IReadOnlyList<ExpandedWord> words, StartProcess process)
    {
        string program = words[0].Text;
        bool isPath = program.Contains("/");
        string? path = isPath ? process.Resolve(program) : ProgramPath.Find(program, process, follower.Image);
        if (path is null)
        {
            if (!isPath) return false;
            follower.Unfollowed(CommandLine.Join(words), process.UnknownDirectory, process, true);
            return true;
        }

        Node node = follower.Image.Stat(path);
        if (node.Kind != NodeKind.File)
        {
            if (!process.IsMain && ShellUtilities.IsPlain(ProgramPath.BaseName(program))) return true;
            string because = node.Kind switch
            {
                NodeKind.Missing => path + " is not in the image",
                NodeKind.Directory => path + " is a directory",
                _ => node.UnknownBecause ?? path + " is not known",
            };
            follower.Unfollowed(CommandLine.Join(words), because, process, true, path);
            return true;
        }

        if (ImageText.Read(follower.Image, path) is not { } text) return false;
        Run(follower, words, path, text, process);
        return true;
    }

    /// <summary>Follows a shell script whose shell was named on the command line.</summary>
    public static void RunShell(
        CommandFollower follower, string path, IReadOnlyList<ExpandedWord> arguments, string typed, bool isBash, StartProcess process)
    {
        Node node = follower.Image.Stat(path);
        if (ImageText.Read(follower.Image, path) is not { } text)
        {
            string because = node.Kind == NodeKind.Missing ? path + " is not in the image" : node.UnknownBecause ?? "the content of " + path + " is not known";
            follower.Unfollowed(typed, because, process, true, path);
            return;
        }

        if (text.Contains("\r\n")) process = process.WithNote(path + " has CRLF line ends, which a shell takes for part of the words");
        var start = new ShellStart(ShellValue.Known(typed), arguments, isBash, node.Origin ?? path, node.Origin is null);
        follower.FollowText(text, start, process);
    }

    private static void Run(CommandFollower follower, IReadOnlyList<ExpandedWord> words, string path, string text, StartProcess process)
    {
        List<ExpandedWord> arguments = CommandFollower.Tail(words, 1);
        // $0 of a script that was found on PATH is the path it was found at.
        string typed = words[0].Text.Contains("/") ? words[0].Text : path;
        List<string>? interpreter = Interpreter(text);
        if (interpreter is null)
        {
            if (text.Contains("\0")) follower.Unfollowed(CommandLine.Join(words), path + " is a binary", process, process.IsMain);
            else if (path.EndsWith(".py", StringComparison.Ordinal)) FollowPython(follower, ["python3"], path, arguments, process.WithNote(path + " has no #! line"));
            else RunShell(follower, path, arguments, typed, false, process);
            return;
        }

        int end = text.IndexOf('\n');
        if (end > 0 && text[end - 1] == '\r')
            process = process.WithNote("the #! line of " + path + " ends in a carriage return: the kernel finds no such interpreter");
        if (ShellNameOf(interpreter) is { } shell) RunShell(follower, path, arguments, typed, shell != "dash", process);
        else if (PythonLauncher.IsPython(ProgramPath.BaseName(interpreter[0]))) FollowPython(follower, interpreter, path, arguments, process);
        else follower.Unfollowed(CommandLine.Join(words), path + " is run by " + interpreter[0], process, process.IsMain);
    }

    private static void FollowPython(
        CommandFollower follower, IReadOnlyList<string> interpreter, string path, List<ExpandedWord> arguments, StartProcess process)
    {
        List<ExpandedWord> words = CommandLine.Known(interpreter);
        words.Add(ExpandedWord.Known(path));
        words.AddRange(arguments);
        follower.Follow(words, process);
    }

    /// <summary>The words of the <c>#!</c> line with <c>env</c> and its like removed; null when there is none.</summary>
    private static List<string>? Interpreter(string text)
    {
        if (!text.StartsWith("#!", StringComparison.Ordinal)) return null;
        int end = text.IndexOf('\n');
        string line = end < 0 ? text.Substring(2) : text.Substring(2, end - 2);
        var words = new List<string>(CommandLine.Split(line));
        while (words.Count > 1 && (ProgramPath.BaseName(words[0]) is "env" or "with-contenv" || words[0] is "-S" or "-i" || words[0].Contains("=")))
            words.RemoveAt(0);
        if (words.Count == 1 && ProgramPath.BaseName(words[0]) == "with-contenv") words[0] = "/bin/sh";
        return words.Count == 0 ? null : words;
    }

    private static string? ShellNameOf(List<string> interpreter) => ShellProgram.NameOf(ProgramPath.BaseName(interpreter[0]));
}
