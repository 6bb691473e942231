using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Reporting;

namespace DockerLint.Rules.Python;

/// <summary>IMG1004: a module that a string names (a Django application, a list of tasks) is in the repository but not in the image.</summary>
public sealed class MissingReferencedModuleRule : IRule
{
    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG1004",
        Name = "missing-referenced-module",
        Title = "A module named in a string (settings, task list) is in the repository but not in the image",
        DefaultSeverity = Severity.Warning,
        HasFix = true,
        Rationale = """
            Frameworks import what their settings name: Django its applications, middleware and URL configurations, Celery its
            task modules, logging its handlers. No import statement shows it, so neither reviewers nor type checkers see that
            the image lacks the module. The finding says which string was read, and as what.
            """,
        Limits = """
            Only strings that are certainly used as names of modules count: the settings module that DJANGO_SETTINGS_MODULE
            names, the arguments of the framework's own calls. A module that a framework looks for and does without (tasks of an
            application) is reported as info, one that it imports as soon as it starts as an error, unless only a default names the
            settings. What the named module imports is IMG1001 to IMG1003.
            """,
        BadExample = """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY manage.py ./
            COPY school/ ./school/
            CMD ["python", "manage.py", "runserver"]
            # manage.py
            import os
            from django.core.management import execute_from_command_line
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "school.settings")
            execute_from_command_line(["manage.py", "runserver"])
            # school/__init__.py
            # school/settings.py
            INSTALLED_APPS = ["grading"]
            # grading/__init__.py
            """,
        GoodExample = """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY manage.py ./
            COPY school/ ./school/
            COPY grading/ ./grading/
            CMD ["python", "manage.py", "runserver"]
            """,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(ServiceModel service) => MissingModuleFindings.Referenced(service, Descriptor);
}
