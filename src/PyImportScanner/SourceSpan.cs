namespace PyImportScanner;

/// <summary>A stretch of source text as a person counts it: lines and columns from 1, columns in UTF-16 units, the end exclusive.</summary>
/// <param name="Line">First line, from 1.</param>
/// <param name="Column">First column, from 1.</param>
/// <param name="EndLine">Line of the first character behind the stretch.</param>
/// <param name="EndColumn">Column of the first character behind the stretch.</param>
public readonly record struct SourceSpan(int Line, int Column, int EndLine, int EndColumn)
{
    /// <summary>A stretch inside one line.</summary>
    public static SourceSpan OnLine(int line, int column, int length) => new(line, column, line, column + length);

    /// <inheritdoc/>
    public override string ToString() => Line + ":" + Column;
}
