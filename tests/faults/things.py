"""What faults are done to: scenes, results, studies and the small files that commands read."""
from program import SMALL, SOURCE, run

MATERIALS = SOURCE / "tests" / "faults" / "slab.toml"


def scene_in(place, text=SMALL):
    file = place / "scene.toml"
    file.write_text(text)
    return file


def names(folder):
    """Everything in a folder, hidden names too."""
    return sorted(p.name for p in folder.iterdir())


def result_in(place, name="out"):
    """(scene, folder of a result of it)"""
    scene = scene_in(place)
    out = place / name
    assert run("run", scene, "-o", out, "--quiet").returncode == 0
    return scene, out


def snapshot(folder):
    return {p.relative_to(folder): p.readlink() if p.is_symlink() else p.read_bytes()
            for p in sorted(folder.rglob("*")) if p.is_symlink() or p.is_file()}


def single_files(place):
    """Each command that writes one file, with the place of the file last."""
    scene = scene_in(place)
    curve = place / "curve.csv"
    curve.write_text(run("indent", scene).stdout)  # of the model itself, so that the fit ends well
    volume = place / "volume.npy"
    header = b"{'descr': '|u1', 'fortran_order': False, 'shape': (2, 2, 4), }"
    volume.write_bytes(b"\x93NUMPY\x01\x00" + (128 - 10).to_bytes(2, "little") + header.ljust(117) + b"\n" + b"\0" * 16)
    return {"new": ("new", "pen", "-o"), "upgrade": ("upgrade", scene, "-o"),
            "indent": ("indent", scene, "--plot"), "calibrate": ("calibrate", scene, curve, "-o"),
            "flux": ("flux", volume, "--materials", MATERIALS, "-o")}


STUDY = """schema = 1
scene = "scene.toml"
[set]
run.stages = ["motion", "wound", "metrics"]
[[parameter]]
key = "motion.speed"
from = "40 mm/s"
to = "120 mm/s"
[design]
kind = "lhs"
cases = 12
"""


def study_in(place, text=STUDY):
    """(study, its folder with all cases done)"""
    scene_in(place)
    study, folder = place / "study.toml", place / "store"
    study.write_text(text)
    assert run("study", study, "-o", folder).returncode == 0
    return study, folder
