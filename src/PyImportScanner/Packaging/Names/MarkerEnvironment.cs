using System.Collections.Generic;

namespace PyImportScanner.Packaging.Names;

/// <summary>What environment markers are evaluated against (PEP 508, "Environment Markers"): CPython on Linux.</summary>
/// <remarks>
/// A variable that a Dockerfile does not decide has several possible values (micro version, architecture); a marker is decided
/// only where all of them lead to one answer.
/// </remarks>
public sealed record MarkerEnvironment
{
    private static readonly string[] linux = ["linux"], linuxSystem = ["Linux"], posix = ["posix"];
    private static readonly string[] cpython = ["cpython"], cpythonImplementation = ["CPython"];

    // The two architectures that images are built for; a marker that parts them is not decided.
    private static readonly string[] machines = ["x86_64", "aarch64"];

    private readonly string[] pythonVersion, pythonFullVersion;

    /// <summary>The environment of an image.</summary>
    /// <param name="python">The Python of the image, or null where it is not known: then its markers are not decided.</param>
    public MarkerEnvironment(PythonVersion? python)
    {
        pythonVersion = python is { } known ? [known.ToString()] : [];
        pythonFullVersion = python is { } exact ? [exact + ".0", exact + ".99"] : [];
    }

    /// <summary>Extras that were asked for, normalised; compared with the variable <c>extra</c>.</summary>
    public IReadOnlyCollection<string> Extras { get; init; } = [];

    /// <summary>Dependency groups that were asked for, normalised (PEP 751, <c>dependency_groups</c>).</summary>
    public IReadOnlyCollection<string> Groups { get; init; } = [];

    /// <summary>The possible values of a variable; empty where nothing is known.</summary>
    internal IReadOnlyList<string> Values(string variable) => variable switch
    {
        "python_version" => pythonVersion,
        "python_full_version" or "implementation_version" => pythonFullVersion,
        "sys_platform" or "sys.platform" => linux,
        "platform_system" => linuxSystem,
        "os_name" or "os.name" => posix,
        "implementation_name" => cpython,
        "platform_python_implementation" or "platform.python_implementation" or "python_implementation" => cpythonImplementation,
        "platform_machine" or "platform.machine" => machines,
        _ => [],
    };

    internal static bool IsVariable(string name) => name is "python_version" or "python_full_version" or "implementation_version"
        or "sys_platform" or "sys.platform" or "platform_system" or "os_name" or "os.name" or "implementation_name"
        or "platform_python_implementation" or "platform.python_implementation" or "python_implementation"
        or "platform_machine" or "platform.machine" or "platform_release" or "platform_version" or "platform.version"
        or "extra" or "extras" or "dependency_groups";
}
