using System;
using System.Collections.Generic;
using System.Threading;

namespace DockerLint.Cli.Smoke;

/// <summary>Does the same with several things at once, on threads of its own: each waits for programs most of the time.</summary>
internal static class Parallelly
{
    /// <summary>The results in the order of the items. What the first one throws is thrown, once all have ended.</summary>
    public static TResult[] Run<T, TResult>(IReadOnlyList<T> items, int width, Func<T, TResult> work)
    {
        var results = new TResult[items.Count];
        if (items.Count == 1)
        {
            results[0] = work(items[0]);
            return results;
        }

        int next = -1;
        var workers = new List<Background<bool>>();
        for (int i = 0; i < Math.Min(Math.Max(1, width), items.Count); i++)
        {
            workers.Add(Background.Start(() =>
            {
                for (int mine; (mine = Interlocked.Increment(ref next)) < items.Count;) results[mine] = work(items[mine]);
                return true;
            }));
        }

        Exception? failure = null;
        foreach (Background<bool> worker in workers)
        {
            try
            {
                _ = worker.Result;
            }
#pragma warning disable CA1031 // Thrown below: the others must come to their end, too.
            catch (Exception error)
#pragma warning restore CA1031
            {
                failure ??= error;
            }
        }

        if (failure is not null) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        return results;
    }
}
