using System;
using System.Globalization;
using System.Text;

namespace DockerLint.Images.Archives;

/// <summary>The extended header of a tar member: lines <c>LENGTH KEY=VALUE</c>.</summary>
internal static class PaxRecords
{
    /// <summary>Takes the keys that say where a member goes; a damaged record ends the reading.</summary>
    public static void Read(ReadOnlySpan<byte> data, ref string? path, ref string? link, ref long? size)
    {
        while (data.Length > 0)
        {
            int blank = data.IndexOf((byte)' ');
            if (blank <= 0 || blank > 10) return;
            int length = 0;
            foreach (byte digit in data.Slice(0, blank))
            {
                if (digit is < (byte)'0' or > (byte)'9' || length > data.Length) return;
                length = (length * 10) + digit - '0';
            }

            if (length <= blank + 1 || length > data.Length) return;
            string record = Encoding.UTF8.GetString(data.Slice(blank + 1, length - blank - 2));
            data = data.Slice(length);
            int equals = record.IndexOf('=');
            if (equals < 0) continue;
            string value = record.Substring(equals + 1);
            switch (record.Substring(0, equals))
            {
                case "path": path = value; break;
                case "linkpath": link = value; break;
                case "size" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes): size = bytes; break;
            }
        }
    }
}
