using System;

namespace PyImportScanner.Resolution;

/// <summary>
/// The recorded imports behind <see cref="StandardLibraryImports"/>: a line is a set of releases in hexadecimal (bit 0 is 3.8,
/// … bit 6 is 3.14), a module of the standard library, and what it imports as soon as it is imported itself, with the names
/// that it takes. A semicolon does for a line break. Facts of CPython on Linux; modules that nothing but tests or another system loads are left out.
/// </summary>
internal static class StandardLibraryImportData
{
    public static ReadOnlySpan<byte> Imports =>
        """
        40 _ast_unparse ast:NodeVisitor contextlib:contextmanager,nullcontext enum:IntEnum,_simple_enum,auto
        40 _colorize collections.abc:Callable,Iterator,Mapping dataclasses:Field,dataclass,field; 7f _markupbase re
        7f _py_abc _weakrefset:WeakSet; 40 _py_warnings _contextvars; 70 _pydatetime math operator:index
        3f _pydecimal contextvars math numbers re; 70 _pylong decimal re; 40 _pylong collections:defaultdict
        7f _strptime calendar datetime:date,timedelta,timezone locale re:IGNORECASE,compile,escape; 40 _strptime re:sub
        7f _threading_local contextlib:contextmanager threading:RLock,current_thread weakref:ref
        7e _weakrefset types:GenericAlias; 1f aifc chunk:Chunk collections:namedtuple struct warnings
        7f antigravity hashlib webbrowser; 7f argparse gettext:gettext,ngettext re; 18 argparse warnings; 1 argparse shutil
        3e ast contextlib:contextmanager,nullcontext enum:IntEnum,auto; 38 ast enum:_simple_enum; 30 ast re
        f asynchat asyncore collections:deque; c asynchat warnings; 8 asynchat warnings:_deprecated; 4 asynchat warnings:warn
        7f asyncio asyncio.base_events asyncio.coroutines asyncio.events asyncio.exceptions asyncio.futures asyncio.locks
        7f asyncio asyncio.protocols asyncio.queues asyncio.runners asyncio.streams asyncio.subprocess asyncio.tasks
        7f asyncio asyncio.transports asyncio.unix_events; 7e asyncio asyncio.threads
        78 asyncio asyncio.taskgroups asyncio.timeouts; 40 asyncio asyncio.graph
        7f asyncio.__main__ ast asyncio asyncio.futures concurrent.futures inspect threading types warnings
        60 asyncio.__main__ _colorize; 40 asyncio.__main__ _colorize:get_theme argparse asyncio.tools contextvars
        20 asyncio.__main__ _colorize:ANSIColors,can_colorize; 1f asyncio.__main__ code
        7f asyncio.base_events asyncio asyncio.constants asyncio.coroutines asyncio.events asyncio.exceptions asyncio.futures
        7f asyncio.base_events asyncio.log asyncio.protocols asyncio.sslproto asyncio.staggered asyncio.tasks
        7f asyncio.base_events asyncio.transports asyncio.trsock collections collections.abc concurrent.futures heapq socket
        7f asyncio.base_events subprocess threading traceback warnings weakref; 60 asyncio.base_events asyncio.timeouts
        3f asyncio.base_events functools; 7f asyncio.base_futures asyncio asyncio.format_helpers reprlib
        7f asyncio.base_subprocess asyncio asyncio.log asyncio.protocols asyncio.transports collections subprocess warnings
        60 asyncio.base_subprocess signal
        7f asyncio.base_tasks asyncio asyncio.base_futures asyncio.coroutines linecache traceback; 78 asyncio.base_tasks reprlib
        7f asyncio.constants enum; 7f asyncio.coroutines collections.abc inspect types; f asyncio.coroutines traceback
        7 asyncio.coroutines asyncio asyncio.base_futures asyncio.constants asyncio.format_helpers asyncio.log functools
        7 asyncio.coroutines warnings; 7f asyncio.events asyncio asyncio.format_helpers contextvars socket subprocess threading
        70 asyncio.events signal; 40 asyncio.events warnings; 1 asyncio.events asyncio.exceptions
        7f asyncio.format_helpers asyncio asyncio.constants functools inspect reprlib traceback
        7f asyncio.futures asyncio asyncio.base_futures asyncio.events asyncio.exceptions asyncio.format_helpers
        7f asyncio.futures concurrent.futures contextvars logging; 7e asyncio.futures types:GenericAlias
        40 asyncio.graph asyncio asyncio.events asyncio.futures asyncio.tasks dataclasses types
        7f asyncio.locks asyncio asyncio.exceptions collections; 7c asyncio.locks asyncio.mixins; 78 asyncio.locks enum
        c asyncio.locks asyncio.tasks; 3 asyncio.locks asyncio.events warnings
        1 asyncio.locks asyncio.coroutines asyncio.futures types; 7f asyncio.log logging
        7c asyncio.mixins asyncio asyncio.events threading
        7f asyncio.proactor_events asyncio asyncio.base_events asyncio.constants asyncio.exceptions asyncio.futures
        7f asyncio.proactor_events asyncio.log asyncio.protocols asyncio.sslproto asyncio.transports asyncio.trsock
        7f asyncio.proactor_events collections signal socket threading warnings
        7f asyncio.queues asyncio asyncio.locks collections heapq; 7e asyncio.queues types:GenericAlias
        7c asyncio.queues asyncio.mixins; 3 asyncio.queues asyncio.events warnings
        7f asyncio.runners asyncio asyncio.coroutines asyncio.events asyncio.tasks
        78 asyncio.runners asyncio.exceptions contextvars enum functools signal threading; 70 asyncio.runners asyncio.constants
        40 asyncio.runners inspect
        7f asyncio.selector_events asyncio asyncio.base_events asyncio.constants asyncio.events asyncio.futures asyncio.log
        7f asyncio.selector_events asyncio.protocols asyncio.sslproto asyncio.transports asyncio.trsock collections functools
        7f asyncio.selector_events selectors socket warnings weakref
        7f asyncio.sslproto asyncio asyncio.constants asyncio.log asyncio.protocols asyncio.transports collections warnings
        78 asyncio.sslproto asyncio.exceptions enum; 1 asyncio.sslproto asyncio.base_events
        7f asyncio.staggered asyncio asyncio.events asyncio.exceptions asyncio.locks asyncio.tasks contextlib
        40 asyncio.staggered asyncio.futures; 1f asyncio.staggered typing
        7f asyncio.streams asyncio asyncio.coroutines asyncio.events asyncio.exceptions asyncio.format_helpers asyncio.log
        7f asyncio.streams asyncio.protocols asyncio.tasks socket warnings weakref; 7c asyncio.streams collections
        7f asyncio.subprocess asyncio asyncio.events asyncio.log asyncio.protocols asyncio.streams asyncio.tasks subprocess
        3 asyncio.subprocess warnings; 78 asyncio.taskgroups asyncio asyncio.events asyncio.exceptions asyncio.tasks
        40 asyncio.taskgroups asyncio.futures
        7f asyncio.tasks asyncio asyncio.base_tasks asyncio.coroutines asyncio.events asyncio.exceptions asyncio.futures
        7f asyncio.tasks concurrent.futures contextvars functools inspect types weakref; 7e asyncio.tasks types:GenericAlias
        70 asyncio.tasks asyncio.timeouts; 60 asyncio.tasks asyncio.queues math; 1f asyncio.tasks warnings
        7e asyncio.threads asyncio asyncio.events contextvars functools
        78 asyncio.timeouts asyncio asyncio.events asyncio.exceptions asyncio.tasks enum types:TracebackType
        38 asyncio.timeouts typing:Optional,Type,final
        40 asyncio.tools _remote_debugging:FrameInfo,RemoteUnwinder collections:defaultdict,namedtuple enum:Enum
        7f asyncio.trsock socket; 7 asyncio.trsock warnings
        7f asyncio.unix_events asyncio asyncio.base_events asyncio.base_subprocess asyncio.constants asyncio.coroutines
        7f asyncio.unix_events asyncio.events asyncio.exceptions asyncio.futures asyncio.log asyncio.selector_events
        7f asyncio.unix_events asyncio.tasks asyncio.transports selectors signal socket subprocess threading warnings
        f asyncore select socket warnings; 7f base64 binascii struct; 3f base64 re
        7f bdb fnmatch inspect:CO_ASYNC_GENERATOR,CO_COROUTINE,CO_GENERATOR; 40 bdb contextlib:contextmanager threading weakref
        7 binhex binascii struct; 6 binhex contextlib warnings; 7f bz2 _bz2:BZ2Compressor,BZ2Decompressor
        40 bz2 compression._common:_streams compression._common._streams; 3f bz2 _compression; 3 bz2 threading:RLock
        1 bz2 warnings; 7f cProfile _lsprof profile; 70 cProfile importlib.machinery; 40 cProfile importlib.util
        7f calendar datetime locale; 70 calendar enum:IntEnum,global_enum; 10 calendar warnings
        1f cgi collections.abc:Mapping email.message:Message email.parser:FeedParser html locale tempfile urllib.parse
        1c cgi warnings; 1f cgitb inspect keyword linecache pydoc tempfile tokenize traceback; 18 cgitb html:escape warnings
        18 chunk warnings; 3f cmd string; 20 cmd inspect; 7f code codeop:CommandCompiler,compile_command traceback
        7f codeop warnings; 7f collections keyword:iskeyword operator:eq,itemgetter reprlib:recursive_repr; 3 collections heapq
        7f compileall functools:partial importlib.util py_compile struct; 7e compileall filecmp pathlib:Path
        40 compression.bz2 bz2; 40 compression.gzip gzip; 40 compression.lzma lzma; 40 compression.zlib zlib
        40 compression.zstd _zstd:ZstdCompressor,ZstdDecompressor,ZstdDict,ZstdError,get_frame_size,zstd_version
        40 compression.zstd compression.zstd._zstdfile enum
        40 compression.zstd._zstdfile _zstd:ZSTD_DStreamOutSize,ZstdCompressor,ZstdDecompressor compression._common
        40 compression.zstd._zstdfile compression._common._streams; 7f concurrent.futures concurrent.futures._base
        7f concurrent.futures._base collections logging threading; 7e concurrent.futures._base types
        40 concurrent.futures._base weakref
        40 concurrent.futures.interpreter concurrent concurrent.futures concurrent.futures.thread concurrent.interpreters
        40 concurrent.futures.interpreter traceback
        7f concurrent.futures.process concurrent.futures concurrent.futures._base functools:partial multiprocessing
        7f concurrent.futures.process multiprocessing.connection multiprocessing.queues:Queue queue threading traceback
        7f concurrent.futures.process weakref; 78 concurrent.futures.process traceback:format_exception
        1 concurrent.futures.process queue:Full
        7f concurrent.futures.thread concurrent.futures concurrent.futures._base queue threading weakref
        7e concurrent.futures.thread types
        40 concurrent.interpreters _interpreters:InterpreterError,InterpreterNotFoundError,NotShareableError,is_shareable
        40 concurrent.interpreters concurrent.interpreters._queues threading weakref
        40 concurrent.interpreters._queues _interpqueues:QueueError,QueueNotFoundError concurrent.interpreters
        40 concurrent.interpreters._queues concurrent.interpreters._crossinterp pickle queue weakref
        7f configparser collections:ChainMap collections.abc:MutableMapping functools re
        60 configparser collections.abc:Iterable contextlib; 20 configparser types; 1f configparser warnings
        7f contextlib collections:deque functools:wraps types:MethodType; 7e contextlib types:GenericAlias
        7f contextvars _contextvars:Context,ContextVar,Token,copy_context; 7f copy copyreg:dispatch_table types weakref
        1f crypt collections:namedtuple random:SystemRandom string; 18 crypt warnings
        7f csv _csv:Dialect,Error,QUOTE_ALL,QUOTE_MINIMAL,QUOTE_NONE,QUOTE_NONNUMERIC,field_size_limit,get_dialect
        7f csv _csv:list_dialects,reader,register_dialect,unregister_dialect,writer
        70 csv _csv:QUOTE_NOTNULL,QUOTE_STRINGS types; 3f csv re; 1f csv _csv:__doc__,__version__
        7f ctypes _ctypes:ArgumentError,Array,CFuncPtr,FUNCFLAG_CDECL,FUNCFLAG_PYTHONAPI,FUNCFLAG_USE_ERRNO
        7f ctypes _ctypes:FUNCFLAG_USE_LASTERROR,RTLD_GLOBAL,RTLD_LOCAL,Structure,Union,_Pointer,_SimpleCData,__version__
        7f ctypes _ctypes:_cast_addr,_memmove_addr,_memset_addr,_string_at_addr,addressof,alignment,byref,get_errno,resize
        7f ctypes _ctypes:set_errno,sizeof ctypes._endian struct:calcsize; 7e ctypes types; 70 ctypes _ctypes:SIZEOF_TIME_T
        40 ctypes _ctypes:CField,_memoryview_at_addr sysconfig; 3f ctypes _ctypes:POINTER,_pointer_type_cache,pointer
        7f ctypes._aix ctypes re subprocess:DEVNULL,PIPE,Popen; 7f ctypes._endian ctypes
        40 ctypes._layout _ctypes:CField,buffer_info ctypes warnings; 7f ctypes.util shutil subprocess
        1f ctypes.util re tempfile; 7f ctypes.wintypes ctypes; 3f curses _curses; 3f curses.panel _curses_panel
        3f curses.textpad curses curses.ascii; 7f dataclasses copy inspect keyword re types
        60 dataclasses reprlib:recursive_repr; 40 dataclasses annotationlib; 1f dataclasses functools
        1e dataclasses types:GenericAlias; 1c dataclasses types:FunctionType; f datetime _datetime:__doc__ math
        c datetime operator:index; 3f dbm struct; 3f dbm.dumb ast collections.abc; 3f dbm.gnu _gdbm; 3f dbm.ndbm _dbm
        20 dbm.sqlite3 collections.abc:MutableMapping contextlib:closing,suppress pathlib:Path sqlite3
        7f difflib collections:namedtuple heapq:nlargest; 7e difflib types:GenericAlias; 3f difflib re
        7f dis collections opcode:__all__ types; 78 dis opcode:_cache_format,_inline_cache_entries,_nb_ops,_specializations
        70 dis opcode:_intrinsic_1_descs,_intrinsic_2_descs; 60 dis _opcode:get_executor opcode:_specialized_opmap
        40 dis opcode:_common_constants,_special_method_names; 18 dis opcode:_specialized_instructions
        7f doctest collections:namedtuple difflib inspect linecache pdb re traceback unittest
        60 doctest _colorize:ANSIColors,can_colorize; 40 doctest functools
        1 dummy_threading _dummy_thread _dummy_threading:__all__ threading
        7f email._encoded_words base64 binascii email email.errors functools re string:ascii_letters,digits
        7f email._header_value_parser email email._encoded_words email.errors email.utils operator:itemgetter re
        7f email._header_value_parser string:hexdigits urllib; 1f email._parseaddr calendar
        7f email._policybase email email.charset email.header email.utils; 40 email._policybase re
        7f email.base64mime base64:b64encode binascii:a2b_base64,b2a_base64
        7f email.charset email email.base64mime email.encoders email.errors email.quoprimime functools:partial
        7f email.contentmanager binascii email email.charset email.errors email.message email.quoprimime
        7f email.encoders base64:encodebytes quopri:encodestring
        7f email.feedparser collections:deque email email._policybase email.errors re
        7f email.generator copy:deepcopy email.utils random re; 60 email.generator email.errors
        7f email.header binascii email email.base64mime email.charset email.errors email.quoprimime re
        7f email.headerregistry email email._header_value_parser email.errors email.utils types:MappingProxyType
        7f email.message email email._encoded_words email._policybase email.charset email.errors email.iterators email.utils
        7f email.message quopri re; 78 email.message binascii; 7 email.message uu
        7f email.mime.application email email.encoders email.mime.nonmultipart
        7f email.mime.audio email email.encoders email.mime.nonmultipart; 7 email.mime.audio sndhdr
        7f email.mime.base email email.message email.policy; 7f email.mime.image email email.encoders email.mime.nonmultipart
        7 email.mime.image imghdr; 7f email.mime.message email email.message email.mime.nonmultipart
        7f email.mime.multipart email.mime.base; 7f email.mime.nonmultipart email email.errors email.mime.base
        7f email.mime.text email.mime.nonmultipart; f email.mime.text email.charset
        7f email.parser email._policybase email.feedparser
        7f email.policy email._policybase email.contentmanager email.headerregistry email.message email.utils re
        7f email.quoprimime re string:ascii_letters,digits,hexdigits; 7f email.utils datetime email._parseaddr re urllib.parse
        1f email.utils email.charset random socket; 7f encodings.base64_codec base64
        7f encodings.big5 _codecs_tw _multibytecodec; 7f encodings.big5hkscs _codecs_hk _multibytecodec
        7f encodings.bz2_codec bz2; 7f encodings.cp932 _codecs_jp _multibytecodec; 7f encodings.cp949 _codecs_kr _multibytecodec
        7f encodings.cp950 _codecs_tw _multibytecodec; 7f encodings.euc_jis_2004 _codecs_jp _multibytecodec
        7f encodings.euc_jisx0213 _codecs_jp _multibytecodec; 7f encodings.euc_jp _codecs_jp _multibytecodec
        7f encodings.euc_kr _codecs_kr _multibytecodec; 7f encodings.gb18030 _codecs_cn _multibytecodec
        7f encodings.gb2312 _codecs_cn _multibytecodec; 7f encodings.gbk _codecs_cn _multibytecodec
        7f encodings.hex_codec binascii; 7f encodings.hz _codecs_cn _multibytecodec
        7f encodings.idna re stringprep unicodedata:ucd_3_2_0; 7f encodings.iso2022_jp _codecs_iso2022 _multibytecodec
        7f encodings.iso2022_jp_1 _codecs_iso2022 _multibytecodec; 7f encodings.iso2022_jp_2 _codecs_iso2022 _multibytecodec
        7f encodings.iso2022_jp_2004 _codecs_iso2022 _multibytecodec; 7f encodings.iso2022_jp_3 _codecs_iso2022 _multibytecodec
        7f encodings.iso2022_jp_ext _codecs_iso2022 _multibytecodec; 7f encodings.iso2022_kr _codecs_iso2022 _multibytecodec
        7f encodings.johab _codecs_kr _multibytecodec; 7f encodings.quopri_codec quopri
        7f encodings.shift_jis _codecs_jp _multibytecodec; 7f encodings.shift_jis_2004 _codecs_jp _multibytecodec
        7f encodings.shift_jisx0213 _codecs_jp _multibytecodec; 7f encodings.uu_codec binascii; 7f encodings.zlib_codec zlib
        7f enum types:DynamicClassAttribute,MappingProxyType; 18 enum functools:reduce operator:or_
        7e filecmp types:GenericAlias; 7e fileinput types:GenericAlias; 7f fnmatch functools re; 3 formatter warnings
        7f fractions math numbers operator re; 70 fractions functools; 3f fractions decimal:Decimal
        7f ftplib socket:_GLOBAL_DEFAULT_TIMEOUT; 7f functools collections:namedtuple reprlib:recursive_repr
        5e functools types:GenericAlias; 40 functools operator:itemgetter types:MappingProxyType,MethodType,UnionType
        40 getopt gettext:gettext; 7f getpass contextlib; 1f getpass warnings; 78 gettext operator; 3f gettext re
        1 gettext locale; 7f glob fnmatch re; 7e glob contextlib; 60 glob functools operator; 78 graphlib types:GenericAlias
        7f gzip struct zlib; 40 gzip compression._common:_streams compression._common._streams weakref; 3f gzip _compression
        3f hmac hashlib warnings; 7f html html.entities re; 7f html.parser _markupbase html re; 40 html.parser html.entities
        1 html.parser warnings; 7f http enum:IntEnum; 78 http enum:StrEnum,_simple_enum
        7f http.client collections.abc email.message email.parser http re socket urllib.parse:urlsplit
        7f http.cookiejar calendar:timegm copy datetime http.client re threading urllib.parse urllib.request
        7f http.cookies re string; 7e http.cookies types
        7f http.server copy datetime email.utils html http http.client mimetypes select shutil socket socketserver
        7f http.server urllib.parse; 1 http.server contextlib functools:partial
        7f imaplib binascii calendar datetime:datetime,timedelta,timezone random re socket subprocess; 18 imghdr warnings
        f imp importlib:machinery,util importlib._bootstrap:_ERR_MSG,_builtin_from_name,_exec,_load
        f imp importlib._bootstrap_external:SourcelessFileLoader importlib.machinery importlib.util tokenize types warnings
        7f importlib importlib._bootstrap; 1f importlib warnings; 3 importlib types
        7c importlib._abc importlib importlib._bootstrap; c importlib._abc warnings
        4 importlib._adapters contextlib:suppress importlib importlib.abc
        6 importlib._common contextlib functools pathlib tempfile
        4 importlib._common importlib importlib._adapters importlib.abc types typing:Any,Optional,Union
        2 importlib._common zipfile; 7f importlib.abc importlib importlib._bootstrap_external importlib.machinery
        7c importlib.abc importlib._abc; 3f importlib.abc warnings; 38 importlib.abc importlib.resources.abc
        30 importlib.abc importlib.resources; 6 importlib.abc typing:Protocol,runtime_checkable
        4 importlib.abc typing:BinaryIO,Iterable,Text; 3 importlib.abc importlib._bootstrap
        7f importlib.machinery importlib._bootstrap importlib._bootstrap_external
        7f importlib.metadata collections contextlib:suppress email functools importlib importlib.abc operator pathlib re
        7f importlib.metadata zipfile
        7c importlib.metadata importlib.metadata._collections importlib.metadata._functools importlib.metadata._itertools
        7c importlib.metadata importlib.metadata._meta textwrap typing:List,Mapping,Optional warnings
        70 importlib.metadata inspect typing:cast; 60 importlib.metadata json types typing:Any,Iterable,Match,Set
        1f importlib.metadata csv; 1c importlib.metadata importlib.metadata._adapters; c importlib.metadata typing:Union
        3 importlib.metadata configparser:ConfigParser
        7c importlib.metadata._adapters email.message importlib.metadata._text re textwrap
        70 importlib.metadata._adapters functools warnings; 7c importlib.metadata._collections collections
        7c importlib.metadata._functools functools types
        7c importlib.metadata._meta typing:Any,Dict,Iterator,List,Protocol,TypeVar,Union
        70 importlib.metadata._meta typing:Optional,overload; 7c importlib.metadata._text importlib.metadata._functools re
        60 importlib.metadata.diagnose importlib.metadata; 78 importlib.readers importlib.resources.readers
        4 importlib.readers collections importlib importlib.abc pathlib zipfile
        78 importlib.resources importlib.resources._common importlib.resources.abc
        60 importlib.resources importlib.resources._functional; 18 importlib.resources importlib.resources._legacy
        7 importlib.resources contextlib:suppress importlib importlib.abc pathlib:Path types:ModuleType
        7 importlib.resources typing:Iterable,Union,cast typing.io:BinaryIO,TextIO
        6 importlib.resources importlib._common typing:ContextManager
        4 importlib.resources collections.abc:Sequence functools:singledispatch importlib.machinery
        3 importlib.resources contextlib:contextmanager typing:Optional; 1 importlib.resources tempfile typing:Iterator,Set
        78 importlib.resources._adapters contextlib:suppress importlib.resources importlib.resources.abc
        78 importlib.resources._common contextlib functools importlib importlib.resources.abc pathlib tempfile types
        78 importlib.resources._common typing:Optional,Union; 70 importlib.resources._common inspect typing:cast warnings
        18 importlib.resources._common importlib.resources._adapters
        60 importlib.resources._functional importlib.resources._common warnings
        8 importlib.resources._itertools typing:Callable,Iterable,Iterator,Optional,Set,TypeVar,Union
        18 importlib.resources._legacy functools importlib.resources importlib.resources._common pathlib types
        18 importlib.resources._legacy typing:Any,BinaryIO,ContextManager,Iterable,TextIO,Union warnings
        78 importlib.resources.abc typing:Any,BinaryIO,Iterable,Iterator,NoReturn,Optional,Protocol,Text,Union
        78 importlib.resources.abc typing:runtime_checkable; 70 importlib.resources.abc pathlib
        78 importlib.resources.readers collections importlib.resources importlib.resources._itertools importlib.resources.abc
        78 importlib.resources.readers operator pathlib zipfile; 60 importlib.resources.readers contextlib re warnings
        40 importlib.resources.readers collections.abc:Iterator
        78 importlib.resources.simple importlib.resources.abc typing:BinaryIO,List
        78 importlib.simple importlib.resources.simple
        7f importlib.util importlib._bootstrap importlib._bootstrap_external types; 7c importlib.util importlib._abc
        f importlib.util contextlib:contextmanager functools warnings; 3 importlib.util importlib importlib.abc
        7f inspect collections:OrderedDict,namedtuple collections.abc dis enum functools importlib.machinery linecache
        7f inspect operator:attrgetter re token tokenize types; 7e inspect ast; 78 inspect keyword:iskeyword
        60 inspect weakref:ref; 40 inspect annotationlib:Format,ForwardRef,get_annotations; 7 inspect warnings
        7f ipaddress functools; 7f json json.decoder json.encoder; 40 json.__main__ json.tool
        7f json.decoder json json.scanner re; 7f json.encoder re; 7f json.scanner re; 7f json.tool argparse json
        40 json.tool _colorize:can_colorize,get_theme re; 1e json.tool pathlib:Path; 1f linecache functools tokenize
        7f locale functools; 3f locale re
        7f logging collections.abc re string:Formatter,Template threading traceback warnings weakref
        78 logging types:GenericAlias
        7f logging.config logging logging.handlers re socketserver:StreamRequestHandler,ThreadingTCPServer struct threading
        7f logging.config traceback; 78 logging.config queue; 70 logging.config functools
        7f logging.handlers copy logging pickle queue re socket struct threading
        7f lzma _lzma:_decode_filter_properties,_encode_filter_properties
        40 lzma compression._common:_streams compression._common._streams; 3f lzma _compression
        7f mailbox calendar contextlib copy email email.generator email.message socket warnings; 7e mailbox types:GenericAlias
        1f mailcap re warnings; 3f mimetypes urllib.parse; 7f modulefinder dis importlib._bootstrap_external importlib.machinery
        1 modulefinder types warnings; 7f multiprocessing multiprocessing.context
        7f multiprocessing.connection multiprocessing multiprocessing.context multiprocessing.util selectors socket struct
        7f multiprocessing.connection tempfile; 1f multiprocessing.connection _multiprocessing
        7f multiprocessing.context multiprocessing multiprocessing.process multiprocessing.reduction threading
        7f multiprocessing.dummy array multiprocessing.dummy.connection queue:Queue
        7f multiprocessing.dummy threading:Barrier,BoundedSemaphore,Condition,Event,Lock,RLock,Semaphore weakref
        7f multiprocessing.dummy.connection queue:Queue
        7f multiprocessing.forkserver multiprocessing multiprocessing.connection multiprocessing.context
        7f multiprocessing.forkserver multiprocessing.process multiprocessing.resource_tracker multiprocessing.spawn
        7f multiprocessing.forkserver multiprocessing.util selectors signal socket struct threading warnings
        7f multiprocessing.heap bisect collections:defaultdict mmap multiprocessing multiprocessing.context
        7f multiprocessing.heap multiprocessing.util tempfile threading
        7f multiprocessing.managers array multiprocessing multiprocessing.connection multiprocessing.context
        7f multiprocessing.managers multiprocessing.pool multiprocessing.process multiprocessing.util queue signal threading
        7f multiprocessing.managers traceback:format_exc; 7e multiprocessing.managers types
        40 multiprocessing.managers collections.abc
        7f multiprocessing.pool collections multiprocessing multiprocessing.connection multiprocessing.util queue threading
        7f multiprocessing.pool traceback warnings; 7e multiprocessing.pool types; 1 multiprocessing.pool queue:Empty
        7f multiprocessing.popen_fork multiprocessing multiprocessing.util signal
        7f multiprocessing.popen_forkserver multiprocessing multiprocessing.context multiprocessing.forkserver
        7f multiprocessing.popen_forkserver multiprocessing.popen_fork multiprocessing.spawn multiprocessing.util
        7f multiprocessing.popen_spawn_posix multiprocessing multiprocessing.context multiprocessing.popen_fork
        7f multiprocessing.popen_spawn_posix multiprocessing.spawn multiprocessing.util
        7f multiprocessing.process _weakrefset:WeakSet signal threading
        7f multiprocessing.queues collections multiprocessing multiprocessing.connection multiprocessing.context
        7f multiprocessing.queues multiprocessing.util queue:Empty,Full threading weakref; 7e multiprocessing.queues types
        1f multiprocessing.queues _multiprocessing
        7f multiprocessing.reduction array copyreg functools multiprocessing multiprocessing.context pickle socket
        7f multiprocessing.resource_sharer multiprocessing multiprocessing.context multiprocessing.process
        7f multiprocessing.resource_sharer multiprocessing.util signal socket threading
        7f multiprocessing.resource_tracker _multiprocessing _posixshmem multiprocessing multiprocessing.spawn
        7f multiprocessing.resource_tracker multiprocessing.util signal threading warnings
        40 multiprocessing.resource_tracker base64 collections:deque json
        7f multiprocessing.shared_memory _posixshmem functools:partial mmap secrets struct
        7e multiprocessing.shared_memory types; 7c multiprocessing.shared_memory multiprocessing multiprocessing.resource_tracker
        7f multiprocessing.sharedctypes ctypes multiprocessing multiprocessing.context multiprocessing.heap weakref
        7f multiprocessing.spawn multiprocessing multiprocessing.context multiprocessing.process multiprocessing.util runpy
        7f multiprocessing.spawn types
        7f multiprocessing.synchronize _multiprocessing:SemLock,sem_unlink multiprocessing multiprocessing.context
        7f multiprocessing.synchronize multiprocessing.process multiprocessing.util tempfile threading
        7f multiprocessing.util multiprocessing multiprocessing.process subprocess:_args_from_interpreter_flags threading
        7f multiprocessing.util weakref; f netrc shlex
        1f nntplib collections datetime email.header:decode_header re socket:_GLOBAL_DEFAULT_TIMEOUT; 19 nntplib warnings
        60 opcode _opcode:stack_effect
        60 opcode _opcode_metadata:HAVE_ARGUMENT,MIN_INSTRUMENTED_OPCODE,_specializations,_specialized_opmap,opmap
        40 optparse gettext:gettext,ngettext; 3f optparse textwrap; 5f pathlib ntpath; 4f pathlib operator
        40 pathlib glob:_StringGlobber,_no_recurse_symlinks pathlib._os; 20 pathlib pathlib._abc pathlib._local
        1f pathlib fnmatch functools re urllib.parse:quote_from_bytes; 1c pathlib warnings; f pathlib operator:attrgetter
        20 pathlib._abc functools glob:_Globber,_no_recurse_symlinks; 40 pathlib._local pathlib
        20 pathlib._local glob:_StringGlobber ntpath operator pathlib._abc warnings
        40 pathlib.types glob:_PathGlobber pathlib pathlib._os typing:Optional,Protocol,runtime_checkable
        7f pdb bdb cmd code dis glob inspect linecache pprint re signal tokenize traceback
        60 pdb _colorize codeop contextlib:contextmanager textwrap token types:CodeType; 58 pdb typing
        40 pdb asyncio contextlib:ExitStack,closing json selectors socket tempfile threading warnings:deprecated weakref
        20 pdb rlcompleter:Completer; 18 pdb functools typing:Union
        7f pickle _compat_pickle copyreg:_extension_cache,_extension_registry,_inverted_registry,dispatch_table
        7f pickle functools:partial struct:pack,unpack types:FunctionType; 3f pickle re
        7f pickletools pickle:decode_long re struct:unpack; 1f pipes re shlex:quote tempfile; 18 pipes warnings
        7f pkgutil collections:namedtuple functools:singledispatch importlib importlib.machinery importlib.util
        3f pkgutil types:ModuleType warnings; 2 pkgutil re; 7f platform collections re; 7e platform functools
        6 platform subprocess; 7f plistlib binascii datetime enum re struct xml.parsers.expat:ParserCreate
        1 plistlib contextlib warnings:warn; 7f poplib re socket; 7f pprint collections types; 3f pprint re
        3c pprint dataclasses; 70 profile importlib.machinery; 7f pstats enum functools:cmp_to_key re
        7e pstats dataclasses:dataclass; 78 pstats enum:StrEnum,_simple_enum; 3e pstats typing:Dict; 7 pstats enum:Enum
        7f pty select:select tty; 7c pty tty:setraw,tcgetattr,tcsetattr
        7f py_compile enum importlib._bootstrap_external importlib.machinery importlib.util traceback; 7f pyclbr importlib.util
        7c pyclbr ast; 3 pyclbr token:DEDENT,NAME,OP tokenize; 7f queue collections:deque heapq:heappop,heappush threading
        7e queue types; 7f random _random bisect:bisect math:acos,ceil,cos,e,exp,log,pi,sin,sqrt; 7e random math:floor,tau
        7c random math:isfinite operator:index; 70 random math:fabs,lgamma,log2; 1f random warnings:warn
        7f re copyreg enum functools; 78 re re._compiler re._parser; 7 re sre_compile sre_parse
        78 re._compiler re re._casefix re._constants re._parser; 78 re._parser re._constants; 7c rlcompleter inspect
        78 rlcompleter keyword re; 60 rlcompleter warnings; 7f runpy importlib.machinery importlib.util; 7 runpy types
        3 runpy pkgutil:get_importer,read_code; 7f sched collections:namedtuple heapq threading
        7f secrets base64 hmac:compare_digest random:SystemRandom; f secrets binascii
        7f selectors collections:namedtuple collections.abc:Mapping math select
        7f shelve collections.abc pickle:Pickler,Unpickler; 7c shelve pickle:DEFAULT_PROTOCOL; 3f shlex collections:deque re
        7f shutil collections fnmatch; 10 shutil warnings; 7f signal enum:IntEnum; 1 signal functools:wraps
        f smtpd asynchat asyncore collections email._header_value_parser:get_addr_spec,get_angle_addr getopt socket
        f smtpd warnings:warn; 8 smtpd warnings:_deprecated
        7f smtplib base64 copy datetime email.base64mime:body_encode email.generator email.message email.utils hmac re socket
        1f sndhdr collections:namedtuple; 18 sndhdr warnings; 7f socket _socket enum:IntEnum,IntFlag; 3f socket selectors
        7f socketserver selectors socket threading; 7f sqlite3 sqlite3.dbapi2
        70 sqlite3.__main__ argparse:ArgumentParser code:InteractiveConsole sqlite3 textwrap:dedent
        7f sqlite3.dbapi2 _sqlite3 collections.abc datetime; 30 sqlite3.dbapi2 _sqlite3:_deprecated_version
        78 sre_compile re:_compiler re._compiler warnings; 7 sre_compile sre_constants sre_parse
        78 sre_constants re:_constants re._constants warnings; 78 sre_parse re:_parser re._parser warnings
        7 sre_parse sre_constants
        7f ssl _ssl:HAS_ALPN,HAS_ECDH,HAS_NPN,HAS_SNI,HAS_SSLv2,HAS_SSLv3,HAS_TLSv1,HAS_TLSv1_1,HAS_TLSv1_2,HAS_TLSv1_3
        7f ssl _ssl:MemoryBIO,OPENSSL_VERSION,OPENSSL_VERSION_INFO,OPENSSL_VERSION_NUMBER,RAND_add,RAND_bytes,RAND_status
        7f ssl _ssl:SSLCertVerificationError,SSLEOFError,SSLError,SSLSession,SSLSyscallError,SSLWantReadError
        7f ssl _ssl:SSLWantWriteError,SSLZeroReturnError,_DEFAULT_CIPHERS,_SSLContext,nid2obj,txt2obj base64
        7f ssl collections:namedtuple enum:Enum,IntEnum,IntFlag socket:create_connection,socket warnings
        7c ssl socket:_GLOBAL_DEFAULT_TIMEOUT; 78 ssl enum:_simple_enum; 60 ssl _ssl:HAS_PSK
        40 ssl _ssl:HAS_PHA,HOSTFLAG_NEVER_CHECK_SUBJECT,VERIFY_X509_PARTIAL_CHAIN,VERIFY_X509_STRICT pathlib:Path
        3f ssl _ssl:_OPENSSL_API_VERSION socket:SOCK_STREAM,SOL_SOCKET,SO_TYPE; f ssl _ssl:RAND_pseudo_bytes
        1 ssl socket:AF_INET
        7f statistics bisect:bisect_left,bisect_right collections:Counter decimal:Decimal fractions:Fraction
        7f statistics math:exp,fabs,fsum,hypot,log,sqrt,tau numbers operator random; 7c statistics collections:namedtuple
        78 statistics collections:defaultdict functools:reduce; 77 statistics operator:itemgetter; 70 statistics math:sumprod
        60 statistics math:acos,asin,atan,cos,cosh,isfinite,isinf,pi,sin,tan; 40 statistics math:erfc; 3f statistics math:erf
        8 statistics operator:mul; 3f string collections:ChainMap re; 7f stringprep unicodedata:ucd_3_2_0
        7f struct _struct:__doc__,_clearcache; 7f subprocess contextlib signal threading warnings; 7e subprocess types
        78 subprocess locale; 1f sunau collections:namedtuple; 19 sunau warnings; 2 symbol warnings; 7f symtable weakref
        60 symtable enum:StrEnum; 70 sysconfig threading; 60 sysconfig.__main__ sysconfig; 40 sysconfig.__main__ json types
        7f tabnanny tokenize; 7f tarfile copy re shutil struct; 1f tarfile warnings; 1f telnetlib selectors socket
        18 telnetlib warnings; 7f tempfile functools random:Random shutil warnings weakref; 7e tempfile types; 7f textwrap re
        7f threading _weakrefset:WeakSet; 40 threading _contextvars; 20 threading warnings; 1e threading functools
        3f tkinter _tkinter enum re tkinter.constants; 3e tkinter types; 38 tkinter collections; 3f tkinter.__main__ tkinter
        3f tkinter.colorchooser tkinter.commondialog; 3f tkinter.commondialog tkinter; 3f tkinter.dialog tkinter
        3f tkinter.dnd tkinter; 3f tkinter.filedialog fnmatch tkinter tkinter.commondialog tkinter.dialog tkinter.simpledialog
        3f tkinter.font tkinter; 3f tkinter.messagebox tkinter.commondialog; 3f tkinter.scrolledtext tkinter tkinter.constants
        3f tkinter.simpledialog tkinter tkinter.messagebox; 1f tkinter.tix tkinter; 1c tkinter.tix warnings
        3 tkinter.tix _tkinter; 3f tkinter.ttk tkinter; 7f tokenize collections re token:EXACT_TOKEN_TYPES; 7c tokenize functools
        78 tomllib tomllib._parser; 78 tomllib._parser tomllib._re types:MappingProxyType
        38 tomllib._parser collections.abc:Iterable string tomllib._types typing:Any,BinaryIO,NamedTuple
        78 tomllib._re datetime:date,datetime,time,timedelta,timezone,tzinfo functools:lru_cache re
        38 tomllib._re tomllib._types typing:Any; 78 tomllib._types typing:Any,Callable,Tuple
        7f trace dis inspect linecache pickle sysconfig threading token tokenize; 7f traceback linecache
        78 traceback collections.abc contextlib:suppress textwrap; 60 traceback _colorize warnings
        40 traceback codeop keyword tokenize; 20 traceback _colorize:ANSIColors; 7 traceback collections
        7f tracemalloc collections.abc:Iterable,Sequence fnmatch functools:total_ordering linecache pickle; 7f tty termios
        7f typing collections collections.abc functools operator types; 7e typing types:GenericAlias
        78 typing collections:defaultdict; 70 typing copyreg
        3f typing types:MethodDescriptorType,MethodWrapperType,WrapperDescriptorType; 1f typing contextlib re; 18 typing warnings
        7f unittest unittest.case unittest.loader unittest.main unittest.result unittest.runner unittest.signals
        7f unittest unittest.suite; 1 unittest unittest.async_case; 7f unittest.__main__ unittest.main
        7e unittest._log collections logging unittest.case; 7f unittest.async_case asyncio inspect unittest.case
        78 unittest.async_case contextvars warnings
        7f unittest.case collections contextlib difflib functools pprint re traceback types unittest unittest.result
        7f unittest.case unittest.util warnings; 1 unittest.case logging
        7f unittest.loader fnmatch:fnmatch,fnmatchcase functools re traceback types unittest unittest.case unittest.suite
        7f unittest.loader unittest.util; f unittest.loader warnings
        7f unittest.main argparse unittest unittest.loader unittest.runner unittest.signals; 18 unittest.main warnings
        7f unittest.mock asyncio contextlib functools:partial,wraps inspect pprint types:CodeType,MethodType,ModuleType
        7f unittest.mock unittest.util; 7c unittest.mock threading:RLock; 78 unittest.mock pkgutil
        40 unittest.mock dataclasses:fields,is_dataclass inspect:iscoroutinefunction
        3e unittest.mock asyncio:iscoroutinefunction; 7f unittest.result functools:wraps traceback unittest unittest.util
        7f unittest.runner unittest unittest.result unittest.signals warnings; 78 unittest.runner unittest.case
        40 unittest.runner _colorize:get_theme; 7f unittest.signals functools:wraps signal weakref
        7f unittest.suite unittest unittest.case unittest.util; 7f unittest.util collections:Counter,namedtuple
        7f urllib.error urllib.response; 7f urllib.parse collections:namedtuple re warnings; 7e urllib.parse types
        78 urllib.parse functools ipaddress; 70 urllib.parse math
        7f urllib.request base64 bisect contextlib email hashlib http.client re socket string tempfile urllib.error
        7f urllib.request urllib.parse urllib.response; 3f urllib.request warnings; 7f urllib.response tempfile
        7f urllib.robotparser collections urllib.parse urllib.request; 40 urllib.robotparser re urllib.error; 1f uu binascii
        18 uu warnings; 7f uuid enum:Enum; 78 uuid enum:_simple_enum; 1f uuid platform
        3f venv logging shutil subprocess sysconfig types; 3f venv.__main__ venv
        40 warnings _py_warnings:WarningMessage,_DEPRECATED_MSG,_OptionError,_add_filter,_deprecated,_filters_mutated
        40 warnings _py_warnings:_filters_mutated_lock_held,_filters_version,_formatwarning_orig,_formatwarnmsg
        40 warnings _py_warnings:_formatwarnmsg_impl,_get_context,_get_filters,_getaction,_getcategory,_is_filename_to_skip
        40 warnings _py_warnings:_is_internal_filename,_is_internal_frame,_lock,_new_context,_next_external_frame
        40 warnings _py_warnings:_processoptions,_set_context,_set_module,_setoption,_setup_defaults,_showwarning_orig
        40 warnings _py_warnings:_showwarnmsg,_showwarnmsg_impl,_use_context,_warn_unawaited_coroutine,_warnings_context
        40 warnings _py_warnings:catch_warnings,defaultaction,deprecated,filters,filterwarnings,formatwarning,onceregistry
        40 warnings _py_warnings:resetwarnings,showwarning,simplefilter,warn,warn_explicit; 7f wave collections:namedtuple struct
        7 wave audioop chunk:Chunk; 1 wave warnings; 7f weakref _weakrefset:WeakSet; 3f weakref _weakrefset:_IterationGuard
        40 webbrowser collections.abc:Callable typing:Any,cast; 3f webbrowser shlex shutil subprocess threading
        18 webbrowser warnings; 1f xdrlib functools:wraps struct; 18 xdrlib warnings; 7f xml.dom xml.dom.domreg
        7f xml.dom.expatbuilder xml.dom xml.dom.NodeFilter xml.dom.minidom xml.dom.xmlbuilder xml.parsers xml.parsers.expat
        7f xml.dom.minicompat xml.dom; 7f xml.dom.minidom xml.dom xml.dom.domreg xml.dom.minicompat xml.dom.xmlbuilder
        7f xml.dom.pulldom xml.sax xml.sax.handler; 7f xml.dom.xmlbuilder copy xml.dom xml.dom.NodeFilter
        1 xml.dom.xmlbuilder warnings; 7f xml.etree.ElementInclude copy xml.etree xml.etree.ElementTree
        7e xml.etree.ElementInclude urllib.parse:urljoin; 7f xml.etree.ElementPath re
        7f xml.etree.ElementTree collections collections.abc contextlib re warnings xml.etree xml.etree.ElementPath
        60 xml.etree.ElementTree weakref; 7f xml.etree.cElementTree xml.etree.ElementTree; 7f xml.parsers.expat pyexpat
        7f xml.sax xml.sax._exceptions xml.sax.handler xml.sax.xmlreader
        7f xml.sax.expatreader weakref xml.parsers xml.parsers.expat xml.sax xml.sax._exceptions xml.sax.handler
        7f xml.sax.expatreader xml.sax.saxutils xml.sax.xmlreader
        7f xml.sax.saxutils urllib.parse urllib.request xml.sax xml.sax.handler xml.sax.xmlreader
        7f xml.sax.xmlreader xml.sax xml.sax._exceptions xml.sax.handler; 7f zipapp contextlib pathlib shutil zipfile
        7f zipfile binascii importlib.util shutil struct threading; 70 zipfile zipfile._path; f zipfile contextlib
        c zipfile pathlib; 1 zipfile functools; 70 zipfile.__main__ zipfile
        70 zipfile._path contextlib pathlib re zipfile zipfile._path.glob; 70 zipfile._path.glob re
        7e zoneinfo zoneinfo._common zoneinfo._tzpath; 7e zoneinfo._common struct; 7e zoneinfo._tzpath sysconfig
        3e zoneinfo._zoneinfo bisect calendar collections datetime:datetime,timedelta,tzinfo functools re weakref zoneinfo
        3e zoneinfo._zoneinfo zoneinfo._common zoneinfo._tzpath
        """u8;
}
