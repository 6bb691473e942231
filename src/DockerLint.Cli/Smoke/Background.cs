using System;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace DockerLint.Cli.Smoke;

/// <summary>Begins work on a thread of its own: it waits for programs, and the pool has no threads to spare.</summary>
internal static class Background
{
    public static Background<T> Start<T>(Func<T> work) => new(work);
}

/// <summary>Work that goes on beside.</summary>
internal sealed class Background<T>
{
    private readonly Thread thread;
    private ExceptionDispatchInfo? failure;
    private T? result;

    public Background(Func<T> work)
    {
        thread = new Thread(() =>
        {
            try
            {
                result = work();
            }
#pragma warning disable CA1031 // Thrown again where the result is asked for.
            catch (Exception error)
#pragma warning restore CA1031
            {
                failure = ExceptionDispatchInfo.Capture(error);
            }
        })
        { IsBackground = true };
        thread.Start();
    }

    /// <summary>Waits, whatever came of it.</summary>
    public void Wait() => thread.Join();

    /// <summary>Waits. What the work threw is thrown here.</summary>
    public T Result
    {
        get
        {
            thread.Join();
            failure?.Throw();
            return result!;
        }
    }
}
