using System;
using System.IO;
using System.Runtime.CompilerServices;
using System.Text;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Xunit.Sdk;

namespace TestSupport;

/// <summary>
/// Snapshot tests: compares text with <c>Approved/NAME.approved.txt</c> beside the test file. A difference writes
/// <c>NAME.received.txt</c>; <c>UPDATE_APPROVED=1</c> accepts it. Nothing is ever written when <c>CI=true</c>.
/// </summary>
public static class Approve
{
    public static void Text(string name, string actual, [CallerFilePath] string testFile = "")
    {
        string folder = Path.Combine(Path.GetDirectoryName(testFile)!, "Approved");
        string approvedPath = Path.Combine(folder, name + ".approved.txt");
        string receivedPath = Path.Combine(folder, name + ".received.txt");
        string? approved = File.Exists(approvedPath) ? File.ReadAllText(approvedPath) : null;
        if (approved == actual)
        {
            File.Delete(receivedPath);
            return;
        }

        bool inCi = Environment.GetEnvironmentVariable("CI") == "true";
        if (!inCi)
        {
            Directory.CreateDirectory(folder);
            if (Environment.GetEnvironmentVariable("UPDATE_APPROVED") == "1")
            {
                File.WriteAllText(approvedPath, actual);
                File.Delete(receivedPath);
                return;
            }

            File.WriteAllText(receivedPath, actual);
        }

        throw new XunitException(approved is null
            ? $"No approved text {approvedPath}. Received:\n{actual}"
            : $"{approvedPath} differs (- approved, + received):\n{Difference(approved, actual)}");
    }

    private static string Difference(string approved, string actual)
    {
        var text = new StringBuilder();
        foreach (DiffPiece line in new InlineDiffBuilder(new Differ()).BuildDiffModel(approved, actual).Lines)
        {
            if (line.Type == ChangeType.Inserted) text.Append("+ ").Append(line.Text).Append('\n');
            else if (line.Type == ChangeType.Deleted) text.Append("- ").Append(line.Text).Append('\n');
        }

        return text.ToString();
    }
}
