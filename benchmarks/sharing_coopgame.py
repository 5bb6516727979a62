"""Divisions by coopgame-py, in a process of its own: a table comes in, answers and seconds go out.

Each line of the input names a file of floats by group, the first player bit 0, and a function.
"""

import json
import sys
import time
from array import array

import coopgame


def main() -> None:
    for line in sys.stdin:
        asked = json.loads(line)
        values = array("d")
        with open(asked["file"], "rb") as file:
            values.frombytes(file.read())
        game = coopgame.Game(values.tolist()[1:])
        began = time.process_time()
        try:
            found = getattr(coopgame, asked["rule"])(game)
        except Exception as error:  # whatever a peer does, the run goes on
            found = repr(error)
        seconds = time.process_time() - began
        shares = found["allocation"] if isinstance(found, dict) else found
        print(json.dumps({"seconds": seconds, "shares": shares}), flush=True)


if __name__ == "__main__":
    main()
