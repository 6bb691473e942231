using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.StartCommands;

/// <summary>Finds programs in an image, as <c>execvp</c> does.</summary>
internal static class ProgramPath
{
    public const string DefaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>The file of a program without a slash, on PATH; null when the image is not known to have it.</summary>
    public static string? Find(string name, StartProcess process, IFileTree image)
    {
        if (name.Length == 0) return null;
        ShellValue path = process.Environment("PATH");
        foreach (string directory in (path.Text ?? DefaultPath).Split(':'))
        {
            if (process.Resolve(directory) is not { } full) continue;
            string candidate = TreePath.Child(full, name);
            if (image.Stat(candidate).Kind == NodeKind.File) return candidate;
        }

        return null;
    }

    /// <summary>The directory of a console script; null when nobody can say which it is.</summary>
    public static string? Directory(string program, StartProcess process, IFileTree image)
    {
        string? file = program.IndexOf('/') >= 0 ? process.Resolve(program) : Find(program, process, image);
        return file is null ? null : TreePath.Parent(file);
    }

    /// <summary>The last component of a program as typed.</summary>
    public static string BaseName(string program) => program.Substring(program.LastIndexOf('/') + 1);
}

/// <summary>Text files of an image.</summary>
internal static class ImageText
{
    /// <summary>The text of a file as UTF-8, or null when there is none or its content is not known.</summary>
    public static string? Read(IFileTree image, string path)
    {
        if (image.Read(path) is not { } bytes) return null;
        byte[] content = bytes.ToArray();
        int start = content.Length >= 3 && content[0] == 0xEF && content[1] == 0xBB && content[2] == 0xBF ? 3 : 0;
        return System.Text.Encoding.UTF8.GetString(content, start, content.Length - start);
    }
}
