using System;
using System.Collections.Generic;

namespace DockerLint.Smoke;

/// <summary>Why an import failed.</summary>
public enum ImportFailureKind
{
    /// <summary>It did not fail.</summary>
    None,

    /// <summary>A module of the repository is not in the image.</summary>
    MissingModule,

    /// <summary>A module that is no module of the repository is not installed.</summary>
    MissingDistribution,

    /// <summary>A name is not in a module that is there.</summary>
    MissingName,

    /// <summary>A file below the application is not there.</summary>
    MissingFile,

    /// <summary>A shared library is not there.</summary>
    MissingLibrary,

    /// <summary>The interpreter does not understand the code.</summary>
    Syntax,

    /// <summary>A variable or a setting is not there; a deployment gives it.</summary>
    Environment,

    /// <summary>A network is not there; the sandbox has none.</summary>
    Network,

    /// <summary>A file may not be read or written.</summary>
    Permission,

    /// <summary>It writes, and the file system is read-only: the sandbox was asked to be.</summary>
    ReadOnly,

    /// <summary>The code leaves by <c>sys.exit</c>.</summary>
    Exit,

    /// <summary>The process ended without Python knowing: <c>os._exit</c>.</summary>
    HardExit,

    /// <summary>The process was killed by a signal.</summary>
    Signal,

    /// <summary>It took too long.</summary>
    Hang,

    /// <summary>The time for all modules was used up before.</summary>
    Budget,

    /// <summary>The code raised something else.</summary>
    Other,
}

/// <summary>An import that failed, and why.</summary>
/// <param name="Kind">The class.</param>
/// <param name="Subject">The module, file, library or variable; empty where there is none.</param>
/// <param name="Message">What Python says, or what happened, as a clause.</param>
/// <param name="Place"><c>file:line</c> of the application, innermost; null when not known.</param>
public sealed record ImportFailure(ImportFailureKind Kind, string Subject, string Message, string? Place)
{
    private const int PermissionDenied = 13, ReadOnlyFileSystem = 30, NoSuchFile = 2;

    /// <summary>Puts a result into its class.</summary>
    /// <param name="result">The result.</param>
    /// <param name="isOwn">Is this a module of the repository?</param>
    /// <param name="isApplication">Does this path lie where the image holds the application?</param>
    public static ImportFailure Of(ImportResult result, Func<string, string?, bool> isOwn, Func<string, bool> isApplication)
    {
        switch (result.Kind)
        {
            case "ok": return new(ImportFailureKind.None, "", "", null);
            case "timeout": return new(ImportFailureKind.Hang, "", "it does not end", StackPlace(result.Stack));
            case "signal": return new(ImportFailureKind.Signal, SignalName(result.Signal), "the process is killed by " + SignalName(result.Signal), null);
            case "hard-exit": return new(ImportFailureKind.HardExit, "", "the process ends with exit code " + result.Code, null);
            case "budget": return new(ImportFailureKind.Budget, "", "the time for all modules is used up", null);
            case "no-process": return new(ImportFailureKind.Budget, "", "the sandbox has no process left", null);
            case "exit":
                int code = result.Errors.Count == 0 ? -1 : result.Errors[0].ExitCode;
                return new(ImportFailureKind.Exit, "", "it leaves by SystemExit" + (code < 0 ? "" : " with " + code), Innermost(result));
        }

        foreach (ImportError error in result.Errors)
        {
            if (OfMissing(error, result, isOwn) is { } missing) return missing;
        }

        foreach (ImportError error in result.Errors)
        {
            if (OfCause(error, isApplication) is { } cause) return cause;
        }

        return result.Errors.Count == 0
            ? new(ImportFailureKind.Other, "", "it fails", null)
            : new(ImportFailureKind.Other, "", Said(result.Errors[0]), PlaceIn(result.Errors[0]));
    }

    // Also inside "raise X from e": the chain is walked from the outside.
    private static ImportFailure? OfMissing(ImportError error, ImportResult result, Func<string, string?, bool> isOwn)
    {
        if (!Is(error, "ImportError")) return null;
        if (Library(error.Message) is { } library) return new(ImportFailureKind.MissingLibrary, library, Said(error), PlaceIn(error));
        if (Is(error, "ModuleNotFoundError") && error.Name is { Length: > 0 } name)
        {
            string? importer = ImporterOf(result, name) ?? PlaceIn(error);
            return new(isOwn(name, importer) ? ImportFailureKind.MissingModule : ImportFailureKind.MissingDistribution, name, Said(error), importer);
        }

        // "from package import missing" is a plain ImportError; the finder at the end of the line has seen the whole name.
        foreach (UnknownName unknown in result.NotFound)
        {
            int dot = unknown.Name.LastIndexOf('.');
            if (dot > 0 && unknown.Name.Substring(0, dot) == error.Name && error.Message.Contains("'" + unknown.Name.Substring(dot + 1) + "'") && isOwn(unknown.Name, unknown.Importer))
                return new(ImportFailureKind.MissingModule, unknown.Name, Said(error), unknown.Importer ?? PlaceIn(error));
        }

        return new(ImportFailureKind.MissingName, error.Name ?? "", Said(error), PlaceIn(error));
    }

