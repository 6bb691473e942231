using System;
using System.Collections.Generic;

namespace PyImportScanner.Imports;

/// <summary>
/// One link of the chain of guards around a statement, shared by everything in the same block. A try is decided only
/// when its handlers have been read, so chains become lists at the end of the file.
/// </summary>
internal sealed class GuardNode
{
    // Nobody nests deeper by hand; it bounds what a long generated elif chain can cost.
    private const int MaximumGuards = 64;
    private Guard[]? flat;

    private GuardNode(GuardNode? parent) => Parent = parent;

    /// <summary>The next one outwards.</summary>
    public GuardNode? Parent { get; }

    private Guard? Guard { get; init; }

    private TryStatement? Body { get; init; }

    private bool IsFunction { get; init; }

    public static GuardNode Of(GuardNode? parent, Guard guard) => new(parent) { Guard = guard };

    public static GuardNode OfTry(GuardNode? parent, TryStatement statement) => new(parent) { Body = statement };

    /// <summary>A function body runs later, outside the try around its definition.</summary>
    public static GuardNode? OfFunction(GuardNode? parent) => parent is null ? null : new GuardNode(parent) { IsFunction = true };

    /// <summary>The guards, outermost first.</summary>
    public static Guard[] Flatten(GuardNode? node, ReadOnlySpan<byte> text)
    {
        if (node is null) return [];
        if (node.flat is not null) return node.flat;
        var guards = new List<Guard>();
        bool crossed = false;
        for (GuardNode? n = node; n is not null && guards.Count < MaximumGuards; n = n.Parent)
        {
            crossed |= n.IsFunction;
            Guard? guard = n.Guard ?? n.Body?.BodyGuard(text);
            if (guard is not null && !(crossed && EndsAtFunction(guard.Kind))) guards.Add(guard);
        }

        guards.Reverse();
        return node.flat = guards.ToArray();
    }

    private static bool EndsAtFunction(GuardKind kind) =>
        kind is GuardKind.TryImportError or GuardKind.TryReraise or GuardKind.SuppressImportError or GuardKind.ExceptImportError;
}
