using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary>celery (celery/app/utils.py, utils/imports.py): the working directory is first while the application is imported.</summary>
internal sealed class CeleryLauncher : Launcher
{
    private static readonly OptionTable Table = new(
        "-A --app -b --broker --result-backend --loader --config --workdir -n --hostname -D -S --statedb -l --loglevel -O -P --pool -c "
        + "--concurrency --prefetch-multiplier -Q --queues -X --exclude-queues -I --include --max-tasks-per-child --max-memory-per-child "
        + "--time-limit --soft-time-limit --autoscale --scheduler -s --schedule --max-interval -f --logfile --pidfile --uid --gid --umask "
        + "--executable --port --address --basic-auth --basic_auth --broker-api --broker_api --url-prefix --url_prefix --persistent --db "
        + "-r -F --frequency -t --timeout -d --destination");

    private static readonly SoughtObject Sought = new("Celery", "celery", ["app", "celery"], "celery");

    public override string Name => "celery";

    public override IEnumerable<EntryPoint> Launch(LaunchCall call)
    {
        ParsedOptions options = ParsedOptions.Parse(call.Arguments, Table);
        if (options.Has("--version", "--help", "-h")) return [];
        if (options.Last("--workdir") is { } directory)
        {
            StartProcess process = call.Process;
            call = call with
            {
                Process = directory.Value is { } path ? process.In(process.Resolve(path), process.UnknownDirectory) : process.In(null, directory.UnknownBecause),
            };
        }

        var extra = new List<ExtraRoot>();
        foreach (ExpandedWord include in options.All("-I", "--include"))
        {
            foreach (string module in (include.Value ?? "").Split(','))
            {
                if (ModuleSpec.IsDottedName(module)) extra.Add(new ExtraRoot(ExtraRootKind.Module, module, "celery include"));
            }
        }

        string? configuration = options.Last("--config")?.Value ?? call.Process.Variable("CELERY_CONFIG_MODULE");
        if (configuration is not null && ModuleSpec.IsDottedName(configuration))
            extra.Add(new ExtraRoot(ExtraRootKind.Module, configuration, "celery configuration"));
        ExpandedWord? app = options.Last("-A", "--app") ?? FromVariable(call, "APP") ?? FromVariable(call, "CELERY_APP");
        EntryPoint entry = AppLaunch.Entry(call, Name, app, options, null, false, call.Insert("."));
        string? scheduler = options.Last("-S", "--scheduler")?.Value;
        if (scheduler is not null && ModuleSpec.IsDottedName(scheduler.Replace(':', '.')) && scheduler.IndexOfAny(Separators) > 0)
            extra.Add(new ExtraRoot(ExtraRootKind.Object, scheduler.Replace(':', '.'), "celery scheduler"));
        if (entry is { Kind: EntryKind.Module, Attribute: null, Module: { } package } && HasOwnApplication(call, package))
            extra.Add(new ExtraRoot(ExtraRootKind.Module, package + ".celery", "celery application"));
        string? command = AppLaunch.First(options)?.Value;
        return [entry with { ExtraRoots = extra, Seeks = command is "worker" or "beat" && app?.Value?.IndexOf(':') < 0 ? Sought : null }];
    }

    // find_app looks into the module itself first; only a package that names neither app nor celery certainly leads to its celery module.
    private static bool HasOwnApplication(LaunchCall call, string module)
    {
        if (call.Process.Resolve(module.Replace('.', '/')) is not { } directory || !call.IsFile(directory + "/celery.py")) return false;
        string? text = call.ReadText(directory + "/__init__.py");
        return text is not null && text.IndexOf("app", System.StringComparison.Ordinal) < 0 && text.IndexOf("celery", System.StringComparison.Ordinal) < 0
            && text.IndexOf('*') < 0 && text.IndexOf("__getattr__", System.StringComparison.Ordinal) < 0;
    }

    private static readonly char[] Separators = ['.', ':'];

    private static ExpandedWord? FromVariable(LaunchCall call, string name) =>
        call.Process.Variable(name) is { Length: > 0 } text ? ExpandedWord.Known(text) : null;
}
