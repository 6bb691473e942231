using System;

namespace PyImportScanner.Resolution;

/// <summary>
/// The recorded names behind <see cref="StandardLibraryTable"/>: a line is a set of releases in hexadecimal (bit 0 is 2.7,
/// bit 1 is 3.6, … bit 9 is 3.14) and the names they share. Facts of CPython on Linux, tests left out.
/// </summary>
internal static class StandardLibraryData
{
    public static ReadOnlySpan<byte> Modules =>
        """
        3ff __future__ _ast _bisect _codecs _codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw
        3ff _collections _csv _ctypes _curses _curses_panel _elementtree _functools _heapq _io _json _locale _lsprof _md5
        3ff _multibytecodec _multiprocessing _osx_support _pyio _random _socket _sqlite3 _sre _ssl _strptime _struct _symtable
        3ff _threading_local _tkinter _warnings _weakref _weakrefset abc antigravity argparse array ast atexit base64 bdb
        3ff binascii bisect bz2 cProfile calendar cmath cmd code codecs codeop collections colorsys compileall contextlib copy
        3ff csv ctypes ctypes._endian ctypes.macholib ctypes.macholib.dyld ctypes.macholib.dylib ctypes.macholib.framework
        3ff ctypes.util ctypes.wintypes curses curses.ascii curses.has_key curses.panel curses.textpad datetime dbm decimal
        3ff difflib dis doctest email email._parseaddr email.base64mime email.charset email.encoders email.errors
        3ff email.feedparser email.generator email.header email.iterators email.message email.mime email.mime.application
        3ff email.mime.audio email.mime.base email.mime.image email.mime.message email.mime.multipart email.mime.nonmultipart
        3ff email.mime.text email.parser email.quoprimime email.utils encodings encodings.aliases encodings.ascii
        3ff encodings.base64_codec encodings.big5 encodings.big5hkscs encodings.bz2_codec encodings.charmap encodings.cp037
        3ff encodings.cp1006 encodings.cp1026 encodings.cp1140 encodings.cp1250 encodings.cp1251 encodings.cp1252
        3ff encodings.cp1253 encodings.cp1254 encodings.cp1255 encodings.cp1256 encodings.cp1257 encodings.cp1258
        3ff encodings.cp424 encodings.cp437 encodings.cp500 encodings.cp720 encodings.cp737 encodings.cp775 encodings.cp850
        3ff encodings.cp852 encodings.cp855 encodings.cp856 encodings.cp857 encodings.cp858 encodings.cp860 encodings.cp861
        3ff encodings.cp862 encodings.cp863 encodings.cp864 encodings.cp865 encodings.cp866 encodings.cp869 encodings.cp874
        3ff encodings.cp875 encodings.cp932 encodings.cp949 encodings.cp950 encodings.euc_jis_2004 encodings.euc_jisx0213
        3ff encodings.euc_jp encodings.euc_kr encodings.gb18030 encodings.gb2312 encodings.gbk encodings.hex_codec
        3ff encodings.hp_roman8 encodings.hz encodings.idna encodings.iso2022_jp encodings.iso2022_jp_1 encodings.iso2022_jp_2
        3ff encodings.iso2022_jp_2004 encodings.iso2022_jp_3 encodings.iso2022_jp_ext encodings.iso2022_kr encodings.iso8859_1
        3ff encodings.iso8859_10 encodings.iso8859_11 encodings.iso8859_13 encodings.iso8859_14 encodings.iso8859_15
        3ff encodings.iso8859_16 encodings.iso8859_2 encodings.iso8859_3 encodings.iso8859_4 encodings.iso8859_5
        3ff encodings.iso8859_6 encodings.iso8859_7 encodings.iso8859_8 encodings.iso8859_9 encodings.johab encodings.koi8_r
        3ff encodings.koi8_u encodings.latin_1 encodings.mac_arabic encodings.mac_croatian encodings.mac_cyrillic
        3ff encodings.mac_farsi encodings.mac_greek encodings.mac_iceland encodings.mac_latin2 encodings.mac_roman
        3ff encodings.mac_romanian encodings.mac_turkish encodings.mbcs encodings.palmos encodings.ptcp154 encodings.punycode
        3ff encodings.quopri_codec encodings.raw_unicode_escape encodings.rot_13 encodings.shift_jis encodings.shift_jis_2004
        3ff encodings.shift_jisx0213 encodings.tis_620 encodings.undefined encodings.unicode_escape encodings.utf_16
        3ff encodings.utf_16_be encodings.utf_16_le encodings.utf_32 encodings.utf_32_be encodings.utf_32_le encodings.utf_7
        3ff encodings.utf_8 encodings.utf_8_sig encodings.uu_codec encodings.zlib_codec ensurepip ensurepip.__main__
        3ff ensurepip._uninstall errno fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt
        3ff getpass gettext glob grp gzip hashlib heapq hmac idlelib idlelib.help idlelib.idle idlelib.rpc idlelib.run imaplib
        3ff importlib inspect io itertools json json.decoder json.encoder json.scanner json.tool keyword linecache locale
        3ff logging logging.config logging.handlers mailbox marshal math mimetypes mmap modulefinder multiprocessing
        3ff multiprocessing.connection multiprocessing.dummy multiprocessing.dummy.connection multiprocessing.heap
        3ff multiprocessing.managers multiprocessing.pool multiprocessing.process multiprocessing.queues
        3ff multiprocessing.reduction multiprocessing.sharedctypes multiprocessing.synchronize multiprocessing.util netrc
        3ff ntpath nturl2path numbers opcode operator optparse os pdb pickle pickletools pkgutil platform plistlib poplib
        3ff posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pydoc_data.topics pyexpat quopri
        3ff random re readline resource rlcompleter runpy sched select shelve shlex shutil signal site smtplib socket sqlite3
        3ff sqlite3.dbapi2 sqlite3.dump sre_compile sre_constants sre_parse ssl stat string stringprep struct subprocess
        3ff symtable sys sysconfig syslog tabnanny tarfile tempfile termios textwrap this threading time timeit token tokenize
        3ff trace traceback tty types unicodedata unittest unittest.__main__ unittest.case unittest.loader unittest.main
        3ff unittest.result unittest.runner unittest.signals unittest.suite unittest.util urllib uuid warnings wave weakref
        3ff webbrowser wsgiref wsgiref.handlers wsgiref.headers wsgiref.simple_server wsgiref.util wsgiref.validate xml
        3ff xml.dom xml.dom.NodeFilter xml.dom.domreg xml.dom.expatbuilder xml.dom.minicompat xml.dom.minidom xml.dom.pulldom
        3ff xml.dom.xmlbuilder xml.etree xml.etree.ElementInclude xml.etree.ElementPath xml.etree.ElementTree
        3ff xml.etree.cElementTree xml.parsers xml.parsers.expat xml.sax xml.sax._exceptions xml.sax.expatreader
        3ff xml.sax.handler xml.sax.saxutils xml.sax.xmlreader zipfile zipimport zlib
        3fe _asyncio _blake2 _bz2 _collections_abc _compat_pickle _datetime _dbm _decimal _gdbm _imp _lzma _markupbase _opcode
        3fe _operator _pickle _posixsubprocess _pydecimal _sha1 _sha3 _signal _sitebuiltins _stat _string _thread _tracemalloc
        3fe asyncio asyncio.base_events asyncio.base_futures asyncio.base_subprocess asyncio.base_tasks asyncio.constants
        3fe asyncio.coroutines asyncio.events asyncio.futures asyncio.locks asyncio.log asyncio.proactor_events
        3fe asyncio.protocols asyncio.queues asyncio.selector_events asyncio.sslproto asyncio.streams asyncio.subprocess
        3fe asyncio.tasks asyncio.transports asyncio.unix_events asyncio.windows_events asyncio.windows_utils builtins
        3fe collections.abc concurrent concurrent.futures concurrent.futures._base concurrent.futures.process
        3fe concurrent.futures.thread configparser copyreg dbm.dumb dbm.gnu dbm.ndbm email._encoded_words
        3fe email._header_value_parser email._policybase email.contentmanager email.headerregistry email.policy
        3fe encodings.cp1125 encodings.cp273 encodings.koi8_t encodings.kz1048 encodings.oem enum faulthandler html
        3fe html.entities html.parser http http.client http.cookiejar http.cookies http.server idlelib.__main__
        3fe idlelib.autocomplete idlelib.autocomplete_w idlelib.autoexpand idlelib.browser idlelib.calltip idlelib.calltip_w
        3fe idlelib.codecontext idlelib.colorizer idlelib.config idlelib.config_key idlelib.configdialog idlelib.debugger
        3fe idlelib.debugger_r idlelib.debugobj idlelib.debugobj_r idlelib.delegator idlelib.dynoption idlelib.editor
        3fe idlelib.filelist idlelib.grep idlelib.help_about idlelib.history idlelib.hyperparser idlelib.iomenu idlelib.macosx
        3fe idlelib.mainmenu idlelib.multicall idlelib.outwin idlelib.parenmatch idlelib.pathbrowser idlelib.percolator
        3fe idlelib.pyparse idlelib.pyshell idlelib.query idlelib.redirector idlelib.replace idlelib.runscript
        3fe idlelib.scrolledlist idlelib.search idlelib.searchbase idlelib.searchengine idlelib.squeezer idlelib.stackviewer
        3fe idlelib.statusbar idlelib.textview idlelib.tooltip idlelib.tree idlelib.undo idlelib.window idlelib.zoomheight
        3fe idlelib.zzdummy importlib._bootstrap importlib._bootstrap_external importlib.abc importlib.machinery
        3fe importlib.util ipaddress lzma multiprocessing.context multiprocessing.forkserver multiprocessing.popen_fork
        3fe multiprocessing.popen_forkserver multiprocessing.popen_spawn_posix multiprocessing.popen_spawn_win32
        3fe multiprocessing.resource_sharer multiprocessing.spawn pathlib queue reprlib secrets selectors socketserver
        3fe statistics tkinter tkinter.__main__ tkinter.colorchooser tkinter.commondialog tkinter.constants tkinter.dialog
        3fe tkinter.dnd tkinter.filedialog tkinter.font tkinter.messagebox tkinter.scrolledtext tkinter.simpledialog
        3fe tkinter.ttk tracemalloc turtle turtledemo turtledemo.__main__ turtledemo.bytedesign turtledemo.chaos
        3fe turtledemo.clock turtledemo.colormixer turtledemo.forest turtledemo.fractalcurves turtledemo.lindenmayer
        3fe turtledemo.minimal_hanoi turtledemo.nim turtledemo.paint turtledemo.peace turtledemo.penrose
        3fe turtledemo.planet_and_moon turtledemo.rosette turtledemo.round_dance turtledemo.sorting_animate turtledemo.tree
        3fe turtledemo.two_canvases turtledemo.yinyang typing unittest.mock urllib.error urllib.parse urllib.request
        3fe urllib.response urllib.robotparser venv venv.__main__ xmlrpc xmlrpc.client xmlrpc.server zipapp
        3fc _abc _contextvars _hashlib _py_abc _queue _uuid asyncio.format_helpers asyncio.runners contextvars ctypes._aix
        3fc dataclasses idlelib.format idlelib.sidebar importlib.resources
        3f8 _posixshmem _statistics asyncio.__main__ asyncio.exceptions asyncio.staggered asyncio.trsock importlib.metadata
        3f8 multiprocessing.resource_tracker multiprocessing.shared_memory unittest.async_case
        3f0 _aix_support _zoneinfo asyncio.threads graphlib idlelib.util unittest._log zoneinfo zoneinfo._common
        3f0 zoneinfo._tzpath zoneinfo._zoneinfo
        3e0 asyncio.mixins importlib._abc importlib.metadata._adapters importlib.metadata._collections
        3e0 importlib.metadata._functools importlib.metadata._itertools importlib.metadata._meta importlib.metadata._text
        3e0 importlib.readers
        3c0 _tokenize _typing asyncio.taskgroups asyncio.timeouts importlib.resources._adapters importlib.resources._common
        3c0 importlib.resources._itertools importlib.resources.abc importlib.resources.readers importlib.resources.simple
        3c0 importlib.simple re._casefix re._compiler re._constants re._parser tomllib tomllib._parser tomllib._re
        3c0 tomllib._types wsgiref.types
        380 _pydatetime _pylong _sha2 sqlite3.__main__ zipfile.__main__ zipfile._path zipfile._path.glob
        300 _android_support _colorize _interpchannels _interpqueues _interpreters _ios_support _opcode_metadata _pyrepl
        300 _pyrepl.__main__ _pyrepl._minimal_curses _pyrepl._threading_handler _pyrepl.commands _pyrepl.completing_reader
        300 _pyrepl.console _pyrepl.curses _pyrepl.fancy_termios _pyrepl.historical_reader _pyrepl.input _pyrepl.keymap
        300 _pyrepl.main _pyrepl.pager _pyrepl.reader _pyrepl.readline _pyrepl.simple_interact _pyrepl.trace _pyrepl.types
        300 _pyrepl.unix_console _pyrepl.unix_eventqueue _pyrepl.utils _pyrepl.windows_console _suggestions _sysconfig
        300 dbm.sqlite3 importlib.metadata.diagnose importlib.resources._functional pathlib._abc pathlib._local
        300 sysconfig.__main__
        200 _apple_support _ast_unparse _hmac _py_warnings _remote_debugging _types _zstd annotationlib compression
        1ff __main__ _ctypes_test _testcapi xxsubtype
        1fe _compression _testbuffer _testimportmultiple _testmultiphase xxlimited
        1fc _xxtestfuzz
        1f8 _testinternalcapi
        1e0 _testclinic xxlimited_35
        180 _testsinglephase
        100 _testclinic_limited _testexternalinspection _testlimitedcapi
        ff aifc audioop cgi cgitb chunk crypt imghdr lib2to3 lib2to3.__main__ lib2to3.btm_matcher lib2to3.btm_utils
        ff lib2to3.fixer_base lib2to3.fixer_util lib2to3.fixes lib2to3.fixes.fix_apply lib2to3.fixes.fix_asserts
        ff lib2to3.fixes.fix_basestring lib2to3.fixes.fix_buffer lib2to3.fixes.fix_dict lib2to3.fixes.fix_except
        ff lib2to3.fixes.fix_exec lib2to3.fixes.fix_execfile lib2to3.fixes.fix_exitfunc lib2to3.fixes.fix_filter
        ff lib2to3.fixes.fix_funcattrs lib2to3.fixes.fix_future lib2to3.fixes.fix_getcwdu lib2to3.fixes.fix_has_key
        ff lib2to3.fixes.fix_idioms lib2to3.fixes.fix_import lib2to3.fixes.fix_imports lib2to3.fixes.fix_imports2
        ff lib2to3.fixes.fix_input lib2to3.fixes.fix_intern lib2to3.fixes.fix_isinstance lib2to3.fixes.fix_itertools
        ff lib2to3.fixes.fix_itertools_imports lib2to3.fixes.fix_long lib2to3.fixes.fix_map lib2to3.fixes.fix_metaclass
        ff lib2to3.fixes.fix_methodattrs lib2to3.fixes.fix_ne lib2to3.fixes.fix_next lib2to3.fixes.fix_nonzero
        ff lib2to3.fixes.fix_numliterals lib2to3.fixes.fix_operator lib2to3.fixes.fix_paren lib2to3.fixes.fix_print
        ff lib2to3.fixes.fix_raise lib2to3.fixes.fix_raw_input lib2to3.fixes.fix_reduce lib2to3.fixes.fix_renames
        ff lib2to3.fixes.fix_repr lib2to3.fixes.fix_set_literal lib2to3.fixes.fix_standarderror lib2to3.fixes.fix_sys_exc
        ff lib2to3.fixes.fix_throw lib2to3.fixes.fix_tuple_params lib2to3.fixes.fix_types lib2to3.fixes.fix_unicode
        ff lib2to3.fixes.fix_urllib lib2to3.fixes.fix_ws_comma lib2to3.fixes.fix_xrange lib2to3.fixes.fix_xreadlines
        ff lib2to3.fixes.fix_zip lib2to3.main lib2to3.patcomp lib2to3.pgen2 lib2to3.pgen2.conv lib2to3.pgen2.driver
        ff lib2to3.pgen2.grammar lib2to3.pgen2.literals lib2to3.pgen2.parse lib2to3.pgen2.pgen lib2to3.pgen2.token
        ff lib2to3.pgen2.tokenize lib2to3.pygram lib2to3.pytree lib2to3.refactor mailcap nis nntplib ossaudiodev pipes sndhdr
        ff spwd sunau telnetlib uu xdrlib
        fe _crypt lib2to3.fixes.fix_reload tkinter.tix
        f8 _xxsubinterpreters
        c0 importlib.resources._legacy
        80 _xxinterpchannels
        7f _sha256 _sha512 asynchat asyncore distutils distutils.archive_util distutils.bcppcompiler distutils.ccompiler
        7f distutils.cmd distutils.command distutils.command.bdist distutils.command.bdist_dumb distutils.command.bdist_rpm
        7f distutils.command.build distutils.command.build_clib distutils.command.build_ext distutils.command.build_py
        7f distutils.command.build_scripts distutils.command.check distutils.command.clean distutils.command.config
        7f distutils.command.install distutils.command.install_data distutils.command.install_egg_info
        7f distutils.command.install_headers distutils.command.install_lib distutils.command.install_scripts
        7f distutils.command.register distutils.command.sdist distutils.command.upload distutils.config distutils.core
        7f distutils.cygwinccompiler distutils.debug distutils.dep_util distutils.dir_util distutils.dist distutils.errors
        7f distutils.extension distutils.fancy_getopt distutils.file_util distutils.filelist distutils.log
        7f distutils.msvc9compiler distutils.msvccompiler distutils.spawn distutils.sysconfig distutils.text_file
        7f distutils.unixccompiler distutils.util distutils.version distutils.versionpredicate imp smtpd
        7e distutils._msvccompiler
        70 _bootsubprocess
        3f binhex distutils.command.bdist_msi
        30 ensurepip._bundled importlib._common
        20 importlib._adapters
        1f distutils.command.bdist_wininst formatter parser symbol
        1e _bootlocale
        10 _peg_parser
        f dummy_threading encodings.mac_centeuro
        e _dummy_thread
        7 encodings.unicode_internal macpath
        6 encodings.cp65001 multiprocessing.semaphore_tracker
        3 macurl2path
        2 asyncio.compat asyncio.test_utils idlelib._pyclbr idlelib.paragraph idlelib.rstrip
        1 BaseHTTPServer Bastion CGIHTTPServer ConfigParser Cookie DocXMLRPCServer HTMLParser MimeWriter Queue
        1 SimpleHTTPServer SimpleXMLRPCServer SocketServer StringIO UserDict UserList UserString _LWPCookieJar
        1 _MozillaCookieJar __builtin__ _abcoll _hotshot _sha anydbm audiodev bsddb bsddb.db bsddb.dbobj bsddb.dbrecio
        1 bsddb.dbshelve bsddb.dbtables bsddb.dbutils cPickle cStringIO commands compiler compiler.ast compiler.consts
        1 compiler.future compiler.misc compiler.pyassem compiler.pycodegen compiler.symbols compiler.syntax
        1 compiler.transformer compiler.visitor cookielib copy_reg curses.wrapper dbhash dircache distutils.emxccompiler
        1 dumbdbm dummy_thread encodings.string_escape exceptions fpformat future_builtins gdbm hotshot hotshot.log
        1 hotshot.stats hotshot.stones htmlentitydefs htmllib httplib idlelib.AutoComplete idlelib.AutoCompleteWindow
        1 idlelib.AutoExpand idlelib.Bindings idlelib.CallTipWindow idlelib.CallTips idlelib.ClassBrowser idlelib.CodeContext
        1 idlelib.ColorDelegator idlelib.Debugger idlelib.Delegator idlelib.EditorWindow idlelib.FileList
        1 idlelib.FormatParagraph idlelib.GrepDialog idlelib.HyperParser idlelib.IOBinding idlelib.IdleHistory
        1 idlelib.MultiCall idlelib.MultiStatusBar idlelib.ObjectBrowser idlelib.OutputWindow idlelib.ParenMatch
        1 idlelib.PathBrowser idlelib.Percolator idlelib.PyParse idlelib.PyShell idlelib.RemoteDebugger
        1 idlelib.RemoteObjectBrowser idlelib.ReplaceDialog idlelib.RstripExtension idlelib.ScriptBinding idlelib.ScrolledList
        1 idlelib.SearchDialog idlelib.SearchDialogBase idlelib.SearchEngine idlelib.StackViewer idlelib.ToolTip
        1 idlelib.TreeWidget idlelib.UndoDelegator idlelib.WidgetRedirector idlelib.WindowList idlelib.ZoomHeight
        1 idlelib.aboutDialog idlelib.configDialog idlelib.configHandler idlelib.configHelpSourceEdit
        1 idlelib.configSectionNameDialog idlelib.dynOptionMenuWidget idlelib.idlever idlelib.keybindingDialog
        1 idlelib.macosxSupport idlelib.tabbedpages idlelib.textView ihooks imputil lib-tk.Canvas lib-tk.Dialog
        1 lib-tk.FileDialog lib-tk.FixTk lib-tk.ScrolledText lib-tk.SimpleDialog lib-tk.Tix lib-tk.Tkconstants lib-tk.Tkdnd
        1 lib-tk.Tkinter lib-tk.tkColorChooser lib-tk.tkCommonDialog lib-tk.tkFileDialog lib-tk.tkFont lib-tk.tkMessageBox
        1 lib-tk.tkSimpleDialog lib-tk.ttk lib-tk.turtle linuxaudiodev markupbase md5 mhlib mimetools mimify multifile
        1 multiprocessing.forking mutex new os2emxpath plat-linux2.CDROM plat-linux2.DLFCN plat-linux2.IN plat-linux2.TYPES
        1 popen2 posixfile repr rexec rfc822 robotparser sets sgmllib sha sre statvfs stringold strop sunaudio thread toaiff
        1 urllib2 urlparse user whichdb xmllib xmlrpclib
        """u8;

