using System.IO;
using DockerLint.Reporting.Formats;

namespace DockerLint.Reporting;

/// <summary>A service as the JSON contract writes it, alone on a line.</summary>
public static class ServiceRecord
{
    /// <summary>Writes one line.</summary>
    public static void Write(TextWriter output, ServiceReport service)
    {
        JsonRecords.Service(new JsonWriter(output), service);
        output.Write('\n');
    }
}
