using System;
using System.Collections.Generic;

namespace PyImportScanner.Packaging.Names;

/// <summary>A version of a distribution, ordered as PEP 440 says.</summary>
internal sealed class PackageVersion : IComparable<PackageVersion>
{
    // Letters of a pre-release in order; a final release comes behind them, a bare development release before.
    private const int DevelopmentOnly = 0, Alpha = 1, Beta = 2, Candidate = 3, Final = 4;

    private readonly long[] release;
    private readonly string[] local;
    private readonly long epoch, preNumber, post, dev;
    private readonly int pre;

    private PackageVersion(long epoch, long[] release, int pre, long preNumber, long post, long dev, string[] local)
    {
        this.epoch = epoch;
        this.release = release;
        this.pre = pre;
        this.preNumber = preNumber;
        this.post = post;
        this.dev = dev;
        this.local = local;
    }

    /// <summary>An alpha, beta, candidate or development release.</summary>
    public bool IsPrerelease => pre != Final || dev >= 0;

    internal bool IsPostrelease => post >= 0;

    internal bool HasLocal => local.Length > 0;

    internal IReadOnlyList<long> Release => release;

    /// <summary>Reads a version; null where it does not follow PEP 440.</summary>
    public static PackageVersion? TryParse(string text) => new VersionScanner(text).Scan();

    /// <inheritdoc/>
    public int CompareTo(PackageVersion? other)
    {
        if (other is null) return 1;
        int order = CompareBase(other);
        if (order == 0) order = pre.CompareTo(other.pre);
        if (order == 0) order = preNumber.CompareTo(other.preNumber);
        if (order == 0) order = post.CompareTo(other.post);
        // No development segment comes behind every development segment.
        if (order == 0) order = (dev < 0 ? long.MaxValue : dev).CompareTo(other.dev < 0 ? long.MaxValue : other.dev);
        return order == 0 ? CompareLocal(other) : order;
    }

    /// <summary>Epoch and release only, trailing zeros ignored.</summary>
    internal int CompareBase(PackageVersion other)
    {
        int order = epoch.CompareTo(other.epoch);
        for (int i = 0; order == 0 && i < Math.Max(release.Length, other.release.Length); i++) order = Part(i).CompareTo(other.Part(i));
        return order;
    }

    /// <summary>Is <paramref name="prefix"/>, cut after its given number of release parts, a prefix of this (<c>== 3.*</c>)?</summary>
    internal bool StartsWith(PackageVersion prefix, int parts)
    {
        if (epoch != prefix.epoch) return false;
        for (int i = 0; i < parts; i++)
        {
            if (Part(i) != prefix.Part(i)) return false;
        }

        return true;
    }

    internal PackageVersion WithoutLocal() => HasLocal ? new PackageVersion(epoch, release, pre, preNumber, post, dev, []) : this;

    /// <summary>Goes on as a prefix that ends in a pre-release or the like; what the prefix does not say is free.</summary>
    internal bool HasSuffixOf(PackageVersion prefix) =>
        pre == prefix.pre && preNumber == prefix.preNumber && (prefix.post < 0 || post == prefix.post) && (prefix.dev < 0 || dev == prefix.dev);

    internal bool HasSuffix => pre != Final || post >= 0 || dev >= 0;

    private long Part(int index) => index < release.Length ? release[index] : 0;

    private int CompareLocal(PackageVersion other)
    {
        for (int i = 0; i < Math.Min(local.Length, other.local.Length); i++)
        {
            bool isNumber = long.TryParse(local[i], out long number), otherIsNumber = long.TryParse(other.local[i], out long otherNumber);
            // Numbers come behind words.
            int order = isNumber && otherIsNumber ? number.CompareTo(otherNumber)
                : isNumber != otherIsNumber ? isNumber.CompareTo(otherIsNumber)
                : string.CompareOrdinal(local[i], other.local[i]);
            if (order != 0) return order;
        }

        return local.Length.CompareTo(other.local.Length);
    }

    /// <summary>Reads the grammar of PEP 440, appendix B.</summary>
    private sealed class VersionScanner(string text)
    {
        private readonly string text = text.Trim().ToLowerInvariant();
        private int at;

        public PackageVersion? Scan()
        {
            if (Current == 'v') at++;
            if (Number() is not { } first) return null;
            long epoch = 0;
            if (Current == '!')
            {
                at++;
                epoch = first;
                if (Number() is not { } second) return null;
                first = second;
            }

            long[] release = Release(first);
            (int pre, long preNumber) = Prerelease();
            long post = Postrelease();
            long dev = Suffix("dev") ?? -1;
            if (pre == Final && post < 0 && dev >= 0) pre = DevelopmentOnly;
            return Local() is { } local && at == text.Length
                ? new PackageVersion(epoch, release, pre, preNumber, post, dev, local)
                : null;
        }

        private char Current => at < text.Length ? text[at] : '\0';

        private long[] Release(long first)
        {
            var parts = new List<long> { first };
            while (Current == '.' && at + 1 < text.Length && IsDigit(text[at + 1]))
            {
                at++;
                parts.Add(Number()!.Value);
            }

            return parts.ToArray();
        }

        private (int, long) Prerelease()
        {
            // Longer spellings first: "preview" begins with "pre", "alpha" with "a".
            if ((Suffix("alpha") ?? Suffix("a")) is { } alpha) return (Alpha, alpha);
            if ((Suffix("beta") ?? Suffix("b")) is { } beta) return (Beta, beta);
            if ((Suffix("preview") ?? Suffix("pre") ?? Suffix("rc") ?? Suffix("c")) is { } candidate) return (Candidate, candidate);
            return (Final, 0);
        }

        private long Postrelease()
        {
            if (Current == '-' && at + 1 < text.Length && IsDigit(text[at + 1]))
            {
                at++;
                return Number()!.Value;
            }

            return Suffix("post") ?? Suffix("rev") ?? Suffix("r") ?? -1;
        }

        /// <summary>A word with an optional separator on both sides and an optional number; nothing is taken where it is absent.</summary>
        private long? Suffix(string word)
        {
            int start = at;
            if (DistributionName.IsSeparator(Current)) at++;
            if (string.CompareOrdinal(text, at, word, 0, word.Length) != 0)
            {
                at = start;
                return null;
            }

            at += word.Length;
            int behind = at;
            if (DistributionName.IsSeparator(Current)) at++;
            if (Number() is { } number) return number;
            at = behind;
            if (!IsLetter(Current)) return 0;
            at = start;
            return null;
        }

        private string[]? Local()
        {
            if (Current != '+') return [];
            string rest = text.Substring(at + 1);
            at = text.Length;
            string[] parts = rest.Split('.', '-', '_');
            foreach (string part in parts)
            {
                if (part.Length == 0) return null;
                foreach (char c in part)
                {
                    if (!IsDigit(c) && !IsLetter(c)) return null;
                }
            }

            return parts;
        }

        private long? Number()
        {
            int start = at;
            long value = 0;
            while (IsDigit(Current))
            {
                // Nobody releases that often; a hostile number only has to stay a number.
                value = value > long.MaxValue / 20 ? value : (value * 10) + (text[at] - '0');
                at++;
            }

            return at == start ? null : value;
        }

        private static bool IsDigit(char c) => c is >= '0' and <= '9';

        private static bool IsLetter(char c) => c is >= 'a' and <= 'z';
    }
}
