"""The static twin: a LiveFigure drawn once more by matplotlib, for where no widget can answer."""

from io import BytesIO

import numpy as np

SIZE = (10.5, 4.3)  # inches
DASHES = {"dash": (0, (5, 3)), "dot": ":", "dashdot": "-."}
MARKERS = {
    "circle": "o",
    "circle-open": "o",
    "square": "s",
    "diamond": "D",
    "cross": "P",
    "x": "X",
    "triangle-up": "^",
    "triangle-down": "v",
    "star": "*",
    "pentagon": "p",
    "hexagon": "h",
}


def picture(live, dpi=90):
    """LiveFigure as it is now -> PNG bytes: lines, markers, text, heat maps and contours."""
    from matplotlib.figure import Figure  # slow to import, and only pictures need it

    figure = Figure(SIZE, dpi=dpi)
    plotted = live._figure
    axes = {}
    for index, trace in enumerate(plotted.data):
        if trace.visible in (False, "legendonly"):
            continue
        name = trace.xaxis or "x"
        if name not in axes:
            axes[name] = add_axes(figure, plotted.layout, name)
        draw(axes[name], trace, live.frame_data(index))
    for name, ax in axes.items():
        finish(ax, plotted.layout, name)
    add_legend(figure, axes)
    out = BytesIO()
    with np.errstate(all="ignore"):
        figure.savefig(out, format="png")
    return out.getvalue()


def add_axes(figure, layout, name):
    """Axes where plotly has its subplot."""
    number = name[1:]
    x, y = layout[f"xaxis{number}"].domain or (0, 1), layout[f"yaxis{number}"].domain or (0, 1)
    left, bottom, wide, high = 0.07, 0.14, 0.91, 0.64
    place = (left + wide * x[0], bottom + high * y[0], wide * (x[1] - x[0]), high * (y[1] - y[0]))
    return figure.add_axes(place)


def draw(ax, trace, data):
    """One trace with the arrays it has now."""
    if trace.type in ("heatmap", "contour"):
        return draw_map(ax, trace, data)
    x, y = data.get("x"), data.get("y")
    if x is None or y is None or not len(x):
        return None
    n = min(len(x), len(y))
    x, y = np.asarray(x[:n], float), np.asarray(y[:n], float)
    named = trace.name if trace.showlegend else None
    mode, opacity = trace.mode or "lines", trace.opacity or 1
    if "lines" in mode:
        style = DASHES.get(trace.line.dash, "-")
        ax.plot(x, y, color=trace.line.color, ls=style, lw=1.6, alpha=opacity, label=named)
    if "markers" in mode:
        draw_markers(ax, trace, x, y)
    if "text" in mode and data.get("text") is not None:
        for at in zip(x, y, np.atleast_1d(data["text"]), strict=False):
            ax.annotate(str(at[2]).replace("<br>", "\n"), at[:2], fontsize=8)
    return None


def draw_markers(ax, trace, x, y):
    """Points, each with its colour and symbol."""
    marker, n = trace.marker, len(x)
    colors, symbols = one_each(marker.color, n), one_each(marker.symbol or "circle", n)
    for symbol in dict.fromkeys(symbols):
        mine = [i for i in range(n) if symbols[i] == symbol]
        size = (np.mean(marker.size or 6) * 0.8) ** 2
        look = dict(s=size, marker=MARKERS.get(symbol, "o"), linewidths=0.6, zorder=3)
        fill = [colors[i] or "#333333" for i in mine]
        edge = dict(facecolors="none", edgecolors=fill) if "open" in symbol else dict(c=fill)
        ax.scatter(x[mine], y[mine], **look, **edge)


def one_each(value, n):
    """A list of n from one value for all, or one for each."""
    single = value is None or isinstance(value, str)
    return [value] * n if single else list(value)


def draw_map(ax, trace, data):
    """A heat map or contours."""
    z = np.asarray(data["z"], float)
    x, y = data.get("x"), data.get("y")
    name = trace.colorscale[0][1] if trace.colorscale else ""
    scale = "Greys" if name.lower() in ("rgb(255,255,255)", "#ffffff") else "PuOr_r"
    if trace.type == "contour":
        ax.contourf(x, y, z, 18, cmap=scale, alpha=trace.opacity or 1)
    elif x is None:
        ax.imshow(z, cmap=scale, vmin=trace.zmin, vmax=trace.zmax, interpolation="nearest")
        ax.set_xticks([])
        ax.set_yticks([])
    else:
        ax.pcolormesh(x, y, z, cmap=scale, vmin=trace.zmin, vmax=trace.zmax, shading="nearest")


def finish(ax, layout, name):
    """Titles, ranges and scales as in plotly."""
    number = name[1:]
    for side, axis in (("x", layout[f"xaxis{number}"]), ("y", layout[f"yaxis{number}"])):
        getattr(ax, f"set_{side}label")(axis.title.text or "")
        if axis.type == "log" and any_positive(ax, side):
            getattr(ax, f"set_{side}scale")("log")
        if axis.range is not None and ax.get_images() == []:
            log = getattr(ax, f"get_{side}scale")() == "log"
            ends = [10.0**v for v in axis.range] if log else axis.range
            getattr(ax, f"set_{side}lim")(ends)
        if axis.tickformat == ".0%":
            getattr(ax, f"{side}axis").set_major_formatter(lambda v, _: f"{v:.0%}")
    for note in layout.annotations:
        if note.xref == "paper" and note.text and not note.showarrow:
            middle = np.mean(layout[f"xaxis{number}"].domain or (0, 1))
            if abs(note.x - middle) < 0.02:
                ax.set_title(note.text, fontsize=10)
        elif note.xref == name:
            ax.annotate(note.text.replace("<br>", "\n"), (note.x, note.y), fontsize=8)
    ax.spines[["top", "right"]].set_visible(False)


def any_positive(ax, side):
    """True if some line has a number that a logarithm takes."""
    return any((getattr(line, f"get_{side}data")() > 0).any() for line in ax.lines)


def add_legend(figure, axes):
    """One legend above all, as in plotly."""
    entries = {}
    for ax in axes.values():
        entries |= {
            label: handle for handle, label in zip(*ax.get_legend_handles_labels(), strict=True)
        }
    if entries:
        place = dict(loc="upper left", bbox_to_anchor=(0.06, 0.99), ncols=min(6, len(entries)))
        figure.legend(entries.values(), entries, **place, frameon=False, fontsize=9)
