using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary>hypercorn (hypercorn/utils.py): the module part is read like a path, whose directory is inserted.</summary>
internal sealed class HypercornLauncher : Launcher
{
    private static readonly OptionTable Table = new(
        "--access-log --access-logfile --access-logformat --backlog -b --bind --ca-certs --certfile --cert-reqs --ciphers -c --config "
        + "--error-log --error-logfile --log-file --graceful-timeout --read-timeout --max-requests --max-requests-jitter -g --group "
        + "-k --worker-class --keep-alive --keyfile --keyfile-password --insecure-bind --log-config --log-level -p --pid --quic-bind "
        + "--root-path --server-name --statsd-host --statsd-prefix -m --umask -u --user --verify-mode --websocket-ping-interval -w --workers");

    public override string Name => "hypercorn";

    public override IEnumerable<EntryPoint> Launch(LaunchCall call)
    {
        ParsedOptions options = ParsedOptions.Parse(call.Arguments, Table);
        var extra = new List<ExtraRoot>();
        string? configuration = options.Last("-c", "--config")?.Value;
        if (configuration is not null) AddConfiguration(call, configuration, extra);
        ExpandedWord? app = AppLaunch.First(options);
        if (app?.Value is { } text) app = ExpandedWord.Known(StripPrefix(text));
        if (app is null || !IsPath(call, app.Text))
            return [AppLaunch.Entry(call, Name, app, options, "app", false, call.Insert(".")) with { ExtraRoots = extra }];
        int colon = app.Text.LastIndexOf(':');
        string path = colon < 0 ? app.Text : app.Text.Substring(0, colon);
        int slash = path.LastIndexOf('/');
        string name = path.Substring(slash + 1);
        if (name.EndsWith(".py", System.StringComparison.Ordinal)) name = name.Substring(0, name.Length - 3);
        var spec = ExpandedWord.Known(colon < 0 ? name : name + app.Text.Substring(colon));
        return [AppLaunch.Entry(call, Name, spec, options, "app", false, call.Insert(path.Substring(0, slash + 1))) with { ExtraRoots = extra }];
    }

    // A name without a directory is a file only where there is one of that name: then its stem is the module.
    private static bool IsPath(LaunchCall call, string text)
    {
        int colon = text.LastIndexOf(':');
        string path = colon < 0 ? text : text.Substring(0, colon);
        return path.IndexOf('/') >= 0 || (path.EndsWith(".py", System.StringComparison.Ordinal) && call.IsFile(call.Process.Resolve(path)));
    }

    // load_application: a mode stands only before both a module and a name; wsgi:app is the name app of a module wsgi.
    private static string StripPrefix(string text) =>
        text.IndexOf(':') == 4 && text.IndexOf(':', 5) > 0 && (text.StartsWith("asgi", System.StringComparison.Ordinal) || text.StartsWith("wsgi", System.StringComparison.Ordinal))
            ? text.Substring(5) : text;

    private static void AddConfiguration(LaunchCall call, string text, List<ExtraRoot> extra)
    {
        if (text.StartsWith("python:", System.StringComparison.Ordinal))
            extra.Add(new ExtraRoot(ExtraRootKind.Module, text.Substring(7), "hypercorn configuration"));
        else if (text.StartsWith("file:", System.StringComparison.Ordinal) && call.Process.Resolve(text.Substring(5)) is { } path)
            extra.Add(new ExtraRoot(ExtraRootKind.File, path, "hypercorn configuration"));
    }
}
