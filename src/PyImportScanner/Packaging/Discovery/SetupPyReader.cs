namespace PyImportScanner.Packaging.Discovery;

/// <summary>Reads the literals of setup.py.</summary>
internal static class SetupPyReader
{
    public static SetuptoolsConfiguration Read(string text, string path) => new()
    {
        UnknownBecause = path + " is not evaluated",
        DependenciesUnknownBecause = path + " is not evaluated",
    };
}
