"""Makes the archives of the tests, each by Python's own modules: hostile.py FOLDER."""

import gzip
import io
import os
import struct
import sys
import tarfile
import zipfile
import zlib

folder = sys.argv[1]


def path(name):
    return os.path.join(folder, name)


def tar(name, members, mode="w:gz", **options):
    with tarfile.open(path(name), mode, **options) as archive:
        for member, content in members:
            if isinstance(member, str):
                member = tarfile.TarInfo(member)
            if content is None:
                archive.addfile(member)
            else:
                member.size = len(content)
                archive.addfile(member, io.BytesIO(content))


def info(name, kind, target=""):
    member = tarfile.TarInfo(name)
    member.type = kind
    member.linkname = target
    return member


def zipped(name, members):
    with zipfile.ZipFile(path(name), "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members:
            archive.writestr(member, content)


answers = [("up.sh", b"docker run -d postgres\n"), ("web/Dockerfile", b"FROM scratch\n")]

# What is fine.
tar("good.tar.gz", answers)
tar("good.tgz", answers)
tar("good.tar", answers, "w")
zipped("good.zip", answers)
tar("wrapped.tar.gz", [("ada/work/" + name, content) for name, content in answers])
zipped("mac.zip", answers + [("__MACOSX/._up.sh", b"x"), (".DS_Store", b"x")])
tar("folders.tar", [(info("web", tarfile.DIRTYPE), None)] + answers, "w")
tar("pax.tar", [("ü/" + "a" * 120 + ".sh", b"x"), ("up.sh", b"y")], "w", format=tarfile.PAX_FORMAT)

# Paths.
tar("climbs.tar", [("../up.sh", b"x")], "w")
zipped("climbs.zip", [("a/../../up.sh", b"x")])
tar("absolute.tar", [("/etc/passwd", b"x")], "w")
zipped("absolute.zip", [("/etc/passwd", b"x")])
zipped("drive.zip", [("C:/x.sh", b"x")])
tar("backslash.tar", [("..\\up.sh", b"x")], "w")
tar("control.tar", [("up\x1b[2J.sh", b"x")], "w")
tar("newline.tar", [("up\n.sh", b"x")], "w")
tar("bidi.tar", [("up\u202ehs.exe", b"x")], "w")
tar("accent.tar", [("o\u0308.sh", b"x")], "w")
tar("accents.tar", [("o\u0308.sh", b"x"), ("\u00f6.sh", b"y")], "w")
tar("latin.tar", [("\udcff.sh", b"x")], "w", encoding="utf-8", errors="surrogateescape", format=tarfile.GNU_FORMAT)
tar("long.tar", [("a" * 300, b"x")], "w")
tar("deep.tar", [("a/" * 60 + "x", b"x")], "w")
tar("twice.tar", [("up.sh", b"good"), ("up.sh", b"bad")], "w")
tar("case.tar", [("up.sh", b"good"), ("UP.sh", b"bad")], "w")
tar("filefolder.tar", [("a", b"good"), ("a/b", b"bad")], "w")

# Links and devices.
tar("symlink.tar", [(info("up.sh", tarfile.SYMTYPE, "/etc/passwd"), None)], "w")
tar("throughlink.tar", [(info("d", tarfile.SYMTYPE, "/tmp"), None), ("d/evil", b"x")], "w")
tar("hardlink.tar", [("a", b"x"), (info("up.sh", tarfile.LNKTYPE, "a"), None)], "w")
tar("hardlinkout.tar", [(info("up.sh", tarfile.LNKTYPE, "/etc/passwd"), None)], "w")
for name, kind in [("character", tarfile.CHRTYPE), ("block", tarfile.BLKTYPE), ("fifo", tarfile.FIFOTYPE)]:
    tar(name + ".tar", [(info("up.sh", kind), None)], "w")
link = zipfile.ZipInfo("up.sh")
link.create_system = 3
link.external_attr = 0o120777 << 16
zipped("symlink.zip", [(link, "/etc/passwd")])

# Sizes.
zipped("bomb.zip", [("zeros", bytes(300 << 20))])
zipped("ratio.zip", [("zeros%d" % n, bytes(3 << 20)) for n in range(5)])
tar("bomb.tar.gz", [("zeros", bytes(300 << 20))])
tar("many.tar.gz", [("f%06d" % n, b"") for n in range(100_000)])
zipped("many.zip", [("f%05d" % n, b"") for n in range(20_000)])
tar("folders-only.tar.gz", [(info("f%05d" % n, tarfile.DIRTYPE), None) for n in range(20_000)])
twice = gzip.compress(gzip.compress(open(path("good.tar"), "rb").read()))
open(path("nested.tar.gz"), "wb").write(twice)
huge = info("up.sh", tarfile.REGTYPE)
huge.size = 1 << 40
open(path("claims.tar"), "wb").write(huge.tobuf() + bytes(1024))
sparse = info("up.sh", tarfile.GNUTYPE_SPARSE)
sparse.size = 512
header = bytearray(sparse.tobuf(format=tarfile.GNU_FORMAT))
header[386:398], header[398:410] = b"00000000000\0", b"00000001000\0"
header[483:495] = b"77777777777\0"
header[148:156] = b"        "
header[148:156] = b"%06o\0 " % sum(header)
open(path("sparse.tar"), "wb").write(bytes(header) + b"x" * 512 + bytes(1024))

# Two members of one zip that share their bytes, as overlapping bombs do.
inner = zlib.compressobj(9, zlib.DEFLATED, -15)
data = inner.compress(bytes(1 << 20)) + inner.flush()
crc = zlib.crc32(bytes(1 << 20))
local = b"PK\3\4" + struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, crc, len(data), 1 << 20, 1, 0) + b"a" + data
entries = b""
for number in range(200):
    name = b"n%03d" % number
    entries += (
        b"PK\1\2"
        + struct.pack("<HHHHHHIIIHHHHHII", 20, 20, 0, 8, 0, 0, crc, len(data), 1 << 20, 4, 0, 0, 0, 0, 0, 0)
        + name
    )
end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 200, 200, len(entries), len(local), 0)
open(path("overlap.zip"), "wb").write(local + entries + end)

# Broken ones.
good = open(path("good.zip"), "rb").read()
open(path("cut.zip"), "wb").write(good[: len(good) // 2])
packed = open(path("good.tar.gz"), "rb").read()
open(path("cut.tar.gz"), "wb").write(packed[: len(packed) // 2])
open(path("text.zip"), "wb").write(b"this is no archive\n" * 100)
open(path("empty.zip"), "wb").write(b"")
