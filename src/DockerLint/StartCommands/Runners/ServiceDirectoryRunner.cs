using System;
using System.Collections.Generic;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.StartCommands;

/// <summary>s6 (<c>/init</c>), runit and <c>my_init</c>: the <c>run</c> scripts of a directory, then the arguments as a command.</summary>
internal sealed class ServiceDirectoryRunner : Runner
{
    private static readonly string[] Patterns =
    [
        "/etc/cont-init.d/*", "/etc/my_init.d/*", "/etc/s6-overlay/s6-rc.d/*/run", "/etc/services.d/*/run", "/etc/service/*/run", "/etc/s6/*/run",
    ];

    public override IReadOnlyList<string> Commands => ["init", "my_init", "runsvdir", "s6-svscan", "runit-init", "svscan"];

    public override void Run(RunnerCall call)
    {
        List<ExpandedWord> arguments = ParsedOptions.Parse(call.Arguments, new OptionTable(), stopAtPositional: true).Positionals;
        bool scansArgument = call.Name is "runsvdir" or "s6-svscan" or "svscan";
        bool any = false;
        if (!scansArgument)
        {
            foreach (string pattern in Patterns) any |= Scan(call, pattern);
            if (arguments.Count > 0)
            {
                call.Follow(arguments);
                any = true;
            }
        }
        else if (arguments.Count > 0 && arguments[0].Value is { } directory)
        {
            any = Scan(call, ShellPattern.Escape(directory.TrimEnd('/')) + "/*/run");
        }

        if (!any) call.GiveUp("the services of " + call.Name + " are not known");
    }

    private static bool Scan(RunnerCall call, string pattern)
    {
        bool any = false;
        foreach (string match in ShellGlob.Expand(call.Follower.Image, call.Process.WorkingDirectory ?? "/", pattern, out _))
        {
            if (call.Process.Resolve(match) is not { } path || call.Follower.Image.Stat(path).Kind != NodeKind.File) continue;
            any = true;
            // Services start in their own directory.
            StartProcess process = call.Process.In(TreePath.Parent(path), null) with { IsMain = false };
            bool isService = path.EndsWith("/run", StringComparison.Ordinal);
            call.Follow([ExpandedWord.Known(path)], isService ? process : process.In("/", null));
        }

        return any;
    }
}
