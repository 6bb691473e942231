using System;
using System.Collections.Generic;

namespace PyImportScanner.Packaging.Catalog;

/// <summary>Naming patterns of publishers, in both directions. Used where the table has no row.</summary>
internal static class DistributionPatterns
{
    // Prefix of the distribution, prefix of the import name. Dashes of the rest become dots where the import prefix ends in one.
    private static readonly (string Distribution, string Import)[] prefixes =
    [
        ("apache-airflow-providers-", "airflow.providers."),
        ("azure-", "azure."),
        ("google-cloud-", "google.cloud."),
        ("opentelemetry-instrumentation-", "opentelemetry.instrumentation."),
        ("oslo-", "oslo_"),
    ];

    // A build or a cut of another distribution, with its modules: fastapi-slim, opencv-headless, torch-cpu.
    private static readonly string[] variants = ["-binary", "-cpu", "-gpu", "-headless", "-nightly", "-slim"];

    public static DistributionImports? ImportsOf(string distribution)
    {
        if (distribution.StartsWith("types-", StringComparison.Ordinal) || distribution.EndsWith("-stubs", StringComparison.Ordinal))
            return new DistributionImports([], Confidence.Medium, IsNamespaceParent: false, IsInTable: true);
        foreach ((string prefix, string import) in prefixes)
        {
            if (!distribution.StartsWith(prefix, StringComparison.Ordinal) || distribution.Length == prefix.Length) continue;
            string rest = distribution.Substring(prefix.Length);
            return Guess(Variants(import, rest));
        }

        foreach (string prefix in (string[])["django-", "python-"])
        {
            if (!distribution.StartsWith(prefix, StringComparison.Ordinal)) continue;
            // The rest alone, or the whole name: django-filter is django_filters' neighbour, django-redis is django_redis.
            string rest = distribution.Substring(prefix.Length).Replace('-', '_');
            return Guess([rest, distribution.Replace('-', '_')]);
        }

        foreach (string variant in variants)
        {
            if (!distribution.EndsWith(variant, StringComparison.Ordinal) || distribution.Length == variant.Length) continue;
            string whole = distribution.Replace('-', '_');
            return Guess([whole.Substring(0, whole.Length - variant.Length), whole]);
        }

        return null;
    }

    /// <summary>Distributions that follow a pattern and would bring a module.</summary>
    public static IReadOnlyList<DistributionCandidate> ProvidersOf(string module)
    {
        foreach ((string prefix, string import) in prefixes)
        {
            if (!module.StartsWith(import, StringComparison.Ordinal) || module.Length == import.Length) continue;
            bool isDotted = import[import.Length - 1] == '.';
            string[] parts = module.Substring(import.Length).Split('.');
            // Two parts at most: azure.storage.blob is azure-storage-blob, google.cloud.storage.client is google-cloud-storage.
            int count = prefix == "azure-" || prefix == "apache-airflow-providers-" ? Math.Min(2, parts.Length) : 1;
            string rest = string.Join("-", parts, 0, count).Replace('_', '-');
            string matched = isDotted ? import + string.Join(".", parts, 0, count) : import + parts[0];
            return [new DistributionCandidate(prefix + WithoutApiVersion(rest), matched, Confidence.Low)];
        }

        return [];
    }

    private static List<string> Variants(string import, string rest)
    {
        bool isDotted = import[import.Length - 1] == '.';
        if (!isDotted) return [import + rest.Replace('-', '_')];
        var found = new List<string> { import + rest.Replace('-', '_') };
        if (rest.Contains("-")) found.Add(import + rest.Replace('-', '.'));
        if (import != "google.cloud.") return found;
        foreach (string version in (string[])["_v1", "_v2", "_v3"]) found.Add(found[0] + version);
        return found;
    }

    private static string WithoutApiVersion(string rest)
    {
        int version = rest.LastIndexOf("-v", StringComparison.Ordinal);
        return version > 0 && version + 3 == rest.Length && char.IsDigit(rest[version + 2]) ? rest.Substring(0, version) : rest;
    }

    private static DistributionImports Guess(List<string> imports) =>
        new(imports, Confidence.Low, IsNamespaceParent: false, IsInTable: false);
}

/// <summary>Top-level and dotted names that several distributions share (namespace packages).</summary>
internal static class Namespaces
{
    private static readonly HashSet<string> shared = new(StringComparer.Ordinal)
    {
        "airflow.providers", "azure", "backports", "databricks", "google", "google.cloud", "jaraco", "llama_index", "mysql", "opentelemetry",
        "opentelemetry.exporter", "opentelemetry.instrumentation", "paste", "ruamel", "snowflake", "sphinxcontrib", "zc", "zope",
    };

    /// <summary>Is the name a parent that no single distribution owns?</summary>
    public static bool IsShared(string name) => shared.Contains(name);
}
