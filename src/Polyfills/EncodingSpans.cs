// Members of the base library that netstandard2.0 lacks, so that both builds are written alike.
#pragma warning disable IDE0130

namespace System.Text;

internal static class EncodingSpans
{
    public static string GetString(this Encoding encoding, ReadOnlySpan<byte> bytes) => encoding.GetString(bytes.ToArray());
}
