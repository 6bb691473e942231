namespace PyImportScanner.Closures;

/// <summary>How surely an import runs, and how surely its failure ends the program. A chain is as strong as its weakest link.</summary>
public enum ImportStrength : byte
{
    /// <summary>Runs whenever the importing module is imported, and a failure is not caught.</summary>
    Hard,

    /// <summary>Runs when a function is called, or at first use (PEP 810).</summary>
    Deferred,

    /// <summary>Runs if a test that nobody can decide comes out so.</summary>
    Conditional,

    /// <summary>A failure is caught, or it is the fallback of one that may not happen.</summary>
    Guarded,
}
