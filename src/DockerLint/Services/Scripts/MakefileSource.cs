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
    private const int MaximumInstances = 64;
    private const int MaximumGoals = 4_000;
    private const int MaximumExpansions = 100_000;

    public bool IsCandidate(string path) => IsMakefile(TreePath.Name(path));

    public static bool IsMakefile(string name) =>
        name.Equals("makefile", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Makefile.", StringComparison.Ordinal) || name is "GNUmakefile" or "justfile" or "Justfile" || name.EndsWith(".mk", StringComparison.Ordinal) || name.EndsWith(".mak", StringComparison.Ordinal);

    public void Read(IReadOnlyList<EvidenceFile> files, EvidenceContext context, EvidenceSink sink)
    {
        foreach (EvidenceFile file in files)
        {
            if (context.MayBuild(file.Bytes.Span)) new Reader(file, context, sink).Read();
        }
    }

    private sealed class Reader(EvidenceFile file, EvidenceContext context, EvidenceSink sink)
    {
        private readonly Dictionary<string, string> variables = new(StringComparer.Ordinal);
        private readonly List<(string Target, string Text, int Line)> recipes = [];
        private readonly HashSet<string> goals = new(StringComparer.Ordinal);
        private int expansions;

        public void Read()
        {
            Split();
            foreach ((string targets, string text, int line) in recipes)
            {
                foreach ((string target, string stem) in Instances(targets))
                {
                    variables["@"] = target;
                    variables["*"] = stem;
                    Read(target, text, line);
                }
            }
        }

        private void Read(string target, string text, int line)
        {
            foreach (string expanded in Commands(text))
            {
                string command = expanded.TrimStart('\t', ' ', '@', '-', '+');
                if (command.Length > MaximumLength || (command.IndexOf("build", StringComparison.Ordinal) < 0 && !context.MayBuild(command))) continue;
                ScriptMentions.Read(command, file, context, EvidenceKind.Makefile, file.Directories, sink, ScriptMentions.Unset, firstLine: line, name: target);
            }
        }

        /// <summary>The text as the shell gets it; the lines of a <c>define</c> that is called are commands of their own.</summary>
        private string[] Commands(string text)
        {
            string expanded = Expand(text, 0);
            return text.IndexOf("call ", StringComparison.Ordinal) >= 0 ? expanded.Replace("\\\n", " ").Split('\n') : [expanded];
        }

        /// <summary>
        /// The targets of a rule, each with what <c>%</c> stands for: a pattern is what the goals and prerequisites of the file make of it
        /// (GNU make manual, "How Patterns Match").
        /// </summary>
        private List<(string Target, string Stem)> Instances(string targets)
        {
            var instances = new List<(string, string)>();
            foreach (string target in targets.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
            {
                int percent = target.IndexOf('%');
                if (percent < 0) instances.Add((target, ""));
                else foreach (string goal in goals)
                {
                    if (goal.Length >= target.Length && goal.StartsWith(target.Substring(0, percent), StringComparison.Ordinal) && goal.EndsWith(target.Substring(percent + 1), StringComparison.Ordinal))
                        instances.Add((goal, goal.Substring(percent, goal.Length - target.Length + 1)));
                }

                if (instances.Count > MaximumInstances) break;
            }

            return instances.Count > 0 ? instances : [(targets, Holes.Make("*"))];
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

                if (line.StartsWith("define ", StringComparison.Ordinal)) i = Define(lines, i);
                else if (isRecipe) recipes.Add((target, text.ToString(), first));
                else if (!TryAssign(text.ToString()) && TargetsOf(line) is { } names) target = Rule(names, text.ToString(), first);
            }
        }

        /// <summary>The head of a rule: its prerequisites are goals, and behind a semicolon begins its recipe.</summary>
        private string Rule(string names, string line, int number)
        {
            string rest = line.Substring(line.IndexOf(':') + 1).TrimStart(':');
            int semicolon = rest.IndexOf(';');
            if (semicolon >= 0) recipes.Add((names, rest.Substring(semicolon + 1), number));
            string prerequisites = Expand(semicolon < 0 ? rest : rest.Substring(0, semicolon), 0);
            foreach (string word in (names + " " + prerequisites).Split([' ', '\t', '\\', '\n'], StringSplitOptions.RemoveEmptyEntries))
            {
                if (goals.Count < MaximumGoals && word.IndexOf('%') < 0 && word.IndexOf('$') < 0) goals.Add(word);
            }

            return names;
        }

        // define NAME … endef: the value of a variable, of several lines.
        private int Define(string[] lines, int at)
        {
            string name = lines[at].Substring("define ".Length).Trim().TrimEnd('=', ':').Trim();
            var body = new StringBuilder();
            for (at++; at < lines.Length && lines[at].Trim() != "endef"; at++) body.Append(lines[at].TrimEnd('\r')).Append('\n');
            variables[name] = body.ToString();
            return at;
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

        private static string? TargetsOf(string line)
        {
            int colon = line.IndexOf(':');
            if (colon <= 0 || line[0] is '#' or '.' or ' ') return line.Length == 0 || line[0] == '#' ? null : line.StartsWith(".", StringComparison.Ordinal) ? "" : null;
            return line.Substring(0, colon).Trim();
        }

        /// <summary>Make's references become text; what make does not set is left to the shell as <c>${NAME}</c>.</summary>
        private string Expand(string text, int depth)
        {
            if (text.IndexOf('$') < 0 && text.IndexOf("{{", StringComparison.Ordinal) < 0) return text;
            // A hundred references to a hundred references … to nothing have no length that would stop them.
            if (++expansions > MaximumExpansions) return "";
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
            if (name.StartsWith("call ", StringComparison.Ordinal)) return Call(name.Substring("call ".Length).Split(','), depth);
            if (name.StartsWith("addprefix ", StringComparison.Ordinal) || name.StartsWith("addsuffix ", StringComparison.Ordinal)) return Affixed(name, depth);
            if (name.StartsWith("subst ", StringComparison.Ordinal) && name.Substring("subst ".Length).Split(',') is { Length: 3 } parts)
            {
                string from = Expand(parts[0], depth + 1), to = Expand(parts[1], depth + 1), text = Expand(parts[2], depth + 1);
                // As GNU make does: what is sought may be a variable that is empty, and the end of the text is the first place of nothing.
                return from.Length == 0 ? text + to : text.Replace(from, to);
            }

            return ShellParser.IsName(name) ? "${" + name + "}" : "${_unknown_}";
        }

        /// <summary><c>$(call name,a,b)</c>: the variable with <c>$(1)</c>, <c>$(2)</c> … set.</summary>
        private string Call(string[] arguments, int depth)
        {
            if (!variables.TryGetValue(arguments[0].Trim(), out string? body)) return "";
            var before = new List<string?>();
            for (int i = 1; i < arguments.Length; i++)
            {
                string number = i.ToString(System.Globalization.CultureInfo.InvariantCulture);
                before.Add(variables.TryGetValue(number, out string? old) ? old : null);
                variables[number] = Expand(arguments[i].Trim(), depth + 1);
            }

            string text = Expand(body, depth + 1);
            for (int i = 0; i < before.Count; i++)
            {
                string number = (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
                if (before[i] is { } old) variables[number] = old;
                else variables.Remove(number);
            }

            return text;
        }

        private string Affixed(string function, int depth)
        {
            int comma = function.IndexOf(',');
            if (comma < 0) return "";
            bool isPrefix = function.StartsWith("addprefix", StringComparison.Ordinal);
            string affix = Expand(function.Substring("addprefix ".Length, comma - "addprefix ".Length), depth + 1);
            string[] words = Expand(function.Substring(comma + 1), depth + 1).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            for (int i = 0; i < words.Length; i++) words[i] = isPrefix ? affix + words[i] : words[i] + affix;
            return string.Join(" ", words);
        }
    }
}
