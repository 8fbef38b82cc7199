"""The report without JavaScript: a parser that runs no script finds every key number, in the order of the sections."""
import html.parser
import re

from program import SCENES, Case, run, unittest

ORDER = """verdict numbers device identification skin depth dial layers maps view coverage passes evenness overlap slit force
water tolerance notes checks input origin""".split()


class Reader(html.parser.HTMLParser):
    """Visible text, ids of the sections, references to other files."""

    def __init__(self):
        super().__init__()
        self.text, self.sections, self.references, self._unseen = "", [], [], 0

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        if tag in ("script", "style"):
            self._unseen += 1
        if tag == "section":
            self.sections.append(named.get("id"))
        self.references += [named[key] for key in ("src", "href", "srcset", "action", "data") if key in named]

    def handle_endtag(self, tag):
        if tag in ("script", "style"):
            self._unseen -= 1
        self.text += " "

    def handle_data(self, data):
        if not self._unseen:
            self.text += data


class Page(Case):
    def setUp(self):
        super().setUp()
        self.assert_exit(run("run", SCENES / "small-test-area.toml", "-o", self.folder / "out", "--dial-sweep"), 0)
        self.page = (self.folder / "out" / "report.html").read_text()
        self.reader = Reader()
        self.reader.feed(self.page)
        text = re.sub(r"\u202f(?=\D)", " ", self.reader.text).replace("\u2212", "-")  # a thin space before a unit
        self.found = [float(n.replace("\u202f", "")) for n in re.findall(r"-?\d[\d\u202f]*\.?\d*", text)]

    def assert_shown(self, value, name):
        """To three digits, or two: the page rounds."""
        if value == 0:
            return
        close = min(abs(n / value - 1) for n in self.found if n * value > 0)
        self.assertLess(close, 0.051, f"{name}: {value} is not on the page")

    def test_every_key_number_is_text(self):
        result = self.result(self.folder / "out")
        surface = result["coverage"]["at_depth"][0]
        self.assert_shown(100 * surface["open_fraction"], "coverage")
        self.assert_shown(100 * surface["sum_fraction"], "summed openings")
        self.assert_shown(result["density"]["channels_per_cm2"], "channels")
        self.assert_shown(result["density"]["punctures_per_cm2"], "punctures")
        self.assert_shown(result["strokes"]["per_cm2"], "strokes")
        self.assert_shown(result["coverage"]["largest_gap_um"] / 1000, "gap")
        for part in ("tip_um", "inserted_um", "residual_um"):
            for name in ("mean", "p5", "p50", "p95"):
                self.assert_shown(result["depth"][part][name] / 1000, f"depth.{part}.{name}")
        for name in ("clark_evans", "quadrat_vmr", "stripe_index", "swath_peak_to_mean", "voronoi_spread"):
            self.assert_shown(result["evenness"][name], name)
        self.assert_shown(result["slit"]["v_max_mm_s"], "v_max")
        self.assert_shown(result["force"]["stroke_peak_N"], "stroke peak")
        self.assert_shown(result["force"]["work_mJ"], "work")
        for name in ("intact", "calibrated", "upper"):
            self.assert_shown(result["tewl"][name], f"tewl.{name}")
        self.assert_shown(result["closure"]["t50_h"], "t50")
        for point in result["depth"]["dial"]:
            if point["inserted_um"]["mean"] is not None:
                self.assert_shown(point["inserted_um"]["mean"] / 1000, f"inserted at {point['set_um']} um")
        for layer in result["layers"]:
            self.assertIn(layer["name"].replace("_", " "), self.reader.text)

    def test_sections_stand_in_the_order_of_a_review(self):
        known = [name for name in self.reader.sections if name in ORDER]
        self.assertEqual(known, [name for name in ORDER if name in known])
        self.assertGreaterEqual(len(known), 20)

    def test_the_page_is_one_file_of_less_than_three_megabytes(self):
        self.assertLess(len(self.page.encode()), 3_000_000)
        self.assertEqual([r for r in self.reader.references if not r.startswith(("data:image/png;base64,", "#"))], [])
        self.assertRegex(self.page, r"Content-Security-Policy\" content=\"default-src 'none'")

    def test_every_picture_has_words_for_it(self):
        for picture in re.findall(r"<svg[^>]*>", self.page):
            self.assertRegex(picture, r"aria-label=\"[^\"]+\"|aria-hidden=\"true\"")
        for chart in re.findall(r"<canvas[^>]*>", self.page):
            self.assertIn("aria-label=", chart)


if __name__ == "__main__":
    unittest.main()
