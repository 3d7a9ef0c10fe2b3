"""One of several processes that use a ledger at once: ``python ledger_worker.py STORE NUMBER OPERATIONS``."""

import random
import sys
from pathlib import Path

from beatreel.core.config import CreditSettings
from beatreel.core.errors import CreditsError
from beatreel.core.jobs import JobStore
from beatreel.core.ledger import Ledger, problems, release, settle

store_path, number, operations = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
chance = random.Random(number)
ledger = Ledger(CreditSettings(plan="pilot", signup=1000))

with JobStore(store_path) as store:
    for count in range(operations):
        job = f"{number}-{count // 2}"  # every second hold is sent twice
        kind = chance.choice(("run", "still", "clip"))
        try:
            with store.transaction() as connection:
                ledger.hold(connection, f"{kind}/{job}", job, kind)
                assert count % 20 or not problems(connection)  # it reads all books: not at every one of many operations
        except CreditsError:
            pass
        with store.transaction() as connection:
            chance.choice((settle, release, lambda *_: None))(connection, chance.choice((job, f"{number}-0")))
        if count % 50 == 0:
            with store.transaction() as connection:
                ledger.grant(connection, 100, "more", key=f"{number}-{count}")
