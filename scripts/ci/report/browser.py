"""Opens pages of `cellbench report` in a headless Chromium and says what is wrong with them; scripts/ci/check-report calls it.

    python3 scripts/ci/report/browser.py [--shots DIR] PAGE.html ...

Each page is opened at 360 and at 1600 pixels, light and dark, and with scripts off. Needs only Python's standard library: the
browser is driven through a pipe, in the Chrome DevTools Protocol.
"""

import argparse
import base64
import json
import os
import pathlib
import select
import shutil
import subprocess
import sys
import tempfile
import time

WIDTHS = (360, 1600)
TIMEOUT_S = 60


class Browser:
    """A browser and one page in it at a time."""

    def __init__(self, program):
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        from_us, to_browser = os.pipe()
        from_browser, to_us = os.pipe()
        # The browser reads commands from descriptor 3 and answers on 4.
        shell = f'exec "$0" "$@" 3<&{from_us} 4>&{to_us}'
        self.process = subprocess.Popen(
            ["bash", "-c", shell, program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
             "--no-first-run", "--disable-background-networking", "--hide-scrollbars",
             f"--user-data-dir={self.profile.name}", "--remote-debugging-pipe", "about:blank"],
            pass_fds=(from_us, to_us), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(from_us)
        os.close(to_us)
        self.input, self.output = to_browser, from_browser
        self.buffer, self.number, self.events, self.session = b"", 0, [], None

    def close(self):
        try:
            self.call("Browser.close", session=False)
            self.process.wait(10)
        except (RuntimeError, OSError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        self.profile.cleanup()

    def receive(self, until):
        while b"\0" not in self.buffer:
            if not select.select([self.output], [], [], max(0, until - time.monotonic()))[0]:
                raise RuntimeError("the browser does not answer")
            data = os.read(self.output, 1 << 20)
            if not data:
                raise RuntimeError("the browser has ended")
            self.buffer += data
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, session=True, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = self.session
        os.write(self.input, json.dumps(message).encode() + b"\0")
        until = time.monotonic() + TIMEOUT_S
        while True:
            answer = self.receive(until)
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self.events.append(answer)

    def open(self, path, width, scheme="light", scripts=True):
        """Opens a file in a page of its own, and waits until it has loaded."""
        target = self.call("Target.createTarget", session=False, url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", session=False, targetId=target, flatten=True)["sessionId"]
        self.events = []
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False)
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.call("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.call("Page.navigate", url=path.resolve().as_uri())
        until = time.monotonic() + TIMEOUT_S
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self.receive(until))
        return target

    def close_page(self, target):
        self.call("Target.closeTarget", session=False, targetId=target)

    def evaluate(self, expression):
        """The value of an expression in the page; DevTools evaluates even where the page's own scripts are off."""
        result = self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"]["exception"].get("description", "an exception"))
        return result["result"].get("value")

    def screenshot(self, path):
        height = min(self.evaluate("document.documentElement.scrollHeight"), 16000)
        width = self.evaluate("window.innerWidth")
        clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
        data = self.call("Page.captureScreenshot", clip=clip, captureBeyondViewport=True)["data"]
        path.write_bytes(base64.b64decode(data))

    def move(self, x, y):
        self.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    def click(self, x, y):
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def press(self, key):
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key)

    def complaints(self):
        """Complaints of the console, the log and the network about the page."""
        found = []
        for event in self.events:
            parameters = event.get("params", {})
            match event.get("method"):
                case "Runtime.consoleAPICalled" if parameters["type"] in ("error", "warning", "assert"):
                    found.append(f"console: {parameters['args']}")
                case "Runtime.exceptionThrown":
                    found.append(f"exception: {parameters['exceptionDetails'].get('exception', {}).get('description')}")
                case "Log.entryAdded" if parameters["entry"]["level"] in ("error", "warning"):
                    found.append(f"log: {parameters['entry']['text']}")
                case "Network.requestWillBeSent":
                    url = parameters["request"]["url"]
                    if not url.startswith(("file:", "data:", "about:")):
                        found.append(f"request: {url}")
        return found


# A list of complaints that need neither a pointer nor a key.
STATIC = r"""
(() => {
  const found = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.querySelectorAll("main *")].filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1
      && !e.closest(".scroll") && !e.closest("pre") && !e.closest("svg")).slice(0, 3).map((e) => e.outerHTML.slice(0, 120));
    found.push(`the page is ${root.scrollWidth} wide, the window ${root.clientWidth}: ${wide.join(" | ")}`);
  }
  for (const figure of document.querySelectorAll("figure")) {
    const name = figure.querySelector("figcaption").textContent, svg = figure.querySelector("svg");
    if (!svg || !figure.querySelector(".pt")) { found.push(`a chart without marks: ${name}`); continue; }
    if (svg.getAttribute("role") !== "img" || !svg.getAttribute("aria-label")) found.push(`a chart without a name: ${name}`);
    if (/NaN|inf/.test(svg.outerHTML.replace(/aria-label="[^"]*"|<title>[^<]*<\/title>|<text[^>]*>[^<]*<\/text>/g, ""))) {
      found.push(`a chart with no number: ${name}`);
    }
    const box = svg.getBoundingClientRect();
    if (box.width === 0) continue;
    const scale = box.width / svg.viewBox.baseVal.width;
    const texts = [...svg.querySelectorAll("text")].filter((text) => text.textContent !== "");
    for (const text of texts) {
      if (parseFloat(getComputedStyle(text).fontSize) * scale < 10) found.push(`text below 10 px: ${text.textContent}`);
      const place = text.getBoundingClientRect();
      if (place.left < box.left - 1 || place.right > box.right + 1 || place.top < box.top - 1 || place.bottom > box.bottom + 1) {
        found.push(`a label is cut: ${text.textContent} (${name})`);
      }
    }
    const boxes = texts.map((text) => [text.textContent, text.getBoundingClientRect()]);
    boxes.forEach(([text, a], index) => boxes.slice(index + 1).forEach(([other, b]) => {
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 1 && down > 4) found.push(`labels overlap: ${text} and ${other} (${name})`);
    }));
  }
  const levels = [...document.querySelectorAll("h1, h2, h3, h4")].map((h) => Number(h.tagName[1]));
  if (levels[0] !== 1 || levels.some((level, index) => index > 0 && level > levels[index - 1] + 1)) found.push("headings skip a level");
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  if (new Set(ids).size !== ids.length) found.push("an id occurs twice");
  if (!root.lang) found.push("the page does not say its language");
  if (window.__hostile) found.push("a script from the results has run");
  return found;
})()
"""

# Contrast of every visible piece of text with its background, where that is one colour: WCAG 2.2, 1.4.3.
CONTRAST = r"""
(() => {
  const found = new Set();
  const parse = (text) => (text.match(/[\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  for (const element of document.querySelectorAll("main *")) {
    const own = [...element.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim() !== "");
    if (!own || element.getClientRects().length === 0 || ["title", "option"].includes(element.tagName)) continue;
    let behind = element, color = [0, 0, 0, 0];
    while (behind && (color.length === 4 && color[3] === 0)) { color = parse(getComputedStyle(behind).backgroundColor); behind = behind.parentElement; }
    const style = getComputedStyle(element), isDrawn = element.closest("svg") !== null;
    const [a, b] = [light(parse(isDrawn ? style.fill : style.color)), light(color)];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) found.add(`contrast ${contrast.toFixed(1)} of <${element.tagName} class="${element.getAttribute("class")}">`);
  }
  return [...found].slice(0, 5);
})()
"""

ORDER = 'JSON.stringify([...document.querySelectorAll("#table tbody tr")].map((r) => r.cells[0].textContent + r.rowIndex + r.textContent.length + r.textContent))'


def center(browser, element):
    """The middle of an element that an expression names, after scrolling to it."""
    return browser.evaluate(
        f'(() => {{ const e = {element}; e.scrollIntoView({{ block: "center", inline: "center" }});'
        " const b = e.getBoundingClientRect(); return [b.left + b.width / 2, b.top + b.height / 2]; })()")


def rendered(browser):
    """Waits for a frame, so that listeners have seen the scrolling."""
    browser.call("Runtime.evaluate", awaitPromise=True,
                 expression="new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def check_sorting(browser):
    heads = browser.evaluate('document.querySelectorAll("#table thead th[aria-sort]").length')
    found = []
    for column in range(heads):
        head = f'document.querySelectorAll("#table thead th[aria-sort]")[{column}]'
        x, y = center(browser, head + '.querySelector("button")')
        keys = []
        for direction in ("ascending", "descending", "none"):
            browser.click(x, y)
            now = browser.evaluate(f'{head}.getAttribute("aria-sort")')
            if now != direction:
                found.append(f"column {column}: a click gives aria-sort {now}, not {direction}")
            keys.append(browser.evaluate(
                f'[...document.querySelectorAll("#table tbody tr")].map((r) => r.cells[{column}].dataset.k)'))

        def number(key):
            try:
                return float(key)
            except ValueError:
                return None

        existing = [key for key in keys[0] if key != ""]
        if keys[0][len(existing):] != [""] * (len(keys[0]) - len(existing)):
            found.append(f"column {column}: what does not exist is not last")
        numbers = [number(key) for key in existing]
        if None not in numbers and numbers != sorted(numbers):
            found.append(f"column {column}: not sorted upwards: {existing}")
        down = [number(key) for key in keys[1] if key != ""]
        if None not in down and down != sorted(down, reverse=True):
            found.append(f"column {column}: not sorted downwards")
        if len(set(existing)) > 1 and keys[0] == keys[1]:
            found.append(f"column {column}: a second click does not turn the order")
    if heads == 0 and browser.evaluate('document.querySelector("#table tbody") !== null'):
        found.append("no column can be sorted")
    return found


def check_filters(browser):
    return browser.evaluate(r"""
(() => {
  const filters = document.querySelector(".filters");
  if (!filters) return [];
  const found = [], select = filters.querySelector("select"), rows = [...document.querySelectorAll("#table tbody tr")];
  select.selectedIndex = 1;
  select.dispatchEvent(new Event("change", { bubbles: true }));
  const shown = rows.filter((row) => row.getClientRects().length > 0);
  if (shown.length === 0 || shown.some((row) => row.cells[select.dataset.column].dataset.k !== select.value)) found.push("the filter shows other rows");
  if (!filters.querySelector("output").textContent.startsWith(`${shown.length} of ${rows.length}`)) found.push("the filter counts other rows");
  select.selectedIndex = 0;
  select.dispatchEvent(new Event("change", { bubbles: true }));
  if (rows.some((row) => row.hidden)) found.push("the filter keeps rows hidden");
  return found;
})()""")


def check_tooltips(browser):
    found = []
    charts = browser.evaluate('[...document.querySelectorAll(".chart")].map((c, i) => [i, c.getClientRects().length > 0]).filter((c) => c[1]).map((c) => c[0])')
    tip = '(() => { const t = document.getElementById("tip"), b = t.getBoundingClientRect(); return t.hidden ? null : { text: t.textContent, fits: b.left >= 0 && b.right <= document.documentElement.clientWidth && b.top >= 0 && b.bottom <= window.innerHeight }; })()'
    # Not all of a page with hundreds: the others say nothing new.
    for index in charts[:: max(1, len(charts) // 12)]:
        chart = f'document.querySelectorAll(".chart")[{index}]'
        name = browser.evaluate(f'{chart}.closest("figure").querySelector("figcaption").textContent')
        x, y = center(browser, f'{chart}.querySelector(".pt > :last-child")')
        rendered(browser)
        browser.move(1, 1)
        browser.move(x, y)
        hovered = browser.evaluate(tip)
        if hovered is None or "replication" not in hovered["text"]:
            found.append(f"no tooltip under the pointer: {name}")
        elif not hovered["fits"]:
            found.append(f"a tooltip leaves the window: {name}")
        browser.move(1, 1)
        if browser.evaluate(tip) is not None:
            found.append(f"a tooltip stays: {name}")
        browser.evaluate(f"{chart}.focus({{ preventScroll: true }})")
        focused = browser.evaluate(tip)
        if focused is None or "replication" not in focused["text"]:
            found.append(f"no tooltip with the focus: {name}")
        browser.press("ArrowRight")
        moved = browser.evaluate(tip)
        several = browser.evaluate(f'{chart}.querySelectorAll(".pt").length') > 1
        if several and (moved is None or focused is None or moved["text"] == focused["text"]):
            found.append(f"the arrow keys do not move on: {name}")
        browser.press("Escape")
        if browser.evaluate(tip) is not None:
            found.append(f"Escape does not take the tooltip away: {name}")
        browser.evaluate("document.activeElement.blur()")
    return found


def check_panels(browser):
    return browser.evaluate(r"""
(() => {
  const chooser = document.querySelector(".switch");
  if (!chooser) return [];
  const found = [], select = chooser.querySelector("select");
  const visible = () => [...document.querySelectorAll(".panel")].map((p) => p.querySelector("figure, h3").getClientRects().length > 0);
  for (let index = 0; index < select.options.length; index++) {
    select.selectedIndex = index;
    select.dispatchEvent(new Event("change", { bubbles: true }));
    if (visible().some((shown, other) => shown !== (other === index))) found.push(`panel ${index} is not the one that shows`);
  }
  select.selectedIndex = 0;
  select.dispatchEvent(new Event("change", { bubbles: true }));
  return found;
})()""")


def check_without_scripts(browser):
    return browser.evaluate(r"""
(() => {
  const found = [];
  for (const name of [".filters", ".switch", "#tip"]) {
    const element = document.querySelector(name);
    if (element && element.getClientRects().length > 0) found.push(`${name} shows, and would do nothing`);
  }
  for (const point of document.querySelectorAll(".pt")) if (!point.querySelector("title")) { found.push("a mark without a title"); break; }
  for (const panel of document.querySelectorAll(".panel")) if (panel.hidden) { found.push("a panel that cannot be opened"); break; }
  return found;
})()""")


def check(browser, page, shots):
    """All complaints about a page, and the number of its charts."""
    found, charts = [], 0
    for width in WIDTHS:
        for scheme in ("light", "dark"):
            target = browser.open(page, width, scheme)
            where = f"{width} px, {scheme}: "
            found += [where + problem for problem in browser.evaluate(STATIC) + browser.evaluate(CONTRAST)]
            charts = browser.evaluate('document.querySelectorAll("figure").length')
            if shots:
                browser.screenshot(shots / f"{page.stem}-{width}-{scheme}.png")
            if scheme == "light":
                for part in (check_sorting, check_filters, check_panels, check_tooltips):
                    found += [where + problem for problem in part(browser)]
            found += [where + problem for problem in browser.complaints()]
            browser.close_page(target)
    target = browser.open(page, WIDTHS[0], scripts=False)
    found += ["without scripts: " + problem for problem in browser.evaluate(STATIC) + check_without_scripts(browser)]
    browser.close_page(target)
    return found, charts


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="+", type=pathlib.Path)
    parser.add_argument("--shots", type=pathlib.Path, help="write pictures of the pages into this folder")
    parser.add_argument("--browser", default=shutil.which("chromium") or shutil.which("google-chrome"))
    arguments = parser.parse_args()
    if arguments.browser is None:
        sys.exit("there is no chromium")
    if arguments.shots:
        arguments.shots.mkdir(parents=True, exist_ok=True)
    browser = Browser(arguments.browser)
    failed = False
    try:
        for page in arguments.pages:
            try:
                found, charts = check(browser, page, arguments.shots)
            except RuntimeError as error:
                # A page on which a check fails is broken too, and must not hide the others.
                found, charts = [str(error)], 0
            failed = failed or bool(found)
            print(f"{page.name}: {charts} charts, " + ("as they should be" if not found else f"{len(found)} complaints"))
            for problem in found[:20]:
                print(f"  {problem}")
    finally:
        browser.close()
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
