using System;
using System.Collections.Generic;
using PyImportScanner.Files;

namespace DockerLint.Images.Run;

/// <summary>
/// What a command does to the files of the image. Paths may be relative to the command's working directory; links above
/// the last component are followed, missing directories are made. What lies below a mount is thrown away with it.
/// </summary>
public interface IImageEffects
{
    /// <summary>The files as they are now, mounts included.</summary>
    IFileTree Files { get; }

    /// <summary>Makes a directory.</summary>
    void AddDirectory(string path);

    /// <summary>Makes a file with known content.</summary>
    void AddFile(string path, ReadOnlyMemory<byte> content);

    /// <summary>Makes a file whose content nobody knows.</summary>
    void AddFileOfUnknownContent(string path);

    /// <summary>Makes a symbolic link.</summary>
    void AddLink(string path, string target);

    /// <summary>
    /// Copies a file, or the contents of a directory, from where it is now: later changes of the source do not show. Nothing is
    /// listed; every file keeps its origin in the repository.
    /// </summary>
    void Copy(string from, string to);

    /// <summary>Copies many files at once into a directory that an installer fills; the directories above them are made.</summary>
    /// <param name="files">Absolute paths: from, to.</param>
    /// <param name="directory">All of them end up below this directory.</param>
    void CopyFiles(IReadOnlyList<KeyValuePair<string, string>> files, string directory);

    /// <summary>Takes a file, or a directory with everything in it, away.</summary>
    void Remove(string path);

    /// <summary>Says that something may be at a path or below it that was not there before.</summary>
    /// <param name="path">The path.</param>
    /// <param name="cause">A clause for people.</param>
    /// <param name="isWeak">Nothing says that this is what the command is there for (<see cref="ImageDoubt.IsWeak"/>).</param>
    void AddUnknown(string path, string cause, bool isWeak = false);

    /// <summary>The same of several paths, as one step: what is asked of the image later asks every step that there is.</summary>
    void AddUnknown(IReadOnlyList<string> paths, string cause);

    /// <summary>Says something that a person should know.</summary>
    void Note(string text);
}
