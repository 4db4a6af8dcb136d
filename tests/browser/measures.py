"""What is wrong with the look of a panel, measured in the page: JavaScript that lists it."""

# words of controls and headlines that do not fit, and controls that stick out of the panel
CUT_OFF = """panel => {
    const right = panel.getBoundingClientRect().right + 1
    const words = 'button, .widget-label, .widget-readout'
    const all = panel.querySelectorAll(`${words}, select, input, label, .noUi-target`)
    const headline = [...panel.querySelectorAll('.live-headline, .live-headline div')]
        .filter(e => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)
    const swiped = e => getComputedStyle(e.closest('.live-chips') ?? e).overflowX === 'auto'
    const cut = [...all].filter(e => e.offsetWidth > 0 && !swiped(e)).filter(e =>
        e.getBoundingClientRect().right > right ||
        e.matches(words) && e.scrollWidth > e.clientWidth + 1)
    return [...cut, ...headline.slice(0, 1)].map(e => e.textContent || e.className)
}"""
# texts of a figure that lie on one another, or on the edge
OVERLAPS = """figure => {
    const edge = figure.getBoundingClientRect()
    const texts = [...figure.querySelectorAll('.legendtext, .annotation-text, .xtitle, .ytitle')]
        .filter(e => e.textContent).map(e => [e.textContent, e.getBoundingClientRect()])
    const plots = [...figure.querySelectorAll('.legendtext')].map(e => e.getBoundingClientRect())
    const areas = [...figure.querySelectorAll('.nsewdrag')].map(e => e.getBoundingClientRect())
    const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
        Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4
    const found = []
    for (const [i, [word, box]] of texts.entries()) {
        if (box.left < edge.left - 1 || box.right > edge.right + 1) found.push(word + ' is cut')
        for (const [other, its] of texts.slice(i + 1))
            if (meet(box, its)) found.push(word + ' on ' + other)
    }
    for (const legend of plots) if (areas.some(a => meet(a, legend))) found.push('legend on plot')
    return found
}"""
# words that stand out from what is behind them by less than 4.5 : 1 (WCAG 2.1, 1.4.3)
FAINT = """panel => {
    const numbers = color => [...color.match(/[\\d.]+/g).map(Number), 1].slice(0, 4)
    const over = (top, below) => below.map((v, i) => i < 3 ? top[i] * top[3] + v * (1 - top[3]) : 1)
    const behind = e => {
        if (!e) return [255, 255, 255, 1]
        const own = numbers(getComputedStyle(e).backgroundColor)
        return own[3] === 1 ? own : over(own, behind(e.parentElement))
    }
    const linear = v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4
    const luminance = ([r, g, b]) =>
        0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255)
    const contrast = e => {
        const style = getComputedStyle(e), ground = behind(e), drawn = e instanceof SVGElement
        const ink = numbers(drawn ? style.fill : style.color)
        ink[3] *= style.opacity * (drawn ? style.fillOpacity : 1)
        const [dark, light] = [over(ink, ground), ground].map(luminance).sort((a, b) => a - b)
        return (light + 0.05) / (dark + 0.05)
    }
    const holds = (around, box) => {
        const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2
        return around.left < x && x < around.right && around.top < y && y < around.bottom
    }
    const pictures = [...panel.querySelectorAll('.heatmaplayer image, .points path.point')]
        .filter(p => p.getBoundingClientRect().width > 25)  // or a unit of a network
    const onPicture = e => e.closest('.scatterlayer') &&  // its ground is no style: see test_theme
        pictures.some(p => holds(p.getBoundingClientRect(), e.getBoundingClientRect()))
    return [...panel.querySelectorAll('*')]
        .filter(e => e.matches('mjx-c') ||
            [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
        .filter(e => e.getClientRects().length && !e.closest('[disabled], style, option'))
        .filter(e => !onPicture(e))
        .map(e => [contrast(e), e.textContent.slice(0, 40) || e.className])
        .filter(([ratio]) => ratio < 4.5).map(([ratio, text]) => ratio.toFixed(1) + ': ' + text)
}"""
# of a panel: its plots, and heights of what must be seen together
SIZES = """panel => {
    const gd = panel.querySelector('.live-stage .js-plotly-plot'), { _plots, meta } = gd._fullLayout
    const plots = gd._fullLayout._subplots.cartesian.map(id => {
        const { xaxis, yaxis } = _plots[id]
        return { wide: xaxis._length, high: yaxis._length, top: yaxis._offset,
            square: Boolean(meta?.squares?.[xaxis._name]) }
    })
    const box = selector => panel.querySelector(selector).getBoundingClientRect()
    return { plots, panel: panel.offsetHeight, width: panel.clientWidth,
        playing: box('.live-player').bottom - box('.live-stage .js-plotly-plot').top,
        page: panel.closest('.jp-WindowedPanel-outer').clientHeight }
}"""
# lines and bars on bare ground that hardly differ from the page (WCAG 2.1, 1.4.11 asks 3 : 1)
UNSEEN = """figure => {
    const light = ([r, g, b]) => (r + g + b) / 765
    const numbers = color => color.match(/[\\d.]+/g).map(Number)
    const paper = getComputedStyle(document.querySelector('.jp-Notebook')).backgroundColor
    const page = light(numbers(paper))
    const bare = [...figure.querySelectorAll('.subplot')].filter(e => !e.querySelector('image'))
    return bare.flatMap(plot => [
        ...[...plot.querySelectorAll('path.js-line')].map(e => e.style.stroke),
        ...[...plot.querySelectorAll('.barlayer .point path')].map(e => e.style.fill),
    ]).filter(color => color.startsWith('rgb') && Math.abs(light(numbers(color)) - page) < 0.12)
}"""
