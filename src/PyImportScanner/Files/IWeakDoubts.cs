namespace PyImportScanner.Files;

/// <summary>A tree that tells doubts apart: what a program may have left where it happened to run is hardly ever there.</summary>
public interface IWeakDoubts
{
    /// <summary>Is a path of which nobody knows whether it exists in no more than weak doubt: nothing says that a step makes it?</summary>
    /// <param name="path">A clean absolute path.</param>
    bool IsWeaklyDoubtful(string path);
}
