# Put in front of PYTHONPATH for `smoke --level start`: tells on standard error, behind a nonce, which modules no finder knew.
import os
import sys


class _TailFinder:
    def __init__(self, mark):
        self.mark, self.told = mark, set()

    def find_spec(self, name, path=None, target=None):
        if name in self.told or len(self.told) > 2000:
            return None
        self.told.add(name)
        frame, importer = sys._getframe(1), ''
        while frame:
            file = frame.f_code.co_filename
            if not file.startswith('<frozen') and 'importlib' not in file:
                importer = '%s:%d' % (file, frame.f_lineno)
                break
            frame = frame.f_back
        try:
            os.write(2, ('%s%s\t%s\n' % (self.mark, name, importer)).encode('utf-8', 'replace'))
        except OSError:
            pass
        return None


_here = os.path.dirname(os.path.abspath(__file__))
_mark = os.environ.pop('DOCKERLINT_TRACE', None)
sys.path[:] = [entry for entry in sys.path if entry != _here]
if _mark:
    sys.meta_path.append(_TailFinder(_mark))
    os.environ['DOCKERLINT_TRACE'] = _mark  # for programs that this one starts
# The one that the image has itself.
sys.modules.pop('sitecustomize', None)
try:
    import sitecustomize  # noqa: F401
except ImportError:
    pass
