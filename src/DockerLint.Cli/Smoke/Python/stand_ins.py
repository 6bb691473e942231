# Stand-ins for installed packages, for `smoke --no-docker`: every name that is not the repository's and not the standard library's
# is fabricated. Runs in front of probe.py, on the local interpreter (3.10 or newer), in a child that ends afterwards.
import abc
import builtins
import dis
import enum
import importlib.abc
import importlib.machinery
import importlib.metadata
import os
import re
import sys
import tempfile
import types
import typing

STANDARD_LIBRARY = set(sys.stdlib_module_names)
NOWHERE = '/nonexistent/stub'

# A name like this is caught in an except clause or raised, so it must be a real exception class.
EXCEPTION_NAME = re.compile(
    r'(Error|Exception|Warning|Timeout|Exit|Interrupt|DoesNotExist|NotFound|Failure|Abort)s?$')


def is_special(name):
    return name.startswith('__') and name.endswith('__')


def set_all(target, values):
    for name, value in values.items():
        try:
            setattr(target, name, value)
        except Exception:
            pass


# --- base classes that stand in for a stub in a class statement -----------------------------------------

class StubMeta(abc.ABCMeta):
    def __getattr__(cls, name):
        if is_special(name):
            raise AttributeError(name)
        return stub(name)

    def __setattr__(cls, name, value):
        type.__setattr__(cls, name, value)

    def __call__(cls, *args, **kwargs):
        try:
            return super().__call__(*args, **kwargs)
        except TypeError:
            return stub(cls.__name__)

    def __getitem__(cls, key):
        return cls

    def __iter__(cls):
        return iter(())

    def __or__(cls, other):
        return typing.Any

    __ror__ = __or__


class PlainBase:
    """For a class statement whose other bases bring their own metaclass (Enum, ...)."""

    def __init__(self, *args, **kwargs):
        set_all(self, kwargs)

    def __init_subclass__(cls, **kwargs):
        pass

    def __class_getitem__(cls, key):
        return cls

    def __getattr__(self, name):
        if is_special(name):
            raise AttributeError(name)
        return stub(name)


class StubBase(PlainBase, metaclass=StubMeta):
    __module__ = 'stub'

    def __call__(self, *args, **kwargs):
        return stub('call')

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return False


# --- the value that every third-party name has ----------------------------------------------------------

class Stub:
    """An instance, not a class: __mro_entries__ (PEP 560) then avoids metaclass conflicts."""

    def __init__(self, name='stub'):
        self.__dict__['_name'] = name

    def __getattr__(self, name):
        if name in ('__name__', '__qualname__'):
            return str(self._name)
        if name == '__version__':
            return '0.0.0'
        if name == '__module__':
            return 'stub'
        if is_special(name):
            raise AttributeError(name)
        return stub(name)

    def __setattr__(self, name, value):
        self.__dict__[name] = value

    def __delattr__(self, name):
        self.__dict__.pop(name, None)

    def __call__(self, *args, **kwargs):
        decorated = (type, types.FunctionType, staticmethod, classmethod, property)
        if len(args) == 1 and not kwargs and isinstance(args[0], decorated) and not isinstance(args[0], Stub):
            return args[0]  # used as a decorator
        return stub(self._name)

    def __mro_entries__(self, bases):
        stand_ins = (StubBase, PlainBase)
        if next(b for b in bases if isinstance(b, Stub)) is not self:
            return ()  # one stand-in per class statement
        if any(isinstance(b, type) and issubclass(b, stand_ins) for b in bases):
            return ()
        foreign = any(isinstance(b, type) and type(b) not in (type, abc.ABCMeta, StubMeta) for b in bases)
        return (PlainBase if foreign else StubBase,)

    def __iter__(self):
        # `a, b = stub` must yield as many values as the caller unpacks.
        frame = sys._getframe(1)
        try:
            code, index = frame.f_code.co_code, frame.f_lasti
            while index >= 0 and dis.opname[code[index]] == 'CACHE':
                index -= 2
            if dis.opname[code[index]].startswith('UNPACK_SEQUENCE'):
                return iter([stub('item') for _ in range(code[index + 1])])
        except Exception:
            pass
        return iter(())

    def __aiter__(self):
        return self

    async def __anext__(self):
        raise StopAsyncIteration

    async def __aenter__(self):
        return stub(self._name)

    async def __aexit__(self, *args):
        return False

    def __await__(self):
        return iter(())

    def __enter__(self):
        return stub(self._name)

    def __exit__(self, *args):
        return False

    def __getitem__(self, key):
        return stub(self._name)

    def __setitem__(self, key, value):
        pass

    def __delitem__(self, key):
        pass

    def __get__(self, instance, owner=None):
        return self

    def __set_name__(self, owner, name):
        pass

    def __contains__(self, item):
        return False

    def __len__(self):
        return 0

    def __bool__(self):
        return True

    def __int__(self):
        return 1

    __index__ = __int__

    def __round__(self, digits=0):
        return 1

    def __float__(self):
        return 1.0

    def __complex__(self):
        return 1j

    def __str__(self):
        return 'stub'

    def __repr__(self):
        return '<stub %s>' % self._name

    def __format__(self, spec):
        return 'stub'

    def __fspath__(self):
        return NOWHERE

    def __bytes__(self):
        return b'stub'

    def __hash__(self):
        return id(self)

    def __eq__(self, other):
        return self is other

    def __lt__(self, other):
        return False

    def __gt__(self, other):
        return True

    __le__ = __ge__ = __gt__

    def __instancecheck__(self, instance):
        return False

    def __subclasscheck__(self, cls):
        return False

    def __dir__(self):
        return []


