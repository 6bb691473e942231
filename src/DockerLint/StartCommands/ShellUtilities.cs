using System;
using System.Collections.Generic;

namespace DockerLint.StartCommands;

/// <summary>Programs of which it is known that they start no Python.</summary>
internal static class ShellUtilities
{
    private static readonly HashSet<string> Questions = new(StringComparer.Ordinal)
    {
        "cmp", "curl", "diff", "egrep", "fgrep", "getent", "grep", "id", "mountpoint", "mysqladmin", "nc", "ncat", "netcat",
        "pg_isready", "pgrep", "ping", "pidof", "redis-cli", "wget", "which",
    };

    private static readonly HashSet<string> Plain = new(StringComparer.Ordinal)
    {
        "[", "apt-get", "awk", "basename", "cat", "chgrp", "chmod", "chown", "cp", "cron", "crond", "cut", "date", "dirname",
        "echo", "envsubst", "find", "head", "hostname", "install", "jq", "kill", "ldconfig", "ln", "ls", "mkdir", "mktemp", "mv",
        "openssl", "printenv", "printf", "ps", "rm", "rmdir", "sed", "seq", "sleep", "sort", "stat", "sysctl", "tail", "tar", "tee",
        "test", "touch", "tr", "uname", "uniq", "unzip", "useradd", "usermod", "groupadd", "wc", "whoami", "pip", "pip3", "npm",
    };

    /// <summary>Its exit status is an answer, not a failure.</summary>
    public static bool IsQuestion(string name) => Questions.Contains(name);

    /// <summary>Preparation: never what a container is for.</summary>
    public static bool IsPlain(string name) => Plain.Contains(name) || Questions.Contains(name);
}
