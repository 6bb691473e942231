namespace DockerLint.Cli.Arguments;

/// <summary>An option of the command line.</summary>
/// <param name="Name">With its dashes: <c>--format</c>.</param>
/// <param name="Value">What stands for the value in the help; null for a switch.</param>
/// <param name="Help">One line.</param>
/// <param name="Repeats">May be given several times.</param>
/// <param name="Choices">The only values; null for any.</param>
/// <param name="Short">A one-letter spelling: <c>-q</c>.</param>
internal sealed record Option(
    string Name, string? Value, string Help, bool Repeats = false, string[]? Choices = null, string? Short = null);
