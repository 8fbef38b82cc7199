"""Output that is ours to replace: what stands where a result is to go, and who else writes there."""
from program import SMALL, run

from faults.fault import exit_of, fault


def scene_in(place, text=SMALL):
    file = place / "scene.toml"
    file.write_text(text)
    return file


def names(folder):
    """Everything in a folder, hidden names too."""
    return sorted(p.name for p in folder.iterdir())


@fault("an existing result without --force", expected="exit 73, result as it was")
def existing(place):
    scene, out = scene_in(place), place / "out"
    run("run", scene, "-o", out, "--quiet")
    before = (out / "manifest.json").read_bytes()
    process = run("run", scene, "-o", out, "--seed", 5)
    same = (out / "manifest.json").read_bytes() == before
    return f"{exit_of(process)}, result {'as it was' if same else 'changed'}"


@fault("--force on a folder of somebody else's work", expected="exit 73, all kept")
def not_ours(place):
    out = place / "out"
    out.mkdir()
    (out / "thesis.txt").write_text("work")
    process = run("run", scene_in(place), "-o", out, "--force")
    return f"{exit_of(process)}, {'all kept' if names(out) == ['thesis.txt'] else names(out)}"


@fault("an output path through a symbolic link", expected="exit 73, nothing behind the link")
def through_link(place):
    (place / "real").mkdir()
    (place / "link").symlink_to(place / "real")
    process = run("run", scene_in(place), "-o", place / "link" / "out")
    return f"{exit_of(process)}, {names(place / 'real') or 'nothing'} behind the link"
