using System;

namespace PyImportScanner.Resolution;

/// <summary>Names that code makes at run time, so that no file stands for them.</summary>
internal static class VirtualModules
{
    // Sorted. A name that ends in a dot stands for everything below it; the rest for itself and everything below.
    private static readonly string[] Names =
    [
        "__main__", "_frozen_importlib", "_frozen_importlib_external", "gi.repository", "google._upb", "os.path",
        "pip._vendor", "pkg_resources.extern", "plumbum.cmd", "py.path", "requests.packages", "setuptools.extern", "sh.",
        "six.moves", "torch.classes", "uwsgi", "uwsgidecorators", "win32com.gen_py",
    ];

    /// <summary>Is the dotted name never to be called missing, once the packages above it are found?</summary>
    public static bool Contains(string name)
    {
        foreach (string known in Names)
        {
            if (!name.StartsWith(known, StringComparison.Ordinal)) continue;
            if (name.Length == known.Length || known[known.Length - 1] == '.' || name[known.Length] == '.') return true;
        }

        return false;
    }
}
