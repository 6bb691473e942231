using System.Collections.Generic;
using PyImportScanner.Packaging.Formats;

namespace DockerLint.Services.Data;

/// <summary>Values of JSON and TOML as the nodes that evidence is read from.</summary>
internal static class DataNodes
{
    /// <summary>The node of a value. The readers bound the depth, so that recursion is safe.</summary>
    public static DataNode Of(DataValue value)
    {
        switch (value.Kind)
        {
            case DataKind.Table:
                var members = new List<DataNodeMember>();
                foreach (DataMember member in value.Members) members.Add(new DataNodeMember(member.Key, member.KeySpan.Line, Of(member.Value)));
                return DataNode.Mapping(members, value.Span.Line);
            case DataKind.Array:
                var items = new List<DataNode>();
                foreach (DataValue item in value.Items) items.Add(Of(item));
                return DataNode.Sequence(items, value.Span.Line);
            default:
                return DataNode.Scalar(value.Text, value.Kind == DataKind.String, value.Span.Line);
        }
    }
}
