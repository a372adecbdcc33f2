"""What a child that parses may not do. `limit` bounds memory and time, `lock` shuts files, network and programs away for good.

Three layers, each as far as the system has it: limits of the system (Unix), a hook in Python that refuses (everywhere), and a filter of system calls
that not even a parser in C that was broken into can pass (Linux on x86-64 and ARM64).
"""

import sys

from holdwater.typed import Any

_REFUSED = ("open", "syslog.openlog")
_REFUSED_ROOMS = ("os.", "socket.", "subprocess.", "shutil.", "tempfile.", "urllib.", "http.", "ftplib.", "smtplib.", "glob.", "pty.", "winreg.")
_CALLS = {
    "x86_64": (
        0xC000003E,
        # open creat openat openat2 socket socketpair connect bind fork vfork clone clone3 execve execveat unlink unlinkat rename renameat renameat2
        # mkdir mkdirat rmdir symlink symlinkat link linkat truncate chmod fchmodat chown fchownat ptrace io_uring_setup process_vm_writev mknod
        # mknodat kill memfd_create mount name_to_handle_at open_by_handle_at
        (2, 85, 257, 437, 41, 53, 42, 49, 57, 58, 56, 435, 59, 322, 87, 263, 82, 264, 316, 83, 258, 84, 88, 266, 86, 265, 76, 90, 268, 92, 260,
         101, 425, 311, 133, 259, 62, 319, 165, 303, 304),
    ),
    "aarch64": (
        0xC00000B7,
        # the same, where they are there
        (56, 437, 198, 199, 203, 200, 220, 435, 221, 281, 35, 38, 276, 34, 36, 37, 45, 53, 54, 117, 425, 271, 33, 129, 279, 40, 264, 265),
    ),
}  # fmt: skip


def limit(memory: int, computing: int) -> None:
    """Bounds the memory and the computing time of this process, and keeps it from writing files. Systems other than Unix have no such limits."""
    try:
        import resource
    except ImportError:
        return
    for what, soft, hard in (
        (resource.RLIMIT_AS, memory, memory),
        (resource.RLIMIT_CPU, computing, computing + 1),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        try:
            resource.setrlimit(what, (soft, hard))
        except (ValueError, OSError):  # a lower limit is set already, or the system has no such limit
            continue


def lock() -> None:
    """From here on this process opens nothing and starts nothing. Cannot be undone."""
    _filter_calls()
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:  # noqa: ARG001
    if event in _REFUSED or event.startswith(_REFUSED_ROOMS):
        raise PermissionError(f"a child that parses may not {event}")


def _filter_calls() -> bool:
    """Asks the system to refuse the calls of the list. False where it cannot."""
    if sys.platform != "linux":
        return False
    import ctypes
    import os
    import struct

    known = _CALLS.get(os.uname().machine)
    if known is None or struct.calcsize("P") != 8:
        return False
    machine, calls = known
    load, jump_equal, jump_at_least, answer = 0x20, 0x15, 0x35, 0x06
    refuse, allow = 0x00050000 | 1, 0x7FFF0000  # EPERM
    # a jump counts the steps that it passes over: behind the list stands `allow`, behind that `refuse`
    steps: list[tuple[int, int, int, int]] = [(load, 0, 0, 4), (jump_equal, 0, len(calls) + 3, machine), (load, 0, 0, 0)]
    steps.append((jump_at_least, len(calls) + 1, 0, 0x40000000))  # the second way to call that x86 has
    steps += [(jump_equal, len(calls) - number, 0, call) for number, call in enumerate(calls)]
    program = b"".join(struct.pack("HBBI", *step) for step in [*steps, (answer, 0, 0, allow), (answer, 0, 0, refuse)])
    held = ctypes.create_string_buffer(program)
    head = struct.pack("HP", len(program) // 8, ctypes.addressof(held))
    try:
        libc = ctypes.CDLL(None)
        if libc.prctl(38, 1, 0, 0, 0) != 0:  # PR_SET_NO_NEW_PRIVS
            return False
        return bool(libc.prctl(22, 2, ctypes.c_char_p(head), 0, 0) == 0)  # PR_SET_SECCOMP, SECCOMP_MODE_FILTER
    except (OSError, AttributeError):
        return False
