"""The report in a real browser: opens from a file, asks for nothing, its switches, links and 3-D view work.

Ends with 77, which ctest takes as skipped, where Chromium is not installed (tools/ci/packages browser).
"""
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
from program import SMALL, run  # noqa: E402
from browser import Browser, colours, difference  # noqa: E402

HOSTILE = "<script>window.broken = 1</script><img src=http://localhost/x onerror=alert(1)>"


class Report(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.home = tempfile.TemporaryDirectory()
        folder = pathlib.Path(cls.home.name)
        scene = folder / "scene.toml"
        scene.write_text(SMALL.replace('title = "small"', f'title = "{HOSTILE}"'))
        for name, sets in (("out", []), ("deep", ["--set", 'device.depth="1.4 mm"'])):
            process = run("run", scene, "-o", folder / name, *sets)
            assert process.returncode == 0, process.stderr
        process = run("compare", folder / "out", folder / "deep", "-o", folder / "compared")
        assert process.returncode == 0, process.stderr
        cls.page, cls.compared = folder / "out" / "report.html", folder / "compared" / "compare.html"
        cls.browser = Browser()
        cls.addClassCleanup(cls.home.cleanup)
        cls.addClassCleanup(cls.browser.close)

    def setUp(self):
        self.browser.requests()
        self.browser.log("browser")
        self.browser.open(self.page)

    def tearDown(self):
        """Whatever a test did, the page complained of nothing and asked for nothing but itself."""
        self.assertEqual([entry["message"] for entry in self.browser.log("browser")], [])
        asked = [url for url in self.browser.requests() if not url.startswith("data:")]
        self.assertLessEqual(set(asked), {self.page.as_uri(), self.compared.as_uri()})

    def test_text_of_the_scene_stays_text(self):
        self.assertEqual(self.browser.run("return document.title"), HOSTILE)
        self.assertIsNone(self.browser.run("return window.broken ?? null"))
        self.assertEqual(self.browser.run("return document.images.length"), 0)

    def test_depth_switches_change_the_map(self):
        before = self.browser.picture("#maps .switch")
        self.assertEqual(self.shown_panel(), 0)
        self.browser.click("label[for=depth-1]")
        self.assertEqual(self.shown_panel(), 1)
        self.assertGreater(difference(before, self.browser.picture("#maps .switch")), 0.005)
        self.browser.click("label[for=depth-0]")
        self.assertLess(difference(before, self.browser.picture("#maps .switch")), 0.005)

    def shown_panel(self):
        return self.browser.run("return [...document.querySelectorAll('#maps .panel')]"
                                ".findIndex((p) => getComputedStyle(p).display !== 'none')")

    def test_the_view_turns_by_mouse_and_keyboard(self):
        start = self.browser.picture("canvas")
        self.assertGreater(colours(start), 20)
        self.browser.point("canvas", drag=(120, 30))
        turned = self.browser.picture("canvas")
        self.assertGreater(difference(start, turned), 0.02)
        self.browser.press("canvas", "\ue012\ue012\ue012")  # arrow left
        self.assertGreater(difference(turned, self.browser.picture("canvas")), 0.01)

    def test_the_view_looks_the_same_each_time(self):
        start = self.browser.picture("canvas")
        self.browser.open(self.page)
        self.assertLess(difference(start, self.browser.picture("canvas")), 0.02)

    def test_layers_and_colours_of_the_view_switch(self):
        start = self.browser.picture("canvas")
        self.browser.click("[name=layer-0]")
        without = self.browser.picture("canvas")
        self.assertGreater(difference(start, without), 0.005)
        self.browser.run("const s = document.querySelector('[name=colour]'); s.value = 'layer';"
                         "s.dispatchEvent(new Event('change'))")
        self.assertGreater(difference(without, self.browser.picture("canvas")), 0.0005)

    def test_one_channel_is_chosen_in_table_map_and_view(self):
        start = self.browser.picture("canvas")
        self.browser.run("document.querySelector('tr[data-channel]').focus()")
        self.assertTrue(self.browser.run("return document.querySelector('tr[data-channel]').classList.contains('chosen')"))
        ring = "const ring = document.querySelector('.panel .ring');"
        self.assertEqual(self.browser.run(ring + "return ring.style.display"), "")
        self.assertGreater(difference(start, self.browser.picture("canvas")), 0.00005)
        self.browser.run("document.activeElement.blur()")
        # and from the map to the row: point at the place of the ring
        x, y = self.browser.run(ring + "const box = ring.ownerSVGElement.getBoundingClientRect();"
                                "const at = new DOMPoint(ring.cx.baseVal.value, ring.cy.baseVal.value)"
                                ".matrixTransform(ring.ownerSVGElement.getScreenCTM());"
                                "return [at.x - box.left - box.width / 2, at.y - box.top - box.height / 2]")
        self.browser.point(".panel svg[data-map]", x, y)
        self.assertTrue(self.browser.run("return document.querySelector('tr.chosen') !== null"))
        self.assertIn("channel", self.browser.run("return document.querySelector('#tip').textContent"))

    def test_charts_say_their_values_under_the_pointer_and_the_focus(self):
        self.browser.point("#passes [data-say]")
        self.assertIn("open", self.browser.run("return document.querySelector('#tip').textContent"))
        self.browser.run("document.querySelector('#passes [data-say]').focus()")
        self.assertFalse(self.browser.run("return document.querySelector('#tip').hidden"))

    def test_nothing_runs_over_the_edge_of_a_phone(self):
        self.browser.devtools("Emulation.setDeviceMetricsOverride", width=390, height=844, deviceScaleFactor=1, mobile=True)
        try:
            for page in (self.page, self.compared):
                self.browser.open(page)
                self.assertLessEqual(self.browser.run("return document.documentElement.scrollWidth"), 390, page.name)
        finally:
            self.browser.devtools("Emulation.clearDeviceMetricsOverride")

    def test_light_and_dark_can_both_be_read(self):
        """Contrast of body text by WCAG 2: at least 7 for text, 4.5 for what is muted."""
        for scheme in ("light", "dark"):
            self.browser.devtools("Emulation.setEmulatedMedia",
                                  features=[{"name": "prefers-color-scheme", "value": scheme}])
            colour = "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]"
            paper = self.browser.run(colour, "body", "backgroundColor")
            self.assertGreater(contrast(self.browser.run(colour, "body", "color"), paper), 7, scheme)
            self.assertGreater(contrast(self.browser.run(colour, "figcaption", "color"), paper), 4.5, scheme)
        self.browser.devtools("Emulation.setEmulatedMedia", features=[])

    def test_the_comparison_opens_as_quietly(self):
        self.browser.open(self.compared)
        self.assertGreater(colours(self.browser.picture("#maps svg")), 3)
        self.assertGreater(self.browser.run("return document.querySelectorAll('.judged.moved').length"), 3)

    def test_the_contents_stay_in_view_and_lead_to_sections_that_are_not_under_them(self):
        for page in (self.page, self.compared):
            self.browser.open(page)
            tops = self.browser.run("""return [...document.querySelectorAll('.contents a')].map((link) => {
                document.querySelector(link.hash).scrollIntoView();
                const bar = document.querySelector('.contents').getBoundingClientRect();
                return [bar.top, document.querySelector(link.hash).getBoundingClientRect().top - bar.bottom]; })""")
            self.assertGreater(len(tops), 3, page.name)
            for bar, below in tops:
                self.assertEqual(bar, 0)
                self.assertGreaterEqual(below, 0)

    def test_tables_sort_by_a_heading_and_filter_by_a_word(self):
        self.browser.open(self.compared)
        shown = ("const group = [...document.querySelector('.compared').tBodies].sort((a, b) => b.rows.length - a.rows.length)[0];"
                 "return [...group.rows].filter((r) => !r.hidden).slice(1).map((r) => r.cells[0].textContent)")
        before = self.browser.run(shown)
        self.browser.click(".compared thead button")
        self.assertEqual(self.browser.run(shown), sorted(before, key=str.lower))
        self.browser.click(".compared thead button")
        self.assertEqual(self.browser.run(shown), sorted(before, key=str.lower)[::-1])
        self.browser.run("const field = document.querySelector('.filter'); field.value = 'inserted depth';"
                         "field.dispatchEvent(new Event('input'))")
        rows = self.browser.run("return [...document.querySelectorAll('.compared tbody:not([hidden]) tr:not([hidden])')]"
                                ".filter((r) => r.title).map((r) => r.textContent.toLowerCase())")
        self.assertGreater(len(rows), 1)
        for text in rows:
            self.assertIn("inserted", text)


def contrast(one, other):
    def luminance(text):
        parts = [float(v) / 255 for v in text[text.index("(") + 1:-1].split(",")[:3]]
        linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


if __name__ == "__main__":
    if Browser.missing():
        print("skipped: not installed:", *Browser.missing())
        sys.exit(77)
    unittest.main()
