// Every page of the example, found by following links from the start page, in a real Chromium:
// axe-core and html-validate find nothing, nothing is wider than the window, and no request leaves the server.
// usage: node tests/browser/run.mjs PATH-TO-LOFTE [--shots] [--only=accounts,field]
import { spawn, execFileSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { HtmlValidate } from 'html-validate';
import { accounts } from './accounts.mjs';
import { mailbox } from './mailbox.mjs';
import { board } from './board.mjs';
import { drafting } from './drafting.mjs';
import { oidc } from './oidc.mjs';
import { field } from './field.mjs';
import { everythingInside } from './inside.mjs';
import { residents } from './residents.mjs';
import { logging } from './logging.mjs';

const require = createRequire(import.meta.url);
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const lofte = process.argv[2];
const shots = process.argv.includes('--shots');
const only = process.argv.filter((a) => a.startsWith('--only=')).flatMap((a) => a.slice(7).split(',')); // parts by name, without the public pages
const widths = [320, 360, 1280];

const html = new HtmlValidate({
    extends: ['html-validate:recommended'],
    rules: {
        // Our pages are written without the optional slash and quotes are the template's; neither changes the meaning.
        'void-style': 'off',
        // Spaces at line ends come from template tags standing alone on a line.
        'no-trailing-whitespace': 'off',
        // The rule is about what a search engine cuts off. A title here holds the measure in its own words and whose
        // pledge it is, so that a screen reader's list of windows can be told apart.
        'long-title': 'off',
        // Boxes of one question share its name.
        'form-dup-name': ['error', { shared: ['radio', 'button', 'reset', 'submit', 'checkbox'] }],
    },
});

function start(data, ...more) {
    const server = spawn(lofte, ['serve', '--data', data, ...(more.includes('--port') ? [] : ['--port', '0']), ...more], { stdio: ['ignore', 'pipe', 'pipe'] });
    return new Promise((resolve, reject) => {
        let said = '';
        const hear = (chunk) => {
            said += chunk;
            const at = said.match(/http:\/\/[^\s:]+:(\d+)/);
            if (at) resolve({ server, origin: `http://localhost:${at[1]}`, said: () => said });
        };
        server.stdout.on('data', hear);
        server.stderr.on('data', hear);
        server.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
    });
}

const problems = [];
let checks = 0;
function check(ok, what) {
    ++checks;
    if (!ok) problems.push(what);
}

async function links(page, origin) {
    const all = await page.$$eval('a[href]', (as) => as.map((a) => a.href));
    return all
        .filter((href) => href.startsWith(origin))
        .map((href) => href.slice(origin.length).replace(/#.*/, ''))
        .filter((path) => path && !/\.(json|csv|ics|atom|pdf)(\?|$)/.test(path) && !path.startsWith('/api/'));
}

// One page of a kind is enough for the slow checks; all are fetched and validated.
const kind = (path) => path.replace(/\?.*/, '').replace(/[0-9]+/g, 'N').replace(/^\/[a-z0-9-]+(?=\/|$)/, (s) => (/N/.test(s) ? '/pledge' : s));

// The page as it stands: axe finds nothing, and it is no wider than the window.
async function lookClosely(page, name, colorScheme) {
    await page.evaluate(axeSource);
    const found = await page.evaluate(() => globalThis.axe.run());
    for (const v of found.violations) check(false, `${name} (${colorScheme}): axe ${v.id}: ${v.nodes[0].html} ${v.nodes[0].failureSummary}`);
    check(true, name);
    for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        check(over <= 0, `${name}: ${over} pixels wider than a window of ${width}`);
        if (shots && width !== 320) await page.screenshot({ path: `tests/browser/shots/${name.replace(/[^a-z0-9]+/gi, '_')}-${width}-${colorScheme}.png`, fullPage: true });
    }
}

async function validate(name, text) {
    const report = await html.validateString(text);
    for (const m of report.results.flatMap((r) => r.messages)) check(false, `${name}:${m.line}: html-validate ${m.ruleId}: ${m.message}`);
    check(true, name);
}

async function main() {
    const data = mkdtempSync(join(tmpdir(), 'lofte-browser-'));
    execFileSync(lofte, ['demo', '--data', data], { stdio: 'ignore' });
    const box = await mailbox();
    const { server, origin, said } = await start(data, '--smtp-server', '127.0.0.1', '--smtp-port', `${box.port}`, '--smtp-tls', 'none', '--mail-from', 'lofte@fjallby.example');
    const browser = await chromium.launch({
        executablePath: '/usr/bin/chromium',
        args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    });
    try {
        const todo = ['/'];
        const seen = new Set(todo);
        const kinds = new Map();
        const plain = await browser.newContext({ javaScriptEnabled: false, locale: 'sv-SE' });
        const reader = await plain.newPage();
        reader.on('request', (r) => check(r.url().startsWith(origin) || r.url().startsWith('data:'), `${r.url()} is asked for outside the server`));
        while (todo.length > 0 && seen.size < 400 && !only.length) {
            const path = todo.shift();
            const answer = await reader.goto(origin + path);
            check(answer.status() === 200, `${path}: status ${answer.status()}`);
            await validate(path, await answer.text());
            if (!kinds.has(kind(path))) kinds.set(kind(path), path);
            for (const next of await links(reader, origin)) {
                if (seen.has(next)) continue;
                seen.add(next);
                todo.push(next);
            }
        }
        await plain.close();
        if (shots) mkdirSync('tests/browser/shots', { recursive: true });
        for (const path of kinds.values()) {
            for (const colorScheme of ['light', 'dark']) {
                const context = await browser.newContext({ colorScheme, locale: 'sv-SE', bypassCSP: true });
                const page = await context.newPage();
                await page.goto(origin + path);
                await page.$$eval('details', (all) => all.forEach((d) => (d.open = true)));
                await lookClosely(page, path, colorScheme);
                await context.close();
            }
        }
        // By keyboard alone: the first stop is the link past the menu, and it goes to the page's main part.
        const context = await browser.newContext({ locale: 'sv-SE' });
        const page = await context.newPage();
        await page.goto(origin + '/');
        await page.keyboard.press('Tab');
        const first = await page.evaluate(() => document.activeElement.getAttribute('href') ?? '');
        check(first.startsWith('#'), 'the first Tab on the start page is not a link past the menu');
        await context.close();
        const tools = { browser, origin, lofte, data, check, validate, lookClosely };
        const ways = {
            accounts: () => accounts({ ...tools, box, said }),
            board: () => board({ ...tools, start }),
            drafting: () => drafting({ ...tools, start }),
            oidc: () => oidc({ ...tools, run: (words) => execFileSync(lofte, words, { stdio: ['ignore', 'pipe', 'ignore'] }).toString(), start: (where, port) => start(where, '--port', String(port)) }),
            field: () => field(tools),
            residents: () => residents(tools),
            logging: () => logging(tools),
            inside: () => everythingInside(tools),
        };
        for (const [name, go] of Object.entries(ways)) {
            if (only.length && !only.includes(name)) continue;
            const began = Date.now();
            try {
                await go();
            } catch (fault) {
                check(false, `${name}: ${fault.stack}`);
            }
            console.log(`${name}: ${Math.round((Date.now() - began) / 1000)} s`);
        }
        console.log(`pages seen: ${seen.size}, kinds looked at closely: ${kinds.size}`);
    } finally {
        await browser.close();
        server.removeAllListeners('exit');
        server.kill('SIGTERM');
        rmSync(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    }
    for (const p of problems.slice(0, 40)) console.log(`FAILED ${p}`);
    console.log(`${checks - problems.length} passed, ${problems.length} failed`);
    process.exit(problems.length ? 1 : 0);
}

main().catch((e) => {
    console.error(e);
    process.exit(1);
});
