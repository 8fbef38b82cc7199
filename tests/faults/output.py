"""Output that is ours to replace: what stands where a result is to go, who else writes there, disks that are full."""
import errno
import fcntl
import os
import resource
import shutil
import signal

from program import SCENES, SMALL, SOURCE, run

from faults.fault import exit_of, fault
from faults.machine import finish, harmed, harmed_run, is_stopped, on_disk, start, wait_for, with_limit
from faults.things import names, result_in, scene_in, single_files, snapshot


def kept(before, folder):
    return "all kept" if folder.exists() and snapshot(folder) == before else "something lost"


def forced(place, out):
    """--force at `out`: exit code, whether all of it is there as before, and nothing beside it."""
    scene = scene_in(place)
    before, beside = snapshot(out), names(out.parent)
    process = run("run", scene, "-o", out, "--force")
    return process, f"{exit_of(process)}, {kept(before, out)}" + ("" if names(out.parent) == beside else ", more left")


REFUSED = "exit 73, all kept"


@fault("an existing result without --force", expected=REFUSED)
def existing(place):
    scene, out = result_in(place)
    before = snapshot(out)
    process = run("run", scene, "-o", out, "--seed", 5)
    return f"{exit_of(process)}, {kept(before, out)}"


@fault("--force on a folder of somebody else's work", expected=REFUSED)
def not_ours(place):
    out = place / "out"
    out.mkdir()
    (out / "thesis.txt").write_text("work")
    return forced(place, out)[1]


@fault("--force on a web site that has a manifest.json of its own", expected=REFUSED + ", index.html named")
def web_site(place):
    out = place / "site"
    out.mkdir()
    (out / "manifest.json").write_text('{"name": "my site", "start_url": "index.html", "icons": []}')
    (out / "index.html").write_text("<html>")
    process, seen = forced(place, out)
    return seen + (", index.html named" if "index.html" in process.stderr else "")


@fault("--force on a result that somebody added a file to", expected=REFUSED + ", notes.txt named")
def added(place):
    _, out = result_in(place)
    (out / "notes.txt").write_text("by hand")
    process, seen = forced(place, out)
    return seen + (", notes.txt named" if "notes.txt" in process.stderr else "")


@fault("--force on a result with a file added deep inside", expected=REFUSED)
def added_deep(place):
    _, out = result_in(place)
    (out / "maps" / "mine").mkdir()
    (out / "maps" / "mine" / "photo.png").write_text("x")
    return forced(place, out)[1]


