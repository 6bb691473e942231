namespace PyImportScanner.Closures;

/// <summary>Turns a relative module name into an absolute one (library, importlib: <c>resolve_name</c>; PEP 328).</summary>
internal static class RelativeName
{
    /// <summary>The absolute name, or null with the reason.</summary>
    /// <param name="package">The value of <c>__package__</c>; empty outside packages.</param>
    /// <param name="level">Number of leading dots, at least 1.</param>
    /// <param name="module">What follows the dots; null or empty for none.</param>
    /// <param name="failure">Why there is no absolute name.</param>
    public static string? Resolve(string package, int level, string? module, out UnresolvedKind failure)
    {
        failure = UnresolvedKind.NoParentPackage;
        if (package.Length == 0) return null;
        failure = UnresolvedKind.BeyondTopLevelPackage;
        int end = package.Length;
        for (int i = 1; i < level; i++)
        {
            if (end <= 0) return null;
            end = package.LastIndexOf('.', end - 1);
            if (end < 0) return null;
        }

        string parent = package.Substring(0, end);
        return string.IsNullOrEmpty(module) ? parent : parent + "." + module;
    }
}
