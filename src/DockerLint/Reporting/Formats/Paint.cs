namespace DockerLint.Reporting.Formats;

/// <summary>The few colours of the text report (ECMA-48 SGR); the base sixteen, so that a theme stays readable.</summary>
internal readonly struct Paint(bool isOn)
{
    public string Bold(string text) => Wrap("1", text);

    public string Dim(string text) => Wrap("2", text);

    public string Good(string text) => Wrap("32", text);

    public string Bad(string text) => Wrap("31", text);

    public string Frame(string text) => Wrap("1;34", text);

    public string Level(Severity severity, string text) => Wrap(
        severity switch
        {
            Severity.Error => "1;31",
            Severity.Warning => "1;33",
            _ => "1;36",
        },
        text);

    private string Wrap(string code, string text) => isOn && text.Length > 0 ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
}
