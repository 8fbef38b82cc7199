"""Files made to break their readers, through the built program: the right exit code, within the memory allowed."""
import os
import pathlib
import signal
import socket
import subprocess
import time

import hostile
import numpy
from program import PROGRAM, SMALL, Case, cost_of, run, unittest

MEGABYTE = 1_000_000
SLACK = 60 * MEGABYTE  # of the program itself


class Volumes(Case):
    def materials(self):
        file = self.folder / "materials.toml"
        file.write_text(hostile.MATERIALS)
        return file

    def test_every_hostile_volume_is_refused_within_the_memory_allowed(self):
        limit = 100 * MEGABYTE
        for name, data, codes in hostile.volumes():
            with self.subTest(name):
                file = self.folder / name
                file.write_bytes(data)
                code, errors, _, peak = cost_of("flux", file, "--materials", self.materials(), "--max-memory", "100MB")
                self.assertIn(code, codes, errors)
                self.assertNotIn("crashed", errors)
                if code:
                    self.assertIn(name, errors)
                self.assert_peak(peak, limit + SLACK)

    def test_every_hostile_drawing_is_refused_at_its_place(self):
        for name, data, code in hostile.shapes():
            with self.subTest(name):
                (self.folder / name).write_bytes(data)
                got, errors, seconds, peak = cost_of("check", self.scene(hostile.SHAPE.format(name)))
                self.assertEqual(got, code, errors)
                if code:
                    self.assertIn("scene.toml:8:9: device.needle.shape", errors)
                self.assert_peak(peak, 100 * MEGABYTE + SLACK)

    def test_a_scene_that_names_one_is_refused_at_its_place(self):
        scene = self.scene(SMALL.replace("[device]", '[skin.volume]\nfile = "scan.vti"\nvoxel = "5 um"\n[device]'))
        for name, data, codes in hostile.volumes():
            if name.endswith(".vti") and codes == (65,):
                (self.folder / "scan.vti").write_bytes(data)
                process = run("check", scene)
                self.assert_exit(process, 65)
                self.assertRegex(process.stderr, r"scene\.toml:\d+:8: skin\.volume\.file")

    def test_the_peak_of_large_volumes_stays_within_the_limit(self):
        """Just under a limit each format is read, just over it refused, and neither takes more."""
        labels = numpy.zeros((200, 200, 500), "u1")  # 20 MB; read: labels, index
        files = {}
        numpy.save(self.folder / "a.npy", labels)
        numpy.save(self.folder / "b.npy", labels[:100].astype("f8"))
        for name in ("a.npy", "b.npy"):
            files[name] = (self.folder / name).stat().st_size
        (self.folder / "a.tif").write_bytes(self.tif(labels))
        (self.folder / "a.vti").write_bytes(self.vti(labels))
        for name in ("a.npy", "b.npy", "a.tif", "a.vti"):
            for limit in (10, 60, 2000):
                with self.subTest(name, limit=limit):
                    code, errors, _, peak = cost_of("check", self.scan_scene(name), "--max-memory", f"{limit}MB")
                    self.assertEqual(code, 69 if limit == 10 else 65, errors)
                    self.assertIn("more than the" if limit == 10 else "skin.volume.file", errors)
                    self.assert_peak(peak, limit * MEGABYTE + SLACK)

    def scan_scene(self, name):
        """A scene of labels that no layer has, so that the volume is read and nothing after that."""
        text = SMALL.replace("[device]", f'[skin.volume]\nfile = "{name}"\nvoxel = "5 um"\noutside = 9\n'
                             "[skin.stratum_corneum]\nlabels = 8\n[device]")
        return self.scene(text)

    @staticmethod
    def tif(labels):
        pixels = labels.tobytes()
        page = len(pixels) // 100
        return hostile.tif(*[hostile.page(2000, 100, offset=8 + k * page) for k in range(100)], pixels=pixels)

    @staticmethod
    def vti(labels):
        import struct
        import zlib
        step = 1 << 20
        blocks = [zlib.compress(labels.tobytes()[k:k + step], 1) for k in range(0, labels.size, step)]
        sizes = (len(blocks), step, labels.size % step, *map(len, blocks))
        return hostile.vti(sizes, b"".join(blocks), extent="0 200 0 200 0 500")

    def test_devices_pipes_sockets_and_folders_are_not_read(self):
        os.mkfifo(self.folder / "pipe.npy")
        (self.folder / "folder.npy").mkdir()
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(self.folder / "socket.npy"))
            (self.folder / "device.npy").symlink_to("/dev/zero")
            for name in ("pipe.npy", "folder.npy", "socket.npy", "device.npy", "none.npy"):
                with self.subTest(name):
                    process = run("flux", self.folder / name, "--materials", self.materials(), timeout=20)
                    self.assert_exit(process, 65 if name == "folder.npy" else 66)  # a folder of no slices


