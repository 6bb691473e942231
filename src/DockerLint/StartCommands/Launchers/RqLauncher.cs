using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary>rq (rq/cli): every <c>--path</c> (the working directory by default) is appended; tasks are imported when a job runs.</summary>
internal sealed class RqLauncher : Launcher
{
    private static readonly OptionTable Table = new(
        "-u --url -c --config -w --worker-class -j --job-class --queue-class --connection-class -P --path -S --serializer -n --name "
        + "--results-ttl --worker-ttl --job-monitoring-interval --exception-handler --logging-level --date-format --log-format "
        + "--max-jobs --max-idle-time --maintenance-interval --sentry-dsn --sentry-ca-certs --pid --dequeue-strategy --num-workers");

    public override string Name => "rq";

    public override IReadOnlyList<string> Commands => ["rq", "rqworker", "rqscheduler"];

    public override IEnumerable<EntryPoint> Launch(LaunchCall call)
    {
        ParsedOptions options = ParsedOptions.Parse(call.Arguments, Table);
        var path = new List<SearchPathAddition>();
        foreach (ExpandedWord one in options.All("-P", "--path")) path.Add(call.Append(one));
        if (path.Count == 0) path.Add(call.Append("."));
        var extra = new List<ExtraRoot>();
        string? settings = options.Last("-c", "--config")?.Value ?? call.Process.Variable("RQ_CONFIG");
        if (settings is not null && ModuleSpec.IsDottedName(settings)) extra.Add(new ExtraRoot(ExtraRootKind.Module, settings, "rq settings"));
        foreach ((string option, string what) in Classes)
        {
            if (options.Last(option)?.Value is { } name && name.IndexOf('.') > 0 && ModuleSpec.IsDottedName(name))
                extra.Add(new ExtraRoot(ExtraRootKind.Object, name, what));
        }

        foreach (ExpandedWord handler in options.All("--exception-handler"))
        {
            if (handler.Value is { } name && name.IndexOf('.') > 0) extra.Add(new ExtraRoot(ExtraRootKind.Object, name, "exception handler"));
        }

        // What a worker runs is named by the jobs in the queue: only the strings of the command are known.
        return
        [
            LaunchCall.WithUnknownOptions(call.NewEntry(Name) with
            {
                Kind = EntryKind.ConsoleScript,
                Module = "rq.cli",
                Attribute = "main",
                SearchPath = path,
                ExtraRoots = extra,
                Notes = [.. call.Process.Notes, "the tasks of a worker are named by the jobs in its queue"],
            }, options),
        ];
    }

    private static readonly (string Option, string What)[] Classes =
    [
        ("-w", "worker class"), ("--worker-class", "worker class"), ("-j", "job class"), ("--job-class", "job class"), ("--queue-class", "queue class"),
    ];
}
