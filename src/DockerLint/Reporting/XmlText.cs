using System.Globalization;
using System.Text;

namespace DockerLint.Reporting;

/// <summary>Text as XML 1.0 takes it, in content and in attributes between double quotes.</summary>
internal static class XmlText
{
    /// <summary>Escapes markup; what XML 1.0 cannot hold at all (most controls, halves of pairs) is spelled out.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '&': escaped.Append("&amp;"); break;
                case '<': escaped.Append("&lt;"); break;
                case '>': escaped.Append("&gt;"); break;
                case '"': escaped.Append("&quot;"); break;
                case '\'': escaped.Append("&apos;"); break;
                case '\n' or '\r' or '\t': escaped.Append("&#").Append(((int)text[i]).ToString(CultureInfo.InvariantCulture)).Append(';'); break;
                default:
                    if (SafeText.IsSafe(text, i)) escaped.Append(text[i]);
                    else escaped.Append("\\u").Append(((int)text[i]).ToString("x4", CultureInfo.InvariantCulture));
                    break;
            }
        }

        return escaped.ToString();
    }
}
