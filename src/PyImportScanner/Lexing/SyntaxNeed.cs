namespace PyImportScanner.Lexing;

/// <summary>The newest syntax that a text uses.</summary>
/// <param name="Minor">The minor number of the first Python 3 that has it; 0 for none of note.</param>
/// <param name="Feature">What it is called, in the plural.</param>
/// <param name="Offset">Where it stands first.</param>
internal readonly record struct SyntaxNeed(int Minor, string Feature, int Offset);
