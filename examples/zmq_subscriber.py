"""Prints every event, missed or live, from any process: python zmq_subscriber.py "$(beatreel events --address)" [LAST_ID_SEEN]."""

import json
import sys


def main(address, last_seen=0):
    import zmq

    live, past = zmq.Context.instance().socket(zmq.SUB), zmq.Context.instance().socket(zmq.DEALER)
    live.subscribe("")  # or the beginning of a name: "scene_"
    live.connect(address)
    past.connect(address.replace(".events", ".catchup"))
    past.send(str(last_seen).encode())
    last_seen, source = int(last_seen), past
    while True:
        name, text = source.recv_multipart()
        if not name:  # the past is told
            source = live
        elif int((event := json.loads(text))["id"]) > last_seen:
            last_seen = int(event["id"])
            print(last_seen, event["type"], json.dumps(event["data"])[:100], flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
