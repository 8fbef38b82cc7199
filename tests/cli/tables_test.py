"""Tables as spreadsheets write them: read, echoed in one line, chosen from, refused with the choice to write."""
from program import SMALL, Case, run, unittest

HEADER = "x_mm,y_mm,length_offset_mm\n"
ROWS = "-0.6,-0.4,0\n0.0,-0.4,0\n0.6,-0.4,0\n-0.3,0.4,-0.1\n0.3,0.4,-0.1\n"
PEN = SMALL + '[device.cartridge]\nlayout = "table"\ntable = "needles.csv"\n'


class Tables(Case):
    def check(self, table, scene=PEN):
        (self.folder / "needles.csv").write_bytes(table if isinstance(table, bytes) else table.encode())
        return run("check", self.scene(scene))

    def resolved(self, table, name):
        """The resolved needles of a run."""
        (self.folder / "needles.csv").write_bytes(table if isinstance(table, bytes) else table.encode())
        out = self.folder / name
        self.assert_exit(run("run", self.scene(PEN), "-o", out, "--quiet"), 0)
        lines = (out / "resolved.toml").read_text().splitlines()
        return [line for line in lines if line.startswith("seats =")]

    def test_what_spreadsheets_write_is_one_table(self):
        quoted = "".join(",".join(f'"{cell}"' for cell in line.split(",")) + "\n" for line in (HEADER + ROWS).splitlines())
        semicolons = (HEADER + ROWS).replace(",", ";").replace(".", ",")
        plain = self.resolved(HEADER + ROWS, "plain")
        self.assertEqual(len(plain), 1)
        for name, table in (("bom", b"\xef\xbb\xbf" + (HEADER + ROWS).encode()), ("quoted", quoted),
                            ("semicolons", semicolons)):
            with self.subTest(name):
                self.assertEqual(self.resolved(table, name), plain)

    def test_check_says_what_it_took_a_table_for(self):
        for table, told in (("No,x_mm,y_mm\n1,-0.6,-0.4\n2,0.6,0.4\n", 'not read: "No"'),
                            ("x [mm],y [mm],dz [\u00b5m]\n-0.6,-0.4,0\n0.6,0.4,0\n", 'length_offset = "dz [\u00b5m]" in um'),
                            ("x_mm,y_mm\n+0.6,-0.4\n-0.6,+0.4\n", "needles.csv: UTF-8, commas, decimal points; x = "),
                            ("x_mm;y_mm\r\n0,6;-0,4\r\n-0,6;0,4\r\n".encode("utf-16"), "UTF-16 (little endian), semicolons")):
            with self.subTest(told):
                process = self.check(table)
                self.assert_exit(process, 0)
                self.assertIn(told, process.stderr)

    def test_what_is_ambiguous_is_refused_with_the_choice_to_write(self):
        process = self.check("x,y_mm\n0.6,0.4\n")
        self.assert_exit(process, 65)
        self.assertIn("needles.csv:2:1: device.cartridge.table.x: \"0.6\" without a unit", process.stderr)
        self.assertIn('columns = { x = "x [mm]" }', process.stderr)
        chosen = self.check("x,y_mm\n0.6,0.4\n", PEN + 'columns = { x = "x [mm]" }\n')
        self.assert_exit(chosen, 0)
        self.assertIn("decimal_mark", self.check("x_um;y_um\n1.234;2.345\n").stderr)

    def test_warnings_stand_on_the_terminal(self):
        process = run("run", self.scene(), "-o", self.folder / "out")
        self.assert_exit(process, 0)
        for warning in self.result(self.folder / "out")["warnings"]:
            self.assertIn("warning: " + warning["text"], process.stderr)

    def test_measured_tables_of_compare(self):
        out = self.folder / "out"
        self.assert_exit(run("run", self.scene(), "-o", out, "--quiet"), 0)
        spots = self.folder / "spots.csv"
        spots.write_bytes("# patch_mm: 2 x 2\r\nNo;X (mm);Y (mm);Area (\u00b5m\u00b2)\r\n1;0,5;0,5;900\r\n2;1,5;1,5;800\r\n"
                          .encode("cp1252"))
        process = run("compare", spots, out)
        self.assert_exit(process, 0)
        self.assertIn("Windows-1252", process.stderr)
        spots.write_text("# patch_mm: 2 x 2\nX,Y,Area,X [mm],Y [mm]\n1,1,900,0.5,0.5\n2,2,800,1.5,1.5\n")
        process = run("compare", spots, out)
        self.assert_exit(process, 65)
        process = run("compare", spots, out, "--columns", "x=X [mm]", "--columns", "y=Y [mm]", "--columns",
                      "area=Area [um2]")
        self.assert_exit(process, 0)


if __name__ == "__main__":
    unittest.main()
