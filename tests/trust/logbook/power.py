"""A disk that loses power: what was written and not flushed is kept or lost, sector by sector, as a coin says.

SQLite runs on a file system of ours (an APSW VFS) that writes down what it is told. `Disk.after_cut` gives a state in which the
files may be after the power went: everything up to the last flush, and of every later write some of its sectors.
"""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import apsw

SECTOR = 512


class Cut(BaseException):
    """The power went."""


class File:
    """What of one file is on the disk for sure, and what was written since."""

    def __init__(self) -> None:
        self.sure = b""
        self.since: list[tuple[int, bytes] | int] = []
        """Writes at an offset, and lengths to which it was cut."""
        self.is_named = False
        """Whether its name is on the disk for sure."""

    def flush(self) -> None:
        self.sure = self.now()
        self.since = []
        self.is_named = True

    def now(self) -> bytes:
        return self._played(self.since)

    def after_cut(self, draw: random.Random) -> bytes:
        kept: list[tuple[int, bytes] | int] = []
        for change in self.since:
            if isinstance(change, int):
                kept += [change] if draw.random() < 0.5 else []
                continue
            offset, data = change
            start = 0
            while start < len(data):
                end = min(len(data), start + SECTOR - (offset + start) % SECTOR)
                if draw.random() < 0.5:
                    kept.append((offset + start, data[start:end]))
                start = end
        return self._played(kept)

    def _played(self, changes: Sequence[tuple[int, bytes] | int]) -> bytes:
        content = bytearray(self.sure)
        for change in changes:
            if isinstance(change, int):
                del content[change:]
                continue
            offset, data = change
            if len(content) < offset:
                content += bytes(offset - len(content))
            content[offset : offset + len(data)] = data
        return bytes(content)


class Disk:
    """All files of a folder. After *cut_at* operations the power goes; flushing can be made to do nothing."""

    def __init__(self, cut_at: int | None = None) -> None:
        self.files: dict[str, File] = {}
        self.cut_at, self.operations, self.flushes = cut_at, 0, 0
        self.is_dark = False
        self.fails_at: int | None = None
        """The operation that fails, with everything after it, where one is to fail."""

    def operate(self) -> bool:
        """Count one more operation, and say whether it happens: after the power went none does, and nobody is told."""
        if self.is_dark:
            return False
        self.operations += 1
        if self.cut_at is not None and self.operations > self.cut_at:
            self.is_dark = True
            raise Cut
        if self.fails_at is not None and self.operations >= self.fails_at:
            raise apsw.IOError("disk I/O error")
        return True

    def load(self, folder: Path) -> None:
        for path in folder.iterdir():
            file = self.files.setdefault(str(path), File())
            file.sure, file.is_named = path.read_bytes(), True

    def after_cut(self, draw: random.Random, folder: Path) -> None:
        """Write the files into *folder* as they may be after the power went."""
        folder.mkdir()
        for name, file in self.files.items():
            if file.is_named or draw.random() < 0.5:
                (folder / Path(name).name).write_bytes(file.after_cut(draw))


class Vfs(apsw.VFS):
    """Files in the memory of a `Disk`."""

    def __init__(self, disk: Disk, name: str) -> None:
        self.disk = disk
        super().__init__(name, "", maxpathname=512)

    def xOpen(self, name: Any, flags: list[int]) -> Any:  # noqa: N802
        path = str(name.filename() if isinstance(name, apsw.URIFilename) else name)
        flags[1] = flags[0]
        if path not in self.disk.files:
            if not flags[0] & apsw.SQLITE_OPEN_CREATE and not path.endswith(("-wal", "-journal")):
                raise apsw.CantOpenError(path)
            self.disk.files[path] = File()
        return VfsFile(self.disk, self.disk.files[path])

    def xDelete(self, name: str, _sync: bool) -> None:  # noqa: N802, FBT001
        if self.disk.operate():
            self.disk.files.pop(name, None)

    def xAccess(self, name: str, _flags: int) -> bool:  # noqa: N802
        return name in self.disk.files

    def xFullPathname(self, name: str) -> str:  # noqa: N802
        return name


class VfsFile:
    """One open file."""

    def __init__(self, disk: Disk, file: File) -> None:
        self.disk, self.file = disk, file

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802
        return self.file.now()[offset : offset + amount]

    def xWrite(self, data: Any, offset: int) -> None:  # noqa: N802
        if self.disk.operate():
            self.file.since.append((offset, bytes(data)))

    def xTruncate(self, size: int) -> None:  # noqa: N802
        if self.disk.operate():
            self.file.since.append(size)

    def xSync(self, _flags: int) -> None:  # noqa: N802
        if self.disk.operate():
            self.disk.flushes += 1
            self.file.flush()

    def xFileSize(self) -> int:  # noqa: N802
        return len(self.file.now())

    def xClose(self) -> None: ...  # noqa: N802

    def xLock(self, _level: int) -> None: ...  # noqa: N802

    def xUnlock(self, _level: int) -> None: ...  # noqa: N802

    def xCheckReservedLock(self) -> bool:  # noqa: N802
        return False

    def xFileControl(self, _op: int, _pointer: int) -> bool:  # noqa: N802
        return False

    def xSectorSize(self) -> int:  # noqa: N802
        return SECTOR

    def xDeviceCharacteristics(self) -> int:  # noqa: N802
        return 0
