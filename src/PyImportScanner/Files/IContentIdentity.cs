namespace PyImportScanner.Files;

/// <summary>
/// A tree that can tell whether two files have the same content without reading them, as version control can: what was made
/// of a file in one commit then serves every commit that has the same file.
/// </summary>
public interface IContentIdentity
{
    /// <summary>Equal for equal contents, in every tree of one repository; null where it is not known without reading.</summary>
    /// <param name="path">A clean path without links; where a link stands, the identity of the link itself.</param>
    string? ContentId(string path);
}
