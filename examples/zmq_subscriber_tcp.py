"""Prints events over TCP, from another machine: python zmq_subscriber_tcp.py HOST:PORT KEY_FILE

The key file holds what "beatreel events --new-reader NAME" has printed on the machine that makes the films.
"""

import json
import sys
from pathlib import Path


def main(address, key_file):
    import zmq

    keys = json.loads(Path(key_file).read_text())
    events = zmq.Context.instance().socket(zmq.SUB)
    events.curve_serverkey = keys["server"].encode()
    events.curve_publickey, events.curve_secretkey = keys["public"].encode(), keys["secret"].encode()
    events.subscribe("")
    events.connect(f"tcp://{address}")
    while True:
        _, text = events.recv_multipart()
        event = json.loads(text)
        print(event["id"], event["type"], flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
