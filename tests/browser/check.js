// Looks at each report in a real browser, light and dark: nothing on the console, nothing fetched,
// no fault by WCAG 2 A and AA, one column on a narrow screen; leaves pictures and a PDF beside it.
// Usage: check.js CHROMIUM PAGE.html …
import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const [browserPath, ...pages] = process.argv.slice(2);
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
let faults = 0;
const fault = (what) => {
  faults += 1;
  console.log(`not ok: ${what}`);
};

const browser = await chromium.launch({
  executablePath: browserPath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update"],
});
for (const file of pages) {
  const base = file.replace(/\.html$/, "");
  for (const colorScheme of ["light", "dark"]) {
    const name = `${base} (${colorScheme})`;
    const context = await browser.newContext({ colorScheme, viewport: { width: 1200, height: 900 } });
    const page = await context.newPage();
    page.on("console", (m) => fault(`${name}: console: ${m.text()}`));
    page.on("pageerror", (e) => fault(`${name}: ${e}`));
    page.on("request", (r) => {
      if (!r.url().startsWith("file:") && !r.url().startsWith("data:")) fault(`${name}: asks for ${r.url()}`);
    });
    await page.goto(pathToFileURL(resolve(file)).href);
    await page.screenshot({ path: `${base}-${colorScheme}.png`, fullPage: true });
    await page.evaluate(axe);
    const found = await page.evaluate((t) => globalThis.axe.run(document, { runOnly: t }), tags);
    for (const v of found.violations)
      for (const n of v.nodes) fault(`${name}: ${v.id}: ${v.help}: ${n.html.slice(0, 160)}`);
    await page.setViewportSize({ width: 390, height: 800 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > 390) fault(`${name}: ${wide} pixels wide on a screen of 390`);
    await page.screenshot({ path: `${base}-${colorScheme}-narrow.png` });
    if (colorScheme === "light") await writeFile(`${base}.pdf`, await page.pdf({ preferCSSPageSize: true }));
    await context.close();
    console.log(`${name}: ${found.passes.length} rules hold`);
  }
}
await browser.close();
process.exit(faults ? 1 : 0);