@fault("--force on a result whose manifest is cut in half", expected=REFUSED)
def cut_manifest(place):
    _, out = result_in(place)
    text = (out / "manifest.json").read_text()
    (out / "manifest.json").write_text(text[:len(text) // 2])
    return forced(place, out)[1]


@fault("--force on a result whose manifest is of a newer schema", expected=REFUSED)
def newer_manifest(place):
    _, out = result_in(place)
    text = (out / "manifest.json").read_text()
    (out / "manifest.json").write_text(text.replace('"schema": 1', '"schema": 2'))
    return forced(place, out)[1]


@fault("--force on a result with a link to a folder put inside", expected=REFUSED + ", target kept")
def link_inside(place):
    _, out = result_in(place)
    target = place / "precious"
    target.mkdir()
    (target / "data").write_text("x")
    (out / "link").symlink_to(target)
    seen = forced(place, out)[1]
    return seen + (", target kept" if (target / "data").exists() else ", target lost")


@fault("--force where manifest.json is a link to a good one", expected=REFUSED)
def linked_manifest(place):
    _, out = result_in(place)
    shutil.move(out / "manifest.json", place / "manifest.json")
    (out / "manifest.json").symlink_to(place / "manifest.json")
    return forced(place, out)[1]


@fault("--force where a listed file is now a link", expected=REFUSED)
def linked_file(place):
    _, out = result_in(place)
    shutil.move(out / "channels.csv", place / "channels.csv")
    (out / "channels.csv").symlink_to(place / "channels.csv")
    return forced(place, out)[1]


@fault("--force on a plain file", expected="exit 73, file kept")
def plain_file(place):
    (place / "out").write_text("x")
    process = run("run", scene_in(place), "-o", place / "out", "--force")
    return f"{exit_of(process)}, file {'kept' if (place / 'out').read_text() == 'x' else 'lost'}"


@fault("an output path through a symbolic link", expected="exit 73, nothing behind the link")
def through_link(place):
    (place / "real").mkdir()
    (place / "link").symlink_to(place / "real")
    process = run("run", scene_in(place), "-o", place / "link" / "out")
    return f"{exit_of(process)}, {names(place / 'real') or 'nothing'} behind the link"


@fault("an output path that is a dangling link", expected="exit 73, nothing made")
def dangling(place):
    (place / "out").symlink_to(place / "nowhere")
    process = run("run", scene_in(place), "-o", place / "out", "--force")
    return f"{exit_of(process)}, {'nothing made' if not (place / 'nowhere').exists() else 'written through'}"


@fault("an output path that climbs out again (a/../../out)", expected="exit 73")
def climbing(place):
    (place / "a").mkdir()
    return exit_of(run("run", scene_in(place), "-o", f"{place}/a/../../out"))


@fault("output under a plain file, under /proc, and a name of 300 bytes", expected="exit 73, exit 73, exit 73")
def impossible(place):
    scene = scene_in(place)
    (place / "file").write_text("x")
    return ", ".join(exit_of(run("run", scene, "-o", out))
                     for out in (place / "file" / "out", "/proc/out", place / ("n" * 300)))


@fault("an output name of 255 bytes, of blanks, with a line break", expected="exit 0, exit 0, exit 0, 3 results alone")
def odd_names(place):
    scene = scene_in(place)
    (place / "all").mkdir()
    codes = [exit_of(run("run", scene, "-o", place / "all" / name, "--quiet"))
             for name in ("n" * 255, "a b  c", "line\nbreak")]
    return ", ".join(codes) + f", {len(names(place / 'all'))} results alone"


@fault("every command that writes one file: the name is a link", expected="exit 73 of each, target kept")
def files_through_links(place):
    commands = single_files(place)
    codes = set()
    (place / "precious").write_text("work")
    for name, command in commands.items():
        link = place / f"link-{name}"
        link.symlink_to(place / "precious")
        codes.add(exit_of(run(*command, link)))
    target = "target kept" if (place / "precious").read_text() == "work" else "target overwritten"
    return f"{', '.join(sorted(codes))} of each, {target}"


@fault("every command that writes one file: it exists", expected="exit 73 of each, files kept")
def files_existing(place):
    commands = single_files(place)
    codes, same = set(), True
    for name, command in commands.items():
        file = place / f"file-{name}"
        file.write_text("work")
        codes.add(exit_of(run(*command, file)))
        same = same and file.read_text() == "work"
    return f"{', '.join(sorted(codes))} of each, files {'kept' if same else 'lost'}"


@fault("every command that writes one file: its folder is read-only", expected="73 73 73 73 73 nothing left")
def files_read_only(place):
    commands = single_files(place)
    script = "mount -o remount,ro disk\n"
    for command in commands.values():
        words = " ".join(f"'{word}'" for word in command)
        script += f'"$DERMAVOX" {words} disk/file >/dev/null 2>&1; echo $?\n'
    return on_disk(place, "size=1m", script + "[ -z \"$(ls -A disk)\" ] && echo nothing left")


@fault("a folder on a read-only disk: run, study, verify --page", expected="73 73 73 nothing left")
def read_only(place):
    scene_in(place)
    study = SOURCE / "scenes" / "studies" / "coverage.toml"
    script = f"""mount -o remount,ro disk
"$DERMAVOX" run scene.toml -o disk/out >/dev/null 2>&1; echo $?
"$DERMAVOX" study '{study}' -o disk/study >/dev/null 2>&1; echo $?
"$DERMAVOX" verify --page disk/page >/dev/null 2>&1; echo $?
[ -z "$(ls -A disk)" ] && echo nothing left"""
    return on_disk(place, "size=1m", script)


@fault("a disk without one free byte", expected="74 74 filler")
def no_free_byte(place):
    scene_in(place)
    script = """cat /dev/zero > disk/filler 2>/dev/null
"$DERMAVOX" run scene.toml -o disk/out >/dev/null 2>&1; echo $?
"$DERMAVOX" new pen -o disk/new.toml >/dev/null 2>&1; echo $?
ls -A disk"""
    return on_disk(place, "size=1m", script)


@fault("a disk smaller than the result", expected="69 refused before the run")
def small_disk(place):
    scene_in(place)
    script = """"$DERMAVOX" run scene.toml -o disk/out >/dev/null 2>&1; echo $?
[ -z "$(ls -A disk)" ] && echo refused before the run"""
    return on_disk(place, "size=100k", script)


@fault("a disk that says it has room and has not, each file in turn", expected="exit 74 of each, earlier result kept")
def each_file_in_turn(place):
    scene, out = result_in(place)
    before = snapshot(out)
    sizes = sorted({len(data) for data in before.values()})[::3]
    codes = {exit_of(with_limit(resource.RLIMIT_FSIZE, size - 1, "run", scene, "-o", out, "--force")) for size in sizes}
    seen = "earlier result kept" if kept(before, out) == "all kept" and names(place) == ["out", "scene.toml"] else "changed"
    return f"{', '.join(sorted(codes))} of each, {seen}"


@fault("the disk fails while a file is synced", expected="exit 74, nothing left")
def sync_fails(place):
    scene = scene_in(place)
    process = harmed_run(f"fsync 4 {errno.EIO}", "run", scene, "-o", place / "out")
    return f"{exit_of(process)}, {'nothing left' if names(place) == ['scene.toml'] else names(place)}"


@fault("a file system that reports no free byte (statvfs)", expected="exit 74, nothing left")
def no_room_reported(place):
    scene = scene_in(place)
    process = harmed_run("statvfs 1 1", "run", scene, "-o", place / "out")
    return f"{exit_of(process)}, {'nothing left' if names(place) == ['scene.toml'] else names(place)}"


@fault("two runs that end on one new name", expected="exit 0 and exit 73, whole, nothing left")
def two_runs(place):
    scene, out = scene_in(place), place / "out"
    late = start("run", scene, "-o", out, "--quiet", env=harmed("fsync 1 STOP"))
    wait_for(lambda: is_stopped(late), late, "its first file")
    first = run("run", scene, "-o", out, "--quiet")
    late.send_signal(signal.SIGCONT)
    second = finish(late)
    whole = "whole" if run("verify-output", out).returncode == 0 else "damaged"
    left = "nothing left" if names(place) == ["out", "scene.toml"] else names(place)
    return f"{exit_of(first)} and {exit_of(second)}, {whole}, {left}"


@fault("two runs that end on one new name, without RENAME_NOREPLACE", expected="exit 0 and exit 73, whole, nothing left")
def two_runs_old_kernel(place):
    scene, out = scene_in(place), place / "out"
    out.mkdir()
    (out / "mine").write_text("x")  # came while the run went on
    late = harmed_run(f"renameat2 1 {errno.EINVAL}", "run", scene, "-o", place / "free", "--quiet")
    shutil.rmtree(out)
    shutil.move(place / "free", out)
    again = harmed_run(f"renameat2 1 {errno.EINVAL}", "run", scene, "-o", out, "--quiet")
    whole = "whole" if run("verify-output", out).returncode == 0 else "damaged"
    left = "nothing left" if names(place) == ["out", "scene.toml"] else names(place)
    return f"{exit_of(late)} and {exit_of(again)}, {whole}, {left}"


@fault("--force on a file system that cannot exchange names", expected="exit 0, replaced, nothing left")
def no_exchange(place):
    scene, out = result_in(place)
    before = snapshot(out)
    process = harmed_run(f"renameat2 1 {errno.EINVAL}", "run", scene, "-o", out, "--seed", 5, "--force", "--quiet")
    replaced = "replaced" if snapshot(out) != before and run("verify-output", out).returncode == 0 else "not replaced"
    left = "nothing left" if names(place) == ["out", "scene.toml"] else names(place)
    return f"{exit_of(process)}, {replaced}, {left}"


@fault("a file added to the result while --force runs", expected="exit 73, all kept, nothing left")
def added_meanwhile(place):
    scene, out = result_in(place)
    process = start("run", scene, "-o", out, "--force", "--quiet", env=harmed("fsync 1 STOP"))
    wait_for(lambda: is_stopped(process), process, "its first file")
    (out / "notes.txt").write_text("by hand")
    before = snapshot(out)
    process.send_signal(signal.SIGCONT)
    done = finish(process)
    left = "nothing left" if names(place) == ["out", "scene.toml"] else names(place)
    return f"{exit_of(done)}, {kept(before, out)}, {left}"


@fault("kill -9 while files are written; then the same run again", expected="signal 9 leaves 1, exit 0 leaves none")
def killed(place):
    scene = scene_in(place)
    first = harmed_run("fsync 3 KILL", "run", scene, "-o", place / "out")
    partials = [name for name in names(place) if ".partial-" in name]
    second = run("run", scene, "-o", place / "out", "--quiet")
    after = [name for name in names(place) if ".partial-" in name]
    return f"{exit_of(first)} leaves {len(partials)}, {exit_of(second)} leaves {len(after) or 'none'}"


@fault("kill -9 just before the result takes its name", expected="signal 9, no result; exit 0, a whole one")
def killed_late(place):
    scene, out = scene_in(place), place / "out"
    first = harmed_run("renameat2 1 KILL", "run", scene, "-o", out)
    seen = "no result" if not out.exists() else "a result"
    second = run("run", scene, "-o", out, "--quiet")
    whole = "a whole one" if run("verify-output", out).returncode == 0 else "a damaged one"
    return f"{exit_of(first)}, {seen}; {exit_of(second)}, {whole}"


@fault("left-over folders of a live process, of another host, of another name", expected="exit 0, all three kept")
def not_left_over(place):
    scene = scene_in(place)
    host = os.uname().nodename
    live, foreign, other = (place / name for name in (f".out.partial-{host}-1-1", ".out.partial-elsewhere.org-1-1",
                                                      f".other.partial-{host}-1-1"))
    for folder in (live, foreign, other):
        folder.mkdir()
        (folder / "file").write_text("x")
    lock = os.open(live, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    process = run("run", scene, "-o", place / "out", "--quiet")
    os.close(lock)
    there = [folder for folder in (live, foreign, other) if (folder / "file").exists()]
    return f"{exit_of(process)}, {'all three kept' if len(there) == 3 else len(there)}"


@fault("a umask that lets nobody else read", expected="exit 0, nothing for others")
def umask(place):
    process = finish(start("run", scene_in(place), "-o", place / "out", "--quiet", preexec_fn=lambda: os.umask(0o077)))
    modes = {p.stat().st_mode & 0o077 for p in [place / "out", *(place / "out").rglob("*")]}
    return f"{exit_of(process)}, {'nothing for others' if modes == {0} else sorted(map(oct, modes))}"


@fault("a manifest that names files outside of the folder", expected="exit 1, not a name inside the folder")
def escaping_manifest(place):
    _, out = result_in(place)
    text = (out / "manifest.json").read_text()
    (out / "manifest.json").write_text(text.replace('"result.json"', '"../../../etc/passwd"'))
    process = run("verify-output", out)
    return f"{exit_of(process)}, {'not a name inside the folder' if 'not a name inside' in process.stdout else 'read'}"


@fault("report on a result with one byte changed", expected=("exit 65, all kept",))
def damaged_report(place):
    _, out = result_in(place)
    data = bytearray((out / "result.json").read_bytes())
    data[len(data) // 2] ^= 1
    (out / "result.json").write_bytes(data)
    before = snapshot(out)
    process = run("report", out)
    return f"{exit_of(process)}, {kept(before, out)}"


@fault("a scene's own text tries to name where output goes", expected="exit 65, nothing made")
def scene_names_output(place):
    scene = scene_in(place, SMALL + '[report]\nfolder = "/tmp/elsewhere"\n')
    process = run("run", scene, "-o", place / "out")
    return f"{exit_of(process)}, {'nothing made' if names(place) == ['scene.toml'] else names(place)}"


@fault("compare -o on a folder that is no comparison, with --force", expected=REFUSED)
def compare_force(place):
    _, a = result_in(place, "a")
    mine = place / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("work")
    before = snapshot(mine)
    process = run("compare", a, a, "-o", mine, "--force")
    return f"{exit_of(process)}, {kept(before, mine)}"


@fault("study -o behind a link", expected="exit 73, nothing behind the link")
def study_through_link(place):
    (place / "real").mkdir()
    (place / "link").symlink_to(place / "real")
    process = run("study", SCENES / "studies" / "coverage.toml", "-o", place / "link" / "out")
    return f"{exit_of(process)}, {names(place / 'real') or 'nothing'} behind the link"
