"""A build folder as it stands, or a git revision that is built aside."""
import pathlib
import subprocess
import sys

from runs import Program

ROOT = pathlib.Path(__file__).resolve().parents[2]


def git(*arguments):
    return subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True)


def program_of(name, **options):
    """A folder that holds dermavox-cases, the program itself, or a revision."""
    path = pathlib.Path(name)
    if path.is_dir() and (path / "dermavox-cases").exists():
        return Program((path / "dermavox-cases").resolve(), **options)
    if path.is_file():
        return Program(path.resolve(), **options)
    found = git("rev-parse", "--verify", "--quiet", name + "^{commit}")
    if found.returncode:
        sys.exit(f"bench-compare: {name}: neither a build folder with dermavox-cases nor a git revision")
    return Program(built(found.stdout.strip()), **options)


def built(commit):
    """Builds a revision under build-compare/, once."""
    folder = ROOT / "build-compare" / commit[:12]
    program = folder / "build" / "dermavox-cases"
    if program.exists():
        return program
    print(f"building {commit[:12]} in {folder}", file=sys.stderr)
    if not folder.exists():
        subprocess.run(["git", "-C", str(ROOT), "worktree", "add", "--detach", str(folder), commit], check=True,
                       stdout=sys.stderr)
    steps = [["cmake", "-S", str(folder), "-B", str(folder / "build"), "-G", "Ninja", "-DDERMAVOX_TESTS=OFF",
              "-DDERMAVOX_BENCH=ON"], ["cmake", "--build", str(folder / "build"), "--target", "dermavox-cases"]]
    for step in steps:
        if subprocess.run(step, stdout=sys.stderr).returncode:
            sys.exit(f"bench-compare: {commit[:12]} does not build dermavox-cases (it came with version 0.2)")
    return program


def revision():
    return git("describe", "--always", "--dirty", "--abbrev=12").stdout.strip() or "unknown"
