"""The command `desk-central`: serve, fill with a demo, bring messages in, tell of a restored backup."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from central.core import clock
from central.log import log_to_stderr
from central.settings import Settings, default_database
from central.store.dataset import begin_incarnation
from central.store.engine import BadAddress, Store, StoreAway, WriteClash
from central.store.upgrade import DatabaseTooNew, upgrade

DEMO_PASSWORD = "Suzhou-12345"
DEMO_ORDERS = 2000
_PROBLEMS_SHOWN = 20


def main(arguments: Sequence[str] | None = None) -> None:
    """Ends the process: 0 for done, 1 with a sentence on stderr, 2 for a command it does not know."""
    log_to_stderr()
    asked = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], str | None] = asked.run
    try:
        sys.exit(run(asked))
    except (BadAddress, DatabaseTooNew) as wrong:
        sys.exit(f"desk-central: {wrong}")
    except (StoreAway, WriteClash):
        sys.exit("desk-central: the database does not answer; is its server running and its address right?")
    except OSError as wrong:
        sys.exit(f"desk-central: {wrong.filename or asked.database}: {wrong.strerror or wrong}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="desk-central", description="The central server of the 12345 desk.")
    commands = parser.add_subparsers(required=True, metavar="command")

    def command(name: str, says: str, run: Callable[[argparse.Namespace], str | None]) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=says, description=says)
        made.add_argument("--database", default=default_database(), help="sqlite:///file.db or postgresql://host/name")
        made.set_defaults(run=run)
        return made

    serve = command("serve", "answer the seats until told to stop", _serve)
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=0, help="0, the default, takes a free one")
    seed = command("seed", "fill an empty database with a made-up city", _seed)
    seed.add_argument("--orders", type=_count, default=DEMO_ORDERS)
    bring = command("import-messages", "bring citizens' messages in from a CSV file", _import)
    bring.add_argument("file", type=Path)
    for made in (seed, bring):
        made.add_argument("--seed", type=int, default=12345, help="the same number gives the same city")
        made.add_argument("--password", default=DEMO_PASSWORD, help="everybody's, where nobody has one yet")
    command("restored", "say that the database was restored from a backup", _restored)
    return parser


def _count(text: str) -> int:
    count = int(text)
    if count < 0:
        raise argparse.ArgumentTypeError("must not be negative")
    return count


def _opened(address: str) -> Store:
    store = Store(address)
    upgrade(store, int(clock().timestamp() * 1000))
    return store


def _serve(asked: argparse.Namespace) -> None:
    from central.serve import serve

    serve(Settings(asked.database), asked.host, asked.port)


def _seed(asked: argparse.Namespace) -> str | None:
    from central.demo.story import stories
    from central.seed import NotEmpty, seed

    store, now = _opened(asked.database), clock()
    try:
        done = seed(store, stories(asked.orders, asked.seed, now), asked.password, now, asked.seed)
    except NotEmpty as full:
        return f"desk-central: {full}"
    finally:
        store.close()
    print(f"{done.orders} orders, {done.acts} acts, {done.refused} refused")
    return None


def _import(asked: argparse.Namespace) -> str | None:
    from central.demo.messages import read_messages
    from central.seed import load_city, tell

    data, now = asked.file.read_bytes(), clock()
    stories, problems = read_messages(data, asked.seed, now)
    for problem in problems[:_PROBLEMS_SHOWN]:
        place = f"row {problem.row}" + (f", column {problem.column}" if problem.column else "")
        print(f"{place}: {problem.words}", file=sys.stderr)
    if len(problems) > _PROBLEMS_SHOWN:
        print(f"and {len(problems) - _PROBLEMS_SHOWN} more", file=sys.stderr)
    if not stories:
        return "desk-central: nothing could be imported"
    store = _opened(asked.database)
    try:
        load_city(store, asked.password, now)
        done = tell(store, stories, now)
    finally:
        store.close()
    print(f"{done.orders} orders, {done.acts} acts, {done.refused} refused, {len(problems)} rows left out")
    return None


def _restored(asked: argparse.Namespace) -> None:
    store = _opened(asked.database)
    try:
        incarnation = store.write(begin_incarnation)
    finally:
        store.close()
    print(f"this is incarnation {incarnation}; the seats will hand in again what they still hold")


if __name__ == "__main__":
    main()