    private static ImportFailure? OfCause(ImportError error, Func<string, bool> isApplication)
    {
        if (Library(error.Message) is { } library) return new(ImportFailureKind.MissingLibrary, library, Said(error), PlaceIn(error));
        if (Is(error, "SyntaxError"))
            return new(ImportFailureKind.Syntax, error.File ?? "", Said(error), error.File is { } file ? file + ":" + Math.Max(1, error.Line) : PlaceIn(error));
        if (IsNetwork(error)) return new(ImportFailureKind.Network, "", Said(error), PlaceIn(error));
        if (Is(error, "OSError") && error.Number == ReadOnlyFileSystem) return new(ImportFailureKind.ReadOnly, error.File ?? "", Said(error), PlaceIn(error));
        if (Is(error, "OSError") && error.Number == PermissionDenied) return new(ImportFailureKind.Permission, error.File ?? "", Said(error), PlaceIn(error));
        if (Is(error, "OSError") && error.Number == NoSuchFile && error.File is { } path && isApplication(path)) return new(ImportFailureKind.MissingFile, path, Said(error), PlaceIn(error));
        return Variable(error) is { } variable ? new(ImportFailureKind.Environment, variable, Said(error), PlaceIn(error)) : null;
    }

    private static bool IsNetwork(ImportError error) =>
        error.Type is "socket.gaierror" or "socket.herror" || Is(error, "ConnectionError")
        || Mentions(error, "name resolution") || Mentions(error, "Name or service not known") || Mentions(error, "Network is unreachable")
        || Mentions(error, "could not translate host name") || Mentions(error, "Failed to resolve") || Mentions(error, "nodename nor servname");

    // os.environ[…] raises KeyError from os.py; settings libraries have classes of their own, told by their names.
    private static string? Variable(ImportError error)
    {
        string quoted = error.Message.Trim('\'', '"');
        if (error.Type == "builtins.KeyError" && error.Frames.Count > 0 && FileOf(error.Frames[error.Frames.Count - 1]).EndsWith("/os.py", StringComparison.Ordinal)) return quoted;
        if (error.Type == "builtins.KeyError" && IsVariableName(quoted)) return quoted;
        foreach (string name in error.Bases)
        {
            if (name is "ValidationError" or "ImproperlyConfigured" or "SettingsError" or "UndefinedValueError" or "ConfigurationError" or "EnvError") return "";
        }

        return Mentions(error, "environment variable") || Mentions(error, "env var") || Mentions(error, "must be set") || Mentions(error, "is not set") ? "" : null;
    }

    private static bool IsVariableName(string text)
    {
        if (text.Length < 2) return false;
        foreach (char c in text)
        {
            if (c is not ((>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_')) return false;
        }

        return true;
    }

    private static string? Library(string message)
    {
        int at = message.IndexOf(": cannot open shared object file", StringComparison.Ordinal);
        return at < 0 ? null : message.Substring(0, at);
    }

    private static string? ImporterOf(ImportResult result, string name)
    {
        string? importer = null;
        foreach (UnknownName unknown in result.NotFound)
        {
            if (unknown.Name == name) importer = unknown.Importer ?? importer;
        }

        return importer;
    }

    private static bool Is(ImportError error, string name)
    {
        foreach (string one in error.Bases)
        {
            if (one == name) return true;
        }

        return false;
    }

    private static bool Mentions(ImportError error, string words) => error.Message.IndexOf(words, StringComparison.OrdinalIgnoreCase) >= 0;

    private static string Said(ImportError error)
    {
        string type = error.Type.StartsWith("builtins.", StringComparison.Ordinal) ? error.Type.Substring("builtins.".Length) : error.Type;
        return error.Message.Length == 0 ? type : type + ": " + error.Message;
    }

    private static string? Innermost(ImportResult result) => result.Errors.Count == 0 ? null : PlaceIn(result.Errors[0]);

    // The innermost place that is not the standard library's: what somebody can mend.
    private static string? PlaceIn(ImportError error)
    {
        for (int i = error.Frames.Count - 1; i >= 0; i--)
        {
            if (!IsLibrary(FileOf(error.Frames[i]))) return error.Frames[i];
        }

        return null;
    }

    private static string? StackPlace(IReadOnlyList<string> stack)
    {
        foreach (string line in stack)
        {
            // File "/app/x.py", line 3 in f (CPython, Python/traceback.c: dump_frame)
            int start = line.IndexOf('"'), end = line.IndexOf("\", line ", StringComparison.Ordinal);
            if (start < 0 || end <= start) continue;
            string file = line.Substring(start + 1, end - start - 1);
            if (file.StartsWith("<", StringComparison.Ordinal) || IsLibrary(file)) continue;
            string rest = line.Substring(end + "\", line ".Length);
            int space = rest.IndexOf(' ');
            return file + ":" + (space < 0 ? rest : rest.Substring(0, space));
        }

        return null;
    }

    private static bool IsLibrary(string file) => file.Contains("/lib/python3") || file.StartsWith("<", StringComparison.Ordinal);

    /// <summary>The file of <c>file:line</c>.</summary>
    internal static string FileOf(string place) => place.LastIndexOf(':') is var colon and > 0 ? place.Substring(0, colon) : place;

    private static string SignalName(int signal) => signal switch
    {
        4 => "SIGILL",
        6 => "SIGABRT",
        7 => "SIGBUS",
        8 => "SIGFPE",
        9 => "SIGKILL (out of memory?)",
        11 => "SIGSEGV",
        15 => "SIGTERM",
        _ => "signal " + signal,
    };
}