def _same(self, *args):
    return stub(self._name)


for _name in 'add sub mul truediv floordiv mod pow lshift rshift and or xor matmul divmod'.split():
    for _prefix in ('', 'r', 'i'):
        setattr(Stub, '__%s%s__' % (_prefix, _name), _same)
for _name in 'neg pos abs invert'.split():
    setattr(Stub, '__%s__' % _name, _same)

_exceptions = {}


def stub(name):
    name = str(name)
    if not (name[:1].isupper() and EXCEPTION_NAME.search(name)):
        return Stub(name)
    if name not in _exceptions:
        class ExceptionMeta(type):
            def __getattr__(cls, attribute):
                if is_special(attribute):
                    raise AttributeError(attribute)
                return stub(attribute)

        # warnings.filterwarnings insists on a subclass of Warning.
        base = Warning if name.endswith('Warning') else Exception
        _exceptions[name] = ExceptionMeta(name, (base,), {'__module__': 'stub'})
    return _exceptions[name]


# --- modules --------------------------------------------------------------------------------------------

TYPING_BACKPORTS = {'typing_extensions', 'mypy_extensions', 'backports.strenum', 'strenum', 'exceptiongroup'}


class StubModule(types.ModuleType):
    def __getattr__(self, name):
        if name == '__version__':
            return '0.0.0'
        if name == '__all__':
            return []
        if is_special(name):
            raise AttributeError(name)
        if self.__name__ in TYPING_BACKPORTS:
            for module in (typing, enum, builtins):
                if hasattr(module, name):
                    return getattr(module, name)
            if name == 'deprecated':
                return lambda *args, **kwargs: lambda decorated: decorated
        value = stub(name)
        setattr(self, name, value)
        return value

    def __call__(self, *args, **kwargs):
        return stub(self.__name__)


class StubLoader(importlib.abc.Loader):
    def create_module(self, spec):
        module = StubModule(spec.name)
        module.__path__ = []
        module.__file__ = '/nonexistent/%s.py' % spec.name.replace('.', '/')
        return module

    def exec_module(self, module):
        pass


class StubFinder:
    """Behind the probe's own finder: fabricates what is not the repository's."""

    def __init__(self, own):
        self.own = own

    def find_spec(self, name, path=None, target=None):
        top = name.split('.')[0]
        if top in self.own or top in STANDARD_LIBRARY or top.startswith('_'):
            return None
        return importlib.machinery.ModuleSpec(name, StubLoader(), is_package=True)


def environment_value(name):
    name = str(name).upper()
    if re.search('URL|URI|ENDPOINT', name):
        return 'http://stub.invalid/'
    if 'DSN' in name or 'DATABASE' in name:
        return 'sqlite://'
    if re.search('PATH|DIR|FILE|HOME', name):
        return NOWHERE
    return '1'


def install_stand_ins(own, root):
    sys.meta_path.append(StubFinder(set(own)))
    importlib.metadata.version = lambda name: '0.0.0'
    original = os._Environ.__getitem__
    library = getattr(sys, '_stdlib_dir', None) or os.path.dirname(os.__file__)

    def getitem(self, key):
        try:
            return original(self, key)
        except KeyError:
            if sys._getframe(1).f_code.co_filename.startswith(('<frozen', library)):
                raise  # .get(), tempfile, ...: their default applies
            return environment_value(key)

    os._Environ.__getitem__ = getitem
    guard(root)


# What happens to be installed here says nothing about the image.
sys.path[:] = [entry for entry in sys.path if 'site-packages' not in entry and 'dist-packages' not in entry]


# --- side effects ---------------------------------------------------------------------------------------

DENIED = {
    'subprocess.Popen', 'os.system', 'os.exec', 'os.posix_spawn', 'os.spawn', 'os.fork', 'os.forkpty', 'os.kill',
    'socket.connect', 'socket.bind', 'socket.getaddrinfo', 'os.remove', 'os.rmdir', 'os.rename', 'shutil.rmtree'}


def guard(root):
    """Refuses processes, sockets, deletions, and writes outside `root`. Not a sandbox: a net for accidents."""
    writable = (root, tempfile.gettempdir(), '/dev/')

    def hook(event, args):
        if event in DENIED:
            raise PermissionError('dockerlint: %s%r blocked at import time' % (event, args[:1]))
        if event == 'open' and isinstance(args[0], str) and args[1] and set(args[1]) & set('wax+'):
            if not os.path.abspath(args[0]).startswith(writable):
                raise PermissionError('dockerlint: write to %s blocked' % args[0])

    sys.addaudithook(hook)
