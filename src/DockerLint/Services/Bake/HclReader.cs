using System;
using System.Collections.Generic;
using System.Text;
using DockerLint.Services.Data;
using DockerLint.Services.Evidence;

namespace DockerLint.Services.Bake;

/// <summary>
/// Reads the part of HCL that bake files are written in (HCL native syntax specification): blocks with labels, attributes,
/// strings, heredocs, lists and objects. The result has the shape of the JSON form: <c>target.NAME.attribute</c>. Function calls
/// and operators become holes.
/// </summary>
internal sealed class HclReader
{
    private const int MaximumDepth = 64;

    private readonly string text;
    private int at;
    private int line = 1;
    private int depth;
    private string? error;

    private HclReader(string text) => this.text = text;

    public static DataDocuments Read(string text)
    {
        var reader = new HclReader(text);
        DataNode root = reader.Body(isTop: true);
        return new DataDocuments([root], reader.error, reader.error is null ? 0 : reader.line);
    }

    private char Current => at < text.Length ? text[at] : '\0';

    private void Next()
    {
        if (Current == '\n') line++;
        at++;
    }

    private void Fail(string message)
    {
        error ??= message;
        at = text.Length;
    }

    private void Skip(bool lines)
    {
        while (at < text.Length)
        {
            char c = Current;
            if (c is ' ' or '\t' or '\r' || (lines && c == '\n')) Next();
            else if (c == '#' || (c == '/' && Peek(1) == '/')) SkipUntil("\n", keep: true);
            else if (c == '/' && Peek(1) == '*') SkipUntil("*/", keep: false);
            else break;
        }
    }

    private char Peek(int ahead) => at + ahead < text.Length ? text[at + ahead] : '\0';

    private void SkipUntil(string end, bool keep)
    {
        int stop = text.IndexOf(end, at, StringComparison.Ordinal);
        stop = stop < 0 ? text.Length : keep ? stop : stop + end.Length;
        while (at < stop) Next();
    }

    /// <summary>Attributes and blocks. Blocks of one type are gathered in one mapping, label to body.</summary>
    private DataNode Body(bool isTop)
    {
        int start = line;
        var members = new List<DataNodeMember>();
        var blocks = new Dictionary<string, List<DataNodeMember>>(StringComparer.Ordinal);
        while (true)
        {
            Skip(lines: true);
            if (at >= text.Length || Current == '}') break;
            int keyLine = line;
            string? key = Current == '"' ? Quoted() : Identifier();
            if (key is null)
            {
                Fail("expected a name");
                break;
            }

            Skip(lines: false);
            if (Current is '=' or ':')
            {
                Next();
                members.Add(new DataNodeMember(key, keyLine, Expression()));
            }
            else
            {
                Block(key, keyLine, blocks);
            }

            Skip(lines: false);
            if (Current == ',') Next();
        }

        if (isTop && Current == '}') Fail("a } too many");
        foreach (KeyValuePair<string, List<DataNodeMember>> block in blocks) members.Add(new DataNodeMember(block.Key, block.Value[0].Line, DataNode.Mapping(block.Value, block.Value[0].Line)));
        return DataNode.Mapping(members, start);
    }

    private void Block(string type, int keyLine, Dictionary<string, List<DataNodeMember>> blocks)
    {
        string label = "";
        while (Current is not ('{' or '\0' or '\n'))
        {
            string? part = Current == '"' ? Quoted() : Identifier();
            if (part is null) break;
            label = part;
            Skip(lines: false);
        }

        if (Current != '{' || depth >= MaximumDepth)
        {
            Fail("expected = or { behind " + type);
            return;
        }

        Next();
        depth++;
        DataNode body = Body(isTop: false);
        depth--;
        if (Current == '}') Next();
        else Fail("a block is not closed");
        if (!blocks.TryGetValue(type, out List<DataNodeMember>? list)) blocks[type] = list = [];
        list.Add(new DataNodeMember(label, keyLine, body));
    }

