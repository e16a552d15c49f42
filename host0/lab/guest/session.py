"""A Python prompt without a prompt: runs snippets that arrive on stdin, in one namespace, as a person's would.

    session.py MARK

Each line of stdin is a snippet in base64. What it prints goes to the terminal; then come 0x1e, MARK, a blank, the
exit status and 0x1e. A snippet that raises prints its error and has the status 1; SystemExit gives its own code.
"""

import base64
import sys
import termios
import traceback

names: dict[str, object] = {"__name__": "__main__"}
mark = sys.argv[1]

# what is typed does not come back, lines end in LF alone, and a line may be longer than a terminal's 4096 bytes
mode = termios.tcgetattr(0)
mode[1] &= ~termios.ONLCR
mode[3] &= ~(termios.ECHO | termios.ICANON)
termios.tcsetattr(0, termios.TCSANOW, mode)


def done(status: int) -> None:
    print(f"\x1e{mark} {status}\x1e", end="", flush=True)


done(0)
for line in iter(sys.stdin.readline, ""):
    status = 0
    try:
        exec(compile(base64.b64decode(line), "snippet", "exec"), names)
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException as error:
        # only the last line: the frames above it lead through the SDK's files, whose line numbers no reader has
        print("".join(traceback.format_exception_only(error)).rstrip())
        status = 1
    done(status)
