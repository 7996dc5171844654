"""The explorer in a real JupyterLab, driven through a real Chromium: what an analyst does and sees."""

import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
import pytest

CHROMIUM = Path("/usr/bin/chromium")
ROOT = Path(__file__).parent.parent
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip
SETTINGS: dict[str, dict[str, object]] = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "notebook-extension/tracker": {"windowingMode": "none"},
    "docmanager-extension/plugin": {"autosave": False},
}
CELLS = (
    "import pandas as pd\nimport analystkit as ak",
    'articles, figures = pd.read_pickle("articles.pkl"), pd.read_pickle("figures.pkl")',
    "ak.widgets.explorer(figures, articles)",
    'ak.charts.figures_by_actor(figures[figures["kind"] == "ship"], articles=articles)',
)
CONNECTED = """async () => {
    const panel = window.jupyterapp.shell.currentWidget;
    await panel.context.ready; await panel.sessionContext.ready; await panel.sessionContext.session.kernel.info;
}"""
STICKING_OUT = """panel => {
    const edge = panel.closest('.jp-OutputArea-output').getBoundingClientRect().right + 1;
    const scrolls = part => part.closest('.ak-chart, .ak-rows') !== null && !part.matches('.ak-chart, .ak-rows');
    return [...panel.querySelectorAll('*')].filter(part => !scrolls(part) && part.tagName !== 'STYLE')
        .filter(part => part.getBoundingClientRect().right > edge).map(part => part.className || part.tagName);
}"""
RUN_ALL = "async () => await window.jupyterapp.commands.execute('notebook:run-all-cells')"
SETTLED = """async () => {
    const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
    await kernel.requestKernelInfo();
    while (kernel.status !== 'idle') await new Promise(done => setTimeout(done, 20));
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}"),
    pytest.mark.timeout(120),
]
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")


@dataclass
class Lab:
    """A running JupyterLab over one folder."""

    root: Path
    base: str
    token: str


@dataclass
class Visit:
    """A page in the browser, and what went wrong on it."""

    page: Any
    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until the kernel has answered everything and the page has drawn it."""
        self.page.evaluate(SETTLED)

    def state(self, words: str) -> Any:
        """Return the panel's status line once it tells this state."""
        return self.page.locator(f"[data-state='{words}']")


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Start JupyterLab on this machine only, with settings of its own; stop it and its kernels at the end."""
    root, home = tmp_path_factory.mktemp("notebooks"), tmp_path_factory.mktemp("home")
    for name, value in SETTINGS.items():
        path = home / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(value))
    port, token = free_port(), secrets.token_hex(16)
    with (home / "lab.log").open("wb") as log:
        server = subprocess.Popen(command(root, port, token), env=environment(home), stdout=log, stderr=log)
        try:
            wait_until_up(server, f"http://127.0.0.1:{port}/api/status?token={token}", home / "lab.log")
            yield Lab(root, f"http://127.0.0.1:{port}", token)
        finally:
            stop(server)
            shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def visit(lab: Lab) -> Iterator[Visit]:
    """Open an empty page, and listen for errors and for requests that leave this machine."""
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        try:
            visit = Visit(browser.new_page(viewport={"width": 1280, "height": 900}))
            visit.page.on("console", lambda said: said.type == "error" and visit.errors.append(said.text))
            visit.page.on("pageerror", lambda error: visit.errors.append(str(error)))
            visit.page.on("request", lambda sent: leaves(sent.url, lab.base) and visit.outside.append(sent.url))
            yield visit
        finally:
            browser.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command(root: Path, port: int, token: str) -> list[str]:
    flags = ["--no-browser", "--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0",
             f"--ServerApp.root_dir={root}", f"--IdentityProvider.token={token}",
             "--LabApp.expose_app_in_browser=True", "--ServerApp.terminals_enabled=False"]  # fmt: skip
    as_root = ["--allow-root"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    return [sys.executable, "-m", "jupyterlab", *flags, *as_root]


def environment(home: Path) -> dict[str, str]:
    """Return an environment in which the kernel imports this checkout and nothing of the user's is read."""
    places = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_RUNTIME_DIR": "runtime", "JUPYTERLAB_SETTINGS_DIR": "settings",
              "JUPYTERLAB_WORKSPACES_DIR": "workspaces", "IPYTHONDIR": "ipython", "MPLCONFIGDIR": "mpl"}  # fmt: skip
    paths = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    return os.environ | {name: str(home / place) for name, place in places.items()} | {"PYTHONPATH": paths}


