using System.Collections.Generic;

namespace DockerLint.StartCommands;

/// <summary>Runners whose commands are in files or streams that are not read.</summary>
internal sealed class NonPythonRunner(string commands) : Runner
{
    public override IReadOnlyList<string> Commands { get; } = commands.Split(' ');

    public override void Run(RunnerCall call) => call.GiveUp("what " + call.Name + " starts is not followed");
}
