"""Deep health check of @SERVICE@: answers 0 when the modules that it cannot work without can be imported, else 1.

Written by `dockerlint smoke --emit-healthcheck`. Save it as healthcheck.py beside the Dockerfile's other sources, and add:

    COPY healthcheck.py /healthcheck.py
    HEALTHCHECK --interval=5m --timeout=30s --start-period=30s --retries=1 CMD ["python3", "/healthcheck.py"]
"""
import importlib
import os
import sys

PATH = [
@PATH@]

MODULES = [
@MODULES@]


def main():
    sys.path[:0] = PATH
    healthy = True
    for name in MODULES:
        try:
            importlib.import_module(name)
        except BaseException as error:  # SystemExit too: whatever ends the import ends the service
            healthy = False
            print('%s: %s: %s' % (name, type(error).__name__, error), file=sys.stderr)
    return 0 if healthy else 1


if __name__ == '__main__':
    code = main()
    sys.stderr.flush()
    os._exit(code)  # threads that the modules have started must not keep the check alive
