using System.Collections.Generic;

namespace DockerLint.StartCommands;

/// <summary>prefect: a server or a worker gets its flows at run time.</summary>
internal sealed class PrefectLauncher : Launcher
{
    public override string Name => "prefect";

    public override IEnumerable<EntryPoint> Launch(LaunchCall call) => [call.Unknown(Name, "the flows of prefect are named at run time")];
}
