namespace DockerLint.StartCommands;

/// <summary>quart: its command follows flask's.</summary>
internal sealed class QuartLauncher : FlaskLauncher
{
    public override string Name => "quart";

    protected override string Variable => "QUART_APP";
}
