"""The store of a study: damaged, foreign, newer, on a disk that cannot be written; tables that spreadsheets open."""
import errno
import os
import random
import shutil
import signal
import sqlite3

from program import run

from faults.fault import count_fuzzed, exit_of, fault
from faults.machine import finish, harmed, harmed_run, is_stopped, on_disk, start, wait_for
from faults.things import STUDY, scene_in, study_in

DAMAGED = 300  # stores with random damage


def exported(folder):
    """Rows of `study export` without what may differ between two runs: attempts, host, seconds, memory."""
    return [line.rsplit(",", 4)[0] for line in run("study", "export", folder).stdout.splitlines()]


def after(folder, sql):
    """Exit codes of status, export and --resume once a statement was run on the store."""
    with sqlite3.connect(folder / "study.sqlite") as store:
        store.executescript(sql)
    store.close()
    resumed = run("study", folder.parent / "study.toml", "-o", folder, "--resume")
    return [exit_of(run("study", "status", folder)), exit_of(run("study", "export", folder)), exit_of(resumed)]


REFUSED = "exit 65, exit 65, exit 65"


@fault("a store of a newer schema", expected=REFUSED)
def newer(place):
    return ", ".join(after(study_in(place)[1], "UPDATE meta SET value = '2' WHERE key = 'schema'"))


@fault("a store with a trigger that deletes rows", expected=REFUSED)
def trigger(place):
    sql = "CREATE TRIGGER t AFTER UPDATE ON cases BEGIN DELETE FROM cases; END"
    return ", ".join(after(study_in(place)[1], sql))


@fault("a store with a row of an unknown state", expected=REFUSED)
def unknown_state(place):
    return ", ".join(after(study_in(place)[1], "UPDATE cases SET state = 'nearly' WHERE \"case\" = 3"))


@fault("a store whose results are texts", expected=REFUSED)
def text_results(place):
    sql = "UPDATE cases SET \"density.channels_per_cm2\" = 'many' WHERE \"case\" = 3"
    return ", ".join(after(study_in(place)[1], sql))


@fault("a store that lost a table", expected=REFUSED)
def lost_table(place):
    return ", ".join(after(study_in(place)[1], "DROP TABLE meta"))


