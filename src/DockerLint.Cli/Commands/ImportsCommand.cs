using System;
using System.Collections.Generic;
using System.IO;
using DockerLint.Cli.Arguments;
using DockerLint.Cli.Files;
using PyImportScanner.Files;
using PyImportScanner.Imports;

namespace DockerLint.Cli.Commands;

/// <summary>Lists import statements, one JSON object a line.</summary>
internal sealed class ImportsCommand : ICommand
{
    private const string StandardInput = "-";

    private static readonly Option Format = new("--format", "F", "json (the default): one object a line, in source order", Choices: ["json"]);

    public string Name => "imports";

    public string Summary => "lists the import statements of Python files and directories; - reads standard input";

    public string Operands => "FILE...";

    public IReadOnlyList<Option> Options { get; } = [Format];

    public int Run(ParsedArguments arguments, Terminal terminal)
    {
        if (arguments.Operands.Count == 0) throw new UsageException("imports needs a file, a directory or -", Name);
        bool complete = true;
        foreach (string operand in arguments.Operands)
        {
            if (operand == StandardInput) Print(terminal.Out, StandardInput, ReadStandardInput());
            else if (Directory.Exists(operand)) complete &= PrintDirectory(terminal, operand);
            else complete &= PrintFile(terminal, operand);
        }

        return complete ? ExitCodes.Clean : ExitCodes.Failure;
    }

    // Files of a directory first, then its directories, both in ordinal order; links to directories are not entered.
    private static bool PrintDirectory(Terminal terminal, string directory)
    {
        var tree = new DiskFileTree(directory);
        bool complete = true;
        var pending = new Stack<string>();
        pending.Push(TreePath.Root);
        while (pending.Count > 0)
        {
            string path = pending.Pop();
            DirectoryListing listing = tree.List(path);
            if (listing.UnknownBecause is { } cause)
            {
                terminal.Complain(cause);
                complete = false;
            }

            foreach (DirectoryEntry entry in listing.Entries)
            {
                string child = TreePath.Child(path, entry.Name);
                if (!entry.Name.EndsWith(".py", StringComparison.Ordinal) || tree.Stat(child).Kind != NodeKind.File) continue;
                complete &= PrintRead(terminal, Path.Join(directory, child.Substring(1)).Replace(Path.DirectorySeparatorChar, '/'), tree.Read(child));
            }

            for (int i = listing.Entries.Length - 1; i >= 0; i--)
            {
                if (listing.Entries[i].Node.Kind == NodeKind.Directory) pending.Push(TreePath.Child(path, listing.Entries[i].Name));
            }
        }

        return complete;
    }

    // Asked for by name: a link may lead anywhere.
    private static bool PrintFile(Terminal terminal, string file)
    {
        string target = Path.GetFullPath(file);
        try
        {
            target = File.ResolveLinkTarget(target, returnFinalTarget: true)?.FullName ?? target;
        }
        catch (IOException)
        {
            return PrintRead(terminal, file, null);
        }

        return PrintRead(terminal, file, new DiskFileTree(Path.GetDirectoryName(target)!).Read("/" + Path.GetFileName(target)));
    }

    private static bool PrintRead(Terminal terminal, string shown, ReadOnlyMemory<byte>? content)
    {
        if (content is not { } bytes)
        {
            terminal.Complain(shown + " cannot be read");
            return false;
        }

        Print(terminal.Out, shown, bytes);
        return true;
    }

    private static void Print(TextWriter output, string file, ReadOnlyMemory<byte> content) =>
        output.Write(ImportJson.Lines(file, ImportScanner.Scan(content.Span)));

    private static ReadOnlyMemory<byte> ReadStandardInput()
    {
        using Stream input = Console.OpenStandardInput();
        var content = new MemoryStream();
        byte[] buffer = new byte[64 << 10];
        for (int read; (read = input.Read(buffer)) > 0;)
        {
            content.Write(buffer, 0, read);
            if (content.Length > DiskFileTree.MaximumFileSize) throw new UsageException("standard input is larger than 32 MiB");
        }

        return content.GetBuffer().AsMemory(0, (int)content.Length);
    }
}
