using System;
using System.Collections.Generic;

namespace DockerLint.Images.Run.Commands;

/// <summary>The commands whose effect on files is known; sorted by name. One file each.</summary>
internal static class CommandCatalog
{
    private static readonly Dictionary<string, Func<CommandCall, CommandResult>> commands = new(StringComparer.Ordinal)
    {
        [":"] = HarmlessCommand.Silent,
        ["["] = TestCommand.Run,
        ["ash"] = ShellCommands.Run,
        ["babel"] = BundlerCommand.Run,
        ["basename"] = NameCommand.Run,
        ["bash"] = ShellCommands.Run,
        ["cat"] = CatCommand.Run,
        ["cd"] = CdCommand.Run,
        ["command"] = PrefixCommand.RunCommandBuiltin,
        ["cp"] = CopyCommand.Run,
        ["curl"] = DownloadCommand.Run,
        ["dash"] = ShellCommands.Run,
        ["dirname"] = NameCommand.Run,
        ["echo"] = EchoCommand.Run,
        ["env"] = PrefixCommand.Run,
        ["esbuild"] = BundlerCommand.Run,
        ["exec"] = PrefixCommand.Run,
        ["export"] = ExportCommand.Run,
        ["false"] = static _ => CommandResult.Failed,
        ["find"] = FindCommand.Run,
        ["git"] = GitCommand.Run,
        ["gosu"] = PrefixCommand.RunAfterUser,
        ["install"] = InstallCommand.Run,
        ["lessc"] = BundlerCommand.Run,
        ["ln"] = LinkCommand.Run,
        ["ls"] = ListCommand.Run,
        ["mkdir"] = MkdirCommand.Run,
        ["mv"] = MoveCommand.Run,
        ["nice"] = PrefixCommand.Run,
        ["nohup"] = PrefixCommand.Run,
        ["npm"] = PackageCommand.RunNode,
        ["pip"] = PackageCommand.RunPip,
        ["pip3"] = PackageCommand.RunPip,
        ["pnpm"] = PackageCommand.RunNode,
        ["poetry"] = PackageCommand.RunPoetry,
        ["postcss"] = BundlerCommand.Run,
        ["printf"] = EchoCommand.RunPrintf,
        ["protoc"] = ProtocCommand.Run,
        ["pwd"] = NameCommand.RunPwd,
        ["python"] = PythonCommand.Run,
        ["python3"] = PythonCommand.Run,
        ["readonly"] = ExportCommand.Run,
        ["rm"] = RemoveCommand.Run,
        ["rmdir"] = RemoveCommand.Run,
        ["rsync"] = RsyncCommand.Run,
        ["sass"] = BundlerCommand.Run,
        ["sh"] = ShellCommands.Run,
        ["su-exec"] = PrefixCommand.RunAfterUser,
        ["sudo"] = PrefixCommand.Run,
        ["tailwindcss"] = BundlerCommand.Run,
        ["tar"] = TarCommand.Run,
        ["tee"] = TeeCommand.Run,
        ["terser"] = BundlerCommand.Run,
        ["test"] = TestCommand.Run,
        ["time"] = PrefixCommand.Run,
        ["timeout"] = PrefixCommand.RunAfterUser,
        ["touch"] = TouchCommand.Run,
        ["true"] = HarmlessCommand.Silent,
        ["tsc"] = BundlerCommand.Run,
        ["unlink"] = RemoveCommand.Run,
        ["unzip"] = UnzipCommand.Run,
        ["uv"] = PackageCommand.RunUv,
        ["virtualenv"] = VenvCommand.Run,
        ["wget"] = DownloadCommand.Run,
        ["xargs"] = PrefixCommand.RunXargs,
        ["yarn"] = PackageCommand.RunNode,
    };

    /// <summary>The command of a name, or null.</summary>
    public static Func<CommandCall, CommandResult>? Find(string name)
    {
        if (commands.TryGetValue(name, out Func<CommandCall, CommandResult>? command)) return command;
        if (HarmlessCommand.Covers(name)) return HarmlessCommand.Run;
        if (name.StartsWith("python3.", StringComparison.Ordinal) || name is "pypy3") return PythonCommand.Run;
        return name.StartsWith("pip3.", StringComparison.Ordinal) ? PackageCommand.RunPip : null;
    }
}
