using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace PyImportScanner.Tests.Closures;

/// <summary>A small program by seed: packages, namespace packages and modules on two directories of the path, importing each other.</summary>
internal sealed class RandomProgram
{
    private static readonly string[] Names = ["aa", "bb", "cc", "dd"];

    private readonly Random random;
    private readonly List<string> modules = [];

    public RandomProgram(int seed)
    {
        random = new Random(seed);
        AddDirectory("one", "", 0);
        AddDirectory("two", "", 0);
        foreach (string path in Files.Keys.Where(p => p.EndsWith(".py", StringComparison.Ordinal)).ToArray())
        {
            string[] parts = path.Substring(0, path.Length - 3).Split('/');
            bool isPackage = parts[^1] == "__init__";
            Files[path] = Text(random.Next(3), string.Join(".", parts.Skip(1).SkipLast(1)), isPackage);
        }

        Files["one/main.py"] = Text(5, "", isPackage: false);
    }

    /// <summary>Path to text, relative to the root of the case.</summary>
    public SortedDictionary<string, string> Files { get; } = new(StringComparer.Ordinal);

    private void AddDirectory(string path, string package, int depth)
    {
        int count = random.Next(1, 4);
        for (int i = 0; i < count; i++)
        {
            string name = Pick(Names);
            string child = path + "/" + name;
            string dotted = package.Length == 0 ? name : package + "." + name;
            modules.Add(dotted);
            if (depth < 2 && random.Next(5) < 3)
            {
                Files[random.Next(3) > 0 ? child + "/__init__.py" : child + "/data.txt"] = "";
                AddDirectory(child, dotted, depth + 1);
            }
            else
            {
                Files[child + ".py"] = "";
            }
        }
    }

    private string Text(int statements, string package, bool isPackage)
    {
        var text = new StringBuilder("v = 1\n");
        if (random.Next(2) == 0) text.Append("w = 1\n");
        if (random.Next(2) == 0) text.Append("_u = 1\n");
        if (random.Next(8) == 0) text.Append("__all__ = ['v', '").Append(Child(package, isPackage)).Append("']\n");
        for (int i = 0; i < statements; i++)
        {
            switch (random.Next(8))
            {
                case 0 or 1:
                    text.Append("try:\n    ").Append(Import(package)).Append("\nexcept ImportError:\n    ")
                        .Append(random.Next(3) == 0 ? Import(package) : "x = 1").Append('\n');
                    break;
                case 2:
                    text.Append("def f").Append(i).Append("():\n    ").Append(Import(package).Replace("*", "v", StringComparison.Ordinal)).Append('\n');
                    break;
                default:
                    text.Append(Import(package)).Append('\n');
                    break;
            }
        }

        return text.ToString();
    }

    private string Import(string package)
    {
        string module = Module();
        int dot = module.LastIndexOf('.');
        return random.Next(8) switch
        {
            0 or 1 => "import " + module,
            2 => "from " + module + " import " + Attribute(),
            3 when dot > 0 => "from " + module.Substring(0, dot) + " import " + module.Substring(dot + 1),
            4 => "from " + module + " import *",
            5 or 6 when package.Length > 0 => Relative(module, package),
            _ => random.Next(6) == 0 ? "from " + (random.Next(4) == 0 ? ".." : ".") + " import " + Pick(Names) : "import " + module,
        };
    }

    private string Relative(string module, string package)
    {
        string below = package + ".";
        if (module.StartsWith(below, StringComparison.Ordinal))
        {
            string tail = module.Substring(below.Length);
            return tail.Contains('.') ? "from ." + tail + " import " + Attribute() : "from . import " + tail;
        }

        int dot = package.LastIndexOf('.');
        bool isSibling = dot > 0 && module.StartsWith(package.Substring(0, dot + 1), StringComparison.Ordinal);
        return isSibling ? "from .." + module.Substring(dot + 1) + " import " + Attribute() : "from . import " + Pick(Names);
    }

    // Mostly what is there: a program of nothing but misses ends at its first line.
    private string Module() => random.Next(12) > 0 ? modules[random.Next(modules.Count)] : Pick(Names) + "." + Pick(Names);

    private string Child(string package, bool isPackage)
    {
        string[] children = modules.Where(m => isPackage && m.StartsWith(package + ".", StringComparison.Ordinal)).Select(m => m.Substring(package.Length + 1).Split('.')[0]).ToArray();
        return children.Length > 0 && random.Next(6) > 0 ? Pick(children) : "v";
    }

    private string Attribute() => random.Next(8) == 0 ? "w" : random.Next(10) == 0 ? "v, _u" : "v";

    private string Pick(string[] names) => names[random.Next(names.Length)];
}
