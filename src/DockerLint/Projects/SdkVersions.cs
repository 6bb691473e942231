using DockerLint.Projects.Evaluation;

namespace DockerLint.Projects;

/// <summary>Does an SDK satisfy a global.json? (.NET docs, "global.json overview", rollForward.)</summary>
internal static class SdkVersions
{
    /// <summary>What the tag of an SDK image says of its version.</summary>
    /// <param name="Major">First number.</param>
    /// <param name="Minor">Second number.</param>
    /// <param name="Patch">Feature band and patch together (<c>204</c>); null when the tag floats.</param>
    internal readonly record struct Tag(int Major, int Minor, int? Patch)
    {
        /// <summary>The feature band: of the tag, or the last that a release line got; null where more may come.</summary>
        public int? Band => Patch is { } patch ? patch / 100 : (Major, Minor) switch
        {
            (3, 1) or (5, 0) or (6, 0) or (7, 0) or (8, 0) => 4,
            (9, 0) => 3,
            _ => null,
        };
    }

    /// <summary>What the name of an SDK image of Microsoft says; null for any other image.</summary>
    public static Tag? OfImage(string? image)
    {
        if (image is null || !(image.StartsWith("mcr.microsoft.com/dotnet/sdk:", System.StringComparison.Ordinal) || image.StartsWith("mcr.microsoft.com/dotnet/core/sdk:", System.StringComparison.Ordinal)))
            return null;
        int digest = image.IndexOf('@');
        string named = digest < 0 ? image : image.Substring(0, digest);
        return ReadTag(named.Substring(named.LastIndexOf(':') + 1));
    }

    /// <summary>Reads <c>8.0</c>, <c>8.0.204-alpine3.19</c>; null for <c>latest</c> and previews.</summary>
    public static Tag? ReadTag(string tag)
    {
        int dash = tag.IndexOf('-');
        string number = dash < 0 ? tag : tag.Substring(0, dash);
        string suffix = dash < 0 ? "" : tag.Substring(dash + 1);
        if (suffix.StartsWith("preview", System.StringComparison.Ordinal) || suffix.StartsWith("rc", System.StringComparison.Ordinal)) return null;
        string[] parts = number.Split('.');
        if (parts.Length is not (2 or 3) || VersionFunctions.Parse(number) is not { } version) return null;
        return new Tag(version[0], version[1], parts.Length == 3 ? version[2] : null);
    }

    /// <summary>Null: nobody can say from the tag.</summary>
    public static bool? Satisfies(Tag tag, string version, string rollForward)
    {
        string[] parts = version.Split('.');
        if (parts.Length != 3 || VersionFunctions.Parse(version) is not { } wanted) return null;
        int order = (tag.Major, tag.Minor).CompareTo((wanted[0], wanted[1]));
        int band = wanted[2] / 100;
        switch (rollForward.ToUpperInvariant())
        {
            case "DISABLE":
                if (order != 0) return false;
                return tag.Patch is { } exact ? exact == wanted[2] : OtherBand(tag, band) ? false : null;
            case "PATCH" or "LATESTPATCH":
                if (order != 0) return false;
                if (tag.Patch is { } patch) return patch / 100 == band && patch >= wanted[2];
                return OtherBand(tag, band) ? false : null;
            case "FEATURE" or "LATESTFEATURE": return order != 0 ? false : AtLeast(tag, wanted[2]);
            case "MINOR" or "LATESTMINOR": return tag.Major != wanted[0] || order < 0 ? false : order > 0 ? true : AtLeast(tag, wanted[2]);
            case "MAJOR" or "LATESTMAJOR": return order < 0 ? false : order > 0 ? true : AtLeast(tag, wanted[2]);
            default: return null;
        }
    }

    private static bool OtherBand(Tag tag, int band) => tag.Band is { } known && known != band;

    private static bool? AtLeast(Tag tag, int patch)
    {
        if (tag.Patch is { } exact) return exact >= patch;
        return tag.Band is { } band && band != patch / 100 ? band > patch / 100 : null;
    }
}
