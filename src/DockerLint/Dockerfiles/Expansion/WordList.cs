using System.Collections.Generic;
using System.Text;

namespace DockerLint.Dockerfiles.Expansion;

/// <summary>Collects words while a text is expanded: blanks of the text and of values separate, quoted ones do not.</summary>
internal sealed class WordList
{
    private readonly List<string> words = [];
    private readonly StringBuilder word = new();
    private bool inWord;

    public void Add(char c)
    {
        if (!char.IsWhiteSpace(c)) AddRaw(c);
        else if (inWord && word.Length > 0) End();
    }

    public void Add(string text)
    {
        foreach (char c in text) Add(c);
    }

    public void AddRaw(char c)
    {
        word.Append(c);
        inWord = true;
    }

    public void AddRaw(string text)
    {
        word.Append(text);
        inWord = true;
    }

    public void DropCurrent() => word.Clear();

    public IReadOnlyList<string> ToWords()
    {
        if (word.Length > 0) End();
        return words;
    }

    private void End()
    {
        words.Add(word.ToString());
        word.Clear();
        inWord = false;
    }
}
