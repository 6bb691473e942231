using System;
using System.Diagnostics;
using System.IO;
using System.Text.Json;

namespace PyImportScanner.Tests.Packaging;

/// <summary>Runs a short script with the machine's python3, where there is one: reference implementations to compare with.</summary>
internal static class PythonOracle
{
    /// <summary>The script's standard output for a JSON document on standard input, or null where it cannot run.</summary>
    public static string? Run(string script, object input)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, script);
            var start = new ProcessStartInfo("python3") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
            start.ArgumentList.Add(path);
            start.Environment["PYTHONIOENCODING"] = "utf-8:surrogatepass";
            using Process process = Process.Start(start)!;
            System.Threading.Tasks.Task<string> errors = process.StandardError.ReadToEndAsync();
            System.Threading.Tasks.Task<string> output = process.StandardOutput.ReadToEndAsync();
            process.StandardInput.Write(JsonSerializer.Serialize(input));
            process.StandardInput.Close();
            process.WaitForExit();
            if (process.ExitCode == 0) return output.Result;
            // Exit code 3: the module that the comparison needs is not installed.
            return process.ExitCode == 3 ? null : throw new InvalidOperationException(errors.Result);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
