"""The comparison as a table and as a plot."""
import math


def percent(log_ratio):
    return f"{100 * math.expm1(log_ratio):+.1f} %" if math.isfinite(log_ratio) else "-"


def seconds(s):
    return f"{s:.3g} s" if s >= 1 else f"{1e3 * s:.3g} ms"


def words(v):
    said = [text for text, holds in (("SLOWER", v.slower), ("faster", v.faster), ("MORE MEMORY", v.larger),
                                     ("ANSWERS MOVED", bool(v.answers))) if holds]
    return ", ".join(said) or "same"


def table(verdicts):
    rows = [("case", "pairs", "base", "new", "time", "interval", "sees", "memory", "verdict")]
    for v in verdicts:
        rows.append((v.case, str(v.pairs), seconds(v.base_seconds), seconds(v.new_seconds), percent(v.time),
                     f"{percent(v.time_low)} .. {percent(v.time_high)}", percent(v.smallest), percent(v.memory), words(v)))
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(w) if i in (0, 8) else cell.rjust(w) for i, (cell, w) in enumerate(zip(row, widths)))
             for row in rows]
    for v in verdicts:
        lines += [f"  {v.case}: {name}: {a!r} -> {b!r}" for name, a, b in v.answers]
    return "\n".join(line.rstrip() for line in lines)


def plot(verdicts, title):
    """Dot and interval of every case, in per cent of time; one SVG."""
    finite = [100 * abs(math.expm1(x)) for v in verdicts for x in (v.time_low, v.time_high, v.time) if math.isfinite(x)]
    reach = max(finite + [1.0]) * 1.1
    step = next(s for s in (0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 1000) if reach / s <= 5)
    left, right, top, row = 130, 560, 50, 22
    height = top + row * len(verdicts) + 50

    def x(value):
        return left + (max(-reach, min(reach, value)) + reach) / (2 * reach) * (right - left)

    out = [f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 700 {height}' width='700' height='{height}' role='img'>",
           f"<title>{title}</title><style>text{{font:12px sans-serif;fill:#333}}.t{{font-weight:600;font-size:14px}}"
           ".g{stroke:#ddd}.z{stroke:#888}.i{stroke-width:2}</style>",
           f"<rect width='700' height='{height}' fill='#fff'/><text class='t' x='14' y='20'>{title}</text>"]
    bottom = top + row * len(verdicts)
    ticks = [k * step for k in range(-int(reach / step), int(reach / step) + 1)]
    for t in ticks:
        out.append(f"<line class='{'g' if t else 'z'}' x1='{x(t):.1f}' x2='{x(t):.1f}' y1='{top - 8}' y2='{bottom}'/>"
                   f"<text x='{x(t):.1f}' y='{bottom + 16}' text-anchor='middle'>{t:+g}</text>")
    out.append(f"<text x='{(left + right) / 2}' y='{bottom + 36}' text-anchor='middle'>time, new over base (%)</text>")
    for k, v in enumerate(verdicts):
        y = top + row * k + row / 2
        colour = "#b3261e" if v.alarm else "#1b7f4b" if v.faster else "#0b6e99"
        low, high = (100 * math.expm1(e) if math.isfinite(e) else s * reach
                     for e, s in ((v.time_low, -1), (v.time_high, 1)))
        out.append(f"<text x='{left - 12}' y='{y + 4}' text-anchor='end'>{v.case}</text>"
                   f"<line class='i' stroke='{colour}' x1='{x(low):.1f}' x2='{x(high):.1f}' y1='{y}' y2='{y}'/>"
                   f"<circle cx='{x(100 * math.expm1(v.time)):.1f}' cy='{y}' r='4' fill='{colour}'/>"
                   f"<text x='{right + 14}' y='{y + 4}'>{words(v)}</text>")
    return "\n".join(out) + "\n</svg>\n"
