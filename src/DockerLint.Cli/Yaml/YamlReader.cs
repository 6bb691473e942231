using System;
using System.Collections.Generic;
using System.IO;
using DockerLint.Services.Data;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace DockerLint.Cli.Yaml;

/// <summary>
/// Builds <see cref="DataNode"/>s from the events of YamlDotNet's parser. Its object model and serialiser are left alone: they
/// need reflection. Aliases are shared, merge keys (<c>&lt;&lt;</c>) are flattened.
/// </summary>
internal sealed class YamlReader : IYamlReader
{
    // Far above what people write; far below what would take noticeable time or stack.
    private const int MaximumLength = 4 << 20;
    private const int MaximumDepth = 100;
    private const int MaximumEvents = 400_000;

    /// <inheritdoc/>
    public DataDocuments Read(string text)
    {
        if (text.Length > MaximumLength) return new DataDocuments([], "it is larger than four megabytes", 1);
        var documents = new List<DataNode>();
        try
        {
            var builder = new Builder(new Parser(new Scanner(new StringReader(text), skipComments: true)));
            while (builder.NextDocument() is { } document) documents.Add(document);
            return new DataDocuments(documents);
        }
        catch (YamlException error)
        {
            return new DataDocuments(documents, Clause(error), (int)Math.Max(1, error.Start.Line));
        }
#pragma warning disable CA1031 // A stranger's file must not stop the run, whatever the parser thinks of it.
        catch (Exception error) when (error is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return new DataDocuments(documents, "its syntax cannot be understood", 1);
        }
    }

    private static string Clause(YamlException error)
    {
        string message = error.Message;
        int end = message.IndexOfAny(['\r', '\n']);
        return (end < 0 ? message : message[..end]).TrimEnd('.');
    }

    /// <summary>One pass over the events of a stream.</summary>
    private sealed class Builder(IParser parser)
    {
        private readonly Dictionary<string, DataNode> anchors = new(StringComparer.Ordinal);
        private int events;
        private long budget = MaximumEvents;

        public DataNode? NextDocument()
        {
            while (Advance())
            {
                if (parser.Current is DocumentStart)
                {
                    anchors.Clear();
                    Advance();
                    return Node(0);
                }
            }

            return null;
        }

        private bool Advance()
        {
            if (++events > MaximumEvents) throw new YamlException(parser.Current!.Start, parser.Current.End, "it holds too many nodes");
            return parser.MoveNext();
        }

        private DataNode Node(int depth)
        {
            ParsingEvent current = parser.Current!;
            if (depth > MaximumDepth) throw new YamlException(current.Start, current.End, "it is nested too deeply");
            int line = (int)current.Start.Line;
            switch (current)
            {
                case Scalar scalar:
                    DataNode node = DataNode.Scalar(scalar.Value, scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any), line);
                    return Keep(scalar, node);
                case AnchorAlias alias:
                    return Alias(alias);
                case SequenceStart sequence:
                    return Keep(sequence, ReadSequence(depth, line));
                case MappingStart mapping:
                    return Keep(mapping, ReadMapping(depth, line));
                default:
                    return DataNode.Scalar("", false, line);
            }
        }

        private DataNode ReadSequence(int depth, int line)
        {
            var items = new List<DataNode>();
            while (Advance() && parser.Current is not SequenceEnd) items.Add(Node(depth + 1));
            return DataNode.Sequence(items, line);
        }

        private DataNode ReadMapping(int depth, int line)
        {
            var members = new List<DataNodeMember>();
            var keys = new HashSet<string>(StringComparer.Ordinal);
            List<DataNode>? merges = null;
            while (Advance() && parser.Current is not MappingEnd)
            {
                DataNode key = Node(depth + 1);
                if (!Advance()) break;
                DataNode value = Node(depth + 1);
                if (key is { Kind: DataNodeKind.Scalar, Text: "<<", IsQuoted: false }) (merges ??= []).Add(value);
                else if (keys.Add(key.Text)) members.Add(new DataNodeMember(key.Text, key.Line, value));
            }

            foreach (DataNode merge in merges ?? []) Merge(merge, members, keys);
            return DataNode.Mapping(members, line);
        }

        // Keys of the mapping itself win, then those of earlier merges.
        private void Merge(DataNode source, List<DataNodeMember> members, HashSet<string> keys)
        {
            foreach (DataNode mapping in source.Kind == DataNodeKind.Sequence ? source.Items : [source])
            {
                foreach (DataNodeMember member in mapping.Members)
                {
                    Spend(1);
                    if (keys.Add(member.Key)) members.Add(member);
                }
            }
        }

        private DataNode Keep(NodeEvent node, DataNode value)
        {
            if (!node.Anchor.IsEmpty) anchors[node.Anchor.Value] = value;
            return value;
        }

        // Nodes are shared, so that an alias costs nothing here; but whoever walks the tree pays for every level of a bomb.
        private DataNode Alias(AnchorAlias alias)
        {
            if (!anchors.TryGetValue(alias.Value.Value, out DataNode? node))
                throw new YamlException(alias.Start, alias.End, "the anchor " + alias.Value.Value + " is not defined");
            Spend(SizeOf(node));
            return node;
        }

        private readonly Dictionary<DataNode, long> sizes = [];

        private long SizeOf(DataNode node)
        {
            if (node.Kind == DataNodeKind.Scalar) return 1;
            if (sizes.TryGetValue(node, out long known)) return known;
            long size = 1;
            foreach (DataNode item in node.Items) size += SizeOf(item);
            foreach (DataNodeMember member in node.Members) size += SizeOf(member.Value);
            sizes[node] = size = Math.Min(size, MaximumEvents + 1L);
            return size;
        }

        private void Spend(long nodes)
        {
            budget -= nodes;
            if (budget < 0) throw new YamlException(parser.Current!.Start, parser.Current.End, "its aliases expand to too many nodes");
        }
    }
}
