using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DockerLint.Services.Data;

namespace DockerLint.Cli.Drift;

/// <summary>
/// Reads lists of deployments: lines of <c>service commit [time]</c>, CSV with a header, JSON in the shapes that people and cloud
/// command lines write. What a line says wrong is told with its number; the others count.
/// </summary>
internal static class DeploymentReader
{
    private const int LongestField = 500;

    private static readonly string[] ServiceKeys = ["service", "name", "serviceName"];
    private static readonly string[] RevisionKeys = ["revision", "commit", "sha", "commitSha", "commit-sha", "gitCommit"];
    private static readonly string[] TimeKeys = ["deployedAt", "deployed_at", "time", "date", "creationTimestamp"];
    private static readonly HashSet<string> Nothing = new(StringComparer.OrdinalIgnoreCase) { "", "-", "none", "null" };

    /// <summary>Reads a list in any of the forms.</summary>
    public static DeploymentList Read(string text)
    {
        string trimmed = text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        var reader = new Reading();
        if (trimmed.Length > 0 && trimmed[0] is '{' or '[') reader.Json(text);
        else reader.Lines(text);
        return new DeploymentList(reader.Deployments, reader.Problems);
    }

    private sealed class Reading
    {
        public List<Deployment> Deployments { get; } = [];

        public List<string> Problems { get; } = [];

        public void Lines(string text)
        {
            string[]? header = null;
            int number = 0;
            foreach (string raw in text.TrimStart('\uFEFF').Split('\n'))
            {
                number++;
                string line = raw.Trim();
                if (line.Length == 0 || line[0] == '#') continue;
                bool isCsv = line.Contains(',', StringComparison.Ordinal);
                string[] fields = isCsv ? line.Split(',').Select(field => field.Trim().Trim('"')).ToArray() : line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
                if (isCsv && header is null && Index(fields, ServiceKeys) >= 0)
                {
                    header = fields;
                    continue;
                }

                Line(fields, header, number);
            }
        }

        public void Json(string text)
        {
            DataDocuments documents = JsonData.Read(text);
            if (documents.Error is null && documents.Documents.Count > 0)
            {
                Node(documents.Documents[0]);
                return;
            }

            // A JSON object on every line.
            int number = 0;
            foreach (string line in text.Split('\n'))
            {
                number++;
                if (line.Trim().Length == 0) continue;
                DataDocuments one = JsonData.Read(line);
                if (one.Error is not null || one.Documents.Count == 0)
                {
                    Problems.Add(number == 1 || documents.ErrorLine > 1
                        ? FormattableString.Invariant($"line {Math.Max(1, documents.ErrorLine)}: not valid JSON: {documents.Error}")
                        : FormattableString.Invariant($"line {number}: not valid JSON: {one.Error}"));
                    return;
                }

                Item(one.Documents[0], null, number);
            }
        }

        private void Line(string[] fields, string[]? header, int number)
        {
            string service = Field(fields, header, ServiceKeys, 0), revision = Field(fields, header, RevisionKeys, 1), time = Field(fields, header, TimeKeys, 2);
            if (header is null && fields.Length is < 2 or > 3) Fail(number, "a line is: service commit [time]");
            else Add(service, [revision], time, number);
        }

        private static string Field(string[] fields, string[]? header, string[] keys, int position)
        {
            int index = header is null ? position : Index(header, keys);
            return index >= 0 && index < fields.Length ? fields[index] : "";
        }

        private static int Index(string[] fields, string[] keys) =>
            Array.FindIndex(fields, field => Array.Exists(keys, key => string.Equals(key, field, StringComparison.OrdinalIgnoreCase)));

        private void Node(DataNode node)
        {
            IReadOnlyList<DataNode>? items = node.Kind == DataNodeKind.Sequence ? node.Items : (node["deployments"] ?? node["services"] ?? node["items"])?.Items;
            if (items is { Count: > 0 })
            {
                foreach (DataNode item in items) Item(item, null, item.Line);
                return;
            }

            if (node.Kind == DataNodeKind.Sequence) return;
            if (First(node, ServiceKeys) is not null && node["metadata"] is null)
            {
                Item(node, null, node.Line);
                return;
            }

            // {"service": "commit"} or {"service": {"revision": "commit"}}
            foreach (DataNodeMember member in node.Members)
            {
                if (member.Value.Kind == DataNodeKind.Mapping) Item(member.Value, member.Key, member.Line);
                else Add(member.Key, [member.Value.AsText ?? ""], "", member.Line);
            }
        }

        private void Item(DataNode item, string? name, int line)
        {
            if (item.Kind != DataNodeKind.Mapping)
            {
                Fail(line, "an object with service and revision is expected");
                return;
            }

            DataNode? metadata = item["metadata"];
            string service = name ?? First(item, ServiceKeys) ?? metadata?.TextOf("name") ?? "";
            var revisions = new List<string>();
            if (First(item, RevisionKeys) is { } revision) revisions.Add(revision);
            foreach (DataNode? labels in new[] { item["labels"], metadata?["labels"], metadata?["annotations"], item.At("spec", "template", "metadata", "labels") })
            {
                foreach (string label in RevisionLabels.Labels)
                {
                    if (labels?.TextOf(label) is { } value) revisions.Add(value);
                }
            }

            if (revisions.Count == 0 && !item.Members.Any(member => RevisionKeys.Contains(member.Key)) && metadata is null) Fail(line, $"{service} has no revision");
            else Add(service, revisions, First(item, TimeKeys) ?? metadata?.TextOf("creationTimestamp") ?? "", line);
        }

        private static string? First(DataNode node, string[] keys)
        {
            foreach (string key in keys)
            {
                if (node.TextOf(key) is { } text) return text;
            }

            return null;
        }

        private void Add(string service, IReadOnlyList<string> revisions, string time, int line)
        {
            if (service.Length == 0) Fail(line, "it names no service");
            else if (service.Length > LongestField || revisions.Any(revision => revision.Length > LongestField)) Fail(line, "a field is longer than 500 characters");
            else if (Time(time, out DateTimeOffset? parsed))
            {
                Deployments.Add(new Deployment(service, revisions.Where(revision => !Nothing.Contains(revision)).ToList(), FormattableString.Invariant($"line {line}")) { Time = parsed });
            }
            else Fail(line, time + " is no time; 2030-01-31T12:00:00Z is one");
        }

        private static bool Time(string text, out DateTimeOffset? time)
        {
            time = null;
            if (Nothing.Contains(text)) return true;
            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) && seconds is > 0 and < 253402300800)
            {
                time = DateTimeOffset.FromUnixTimeSeconds(seconds);
                return true;
            }

            if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset parsed)) return false;
            time = parsed;
            return true;
        }

        private void Fail(int line, string problem) => Problems.Add(FormattableString.Invariant($"line {line}: {problem}"));
    }
}
