using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using DockerLint.Images.Archives;
using DockerLint.Images.Trees;
using PyImportScanner.Files;

namespace DockerLint.Images.Run.Commands;

/// <summary><c>unzip</c>.</summary>
internal static class UnzipCommand
{
    private const int MostMembers = 100_000;

    /// <summary>Unpacks an archive that can be read; contents of its files are left unknown, which names need not be.</summary>
    public static CommandResult Run(CommandCall call)
    {
        var options = new Options(call.Arguments, "d x");
        string? target = options.Has("d") ? options.Value("d") : ".";
        if (options.Has("l", "t", "p", "Z")) return CommandResult.Done;
        if (target is null || call.Files.Absolute(target) is not { } directory) return UnknownCommand.Run(call);
        if (options.Operands.Count == 1 && options.Operands[0].Value is { } name && Read(call, name) is { } archive) TarCommand.Unpack(call.Files, archive, directory);
        else call.Files.AddUnknown(directory, call.Cause);
        return CommandResult.Done;
    }

    private static Archive? Read(CommandCall call, string name)
    {
        if (call.Files.Absolute(name) is not { } path) return null;
        Resolution found = call.Files.View.Resolve(path);
        if (found.Node.Kind != NodeKind.File || call.Files.View.ContentAt(found.Path)?.Read() is not { } bytes) return null;
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes.ToArray()), ZipArchiveMode.Read);
            if (zip.Entries.Count > MostMembers) return null;
            var members = new List<ArchiveMember>();
            foreach (ZipArchiveEntry entry in zip.Entries)
            {
                string member = TreePath.Clean(entry.FullName);
                bool isDirectory = entry.FullName.EndsWith("/", StringComparison.Ordinal);
                if (member.Length > 1 && member.Length < 4096) members.Add(new ArchiveMember(member.Substring(1), isDirectory ? null : FileContent.Unknown, null));
            }

            return new Archive(members, null);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
