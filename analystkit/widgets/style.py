"""How panels and stills look: one stylesheet, in the colours of the notebook's theme where it has one."""

__all__ = ["STYLE"]

STYLE = """<style>
.ak-panel, .ak-still { --ink: var(--jp-ui-font-color1, #222); --faint: var(--jp-ui-font-color2, #595959);
  --line: var(--jp-border-color2, #d9d9d9); --ground: var(--jp-layout-color1, #fff);
  color: var(--ink); font-family: var(--jp-ui-font-family, system-ui, sans-serif); font-size: 13px;
  max-width: 960px; overflow: visible; }
.ak-panel .widget-html, .ak-panel .widget-html-content { margin: 0; height: auto; line-height: 1.45;
  overflow: visible; font-size: 13px; color: var(--ink); width: 100%; }
.ak-filters { display: grid; grid-template-columns: repeat(auto-fill, minmax(250px, 1fr)); gap: 12px 16px;
  overflow: visible; }
.ak-filters > div { display: flex; flex-direction: column; align-items: stretch; width: auto; height: auto; margin: 0; }
.ak-filters > button { align-self: end; width: max-content; margin: 0; }
.ak-filters .widget-label { width: auto; text-align: left; font-weight: 600; line-height: 20px; height: 20px;
  color: var(--ink); margin: 0 0 2px; }
.ak-filters > div > select { flex: 0 0 28px; width: 100%; margin: 0; }
.ak-filters > div > select[multiple] { flex: 0 0 88px; }
.ak-filters .widget-toggle-buttons > div { display: flex; }
.ak-filters .widget-toggle-button { margin: 0; flex: 1 1 0; width: auto; }
.ak-filters .slider-container { flex: 0 0 28px; margin: 0 8px; padding: 0; display: flex; align-items: center; }
.ak-filters .slider-container > .slider { flex: 1 1 auto; margin: 0; }
.ak-filters .widget-readout { text-align: left; color: var(--ink); max-width: none; min-width: 0; height: auto;
  line-height: 18px; padding: 0; margin: 0; }
.ak-status { margin: 12px 0 6px; font-weight: 600; }
.ak-note { color: var(--faint); margin: 0 0 6px; font-weight: 400; }
.ak-message { margin: 6px 0; padding: 6px 10px; border-left: 4px solid #b00020; background: #fdecee; color: #5c0011; }
.ak-chart { overflow-x: auto; border: 1px solid var(--line); background: #fff; }
.ak-chart img, .ak-still img { display: block; margin: 0; }
.ak-rows { margin-top: 8px; overflow-x: auto; border-bottom: 1px solid var(--line); }
.ak-rows > .jupyter-widgets { min-width: 720px; }
.ak-row { border-top: 1px solid var(--line); align-items: center; overflow: visible; }
.ak-row .jupyter-button { flex: 0 0 270px; width: 270px; height: 30px; margin: 2px 0; text-align: left;
  background: none; color: var(--jp-content-link-color, #0b5cad); padding: 0 8px; }
.ak-row .jupyter-button:focus-visible { outline: 2px solid #0072b2; outline-offset: -2px; }
.ak-row.ak-chosen { background: #fff3c4; }
.ak-row.ak-chosen, .ak-row.ak-chosen .ak-cells { color: #222; }
.ak-row.ak-chosen .jupyter-button { color: #0b3d75; font-weight: 600; }
.ak-row > .widget-html { flex: 1 1 auto; min-width: 0; }
.ak-cells { display: grid; grid-template-columns: 1.1fr 1.5fr 88px 1.1fr; gap: 12px; padding: 0 8px; }
.ak-cells > span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.ak-head { font-weight: 600; padding: 4px 0; display: grid; grid-template-columns: 270px 1fr; }
.ak-head > span { padding: 0 8px; }
.ak-pager { align-items: center; margin-top: 6px; }
.ak-pager .jupyter-button { margin: 0 8px 0 0; }
.ak-detail { margin-top: 12px; padding: 12px 16px; border: 1px solid var(--line); background: var(--ground); }
.ak-detail h4 { margin: 0; font-size: 15px; }
.ak-detail p { margin: 8px 0; max-width: 72ch; line-height: 1.55; font-size: 14px; }
.ak-detail p.ak-note { margin: 0; font-size: 13px; }
.ak-detail summary { cursor: pointer; color: var(--faint); }
mark.ak-sentence { background: #fff3c4; color: #222; padding: 1px 0; }
mark.ak-number { background: #f5b700; color: #111; font-weight: 700; padding: 0 2px; }
.ak-detail dl { display: grid; grid-template-columns: max-content 1fr; gap: 3px 16px; margin: 12px 0 0;
  padding-top: 10px; border-top: 1px solid var(--line); }
.ak-detail dt { color: var(--faint); font-weight: 400; width: auto; float: none; margin: 0; }
.ak-detail dt code { font-size: 11px; background: none; color: inherit; }
.ak-detail dd { margin: 0; padding: 0; overflow-wrap: anywhere; }
.ak-still { overflow-x: auto; }
.ak-still figure { margin: 0; }
.ak-still figcaption { margin: 6px 0; color: var(--faint); }
.ak-still table { border-collapse: collapse; font-size: 13px; }
.ak-still th, .ak-still td { text-align: left; padding: 4px 12px 4px 0; border-bottom: 1px solid var(--line); }
</style>"""
