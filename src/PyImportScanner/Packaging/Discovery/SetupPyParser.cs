using System.Collections.Generic;
using System.Text;

namespace PyImportScanner.Packaging.Discovery;

/// <summary>Finds the call of <c>setup</c> in setup.py and the literals assigned before it. Nothing is executed.</summary>
internal sealed class SetupPyParser(List<PythonToken> tokens)
{
    private const int MaximumDepth = 40;

    // Each sum copies what it has so far.
    private const int MaximumSummands = 200;

    private readonly Dictionary<string, PythonLiteral> variables = new(System.StringComparer.Ordinal);
    private int at;
    private int depth;

    /// <summary>The call, or null where there is none or more than one.</summary>
    public PythonLiteral? FindSetup()
    {
        PythonLiteral? setup = null;
        while (at < tokens.Count)
        {
            PythonToken token = tokens[at];
            if (token.StartsLine && token.Kind == PythonTokenKind.Name && Text(at + 1) == "=" && Text(at + 2) != "=") ReadAssignment(token);
            else if (token.Kind == PythonTokenKind.Name && IsSetupCall())
            {
                if (setup is not null) return null;
                setup = ReadCall("setup", token.Line);
            }
            else
            {
                NoteChange(token);
                at++;
            }
        }

        return setup;
    }

    /// <summary>The literal behind a name.</summary>
    public PythonLiteral Resolve(PythonLiteral literal)
    {
        for (int steps = 0; literal.Kind == LiteralKind.Name && steps < 10; steps++)
        {
            if (!variables.TryGetValue(literal.Text, out PythonLiteral? value)) return Unknown(literal.Line);
            literal = value;
        }

        return literal.Kind == LiteralKind.Name ? Unknown(literal.Line) : literal;
    }

    private bool IsSetupCall()
    {
        bool isBare = tokens[at].Text == "setup" && Text(at + 1) == "(" && Text(at - 1) is not ("def" or ".");
        if (isBare) at += 1;
        bool isQualified = !isBare && tokens[at].Text is "setuptools" or "core" && Text(at + 1) == "." && Text(at + 2) == "setup" && Text(at + 3) == "(";
        if (isQualified) at += 3;
        return isBare || isQualified;
    }

    private void ReadAssignment(PythonToken name)
    {
        at += 2;
        PythonLiteral value = ReadExpression();
        variables[name.Text] = variables.ContainsKey(name.Text) ? Unknown(name.Line) : value;
    }

    /// <summary><c>x += …</c>, <c>x.append(…)</c>, <c>x[…] = …</c>: the literal is not the value any more.</summary>
    private void NoteChange(PythonToken token)
    {
        if (token.Kind != PythonTokenKind.Name || !variables.ContainsKey(token.Text)) return;
        bool isChange = Text(at + 1) is "." or "[" || (Text(at + 2) == "=" && Text(at + 1) is "+" or "-" or "|") || Text(at + 1) == "=";
        if (isChange) variables[token.Text] = Unknown(token.Line);
    }

    private PythonLiteral ReadExpression()
    {
        if (depth >= MaximumDepth) return SkipToDelimiter(Line);
        depth++;
        PythonLiteral left = ReadPrimary();
        for (int summands = 1; Text(at) == "+"; summands++)
        {
            at++;
            PythonLiteral right = ReadPrimary();
            left = summands < MaximumSummands ? Concatenate(left, right) : Unknown(left.Line);
        }

        depth--;
        return EndsExpression() ? left : SkipToDelimiter(left.Line);
    }

    private PythonLiteral Concatenate(PythonLiteral left, PythonLiteral right)
    {
        PythonLiteral first = Resolve(left), second = Resolve(right);
        if (first.Kind == LiteralKind.String && second.Kind == LiteralKind.String) return new PythonLiteral(LiteralKind.String, first.Text + second.Text, first.Line);
        var joined = new PythonLiteral(LiteralKind.List, "", first.Line);
        foreach (PythonLiteral part in (PythonLiteral[])[first, second])
        {
            if (part.Kind == LiteralKind.List) joined.Items.AddRange(part.Items);
            else joined.Items.Add(part.Kind == LiteralKind.Call ? part : Unknown(part.Line));
        }

        return joined;
    }

    private PythonLiteral ReadPrimary()
    {
        int line = Line;
        switch (Kind(at))
        {
            case PythonTokenKind.String:
                var text = new StringBuilder();
                while (Kind(at) == PythonTokenKind.String) text.Append(tokens[at++].Text);
                return new PythonLiteral(LiteralKind.String, text.ToString(), line);
            case PythonTokenKind.Name:
                return ReadName(line);
        }

        string opening = Text(at);
        if (opening is "[" or "(") return ReadSequence(opening == "[" ? "]" : ")", line);
        return opening == "{" ? ReadDictionary(line) : Unknown(line);
    }