def wait_until_up(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    for _ in range(300):
        if server.poll() is not None:
            pytest.fail(f"JupyterLab did not start: {log.read_text()[-2000:]}")
        try:
            urllib.request.urlopen(address, timeout=2).read()
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"JupyterLab did not answer in time: {log.read_text()[-2000:]}")


def stop(server: subprocess.Popen[bytes]) -> None:
    """End the server: a polite end takes its kernels along."""
    server.terminate()
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def leaves(address: str, base: str) -> bool:
    return address.startswith(("http://", "https://", "ws://", "wss://")) and base.partition("//")[2] not in address


def open_and_run(visit: Visit, lab: Lab, name: str) -> None:
    """Open a notebook, wait for its kernel (the toolbar says idle before it is connected), and run all cells."""
    visit.page.goto(f"{lab.base}/doc/tree/{name}?reset&token={lab.token}")
    visit.page.locator(".jp-NotebookPanel .jp-Cell").first.wait_for(timeout=60_000)
    visit.page.evaluate(CONNECTED)
    assert visit.page.evaluate(RUN_ALL), "a cell raised"
    visit.settle()


def write_notebook(path: Path, figures: pd.DataFrame, articles: pd.DataFrame) -> None:
    """Write a notebook that opens the explorer, and beside it the frames it reads."""
    articles.to_pickle(path.parent / "articles.pkl")
    figures.to_pickle(path.parent / "figures.pkl")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, path)


def test_an_analyst_filters_draws_and_reads(
    lab: Lab, visit: Visit, figures: pd.DataFrame, articles: pd.DataFrame
) -> None:
    write_notebook(lab.root / "explore.ipynb", figures, articles)
    open_and_run(visit, lab, "explore.ipynb")
    page, expect = visit.page, playwright.expect
    picture, rows = page.locator(".ak-panel .ak-chart img"), page.locator(".ak-panel .ak-row button:visible")
    kind = page.get_by_label("Kind", exact=True)

    # it opens on the largest kind, with a picture that has words
    expect(visit.state("personnel|By actor|11|1|None")).to_be_visible()
    expect(picture).to_have_attribute("alt", re.compile("^11 figures of personnel by 4 actors"))
    expect(rows).to_have_count(6)
    personnel = picture.get_attribute("src")

    # another kind changes picture and table
    kind.select_option(label="ships (1)")
    expect(visit.state("ships|By actor|1|1|None")).to_be_visible()
    expect(picture).not_to_have_attribute("src", personnel)
    expect(rows).to_have_text(["about 20 Russian warships"])

    # a row leads to its sentence, by keyboard too
    rows.first.focus()
    page.keyboard.press("Enter")
    expect(visit.state("ships|By actor|1|1|f08")).to_be_visible()
    expect(page.locator("mark.ak-number")).to_have_text("20")
    expect(page.locator("mark.ak-sentence")).to_have_text("Approximately 20 Russian warships left the Baltic.")
    expect(page.locator(".ak-detail")).to_contain_text("Washington sent weapons worth $200 million")

    # nothing sticks out of the panel on a wide or a narrow screen
    for width in (800, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        visit.settle()
        assert page.locator(".ak-panel").evaluate(STICKING_OUT) == [], f"{width} pixels wide"

    # the same kind again, over time, of one actor, from the second day on
    kind.select_option(label="personnel (11)")
    page.get_by_role("button", name="Over time").click()
    page.get_by_label("Whose").select_option(label="Russia (8)")
    expect(visit.state("personnel|Over time|8|1|None")).to_be_visible()
    page.locator(".ak-panel .noUi-handle-lower").focus()
    page.keyboard.press("ArrowRight")
    expect(visit.state("personnel|Over time|7|1|None")).to_be_visible()
    expect(picture).to_have_attribute("alt", re.compile("^7 figures of personnel by 1 actor, 2021-12 to 2022-02"))

    # a rerun leaves one panel, and a chart shows itself in a cell
    assert page.evaluate(RUN_ALL)
    visit.settle()
    expect(page.locator(".ak-panel")).to_have_count(1)
    expect(visit.state("personnel|By actor|11|1|None")).to_be_visible()
    expect(page.locator(".jp-OutputArea img[alt^='1 figure of ships']")).to_be_visible()

    assert not visit.errors
    assert not visit.outside
