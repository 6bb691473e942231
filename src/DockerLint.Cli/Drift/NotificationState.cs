using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using DockerLint.Reporting;
using DockerLint.Services.Data;

namespace DockerLint.Cli.Drift;

/// <summary>
/// What was told already, so that the same drift is not told every two hours. A service is told again when its state, its
/// deployed commit or its severity changes.
/// </summary>
internal sealed class NotificationState
{
    private const int MaximumSize = 8 << 20;

    private readonly string file;
    private readonly Dictionary<string, string> told;

    private NotificationState(string file, Dictionary<string, string> told)
    {
        this.file = file;
        this.told = told;
    }

    /// <summary>Reads the file; one that is not there yet is empty.</summary>
    /// <exception cref="UsageException">It is no state of ours. It is left as it is.</exception>
    public static NotificationState Read(string file)
    {
        var told = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!File.Exists(file)) return new NotificationState(file, told);
        if (new FileInfo(file).Length > MaximumSize) throw Corrupt(file, "it is larger than 8 MiB");
        DataDocuments documents = JsonData.Read(File.ReadAllText(file));
        if (documents.Error is { } error || documents.Documents.Count == 0) throw Corrupt(file, documents.Error ?? "it is empty");
        DataNode root = documents.Documents[0];
        if (root.TextOf("version") != "1" || root["told"] is not { Kind: DataNodeKind.Mapping } all) throw Corrupt(file, "version 1 with an object told is expected");
        foreach (DataNodeMember member in all.Members) told[member.Key] = member.Value.AsText ?? throw Corrupt(file, member.Key + " is no text");
        return new NotificationState(file, told);
    }

    /// <summary>The services that were not told yet as they are now; also those that are well again.</summary>
    public IReadOnlyList<DriftService> News(DriftReport report) => report.Services.Where(service => Text(service) != told.GetValueOrDefault(Key(service), "")).ToList();

    /// <summary>Writes what is told now; the old file stays until the new one is whole.</summary>
    public void Save(DriftReport report)
    {
        var text = new StringWriter { NewLine = "\n" };
        JsonWriter json = new JsonWriter(text, indent: true).BeginObject().Member("version", 1).Name("told").BeginObject();
        foreach (DriftService service in report.Services)
        {
            if (Text(service) is { Length: > 0 } now) json.Member(Key(service), now);
        }

        json.EndObject().EndObject();
        text.WriteLine();
        string temporary = file + "." + Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture) + ".tmp";
        try
        {
            File.WriteAllText(temporary, text.ToString(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(temporary, file, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static string Key(DriftService service) => service.Name + " " + service.Dockerfile;

    private static string Text(DriftService service) =>
        service.Severity == DriftSeverity.None || service.Bypass is not null ? "" : $"{DriftWords.Name(service.State)} {DriftWords.Name(service.Severity)} {service.Commit ?? service.Revision}";

    private static UsageException Corrupt(string file, string why) =>
        new($"the state file {file} is damaged: {why}; nothing was posted and the file is as it was. Move it away to start anew", "drift");
}
