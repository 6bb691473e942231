using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary>uvicorn (uvicorn/main.py, importer.py): the attribute is mandatory, <c>--app-dir</c> is inserted.</summary>
internal sealed class UvicornLauncher : Launcher
{
    private static readonly OptionTable Table = new(
        "--host --port --uds --fd --reload-dir --reload-include --reload-exclude --reload-delay --workers --loop --http --ws "
        + "--ws-max-size --ws-max-queue --ws-ping-interval --ws-ping-timeout --ws-per-message-deflate --lifespan --interface "
        + "--env-file --log-config --log-level --forwarded-allow-ips --root-path --limit-concurrency --backlog "
        + "--limit-max-requests --limit-max-requests-jitter --timeout-keep-alive --timeout-graceful-shutdown --timeout-worker-healthcheck --ssl-keyfile "
        + "--ssl-certfile --ssl-keyfile-password --ssl-version --ssl-cert-reqs --ssl-ca-certs --ssl-ciphers --header --app-dir "
        + "--h11-max-incomplete-event-size");

    public override string Name => "uvicorn";

    public override IEnumerable<EntryPoint> Launch(LaunchCall call)
    {
        ParsedOptions options = ParsedOptions.Parse(call.Arguments, Table);
        if (options.Has("--version", "--help")) return [];
        ExpandedWord? app = options.Positionals.Count > 0 ? options.Positionals[0]
            : call.Process.Variable("UVICORN_APP") is { } variable ? ExpandedWord.Known(variable) : null;
        ExpandedWord directory = options.Last("--app-dir") ?? ExpandedWord.Known(call.Process.Variable("UVICORN_APP_DIR") ?? ".");
        bool factory = options.Has("--factory") || call.Process.Variable("UVICORN_FACTORY") is "true" or "1" or "True";
        return [AppLaunch.EntryOfAttribute(call, Name, app, options, factory, call.Insert(directory))];
    }
}
