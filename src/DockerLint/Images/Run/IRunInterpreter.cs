namespace DockerLint.Images.Run;

/// <summary>
/// Interprets commands with more knowledge than the simulation has: package installers. Asked for every simple command
/// before the catalogue of file commands is.
/// </summary>
public interface IRunInterpreter
{
    /// <summary>
    /// What a command does to the image; null for a command that is not the interpreter's. It acts through
    /// <paramref name="effects"/>, which it may read back at once.
    /// </summary>
    /// <returns>True when the command is dealt with, so that nobody else looks at it.</returns>
    bool Interpret(RunCommand command, IImageEffects effects);
}