class OwnProcess(Case):
    """Volumes are decoded by a process of their own."""

    def child(self, file, most=10**9):
        return [PROGRAM, "decode-volume-for-parent", str(file), "", str(most), "", ""]

    def test_its_memory_and_time_are_limited_by_the_system(self):
        numpy.save(self.folder / "a.npy", numpy.zeros((100, 100, 1000), "u1"))
        child = subprocess.Popen(self.child(self.folder / "a.npy", 50 * MEGABYTE), stdout=subprocess.PIPE)
        try:
            child.stdout.read(1)  # it has begun to answer, and waits for us to take the rest
            limits = dict((line[:26].strip(), line[26:].split()[0])
                          for line in pathlib.Path(f"/proc/{child.pid}/limits").read_text().splitlines()[1:])
            size = int(pathlib.Path(f"/proc/{child.pid}/statm").read_text().split()[0]) * os.sysconf("SC_PAGESIZE")
        finally:
            child.kill()
            child.communicate()
        self.assertEqual(limits["Max core file size"], "0")
        self.assertEqual(limits["Max cpu time"], "61")
        self.assertLess(int(limits["Max address space"]), size + 120 * MEGABYTE)

    def test_it_ends_with_its_parent(self):
        numpy.save(self.folder / "a.npy", numpy.zeros((100, 100, 1000), "u1"))
        script = ("import subprocess, sys, time\n"
                  f"p = subprocess.Popen({self.child(self.folder / 'a.npy')!r}, stdout=subprocess.PIPE)\n"
                  "p.stdout.read(1)\nprint(p.pid, flush=True)\ntime.sleep(60)\n")
        parent = subprocess.Popen(["/usr/bin/python3", "-c", script], stdout=subprocess.PIPE, text=True)
        pid = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)
        parent.communicate()
        for _ in range(100):
            if not self.runs(pid):
                return
            time.sleep(0.1)
        self.fail("the decoding process outlived its parent")

    @staticmethod
    def runs(pid):
        try:
            return ") Z" not in pathlib.Path(f"/proc/{pid}/stat").read_text()
        except FileNotFoundError:
            return False

    def test_other_arguments_are_no_hidden_command(self):
        for arguments in (["decode-volume-for-parent"], ["decode-volume-for-parent", "a", "b"]):
            self.assert_exit(run(*arguments), 2)


class Texts(Case):
    def test_hostile_scenes_are_refused_fast_and_small(self):
        for name, data in hostile.texts():
            for command in ("check", "study"):
                with self.subTest(name, command=command):
                    code, errors, _, peak = cost_of(*command.split(), self.scene(data))
                    self.assertEqual(code, 65, errors)
                    self.assertIn("scene.toml", errors)
                    self.assert_peak(peak, 140 * MEGABYTE)  # libraries that are loaded included

    def test_only_regular_files_of_limited_size_are_read(self):
        os.mkfifo(self.folder / "pipe")
        large = self.folder / "large"
        with open(large, "wb") as out:
            out.truncate(2 << 30)
        scene, out = self.scene(), self.folder / "out"
        commands = (["check"], ["run"], ["study"], ["upgrade"], ["compare", scene], ["calibrate", scene],
                    ["flux", scene, "--materials"], ["report"], ["verify-output"])
        for command in commands:
            for name in ("/dev/zero", self.folder / "pipe", self.folder, large):
                with self.subTest(command[0], file=str(name)):
                    code, errors, _, peak = cost_of(*command, name)
                    self.assertIn(code, (65, 66), errors)
                    self.assert_peak(peak, 100 * MEGABYTE)
        self.assertFalse(out.exists())

    def test_a_long_condition_of_a_study_is_refused(self):
        self.scene()
        study = self.scene('schema = 1\nscene = "scene.toml"\nwhere = ["1' + "+1" * 100_000 + ' < 2"]\n'
                           '[[parameter]]\nkey = "device.depth"\nfrom = "1 mm"\nto = "2 mm"\n', "study.toml")
        process = run("study", study, "-o", self.folder / "out", timeout=60)
        self.assert_exit(process, 65)
        self.assertIn("at most 2000", process.stderr)


if __name__ == "__main__":
    unittest.main()
