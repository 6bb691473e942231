using System;
using System.Globalization;

namespace PyImportScanner.Imports;

/// <summary>A Python value that a test of version or platform is made of.</summary>
internal sealed class StaticValue
{
    private enum Type : byte
    {
        None,
        Boolean,
        Number,
        Text,
        Bytes,
        Tuple,
        Other,
    }

    private Type type;
    private double number;
    private StaticValue[] items = [];

    public static readonly StaticValue True = new() { type = Type.Boolean, number = 1 };
    public static readonly StaticValue False = new() { type = Type.Boolean };
    public static readonly StaticValue None = new() { type = Type.None };
    public static readonly StaticValue Ellipsis = new() { type = Type.Other };

    private StaticValue()
    {
    }

    /// <summary>The text of a string, else null.</summary>
    public string? Text { get; private set; }

    /// <summary>Python's truth value.</summary>
    public bool IsTrue => type switch
    {
        Type.None => false,
        Type.Boolean or Type.Number => number != 0,
        Type.Text or Type.Bytes => (Text ?? BytesText)!.Length > 0,
        Type.Tuple => items.Length > 0,
        _ => true,
    };

    private string? BytesText { get; init; }

    public static StaticValue Of(string text) => new() { type = Type.Text, Text = text };

    public static StaticValue OfBytes(string text) => new() { type = Type.Bytes, BytesText = text };

    public static StaticValue Of(long value) => new() { type = Type.Number, number = value };

    public static StaticValue OfTuple(StaticValue[] items) => new() { type = Type.Tuple, items = items };

    /// <summary>A number literal; null when it is not well formed.</summary>
    public static StaticValue? OfNumber(string literal)
    {
        string text = literal.Replace("_", "");
        if (text.Length > 2 && text[0] == '0' && (text[1] | 0x20) is 'x' or 'o' or 'b') return OfBased(text);
        if (text.EndsWith("j", StringComparison.OrdinalIgnoreCase)) text = text.Substring(0, text.Length - 1);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? new StaticValue { type = Type.Number, number = value }
            : null;
    }

    private static StaticValue OfBased(string text)
    {
        int radix = (text[1] | 0x20) switch { 'x' => 16, 'o' => 8, _ => 2 };
        double value = 0;
        for (int i = 2; i < text.Length; i++)
        {
            int digit = text[i] <= '9' ? text[i] - '0' : (text[i] | 0x20) - 'a' + 10;
            value = (value * radix) + digit;
        }

        return new StaticValue { type = Type.Number, number = value };
    }

    public StaticValue? Negate() => type is Type.Number or Type.Boolean ? new StaticValue { type = Type.Number, number = -number } : null;

    public StaticValue? Item(StaticValue index)
    {
        if (index.type is not (Type.Number or Type.Boolean)) return null;
        int length = Text?.Length ?? items.Length;
        double at = index.number < 0 ? index.number + length : index.number;
        if ((Text is null && type != Type.Tuple) || at < 0 || at >= length) return null;
        return Text is null ? items[(int)at] : Of(Text[(int)at].ToString());
    }

    public StaticValue? Slice(StaticValue? lower, StaticValue? upper)
    {
        if (Text is null && type != Type.Tuple) return null;
        int length = Text?.Length ?? items.Length;
        if (Bound(lower, 0, length) is not { } from || Bound(upper, length, length) is not { } to) return null;
        to = Math.Max(from, to);
        if (Text is not null) return Of(Text.Substring(from, to - from));
        var part = new StaticValue[to - from];
        Array.Copy(items, from, part, 0, part.Length);
        return OfTuple(part);
    }

    /// <summary><c>str.startswith</c> and <c>str.endswith</c> with a string or a tuple of strings.</summary>
    public static StaticValue? HasAffix(string text, StaticValue affix, bool start)
    {
        if (affix.Text is { } one)
            return (start ? text.StartsWith(one, StringComparison.Ordinal) : text.EndsWith(one, StringComparison.Ordinal)) ? True : False;
        if (affix.type != Type.Tuple) return null;
        foreach (StaticValue item in affix.items)
        {
            if (item.Text is null) return null;
            if (HasAffix(text, item, start)!.IsTrue) return True;
        }

        return False;
    }

    /// <summary>One comparison; null where Python raises TypeError or the operator is not decidable.</summary>
    public static StaticValue? Compare(string operation, StaticValue a, StaticValue b)
    {
        bool? result = operation switch
        {
            "==" or "is" => AreEqual(a, b),
            "!=" or "is-not" => !AreEqual(a, b),
            "in" => Contains(b, a),
            "not-in" => !Contains(b, a),
            _ => Order(a, b) is { } order ? operation switch { "<" => order < 0, "<=" => order <= 0, ">" => order > 0, _ => order >= 0 } : null,
        };
        return result is null ? null : result.Value ? True : False;
    }

    private static int? Bound(StaticValue? value, int missing, int length)
    {
        if (value is null || value.type == Type.None) return missing;
        if (value.type is not (Type.Number or Type.Boolean)) return null;
        double at = value.number < 0 ? value.number + length : value.number;
        return (int)Math.Max(0, Math.Min(length, at));
    }

    private static bool IsNumeric(StaticValue value) => value.type is Type.Number or Type.Boolean;

    private static bool AreEqual(StaticValue a, StaticValue b)
    {
        if (IsNumeric(a) && IsNumeric(b)) return a.number == b.number;
        if (a.type != b.type || a.type == Type.Other) return ReferenceEquals(a, b);
        if (a.type != Type.Tuple) return a.Text == b.Text && a.BytesText == b.BytesText;
        if (a.items.Length != b.items.Length) return false;
        for (int i = 0; i < a.items.Length; i++)
        {
            if (!AreEqual(a.items[i], b.items[i])) return false;
        }

        return true;
    }

    private static bool? Contains(StaticValue container, StaticValue item)
    {
        if (container.Text is not null) return item.Text is null ? null : container.Text.Contains(item.Text);
        if (container.type != Type.Tuple) return null;
        foreach (StaticValue candidate in container.items)
        {
            if (AreEqual(candidate, item)) return true;
        }

        return false;
    }

    private static int? Order(StaticValue a, StaticValue b)
    {
        if (IsNumeric(a) && IsNumeric(b)) return a.number.CompareTo(b.number);
        if (a.Text is not null && b.Text is not null) return string.CompareOrdinal(a.Text, b.Text);
        if (a.type != Type.Tuple || b.type != Type.Tuple) return null;
        for (int i = 0; i < Math.Min(a.items.Length, b.items.Length); i++)
        {
            if (!AreEqual(a.items[i], b.items[i])) return Order(a.items[i], b.items[i]);
        }

        return a.items.Length.CompareTo(b.items.Length);
    }
}