@fault("a study.sqlite that is a FIFO, a folder, text, cut in half", expected="exit 65 of each")
def not_a_file(place):
    _, folder = study_in(place)
    whole = (folder / "study.sqlite").read_bytes()
    codes = set()
    for make in (os.mkfifo, os.mkdir, lambda p: p.write_bytes(b"no database"), lambda p: p.write_bytes(whole[:len(whole) // 2])):
        odd = place / "odd"
        odd.mkdir()
        make(odd / "study.sqlite")
        codes.add(exit_of(run("study", "status", odd, timeout=20)))
        shutil.rmtree(odd)
    return f"{', '.join(sorted(codes))} of each"


@fault(f"{DAMAGED} stores with bytes changed, cut or swapped at random", expected="read or exit 65, never else")
def damaged(place):
    _, folder = study_in(place)
    whole = (folder / "study.sqlite").read_bytes()
    chance, others = random.Random(17), set()
    odd = place / "odd"
    odd.mkdir()
    for i in range(DAMAGED):
        data = bytearray(whole)
        for _ in range(1 + i % 20):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if i % 5 == 0:
            data = data[:chance.randrange(len(data))]
        (odd / "study.sqlite").write_bytes(data)
        process = finish(start("study", "export" if i % 2 else "status", odd, errors="replace"), timeout=60)
        if process.returncode not in (0, 65):
            others.add(f"{i}: {exit_of(process)} {process.stderr.strip()}")
    count_fuzzed("study stores", DAMAGED)
    return "read or exit 65, never else" if not others else "; ".join(sorted(others))


@fault("a store with a damaged write-ahead log", expected="read or exit 65, never else")
def damaged_log(place):
    _, folder = study_in(place)
    chance, codes = random.Random(3), set()
    for _ in range(20):
        (folder / "study.sqlite-wal").write_bytes(chance.randbytes(5000))
        codes.add(run("study", "status", folder).returncode)
        (folder / "study.sqlite-wal").unlink(missing_ok=True)
    count_fuzzed("write-ahead logs", 20)
    return "read or exit 65, never else" if codes <= {0, 65} else str(codes)


@fault("a finished study on a read-only disk", expected="0 0")
def read_only(place):
    study_in(place)
    return on_disk(place, "size=20m", """cp -r store disk/; mount -o remount,ro disk
"$DERMAVOX" study status disk/store >/dev/null; echo $?
"$DERMAVOX" study export disk/store >/dev/null; echo $?""")


@fault("cells that a spreadsheet would run as a formula", expected="exit 0, every one with an apostrophe")
def formulas(place):
    _, folder = study_in(place)
    evil = ["=1+1", "+1+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1,1)", "\t=1", "\r=1"]
    with sqlite3.connect(folder / "study.sqlite") as store:
        for i, text in enumerate(evil):
            store.execute('UPDATE cases SET reason = ?, host = ? WHERE "case" = ?', (text, text, i + 1))
    store.close()
    process = run("study", "export", folder)
    bare = [text for text in evil if f",{text}" in process.stdout or f',"{text}' in process.stdout]
    return f"{exit_of(process)}, {'every one with an apostrophe' if not bare else bare}"


@fault("a disk that is full in the middle of a study", expected="exit 74, cases so far can be read, --resume ends it")
def full_disk(place):
    scene_in(place)
    (place / "study.toml").write_text(STUDY)
    command = ("study", place / "study.toml", "-o", place / "out")
    first = harmed_run(f"pwrite 40 {errno.ENOSPC}", *command)
    read = run("study", "status", place / "out").returncode == 0
    resumed = run(*command, "--resume").returncode == 0
    return f"{exit_of(first)}, cases so far {'can be read' if read else 'are lost'}, " \
           f"--resume {'ends it' if resumed else 'fails'}"


@fault("two processes on one study", expected="exit 73 names the other, exit 0 ends it")
def two_processes(place):
    scene_in(place)
    (place / "study.toml").write_text(STUDY)
    command = ("study", place / "study.toml", "-o", place / "out")
    first = start(*command, env=harmed("pwrite 40 STOP"))
    wait_for(lambda: is_stopped(first), first, "a row")
    second = run(*command, "--resume")
    first.send_signal(signal.SIGCONT)
    named = "names the other" if f"process {first.pid}" in second.stderr else second.stderr
    return f"{exit_of(second)} {named}, {exit_of(finish(first))} ends it"


@fault("kill -9 of a study at each of 10 moments, then --resume", expected="rows as of a study left alone, 10 times")
def killed(place):
    study, whole = study_in(place)
    expected, same = exported(whole), 0
    for i in range(10):
        folder = place / f"killed-{i}"
        killed_at = harmed_run(f"pwrite {3 + 7 * i} KILL", "study", study, "-o", folder)
        assert killed_at.returncode == -signal.SIGKILL, killed_at.stderr
        resumed = run("study", study, "-o", folder, *(["--resume"] if (folder / "study.sqlite").exists() else []))
        same += resumed.returncode == 0 and exported(folder) == expected
    return f"rows as of a study left alone, {same} times"


@fault("SIGTERM in the middle of a study, then --resume", expected="exit 75, rows as of a study left alone")
def stopped(place):
    study, whole = study_in(place)
    folder = place / "stopped"
    first = harmed_run("pwrite 20 TERM", "study", study, "-o", folder, "--jobs", 1)
    run("study", study, "-o", folder, "--resume")
    same = exported(folder) == exported(whole)
    return f"{exit_of(first)}, rows {'as of a study left alone' if same else 'differ'}"


@fault("--resume of a study whose scene was changed", expected="exit 73, exit 73")
def changed(place):
    study, folder = study_in(place)
    (place / "scene.toml").write_text((place / "scene.toml").read_text().replace("2 mm", "3 mm"))
    return f"{exit_of(run('study', study, '-o', folder))}, {exit_of(run('study', study, '-o', folder, '--resume'))}"
