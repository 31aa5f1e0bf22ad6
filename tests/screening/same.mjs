// Holds the browser's screen to the server's: same.mjs FINDINGS_OF [TEXTS [SEED]]. Both read texts put together at random
// from what their rules turn on, and all texts of the unit tests of the screen; the first difference fails.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';

const root = new URL('../../', import.meta.url);
const read = (path) => readFileSync(new URL(path, root), 'utf-8');
const [program, count = '30000', seed = '1'] = process.argv.slice(2);

const screen = runInNewContext(`${read('assets/files/screen_rules.js')}; textScreen`);
const files = ['first_names.tsv', 'place_names.tsv', 'explained.tsv', 'numbers.tsv'].map((name) => read(`src/core/lists/${name}`));
const lists = screen.listsOf(...files);

let state = Number(seed);
const random = (n) => { // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % n;
};
const one = (list) => list[random(list.length)];

const listed = files.flatMap((text) => text.split('\n')).filter((line) => line && !line.startsWith('#')).map((line) => line.split('\t').pop());
const cased = (word) => one([word, word[0].toUpperCase() + word.slice(1), word.toUpperCase(), word[0].toUpperCase() + word.slice(1)]);
const joints = [' ', ' ', ' ', '', '', '-', '+', '–', '\u2011', '\u00a0', '\u202f', '  ', '\n', '\t', '. ', ', ', ': ', '/', '(', ') ', "'", '@', '.', '\ufeff'];
const digits = () => String(random(10 ** (1 + random(6)))).padStart(1 + random(4), '0');

// A number with a right check digit, written in one of many ways, some of them not allowed.
function personalNumber() {
    const two = (n) => String(n).padStart(2, '0');
    const date = [two(random(100)), two(1 + random(12)), two(1 + random(31) + one([0, 0, 60]))];
    const serial = String(random(1000)).padStart(3, '0');
    const sum = [...date.join(''), ...serial].reduce((all, d, i) => all + (i % 2 === 0 ? [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][d] : Number(d)), 0);
    const last = serial + ((10 - (sum % 10)) % 10 + one([0, 0, 0, 1])) % 10;
    const between = one(['', '', ' ', '-', '–']);
    return one(['', '19', '20', '19 ', '21', '18']) + date.join(between) + one(['', '-', '+', ' ', ' - ', '–', '--']) + last.slice(0, 2) + one(['', '', ' ']) + last.slice(2);
}

const pieces = [
    () => cased(one(listed)), () => cased(one(listed)), () => cased(one(listed)),
    () => cased(one(['karin', 'xerxes', 'lindström', 'svensson', 'lund', 'bro', 'ćosić', 'ÿ', 'anna-lena', "o'hara", 's', 'ø', 'e4', 'torget', 'möte'])),
    digits, digits, personalNumber,
    () => one(['070', '08', '0046', '+46', '020', '0771', '112', '(090)', 'tel', 'tfn. ', 'Ring: ', '00']) + one(joints) + digits() + one(joints) + digits(),
    () => one(['ABC', 'abc', 'MLB', 'QTZ', 'KST', 'Abc', 'ABÅ', 'XABC']) + one(['', ' ', '-', '  ']) + one(['123', '12D', '12O', '1234', '203/24', '84a', '12d']),
    () => one(['a', 'eva.ek', '', 'å_b', '.']) + '@' + one(['x.se', 'x', '.se', 'a-b.example.', 'x.s', 'norsjö.se']),
    () => one(['😀', '…', '½', '²', '٣', '\u0301', '\r\n', ';', '!']),
];
const text = () => Array.from({ length: 1 + random(8) }, () => one(pieces)() + one(joints)).join('');
const written = [...read('tests/unit/core/screen_test.cpp').matchAll(/"((?:[^"\\\n]|\\.)*)"/g)].map((m) => m[1]).filter((t) => !t.includes('\\'));
const texts = [...written, ...Array.from({ length: Number(count) }, text)];

const run = spawnSync(program, { input: texts.map((t) => JSON.stringify(t)).join('\n') + '\n', encoding: 'utf-8', maxBuffer: 1 << 28 });
if (run.status !== 0) throw new Error(`${program} ended with ${run.status ?? run.signal}: ${run.stderr}`);
const theirs = run.stdout.trimEnd().split('\n');
if (theirs.length !== texts.length) throw new Error(`${texts.length} texts, ${theirs.length} answers`);

const found = new Map();
texts.forEach((t, i) => {
    const ours = JSON.stringify(screen.find(t, lists).map((f) => [f.kind, f.text]));
    if (ours !== theirs[i]) {
        console.error(`${JSON.stringify(t)}\n  browser ${ours}\n  server  ${theirs[i]}`);
        process.exit(1);
    }
    for (const [kind] of JSON.parse(ours)) found.set(kind, (found.get(kind) ?? 0) + 1);
});
if (found.size < 5) throw new Error(`the texts hold nothing of some kinds: ${[...found.keys()]}`);
console.log(`${texts.length} texts alike; found ${[...found].map(([kind, n]) => `${kind} ${n}`).join(', ')}`);
