using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace DockerLint.Cli.Processes;

/// <summary>Runs a program to its end.</summary>
internal static class ProcessRunner
{
    // Whoever inherited a pipe may hold it open after the program itself has ended.
    private static readonly TimeSpan PatienceWithPipes = TimeSpan.FromSeconds(2);

    /// <summary>Runs it and waits. When <paramref name="cancellation"/> is signalled it is killed, with all that it started.</summary>
    /// <exception cref="UsageException">The program is not installed, or cannot be started; one line says so.</exception>
    public static ProcessResult Run(ProcessRequest request, CancellationToken cancellation = default)
    {
        using Process process = Start(request);
        var output = new BoundedBuffer(request.OutputLimit);
        var error = new BoundedBuffer(request.ErrorLimit);
        // Threads of our own: the pool starts with one thread per core, and a blocked read holds one.
        ExceptionDispatchInfo? failure = null;
        void Guard(Action work)
        {
            try
            {
                work();
            }
#pragma warning disable CA1031 // What a callback throws belongs to the caller, not to this thread.
            catch (Exception thrown)
#pragma warning restore CA1031
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(thrown), null);
            }
        }

        Thread write = Begin(() => Guard(() => Feed(process.StandardInput.BaseStream, request)));
        Thread readOutput = Begin(() => Drain(process.StandardOutput.BaseStream, output, stream => Guard(() => request.ReadOutput!(stream)), request.ReadOutput is not null, null));
        Thread readError = Begin(() => Drain(process.StandardError.BaseStream, error, null, false, request.ErrorPiece));
        ProcessEnding ending = Wait(process, request, cancellation);
        DateTime last = DateTime.UtcNow + PatienceWithPipes;
        foreach (Thread thread in (Thread[])[readOutput, readError, write])
        {
            // A reader that was given to us may still be at work on what came; it is only cut off when the program was killed.
            if (thread == readOutput && request.ReadOutput is not null && ending == ProcessEnding.Exited) thread.Join();
            else thread.Join(last > DateTime.UtcNow ? last - DateTime.UtcNow : TimeSpan.Zero);
        }

        failure?.Throw();
        return new ProcessResult(process.HasExited ? process.ExitCode : -1, output.Content(), error.Content(), ending, output.IsTruncated);
    }

    private static Process Start(ProcessRequest request)
    {
        string program = ProgramFinder.Find(request.Program)
            ?? throw new UsageException(request.Program + " is not installed, or not on PATH" + (request.MissingHint is null ? "" : ": " + request.MissingHint));
        var start = new ProcessStartInfo(program, request.Arguments)
        {
            WorkingDirectory = request.WorkingDirectory ?? "",
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        if (request.Environment is not null)
        {
            foreach ((string name, string? value) in request.Environment) start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start) ?? throw new UsageException(program + " cannot be started");
        }
        catch (Win32Exception error)
        {
            throw new UsageException(program + " cannot be started: " + error.Message);
        }
    }

    private static ProcessEnding Wait(Process process, ProcessRequest request, CancellationToken cancellation)
    {
        using var cancelled = new ManualResetEventSlim();
        using CancellationTokenRegistration registration = cancellation.Register(cancelled.Set);
        // Not WaitForExit: without a time it also waits for the pipes, which a grandchild may hold for ever.
        // Nor is the event disposed of: that of a killed program may still come.
        var ended = new ManualResetEvent(initialState: false);
        process.Exited += (_, _) => ended.Set();
        process.EnableRaisingEvents = true;
        int which = WaitHandle.WaitAny([ended, cancelled.WaitHandle], request.Timeout ?? Timeout.InfiniteTimeSpan);
        if (which == 0) return ProcessEnding.Exited;
        request.Stop?.Invoke();
        if (request.Stop is null || !process.WaitForExit((int)PatienceWithPipes.TotalMilliseconds)) Kill(process);
        process.WaitForExit((int)PatienceWithPipes.TotalMilliseconds);
        return which == 1 ? ProcessEnding.Cancelled : ProcessEnding.TimedOut;
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended meanwhile.
        }
    }

    private static void Feed(Stream stream, ProcessRequest request)
    {
        try
        {
            using (stream)
            {
                if (request.WriteInput is { } write) write(stream);
                else if (request.Input is { } input) stream.Write(input.Span);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The program does not read what it was given, which is its business.
        }
    }

    private static void Drain(Stream stream, BoundedBuffer kept, Action<Stream>? reader, bool isRead, Action<ReadOnlyMemory<byte>>? piece)
    {
        try
        {
            if (isRead) reader!(stream);
            byte[] buffer = new byte[16 << 10];
            for (int count; (count = stream.Read(buffer)) > 0;)
            {
                if (!isRead) kept.Add(buffer.AsSpan(0, count));
                piece?.Invoke(buffer.AsMemory(0, count));
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The pipe was cut with the program.
        }
    }

    private static Thread Begin(ThreadStart work)
    {
        var thread = new Thread(work, 256 << 10) { IsBackground = true };
        thread.Start();
        return thread;
    }
}
