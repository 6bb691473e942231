namespace DockerLint.Images.Run;

/// <summary>Several interpreters, asked in turn; the first that knows a command deals with it.</summary>
public sealed class InterpreterChain(params IRunInterpreter[] interpreters) : IRunInterpreter
{
    /// <inheritdoc/>
    public bool Interpret(RunCommand command, IImageEffects effects)
    {
        foreach (IRunInterpreter interpreter in interpreters)
        {
            if (interpreter.Interpret(command, effects)) return true;
        }

        return false;
    }
}
