using System;

namespace DockerLint.Checks.Python;

/// <summary>Tools that bring a Python of their own choice into an image.</summary>
internal static class ReleaseTools
{
    private static readonly byte[][] Signs =
    [
        "uv sync"u8.ToArray(), "uv run"u8.ToArray(), "uv venv"u8.ToArray(), "uv python"u8.ToArray(), "UV_PYTHON"u8.ToArray(), "pyenv"u8.ToArray(),
        "conda"u8.ToArray(), "mamba"u8.ToArray(), "pixi "u8.ToArray(), "rye "u8.ToArray(), "pdm python"u8.ToArray(), "poetry python"u8.ToArray(), "deadsnakes"u8.ToArray(),
    ];

    /// <summary>Does the Dockerfile name none of them?</summary>
    public static bool AreAbsent(ServiceModel service)
    {
        if (service.Session.Repository.Read(service.Dockerfile.Path) is not { } text) return false;
        foreach (byte[] sign in Signs)
        {
            if (text.Span.IndexOf(sign) >= 0) return false;
        }

        return true;
    }
}
