using System.Collections.Generic;
using DockerLint.Images.Archives;
using DockerLint.Images.Layers;
using DockerLint.Images.Trees;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.Images.Run.Commands;

/// <summary><c>tar x</c>: the members of an archive that can be read, else a doubt about the target directory.</summary>
internal static class TarCommand
{
    /// <summary>Unpacks; packing makes a file.</summary>
    public static CommandResult Run(CommandCall call)
    {
        List<ExpandedWord> arguments = call.Arguments;
        if (arguments.Count > 0 && arguments[0].Value is { Length: > 0 } first && first[0] != '-')
        {
            // The old form: letters without a dash.
            arguments = [ExpandedWord.Known("-" + first), .. arguments.GetRange(1, arguments.Count - 1)];
        }

        var options = new Options(arguments, "C f --directory --file --strip-components --exclude -T");
        string? file = options.Value("f", "--file");
        string directory = options.Value("C", "--directory") ?? ".";
        if (options.Has("c", "--create"))
        {
            if (file is not null and not "-") call.Files.AddFileOfUnknownContent(file);
            return CommandResult.Done;
        }

        if (!options.Has("x", "--extract", "--get")) return CommandResult.Done;
        if (call.Files.Absolute(directory) is not { } target)
        {
            call.Runner.Doubt(call.Text);
            return CommandResult.Done;
        }

        if (Read(call, file) is { } archive && options.Operands.Count == 0 && !options.Has("--exclude"))
        {
            int strip = int.TryParse(options.Value("--strip-components"), out int count) ? count : 0;
            Unpack(call.Files, Strip(archive, strip), target);
        }
        else call.Files.AddUnknown(target, call.Cause);

        return CommandResult.Done;
    }

    /// <summary>Unpacks into a directory.</summary>
    public static void Unpack(RunFiles files, Archive archive, string target)
    {
        if (files.MakeDirectory(target) is not { } directory) return;
        var editor = new Copying.ImageEditor(ImageTree.Empty, files.Step);
        archive.Extract(editor, directory);
        var layers = new List<Layer>(editor.Image.Layers);
        for (int i = layers.Count - 1; i >= 0; i--) files.Add(layers[i], directory, false);
    }

    private static Archive? Read(CommandCall call, string? file)
    {
        if (file is null or "-" || call.Files.Absolute(file) is not { } path) return null;
        Resolution found = call.Files.View.Resolve(path);
        return found.Node.Kind == NodeKind.File && call.Files.View.ContentAt(found.Path) is { } content ? ArchiveReader.TryRead(content) : null;
    }

    private static Archive Strip(Archive archive, int count)
    {
        if (count <= 0) return archive;
        var members = new List<ArchiveMember>();
        foreach (ArchiveMember member in archive.Members)
        {
            string[] parts = member.Path.Split('/');
            if (parts.Length > count) members.Add(member with { Path = string.Join("/", parts, count, parts.Length - count) });
        }

        return archive with { Members = members };
    }
}
