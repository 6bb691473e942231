using PyImportScanner.Packaging.Formats;

namespace DockerLint.Services.Data;

/// <summary>TOML as the nodes that YAML and JSON have.</summary>
internal static class TomlData
{
    public static DataDocuments Read(string text)
    {
        DataDocument document = TomlReader.Read(text);
        DataError? error = document.IsValid ? null : document.Errors[0];
        return new DataDocuments([DataNodes.Of(document.Root)], error?.Message, error?.Span.Line ?? 0);
    }
}