    private PythonLiteral ReadName(int line)
    {
        int first = at++;
        while (Text(at) == "." && Kind(at + 1) == PythonTokenKind.Name) at += 2;
        var dotted = new StringBuilder();
        for (int i = first; i < at; i++) dotted.Append(tokens[i].Text);
        string name = dotted.ToString();

        if (Text(at) == "(") return ReadCall(name, line);
        return name switch
        {
            "True" => new PythonLiteral(LiteralKind.True, name, line),
            "False" => new PythonLiteral(LiteralKind.False, name, line),
            "None" => new PythonLiteral(LiteralKind.None, name, line),
            _ => new PythonLiteral(LiteralKind.Name, name, line),
        };
    }

    private PythonLiteral ReadSequence(string closing, int line)
    {
        at++;
        var list = new PythonLiteral(LiteralKind.List, "", line);
        bool hasComma = false;
        while (!Take(closing))
        {
            if (at >= tokens.Count) return Unknown(line);
            list.Items.Add(ReadExpression());
            if (Take(",")) hasComma = true;
            else if (Text(at) != closing) at++;
        }

        return closing == ")" && !hasComma && list.Items.Count == 1 ? list.Items[0] : list;
    }

    private PythonLiteral ReadDictionary(int line)
    {
        at++;
        var dictionary = new PythonLiteral(LiteralKind.Dictionary, "", line);
        while (!Take("}"))
        {
            if (at >= tokens.Count) return Unknown(line);
            PythonLiteral key = ReadExpression();
            PythonLiteral value = Take(":") ? ReadExpression() : Unknown(line);
            dictionary.Keys.Add(key);
            dictionary.Items.Add(value);
            if (!Take(",") && Text(at) != "}") at++;
        }

        return dictionary;
    }

    /// <summary>At the opening parenthesis.</summary>
    private PythonLiteral ReadCall(string name, int line)
    {
        at++;
        var call = new PythonLiteral(LiteralKind.Call, name, line);
        while (!Take(")"))
        {
            if (at >= tokens.Count) return call;
            if (Text(at) == "*")
            {
                bool isMapping = Text(at + 1) == "*";
                at += isMapping ? 2 : 1;
                if (!isMapping || !Unpack(Resolve(ReadExpression()), call)) call.HasUnpacking = true;
                if (!Take(",") && Text(at) != ")") at++;
                continue;
            }

            bool isKeyword = Kind(at) == PythonTokenKind.Name && Text(at + 1) == "=" && Text(at + 2) != "=";
            string? keyword = isKeyword ? tokens[at].Text : null;
            if (isKeyword) at += 2;
            PythonLiteral value = ReadExpression();
            if (keyword is not null) call.Keywords[keyword] = value;
            else call.Items.Add(value);
            if (!Take(",") && Text(at) != ")") at++;
        }

        return call;
    }

    /// <summary><c>setup(**METADATA)</c> with a dictionary that the file spells out.</summary>
    private static bool Unpack(PythonLiteral mapping, PythonLiteral call)
    {
        if (mapping.Kind == LiteralKind.Call && mapping.Text == "dict" && mapping.Items.Count == 0 && !mapping.HasUnpacking)
        {
            foreach (KeyValuePair<string, PythonLiteral> pair in mapping.Keywords) call.Keywords[pair.Key] = pair.Value;
            return true;
        }

        if (mapping.Kind != LiteralKind.Dictionary || !mapping.Keys.TrueForAll(static key => key.Kind == LiteralKind.String)) return false;
        for (int i = 0; i < mapping.Keys.Count; i++) call.Keywords[mapping.Keys[i].Text] = mapping.Items[i];
        return true;
    }

    private bool EndsExpression() =>
        at >= tokens.Count || Text(at) is "," or ")" or "]" or "}" or ":" || tokens[at].StartsLine;

    /// <summary>Steps over what is no literal, to the delimiter that ends it.</summary>
    private PythonLiteral SkipToDelimiter(int line)
    {
        int open = 0;
        for (; at < tokens.Count; at++)
        {
            string text = Text(at);
            if (open == 0 && (text is "," or ")" or "]" or "}" || (tokens[at].StartsLine && tokens[at].Kind == PythonTokenKind.Name))) break;
            if (text is "(" or "[" or "{") open++;
            else if (text is ")" or "]" or "}") open--;
        }

        return Unknown(line);
    }

    private bool Take(string expected)
    {
        if (Text(at) != expected) return false;
        at++;
        return true;
    }

    private int Line => at < tokens.Count ? tokens[at].Line : 0;

    private PythonTokenKind Kind(int index) => index < tokens.Count ? tokens[index].Kind : PythonTokenKind.End;

    /// <summary>The text of a token that is no string.</summary>
    private string Text(int index) => index >= 0 && index < tokens.Count && tokens[index].Kind != PythonTokenKind.String ? tokens[index].Text : "";

    private static PythonLiteral Unknown(int line) => new(LiteralKind.Unknown, "", line);
}
