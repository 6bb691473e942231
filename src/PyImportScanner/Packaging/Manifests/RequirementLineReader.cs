using System;
using System.Text;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Names;

namespace PyImportScanner.Packaging.Manifests;

/// <summary>What one logical line of a requirements file says.</summary>
internal readonly record struct RequirementLine
{
    public RequirementEntry? Entry { get; init; }

    /// <summary>A file to read next, as written.</summary>
    public string? Includes { get; init; }

    public ManifestRole IncludesAs { get; init; }

    public bool RequiresHashes { get; init; }

    public string? Unknown { get; init; }
}

/// <summary>Reads single lines: options, named requirements, paths, addresses.</summary>
internal sealed class RequirementLineReader(
    IFileTree tree, string workingDirectory, MarkerEnvironment environment, Func<string, string?>? variables)
{
    private readonly RequirementWordReader words = new(tree, workingDirectory, environment);

    public RequirementLine Read(LogicalLine line, string file)
    {
        string text = Expand(line.Text, out string? unset);
        if (unset is not null)
        {
            return new RequirementLine
            {
                Entry = RequirementWordReader.Unreadable(line.Text) with { File = file, Span = line.Span },
                Unknown = "the variable " + unset + " in " + file + " is not known",
            };
        }

        // A variable that is set to nothing.
        if (text.Length == 0) return default;
        if (text[0] == '-') return ReadOption(text, line, file);
        int options = OptionsStart(text);
        string requirement = (options < 0 ? text : text.Substring(0, options)).Trim();
        bool hasHash = options >= 0 && text.IndexOf("--hash", options, StringComparison.Ordinal) >= 0;
        RequirementEntry entry = words.Read(requirement, isEditable: false) with { File = file, Span = line.Span, HasHash = hasHash };
        return new RequirementLine { Entry = entry };
    }

    private RequirementLine ReadOption(string text, LogicalLine line, string file)
    {
        (string name, string value) = SplitOption(text);
        switch (name)
        {
            case "-r" or "--requirement":
                return new RequirementLine { Includes = value, IncludesAs = ManifestRole.Requirements };
            case "-c" or "--constraint":
                return new RequirementLine { Includes = value, IncludesAs = ManifestRole.Constraints };
            case "-e" or "--editable":
                return new RequirementLine { Entry = words.Read(value, isEditable: true) with { File = file, Span = line.Span } };
            default:
                return new RequirementLine { RequiresHashes = name == "--require-hashes" };
        }
    }

    /// <summary><c>-rfile</c>, <c>-r file</c>, <c>--requirement=file</c>, <c>--requirement file</c>.</summary>
    private static (string Name, string Value) SplitOption(string text)
    {
        bool isLong = text.StartsWith("--", StringComparison.Ordinal);
        int end = isLong ? text.IndexOfAny(['=', ' ', '\t']) : Math.Min(2, text.Length);
        if (end < 0) end = text.Length;
        string value = text.Substring(end).TrimStart(' ', '\t', '=').Trim();
        bool isQuoted = value.Length >= 2 && value[0] is '"' or '\'' && value[value.Length - 1] == value[0];
        return (text.Substring(0, end), isQuoted ? value.Substring(1, value.Length - 2) : value);
    }

    /// <summary>Where the options of a requirement start: the first word that begins with a dash.</summary>
    private static int OptionsStart(string text)
    {
        for (int i = 1; i + 1 < text.Length; i++)
        {
            if (text[i] == '-' && char.IsWhiteSpace(text[i - 1]) && (text[i + 1] == '-' || char.IsLetter(text[i + 1]))) return i;
        }

        return -1;
    }

    /// <summary>pip expands <c>${NAME}</c> of capital letters, digits and underscores, and leaves unset ones as they are.</summary>
    private string Expand(string text, out string? unset)
    {
        unset = null;
        int start = text.IndexOf("${", StringComparison.Ordinal);
        if (start < 0) return text;
        var expanded = new StringBuilder();
        int from = 0;
        for (; start >= 0; start = text.IndexOf("${", from, StringComparison.Ordinal))
        {
            int end = text.IndexOf('}', start);
            if (end < 0) break;
            string name = text.Substring(start + 2, end - start - 2);
            string? value = variables?.Invoke(name);
            expanded.Append(text, from, start - from).Append(value);
            if (value is null) unset ??= name;
            from = end + 1;
        }

        return expanded.Append(text, from, text.Length - from).ToString();
    }
}
