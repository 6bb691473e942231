using System;
using PyImportScanner.Expressions;
using PyImportScanner.Lexing;

namespace PyImportScanner.Imports;

/// <summary>
/// What a module does to the import system itself (language reference, 5.3 and 5.5): after it, modules may be found that no
/// file tells of.
/// </summary>
internal sealed class ImportSystemEdits
{
    private Mention modules;
    private Mention packagePath;
    private Mention metaPath;

    // from sys import modules
    private readonly bool modulesByName;

    public ImportSystemEdits(ReadOnlySpan<byte> text)
    {
        modules = Mention.First(text, "modules"u8);
        if (!modules.IsNone && text.IndexOf("sys.modules"u8) < 0 && !(modulesByName = text.IndexOf("import modules"u8) >= 0)) modules = Mention.None;
        packagePath = Mention.First(text, "__path__"u8);
        metaPath = Mention.First(text, "meta_path"u8);
    }

    /// <summary>See <see cref="ModuleBindings.IsOpen"/>.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>See <see cref="ModuleBindings.ChildrenAreUnknown"/>.</summary>
    public bool ChildrenAreUnknown { get; private set; }

    /// <summary>May one of them stand before this place?</summary>
    public bool MayOccur(int end) => modules.Next < end || packagePath.Next < end || metaPath.Next < end;

    /// <summary>A statement. What only reads <c>sys.modules</c>, <c>sys.meta_path</c> or <c>__path__</c> changes nothing.</summary>
    public void Visit(ReadOnlySpan<byte> text, int start, int end)
    {
        bool hasModules = modules.IsIn(text, "modules"u8, start, end);
        if (!(packagePath.IsIn(text, "__path__"u8, start, end) | metaPath.IsIn(text, "meta_path"u8, start, end) | hasModules)) return;
        var tokens = new TokenReader(text, start, end);
        while (tokens.Read())
        {
            if (tokens.Kind != TokenKind.Name) continue;
            if (hasModules && tokens.Is("modules"u8)) VisitModulesUse(text, tokens.Start, end);
            else if (tokens.Is("meta_path"u8)) ChildrenAreUnknown = IsOpen = true;
            else if (tokens.Is("__path__"u8) && IsEdited(text, tokens.Next, end)) ChildrenAreUnknown = true;
        }
    }

    private void VisitModulesUse(ReadOnlySpan<byte> text, int start, int end)
    {
        bool isMember = start > 0 && text[start - 1] == '.';
        if (!isMember && !modulesByName) return;
        Expression use = ExpressionParser.ParsePrefix(text, start, end, out int next);
        bool self = text.Slice(start, next - start).IndexOf("__name__"u8) >= 0;
        if (IsEdited(text, start + "modules".Length, end)) ChildrenAreUnknown = IsOpen = true;
        // sys.modules[__name__]: somebody takes hold of this very module, to set attributes of it as a rule.
        else if (self || use.Kind == ExpressionKind.Unknown) IsOpen = true;
    }

    // Behind the name: an assignment (`=`, `+=`, `[…] =`) or a method that changes the list or dictionary.
    private static bool IsEdited(ReadOnlySpan<byte> text, int from, int end)
    {
        var tokens = new TokenReader(text, from, end);
        tokens.Read();
        if (tokens.IsOperator('['))
        {
            int nesting = 1;
            while (nesting > 0 && tokens.Read())
            {
                if (tokens.IsOpening) nesting++;
                else if (tokens.IsClosing) nesting--;
            }

            tokens.Read();
            return tokens.IsOperator('=') || tokens.IsOperator(',');
        }

        if (tokens.IsOperator('=') || tokens.IsOperator(('+' << 8) | '=') || tokens.IsOperator(('|' << 8) | '=')) return true;
        if (!tokens.IsOperator('.')) return false;
        tokens.Read();
        return tokens.Is("append"u8) || tokens.Is("insert"u8) || tokens.Is("extend"u8) || tokens.Is("update"u8) || tokens.Is("setdefault"u8)
            || tokens.Is("pop"u8) || tokens.Is("remove"u8) || tokens.Is("clear"u8) || tokens.Is("__setitem__"u8);
    }
}
