using System;
using System.Collections.Generic;
using System.Text;
using DockerLint.Services.Evidence;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.Services.Scripts;

/// <summary>Makefiles: the recipe lines of every rule, with the variables that the file itself sets (GNU make manual, "How to Use Variables").</summary>
internal sealed class MakefileSource : IEvidenceSource
{
    private const int MaximumDepth = 12;
    private const int MaximumLength = 20_000;

    public bool IsCandidate(string path) => IsMakefile(TreePath.Name(path));

    public static bool IsMakefile(string name) =>
        name.Equals("makefile", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Makefile.", StringComparison.Ordinal) || name is "GNUmakefile" or "justfile" or "Justfile" || name.EndsWith(".mk", StringComparison.Ordinal) || name.EndsWith(".mak", StringComparison.Ordinal);

    public void Read(IReadOnlyList<EvidenceFile> files, EvidenceContext context, EvidenceSink sink)
    {
        foreach (EvidenceFile file in files)
        {
            if (ScriptMentions.MayBuild(file.Bytes.Span)) new Reader(file, context, sink).Read();
        }
    }

    private sealed class Reader(EvidenceFile file, EvidenceContext context, EvidenceSink sink)
    {
        private readonly Dictionary<string, string> variables = new(StringComparer.Ordinal);
        private readonly List<(string Target, string Text, int Line)> recipes = [];

        public void Read()
        {
            Split();
            foreach ((string target, string text, int line) in recipes)
            {
                variables["@"] = target;
                string command = Expand(text.TrimStart('\t', ' ', '@', '-', '+'), 0);
                if (command.Length > MaximumLength || command.IndexOf("build", StringComparison.Ordinal) < 0) continue;
                ScriptMentions.Read(command, file, context, EvidenceKind.Makefile, file.Directories, sink, ScriptMentions.Unset, firstLine: line, name: target);
            }
        }

        private void Split()
        {
            string[] lines = file.Text.Split('\n');
            string target = "";
            for (int i = 0; i < lines.Length; i++)
            {
                int first = i + 1;
                string line = lines[i].TrimEnd('\r');
                bool isRecipe = line.StartsWith("\t", StringComparison.Ordinal) || (line.StartsWith("  ", StringComparison.Ordinal) && target.Length > 0);
                var text = new StringBuilder(line);
                while (EndsInBackslash(text) && i + 1 < lines.Length)
                {
                    // The newline stays, so that lines of the recipe keep their numbers.
                    text.Append('\n').Append(lines[++i].TrimEnd('\r'));
                }

                if (isRecipe) recipes.Add((target, text.ToString(), first));
                else if (!TryAssign(text.ToString()) && TargetOf(line) is { } name) target = name;
            }
        }

        private static bool EndsInBackslash(StringBuilder text) => text.Length > 0 && text[text.Length - 1] == '\\';

        private bool TryAssign(string line)
        {
            int equals = line.IndexOf('=');
            if (equals <= 0 || line[0] == '#') return false;
            int end = equals;
            while (end > 0 && line[end - 1] is ':' or '?' or '+' or '!') end--;
            string name = line.Substring(0, end).Trim();
            if (name.StartsWith("export ", StringComparison.Ordinal)) name = name.Substring(7).Trim();
            if (!ShellParser.IsName(name.Replace('-', '_').Replace('.', '_'))) return false;
            string value = line.Substring(equals + 1).Replace("\\\n", " ").Trim();
            int comment = value.IndexOf(" #", StringComparison.Ordinal);
            if (comment >= 0) value = value.Substring(0, comment).TrimEnd();
            value = value.Trim('"', '\'');
            bool keeps = line[equals - 1] == '?' && variables.ContainsKey(name);
            if (line[equals - 1] == '+' && variables.TryGetValue(name, out string? before)) variables[name] = before + " " + value;
            else if (!keeps) variables[name] = value;
            return true;
        }

        private static string? TargetOf(string line)
        {
            int colon = line.IndexOf(':');
            if (colon <= 0 || line[0] is '#' or '.' or ' ') return line.Length == 0 || line[0] == '#' ? null : line.StartsWith(".", StringComparison.Ordinal) ? "" : null;
            string name = line.Substring(0, colon).Trim();
            int blank = name.IndexOf(' ');
            return blank < 0 ? name : name.Substring(0, blank);
        }

        /// <summary>Make's references become text; what make does not set is left to the shell as <c>${NAME}</c>.</summary>
        private string Expand(string text, int depth)
        {
            if (text.IndexOf('$') < 0 && text.IndexOf("{{", StringComparison.Ordinal) < 0) return text;
            var result = new StringBuilder();
            for (int i = 0; i < text.Length && result.Length <= MaximumLength; i++)
            {
                char next = i + 1 < text.Length ? text[i + 1] : '\0';
                if (text[i] == '{' && next == '{' && text.IndexOf("}}", i, StringComparison.Ordinal) is var close and > 0)
                {
                    result.Append(Reference(text.Substring(i + 2, close - i - 2).Trim(), depth));
                    i = close + 1;
                }
                else if (text[i] != '$' || next == '\0')
                {
                    result.Append(text[i]);
                }
                else if (next == '$')
                {
                    result.Append('$');
                    i++;
                }
                else if (next is '(' or '{' && End(text, i + 1) is var end and > 0)
                {
                    result.Append(Reference(text.Substring(i + 2, end - i - 2), depth));
                    i = end;
                }
                else
                {
                    result.Append(Reference(next.ToString(), depth));
                    i++;
                }
            }

            return result.ToString();
        }

        private static int End(string text, int open)
        {
            char close = text[open] == '(' ? ')' : '}';
            int depth = 0;
            for (int i = open; i < text.Length; i++)
            {
                if (text[i] == text[open]) depth++;
                else if (text[i] == close && --depth == 0) return i;
            }

            return -1;
        }

        private string Reference(string name, int depth)
        {
            if (depth > MaximumDepth) return "";
            if (name is "CURDIR" or "PWD" or "shell pwd" or "justfile_directory()" or "justfile_dir()" or "invocation_directory()") return ".";
            if (name is "MAKE") return "make";
            if (name.StartsWith("shell git rev-parse --show-toplevel", StringComparison.Ordinal)) return "/";
            if (name.StartsWith("shell ", StringComparison.Ordinal)) return "$(" + Expand(name.Substring(6), depth + 1) + ")";
            if (name.StartsWith("dir $(", StringComparison.Ordinal) || name.IndexOf("MAKEFILE_LIST", StringComparison.Ordinal) >= 0) return "./";
            if (variables.TryGetValue(name, out string? value)) return Expand(value, depth + 1);
            if (name == "@") return "";
            return ShellParser.IsName(name) ? "${" + name + "}" : "${_unknown_}";
        }
    }
}
