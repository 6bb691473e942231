using System.Collections.Generic;

namespace DockerLint.Images.BaseImages;

/// <summary>The directories of a distribution, as its official image delivers them.</summary>
internal sealed record OsLayout(
    IReadOnlyList<KeyValuePair<string, string>> Links, IReadOnlyList<string> Closed, IReadOnlyList<string> Open)
{
    private static readonly string[] closed =
    [
        "/home", "/media", "/mnt", "/opt", "/root", "/srv", "/tmp", "/usr", "/usr/local", "/usr/src", "/var",
    ];

    private static readonly string[] open =
    [
        "/boot", "/dev", "/etc", "/proc", "/run", "/sys", "/usr/bin", "/usr/games", "/usr/include", "/usr/lib", "/usr/libexec", "/usr/sbin",
        "/usr/share", "/usr/local/bin", "/usr/local/etc", "/usr/local/include", "/usr/local/lib", "/usr/local/sbin", "/usr/local/share",
        "/var/cache", "/var/lib", "/var/log", "/var/spool", "/var/tmp", "/var/mail", "/var/local", "/var/backups", "/var/opt",
    ];

    /// <summary>Debian, Ubuntu, Red Hat, Amazon: <c>/bin</c> and its like are links into <c>/usr</c>.</summary>
    public static readonly OsLayout Merged = new(
        [Link("/bin", "usr/bin"), Link("/lib", "usr/lib"), Link("/sbin", "usr/sbin"), Link("/lib64", "usr/lib64"), Link("/var/run", "/run"), Link("/var/lock", "/run/lock")],
        closed, [.. open, "/usr/lib64"]);

    /// <summary>Alpine.</summary>
    public static readonly OsLayout Alpine = new([Link("/var/run", "../run")], closed, [.. open, "/bin", "/lib", "/sbin"]);

    /// <summary>No distribution: only the files that a static binary needs.</summary>
    public static readonly OsLayout Bare = new([], ["/root", "/tmp", "/usr", "/var"], ["/bin", "/dev", "/etc", "/lib", "/proc", "/run", "/sbin", "/sys", "/usr", "/var"]);

    private static KeyValuePair<string, string> Link(string path, string target) => new(path, target);
}
