// Compiles docs/lofte-1.schema.json as draft 2020-12 with ajv and holds it against examples: node check_schema.mjs ROOT
import Ajv2020 from "ajv/dist/2020.js";
import { readFileSync } from "node:fs";

const root = process.argv[2];
const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true, allowUnionTypes: true });
const valid = ajv.compile(JSON.parse(readFileSync(`${root}/docs/lofte-1.schema.json`, "utf8")));
let failed = 0;
function expect(wanted, name, value) {
  if (valid(value) === wanted) return;
  failed += 1;
  console.error(`${name}: expected ${wanted}`, JSON.stringify(valid.errors));
}

// The first example of the format's description, and the seed of the fuzz target.
const page = readFileSync(`${root}/docs/exchange-format.md`, "utf8");
const example = JSON.parse(page.match(/```json\n(\{\n[\s\S]*?)```/)[1]);
expect(true, "exchange-format.md", example);
expect(true, "fuzz seed", JSON.parse(readFileSync(`${root}/tests/fuzz/corpus/fuzz_exchange/document.json`, "utf8")));
expect(false, "no title", { ...example, title: undefined });
expect(false, "unknown kind", { ...example, parties: [{ name: "x", kind: "king" }] });
expect(false, "two units", { ...example, plan: [{ what: "x", readings: [{ every: "P1M2D" }] }] });
expect(false, "day in words", { ...example, decided: "1 maj" });
process.exit(failed ? 1 : 0);
