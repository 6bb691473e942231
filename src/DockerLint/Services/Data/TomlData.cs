using System.Collections.Generic;
using PyImportScanner.Packaging.Formats;

namespace DockerLint.Services.Data;

/// <summary>TOML as the nodes that YAML and JSON have.</summary>
internal static class TomlData
{
    public static DataDocuments Read(string text)
    {
        DataDocument document = TomlReader.Read(text);
        DataError? error = document.IsValid ? null : document.Errors[0];
        return new DataDocuments([Node(document.Root)], error?.Message, error?.Span.Line ?? 0);
    }

    // Nesting is bounded by the reader.
    private static DataNode Node(DataValue value)
    {
        switch (value.Kind)
        {
            case DataKind.Table:
                var members = new List<DataNodeMember>();
                foreach (DataMember member in value.Members) members.Add(new DataNodeMember(member.Key, member.KeySpan.Line, Node(member.Value)));
                return DataNode.Mapping(members, value.Span.Line);
            case DataKind.Array:
                var items = new List<DataNode>();
                foreach (DataValue item in value.Items) items.Add(Node(item));
                return DataNode.Sequence(items, value.Span.Line);
            default:
                return DataNode.Scalar(value.Text, value.Kind == DataKind.String, value.Span.Line);
        }
    }
}
