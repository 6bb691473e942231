using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;

namespace DockerLint.Cli.Drift;

/// <summary>
/// Posts a message. The address is a secret (who knows it can write into the channel): it comes from an environment variable, and
/// no message of ours names it.
/// </summary>
internal sealed class Webhook
{
    private const int Attempts = 3;
    private const int MaximumAnswer = 4096;

    private readonly Uri address;
    private readonly TimeSpan timeout;
    private readonly TimeSpan pause;

    private Webhook(Uri address, TimeSpan timeout, TimeSpan pause)
    {
        this.address = address;
        this.timeout = timeout;
        this.pause = pause;
    }

    /// <summary>The webhook whose address is in an environment variable.</summary>
    /// <exception cref="UsageException">The variable is not set, or holds no address.</exception>
    public static Webhook FromVariable(string variable)
    {
        if (variable.Contains("://", StringComparison.Ordinal)) throw new UsageException("--webhook takes the name of an environment variable that holds the address: on the command line every user of the machine could read it", "drift");
        string? text = Environment.GetEnvironmentVariable(variable);
        if (string.IsNullOrEmpty(text)) throw new UsageException($"--webhook {variable}: there is no such environment variable, or it is empty", "drift");
        bool isAddress = Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "https" or "http";
        // Without encryption the secret would travel in the open; only this machine may be reached so.
        if (!isAddress || (address!.Scheme == "http" && !address.IsLoopback)) throw new UsageException($"--webhook {variable}: the variable holds no https address", "drift");
        return new Webhook(address, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1));
    }

    /// <summary>Posts; tries again when the other side is busy or away. Null when it arrived, otherwise why not.</summary>
    public string? Post(string json)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = timeout };
        using var client = new HttpClient(handler) { Timeout = timeout };
        string problem = "";
        for (int attempt = 1; attempt <= Attempts; attempt++)
        {
            if (attempt > 1) Thread.Sleep(pause * Math.Pow(2, attempt - 2));
            (bool arrived, bool again, problem) = Try(client, json);
            if (arrived) return null;
            if (!again) break;
        }

        return problem;
    }

    private (bool Arrived, bool Again, string Problem) Try(HttpClient client, string json)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
            using HttpResponseMessage response = client.Send(request, HttpCompletionOption.ResponseHeadersRead);
            if (response.IsSuccessStatusCode) return (true, false, "");
            int status = (int)response.StatusCode;
            return (false, status is 408 or 429 or >= 500, FormattableString.Invariant($"it answered {status} {Answer(response)}").TrimEnd());
        }
        catch (HttpRequestException error)
        {
            // The message of the exception may hold the host; the kind of failure says enough.
            return (false, true, "it cannot be reached (" + error.HttpRequestError + ")");
        }
        catch (OperationCanceledException)
        {
            return (false, true, FormattableString.Invariant($"it did not answer within {timeout.TotalSeconds} s"));
        }
    }

    private string Answer(HttpResponseMessage response)
    {
        try
        {
            using Stream body = response.Content.ReadAsStream();
            byte[] bytes = new byte[MaximumAnswer];
            int length = body.ReadAtLeast(bytes, MaximumAnswer, throwOnEndOfStream: false);
            string text = Encoding.UTF8.GetString(bytes, 0, Math.Min(length, 200)).Trim();
            // A server that echoes what it was asked must not make us print it.
            return text.Contains(address.PathAndQuery, StringComparison.OrdinalIgnoreCase) || text.Contains(address.Host, StringComparison.OrdinalIgnoreCase) ? "" : text;
        }
        catch (Exception error) when (error is IOException or HttpRequestException or OperationCanceledException)
        {
            return "";
        }
    }
}
