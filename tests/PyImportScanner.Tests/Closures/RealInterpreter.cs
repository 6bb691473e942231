using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Xunit;

namespace PyImportScanner.Tests.Closures;

/// <summary>A Python of this machine that tells what importing a name really loads.</summary>
internal sealed class RealInterpreter
{
    private static readonly string[] Candidates = ["/usr/bin/python3", "python3"];

    // Each name in a process of its own, forked from one that has loaded nothing else.
    private const string Driver = """
        import os, signal, sys
        root, depth, chosen = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
        sys.path[:] = ([root] if root else []) + [p for p in sys.path[1:] if not p.endswith('-packages')]
        library = [p for p in sys.path if os.path.isdir(p)]
        sys.dont_write_bytecode = True
        out = os.dup(1)
        # What reads the terminal, draws, opens a browser or a listening socket tells nothing about imports.
        skipped = {'antigravity', 'idlelib', 'test', 'turtledemo', 'this', '__main__', 'conftest'}

        def names(directory, prefix, depth):
            import pkgutil
            for m in pkgutil.iter_modules([directory]):
                if m.name in skipped or not m.name.isidentifier():
                    continue
                yield prefix + m.name
                if m.ispkg and depth > 1:
                    yield from names(os.path.join(directory, m.name), prefix + m.name + '.', depth - 1)

        def listed():
            if chosen:
                for name in chosen:
                    yield name
                    import importlib.util
                    spec = importlib.util.find_spec(name)
                    if spec and spec.submodule_search_locations and depth > 0:
                        yield from names(list(spec.submodule_search_locations)[0], name + '.', depth)
            else:
                for directory in [root] if root else library:
                    yield from names(directory, '', depth)

        def collect(name):
            nul = os.open(os.devnull, os.O_RDWR)
            for i in 0, 1, 2:
                os.dup2(nul, i)
            signal.alarm(60)
            sys.argv = ['x']
            error = ''
            try:
                __import__(name)
            except BaseException as e:
                error = type(e).__name__ + ': ' + str(e)
            text = '\t'.join([name, error.replace('\n', ' ').replace('\t', ' '), ' '.join(n for n in sys.modules if ' ' not in n)]) + '\n'
            data = text.encode('utf-8', 'replace')
            while data:
                data = data[os.write(out, data):]
            os._exit(0)

        r, w = os.pipe()
        if os.fork() == 0:
            os.write(w, '\n'.join(dict.fromkeys(listed())).encode())
            os._exit(0)
        os.close(w)
        found = b''
        while block := os.read(r, 65536):
            found += block
        os.write(out, ('\t'.join(['%d.%d' % sys.version_info[:2], getattr(sys.implementation, '_multiarch', ''), *library]) + '\n').encode())
        for name in found.decode().split():
            if os.fork() == 0:
                collect(name)
            os.wait()
        """;

    private RealInterpreter(string[] header, Import[] imports)
    {
        string[] version = header[0].Split('.');
        Version = new PythonVersion(int.Parse(version[0]), int.Parse(version[1]));
        Platform = header[1].Length == 0 ? null : header[1];
        Path = header[2..];
        Imports = imports;
    }

    /// <summary>One name, and what importing it did.</summary>
    public sealed record Import(string Name, string Error, HashSet<string> Loaded)
    {
        public bool Succeeds => Error.Length == 0;
    }

    public PythonVersion Version { get; }

    public string? Platform { get; }

    /// <summary>The search path of the run.</summary>
    public IReadOnlyList<string> Path { get; }

    public IReadOnlyList<Import> Imports { get; }

    /// <summary>Imports every module of a directory of packages, down to a depth, or the chosen names and what is below them.</summary>
    /// <param name="root">The directory; empty for the standard library.</param>
    /// <param name="depth">1: top-level names only.</param>
    /// <param name="chosen">Names to import instead.</param>
    public static RealInterpreter Run(string root, int depth, params string[] chosen)
    {
        string driver = System.IO.Path.GetTempFileName();
        try
        {
            File.WriteAllText(driver, Driver);
            using Process process = Process.Start(new ProcessStartInfo(Command!, ["-S", "-s", "-E", driver, root, depth.ToString(), .. chosen]) { RedirectStandardOutput = true })!;
            string[] header = process.StandardOutput.ReadLine()!.Split('\t');
            var imports = new List<Import>();
            while (process.StandardOutput.ReadLine() is { } line)
            {
                string[] fields = line.Split('\t');
                imports.Add(new Import(fields[0], fields[1], fields[2].Split(' ').ToHashSet(StringComparer.Ordinal)));
            }

            process.WaitForExit();
            return new RealInterpreter(header, imports.ToArray());
        }
        finally
        {
            File.Delete(driver);
        }
    }

    /// <summary>The command that starts it, or null where there is none.</summary>
    public static string? Command { get; } = OperatingSystem.IsLinux() ? Array.Find(Candidates, Works) : null;

    /// <summary>The directory that holds its pip, or null where there is none.</summary>
    public static string? PipRoot { get; } = Command is null ? null : Ask(Command, "import os, pip, pip._vendor.requests; print(os.path.dirname(os.path.dirname(pip.__file__)))");

    private static bool Works(string command) => Ask(command, "import sys; print(sys.version_info >= (3, 8))") == "True";

    private static string? Ask(string command, string program)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(command, ["-c", program]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            string answer = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0 ? answer : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}

/// <summary>A test that needs a real Python, and says so where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute()
    {
        if (RealInterpreter.Command is null) Skip = "needs python3 (3.8 or later) on Linux";
    }

    /// <summary>It needs an interpreter with pip.</summary>
    public bool NeedsPip
    {
        get;
        set
        {
            field = value;
            if (Skip is null && value && RealInterpreter.PipRoot is null) Skip = "needs a python3 that has pip";
        }
    }

    /// <summary>An environment variable that must name a directory.</summary>
    public string? Directory
    {
        get;
        set
        {
            field = value;
            if (Skip is null && value is not null && !System.IO.Directory.Exists(Environment.GetEnvironmentVariable(value)))
                Skip = "needs the environment variable " + value + ": a directory of installed packages, such as an unpacked dist-packages";
        }
    }
}