    public static ReadOnlySpan<byte> BuiltIn =>
        """
        3ff _ast _codecs _sre _symtable _warnings _weakref errno gc marshal posix pwd sys
        3fe _collections _functools _imp _io _locale _operator _signal _stat _string _thread _tracemalloc atexit builtins
        3fe faulthandler itertools time
        3fc _abc
        3c0 _tokenize
        380 _typing
        300 _suggestions _sysconfig
        7f xxsubtype
        10 _peg_parser
        7 zipimport
        1 __builtin__ __main__ exceptions imp signal thread
        """u8;

    public static ReadOnlySpan<byte> Frozen =>
        """
        3c0 _collections_abc _frozen_importlib _frozen_importlib_external _sitebuiltins abc codecs genericpath
        3c0 importlib.machinery importlib.util io ntpath os posixpath runpy site stat zipimport
        1c0 os.path
        """u8;

    /// <summary>In <c>sys.modules</c> before the first statement of user code: nothing can stand in front of these.</summary>
    public static ReadOnlySpan<byte> Preloaded =>
        """
        3ff __main__ _codecs _warnings _weakref abc codecs encodings encodings.aliases encodings.utf_8 genericpath os os.path
        3ff posix posixpath site stat sys zipimport
        3fe _collections_abc _frozen_importlib _frozen_importlib_external _imp _io _signal _sitebuiltins _stat _thread
        3fe builtins io marshal
        3fc _abc
        3f8 time
        1e encodings.latin_1
        7 _locale
        6 _bootlocale
        3 _weakrefset errno sysconfig
        1 UserDict __builtin__ _abcoll _sre copy_reg exceptions linecache re signal sre_compile sre_constants sre_parse
        1 traceback types warnings
        """u8;

    /// <summary>Compiled into the interpreter by some distributions (Debian), extension files elsewhere.</summary>
    public static ReadOnlySpan<byte> SometimesBuiltIn =>
        """
        3fe _bisect _blake2 _csv _datetime _elementtree _heapq _md5 _pickle _posixsubprocess _random _sha1 _sha256 _sha3
        3fe _sha512 _socket _statistics _struct array binascii cmath fcntl grp math pyexpat select spwd syslog unicodedata
        3fe zlib
        """u8;
}