    private string? Identifier()
    {
        int start = at;
        while (char.IsLetterOrDigit(Current) || Current is '_' or '-' or '.') at++;
        return at > start ? text.Substring(start, at - start) : null;
    }

    private DataNode Expression()
    {
        Skip(lines: false);
        int start = line;
        int from = at;
        DataNode value = Operand();
        Skip(lines: false);
        if (Current is '\n' or '\0' or ',' or ']' or '}' or ')') return value;
        // An operator or a call: the value is not worked out, but its end must be found.
        SkipExpression();
        string source = text.Substring(from, Math.Min(at, text.Length) - from).Trim();
        return DataNode.Scalar(Holes.Make(source), true, start);
    }

    private DataNode Operand()
    {
        int start = line;
        if (++depth > MaximumDepth)
        {
            Fail("nested too deeply");
            return DataNode.Scalar("", false, start);
        }

        DataNode node = Current switch
        {
            '"' => DataNode.Scalar(Quoted() ?? "", true, start),
            '[' => List(),
            '{' => Object(),
            '<' when Peek(1) == '<' => DataNode.Scalar(Heredoc(), true, start),
            _ => Word(start),
        };
        depth--;
        return node;
    }

    private DataNode Word(int start)
    {
        string? word = Identifier();
        if (word is null) return DataNode.Scalar("", false, start);
        if (word is "null" or "true" or "false" || char.IsDigit(word[0]) || word[0] == '-') return DataNode.Scalar(word, false, start);
        return DataNode.Scalar("${" + word + "}", true, start);
    }

    private DataNode List()
    {
        int start = line;
        var items = new List<DataNode>();
        Next();
        while (true)
        {
            Skip(lines: true);
            if (Current is ']' or '\0') break;
            items.Add(Expression());
            Skip(lines: true);
            if (Current == ',') Next();
            else if (Current != ']')
            {
                Fail("expected , or ] in a list");
                break;
            }
        }

        if (Current == ']') Next();
        return DataNode.Sequence(items, start);
    }

    private DataNode Object()
    {
        Next();
        DataNode body = Body(isTop: false);
        if (Current == '}') Next();
        else Fail("an object is not closed");
        return body;
    }

    private void SkipExpression()
    {
        int open = 0;
        while (at < text.Length)
        {
            char c = Current;
            if (c == '"') Quoted();
            else if (open == 0 && c is '\n' or ',' or ']' or '}' or ')') return;
            else
            {
                if (c is '(' or '[' or '{') open++;
                if (c is ')' or ']' or '}') open--;
                Next();
            }
        }
    }

    /// <summary>A string with its templates kept as they are.</summary>
    private string? Quoted()
    {
        var result = new StringBuilder();
        int templates = 0;
        Next();
        while (at < text.Length && (Current != '"' || templates > 0))
        {
            if (Current == '\n')
            {
                Fail("a string is not closed");
                return null;
            }

            if (Current == '\\' && Peek(1) != '\0')
            {
                Next();
                result.Append(Current switch { 'n' => '\n', 't' => '\t', _ => Current });
            }
            else
            {
                if (Current is '$' && Peek(1) == '{') templates++;
                if (Current == '}' && templates > 0) templates--;
                result.Append(Current);
            }

            Next();
        }

        Next();
        return result.ToString();
    }

    private string Heredoc()
    {
        at += 2;
        if (Current == '-') at++;
        string word = Identifier() ?? "";
        SkipUntil("\n", keep: false);
        var result = new StringBuilder();
        while (at < text.Length)
        {
            int end = text.IndexOf('\n', at);
            string one = end < 0 ? text.Substring(at) : text.Substring(at, end - at);
            if (one.Trim() == word)
            {
                at += one.Length;
                return result.ToString();
            }

            result.Append(one).Append('\n');
            at += one.Length;
            Next();
        }

        Fail("a heredoc is not closed");
        return result.ToString();
    }
}
