// Builds the report's script, style and map, and records the hash of what they were built from.
// `node build.mjs` writes ../src/whoknew/report/assets; `node build.mjs --check` only says whether it is current.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const assets = join(here, "../src/whoknew/report/assets");
const LIMIT = 250_000; // bytes, for each asset

const walk = (folder) =>
  readdirSync(join(here, folder)).sort().flatMap((name) => {
    const path = `${folder}/${name}`;
    return statSync(join(here, path)).isDirectory() ? walk(path) : [path];
  });

export function sourcesHash() {
  const hash = createHash("sha256");
  for (const path of ["build.mjs", "package-lock.json", ...walk("src")]) {
    hash.update(path).update("\0").update(readFileSync(join(here, path))).update("\0");
  }
  return hash.digest("hex");
}

async function world() {
  const { presimplify, simplify, filter } = await import("topojson-simplify");
  const { quantize } = await import("topojson-client");
  const atlas = JSON.parse(readFileSync(join(here, "node_modules/world-atlas/countries-50m.json"), "utf8"));
  delete atlas.objects.land;
  const kept = filter(simplify(presimplify(atlas), 0.02), () => true);
  for (const country of kept.objects.countries.geometries) country.properties = { name: country.properties.name };
  return JSON.stringify(quantize(kept, 2e4));
}

async function build() {
  const esbuild = await import("esbuild");
  const common = { bundle: true, minify: true, write: false, legalComments: "none", charset: "utf8", target: ["es2022"], logLevel: "warning" };
  const script = await esbuild.build({
    ...common, entryPoints: [join(here, "src/main.tsx")], format: "iife", jsx: "automatic", jsxImportSource: "preact",
  });
  const style = await esbuild.build({ ...common, entryPoints: [join(here, "src/style.css")] });
  const made = {
    "report.js": script.outputFiles[0].text.trim().replaceAll("</script", "<\\/script"),
    "report.css": style.outputFiles[0].text.trim(),
    "world.json": await world(),
    "sources.sha256": sourcesHash(),
  };
  for (const [name, content] of Object.entries(made)) {
    const size = Buffer.byteLength(content);
    if (size > LIMIT) throw new Error(`${name} is ${size} bytes, more than ${LIMIT}`);
    writeFileSync(join(assets, name), content + "\n");
    console.log(`${name} ${size}`);
  }
}

if (process.argv.includes("--check")) {
  const recorded = readFileSync(join(assets, "sources.sha256"), "utf8").trim();
  if (recorded !== sourcesHash()) {
    console.error("The built report is not current: run `npm ci && npm run build` in frontend/.");
    process.exit(1);
  }
} else {
  await build();
}
