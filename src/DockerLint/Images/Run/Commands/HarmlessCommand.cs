using System;

namespace DockerLint.Images.Run.Commands;

/// <summary>Commands that do not touch an application's files: packages of the system, users, permissions, output.</summary>
internal static class HarmlessCommand
{
    private static readonly string[] names =
    [
        "add-apt-repository", "addgroup", "adduser", "apk", "apt", "apt-cache", "apt-get", "apt-key", "apt-mark", "aptitude", "awk",
        "black", "brew", "chgrp", "chmod", "chown", "chpasswd", "clear", "cmp", "conda", "corepack", "crontab", "curl-config", "cut",
        "date", "dconf", "debconf-set-selections", "df", "diff", "dig", "dnf", "dos2unix", "dpkg", "dpkg-reconfigure", "dpkg-query", "du", "egrep",
        "ensurepip", "exit", "fc-cache", "fgrep", "file", "flake8", "gem", "getent", "getconf", "gpg", "gpgconf", "grep", "groupadd", "groupdel", "groupmod",
        "gunzip-config", "hash", "head", "hostname", "id", "isort", "jq", "kill", "ldconfig", "ldd", "local", "locale-gen", "localedef", "locale", "lsb_release",
        "mamba", "md5sum", "microdnf", "micromamba", "mktemp", "mount", "mypy", "mysqladmin", "nproc", "openssl", "passwd", "pg_isready", "pipx",
        "playwright", "printenv", "ps", "pytest", "readlink", "realpath", "return", "rpm", "ruff", "sed", "seq", "service", "set", "setcap", "sha256sum", "sha512sum",
        "shasum", "shift", "shopt", "sleep", "sort", "stat", "strip", "stty", "su", "sync", "sysctl", "tail", "tdnf", "tr", "trap", "truncate",
        "type", "tzdata", "ulimit", "umask", "uname", "unset", "update-alternatives", "update-ca-certificates", "update-locale", "update-rc.d", "useradd", "userdel",
        "usermod", "wait", "wc", "which", "whoami", "yum", "yum-config-manager", "zypper",
    ];

    static HarmlessCommand() => Array.Sort(names, StringComparer.Ordinal);

    /// <summary>Is a command one of them?</summary>
    public static bool Covers(string name) => Array.BinarySearch(names, name, StringComparer.Ordinal) >= 0;

    /// <summary>Does nothing to files; what it prints is not known.</summary>
    public static CommandResult Run(CommandCall call)
    {
        if (call.Name == "set") call.Runner.SetOptions(call.Arguments);
        return CommandResult.Done;
    }

    /// <summary>Does nothing at all.</summary>
    public static CommandResult Silent(CommandCall call) => CommandResult.Silent;
}
