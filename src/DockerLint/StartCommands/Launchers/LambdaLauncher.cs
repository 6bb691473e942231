using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary>The runtime client of AWS Lambda: <c>awslambdaric pkg.mod.handler</c>; LAMBDA_TASK_ROOT (or the working directory) inserted.</summary>
internal sealed class LambdaLauncher : Launcher
{
    public override string Name => "awslambdaric";

    public override IReadOnlyList<string> Commands => ["awslambdaric", "lambda-entrypoint.sh"];

    public override IEnumerable<EntryPoint> Launch(LaunchCall call)
    {
        ParsedOptions options = ParsedOptions.Parse(call.Arguments, new OptionTable());
        ExpandedWord? handler = AppLaunch.First(options);
        // The handler may be written with slashes: src/app.handler.
        if (handler?.Value is { } text && text.LastIndexOf('.') is var dot and > 0)
            handler = ExpandedWord.Known(text.Substring(0, dot).Replace('/', '.') + ":" + text.Substring(dot + 1));
        string root = call.Process.Variable("LAMBDA_TASK_ROOT") ?? ".";
        return [AppLaunch.Entry(call, Name, handler, options, null, false, call.Insert(root))];
    }
}
