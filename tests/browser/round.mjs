// The whole round, as a municipality and its police go through it, from an empty data folder in a real browser: documents
// in, questions answered, a row added by hand, approved by all who sign, logged from a telephone with the net off and on,
// a month that slips seen on the board and in the mail, its reason written and seen in public.
// usage: node tests/browser/round.mjs PATH-TO-LOFTE [--shots FOLDER]
import { execFileSync, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { mailbox } from './mailbox.mjs';
import { isKept } from './until.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const lofte = process.argv[2];
const shots = process.argv.includes('--shots') ? process.argv[process.argv.indexOf('--shots') + 1] : '';
const password = 'korrekt häst batteri';

const problems = [];
let checks = 0;
const check = (ok, what) => {
    ++checks;
    if (!ok) problems.push(what);
    return ok;
};

// RFC 6238, as a telephone does it.
function codeOf(secret) {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
    const bits = [...secret.replace(/ /g, '')].map((c) => letters.indexOf(c).toString(2).padStart(5, '0')).join('');
    const step = Buffer.alloc(8);
    step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000)));
    const digest = createHmac('sha1', Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)))).update(step).digest();
    return String((digest.readUInt32BE(digest[19] & 15) & 0x7fffffff) % 1000000).padStart(6, '0');
}

// The server on a day; it is stopped and started again to let time pass.
async function serve(data, today, port = 0, more = []) {
    const server = spawn(lofte, ['serve', '--data', data, '--port', String(port), '--today', today, ...more], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    const at = await new Promise((resolve, reject) => {
        const hear = (chunk) => {
            said += chunk;
            const found = said.match(/http:\/\/[^\s:]+:(\d+)/);
            if (found) resolve(Number(found[1]));
        };
        server.stdout.on('data', hear);
        server.stderr.on('data', hear);
        server.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
    });
    return {
        origin: `http://localhost:${at}`,
        port: at,
        said: () => said,
        stop: () => new Promise((resolve) => {
            server.removeAllListeners('exit');
            server.on('exit', resolve);
            server.kill('SIGTERM');
        }),
    };
}

// One person's browser; `press` follows what is pressed to the page it leads to.
class Person {
    constructor(context, page, origin) {
        Object.assign(this, { context, page, origin });
    }
    static async at(browser, origin, options = {}) {
        const context = await browser.newContext({ locale: 'sv-SE', reducedMotion: 'reduce', viewport: { width: 1280, height: 900 }, ...options });
        return new Person(context, await context.newPage(), origin);
    }
    go(path) {
        return this.page.goto(path.startsWith('http') ? path : this.origin + path);
    }
    async press(what) {
        await this.page.focus(what);
        await Promise.all([this.page.waitForNavigation(), this.page.keyboard.press('Enter')]);
    }
    send(button) {
        return this.press(`main form button:has-text("${button}")`);
    }
    // Numbers are kept with their words by spaces that do not break.
    async text(what = 'main') {
        return (await this.page.textContent(what)).replaceAll('\u00a0', ' ');
    }
    async shot(name, options = {}) {
        if (shots) await this.page.screenshot({ path: join(shots, `${name}.png`), ...options });
    }
}

// Somebody new, by an invitation that `host` makes in an organisation.
async function invited(browser, host, organisation, mail, role, job) {
    await host.go(organisation);
    await host.page.fill('#mail', mail);
    await host.page.check(`#roll-${role}`);
    await host.send('Gör en inbjudan');
    const link = await host.text('code.secret');
    const guest = await Person.at(browser, host.origin);
    await guest.go(new URL(link).pathname);
    if (await guest.page.isVisible('#function')) {
        await guest.page.fill('#function', job);
        await guest.page.fill('#password', password);
        await guest.send('Gör kontot och ta emot');
    }
    check((await guest.text()).includes(job) || (await guest.text()).includes(mail), `${mail} did not get in`);
    return guest;
}

async function firstAccount(browser, server) {
    const anna = await Person.at(browser, server.origin);
    await anna.go(server.said().match(/\/konto\/borja\/[0-9a-f]{64}/)[0]);
    await anna.page.fill('#organisation', 'Norsjö kommun');
    await anna.page.fill('#mail', 'anna@norsjo.example');
    await anna.page.fill('#function', 'säkerhetssamordnare');
    await anna.page.fill('#password', password);
    await anna.send('Gör kontot');
    await anna.page.fill('#password', password);
    await anna.page.fill('#code', codeOf(await anna.text('code.secret')));
    await anna.send('Börja med kod');
    return anna;
}

async function organisation(host, name, kind) {
    await host.go('/konto/organisationer');
    await host.page.fill('#name', name);
    await host.page.selectOption('#kind', kind);
    await host.send('Lägg till');
    return host.page.getAttribute(`main a:has-text("${name}")`, 'href');
}

// Every question that has options is answered by its first; what needs words is given some.
async function answerAll(person, words) {
    for (let n = 0; n < 40; ++n) {
        const question = await person.page.$('.questions > li');
        if (!question) return n;
        const before = await person.text('#fragor');
        const message = await question.textContent();
        const known = words.find(([part]) => message.includes(part));
        if (known) {
            await person.page.fill('.questions > li:first-child input[name=words]', known[1]);
            await person.press('.questions > li:first-child input[name=words]'); // Enter where it was typed
        } else {
            await person.press('.questions > li:first-child .options button');
        }
        if ((await person.text('#fragor')) === before) throw new Error(`the question is not answered: ${message}`);
    }
    throw new Error('the questions do not end');
}

async function norsjoIn(anna) {
    await anna.go('/utkast');
    await anna.page.setInputFiles('#fil', join(here, 'documents', 'norsjo.md'));
    await anna.shot('1-bring-in');
    await anna.send('Läs');
    check((await anna.text('h1')).includes('Norsjö'), 'the draft has not the title of the document');
    check((await anna.text()).includes('Minst 10 kontroller varje månad'), 'a cadence is not told back');
    check((await anna.page.$$('.source mark')).length > 10, 'little is marked in the text');
    await anna.shot('2-draft');
    const n = await answerAll(anna, []);
    check(n > 1, `${n} questions were asked`);
    return new URL(anna.page.url()).pathname;
}

async function hogsbyIn(anna, path) {
    await anna.go('/utkast');
    await anna.page.fill('#text', readFileSync(join(here, 'documents', 'hogsby-monsteras.txt'), 'utf8'));
    await anna.send('Läs');
    await answerAll(anna, [['följs upp', 'Två gånger per år i styrgruppen']]);
    const draft = new URL(anna.page.url()).pathname;
    await anna.press('a:has-text("Lägg till en åtgärd")');
    await anna.page.fill('#f-what', 'Trafikkontroller vid skolorna');
    await anna.page.fill('#f-when', 'Minst 4 kontroller i månaden');
    await anna.page.fill('#f-responsible', 'Lokalpolisområde Västervik');
    await anna.page.waitForFunction(() => document.querySelector('#las').textContent.includes('Minst 4 kontroller varje månad'), null, { timeout: 5000 }).catch(() => check(false, 'what is typed is not told back while it is typed'));
    await anna.shot('3-row');
    await anna.send('Spara');
    check((await anna.text()).includes('Minst 4 kontroller varje månad'), 'the row by hand is not there');
    return draft;
}

async function sendOff(person, draft) {
    await person.go(draft);
    await person.send('Skicka för godkännande');
    check((await person.text('.lede')).includes('Väntar på godkännande'), 'it was not sent');
}

async function approve(person, draft, shot) {
    await person.go(draft);
    if (shot) await (await person.page.$('#godkannande')).scrollIntoViewIfNeeded();
    if (shot) await person.shot(shot);
    await person.send('Godkänn för');
}

// Logged from a telephone where there is no net, and sent when it is back.
async function logInTheField(browser, officer) {
    const phone = await Person.at(browser, officer.origin, {
        viewport: { width: 390, height: 800 },
        isMobile: true,
        hasTouch: true,
        storageState: await officer.context.storageState(),
    });
    await phone.context.clock.setFixedTime(new Date('2021-08-20T12:00:00')); // the telephone's day is the server's
    const told = (words) => phone.page.waitForFunction((text) => document.querySelector('.waiting-count').textContent.includes(text), words, { timeout: 30000 });
    await phone.go('/logga?lang=sv');
    await phone.go('/logga');
    await isKept(phone.page);
    await phone.context.setOffline(true);
    await phone.page.click('.log-row:has-text("Kontrollera hastighet") form[data-entry]:has(input[name=amount][type=hidden]) button');
    await told('Väntar på att skickas: 1.');
    await phone.shot('6-without-net');
    await phone.page.close();
    phone.page = await phone.context.newPage();
    await phone.go('/logga');
    await told('Väntar på att skickas: 1.');
    await phone.context.setOffline(false);
    await told('Skickat: 1.');
    await phone.context.close();
}

async function main() {
    if (shots) mkdirSync(shots, { recursive: true });
    const data = mkdtempSync(join(tmpdir(), 'lofte-round-'));
    const browser = await chromium.launch({
        executablePath: '/usr/bin/chromium',
        args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    });
    const box = await mailbox();
    const mail = ['--smtp-server', '127.0.0.1', '--smtp-port', `${box.port}`, '--smtp-tls', 'none', '--mail-from', 'lofte@norsjo.example'];
    let server = await serve(data, '2021-08-20');
    try {
        const anna = await firstAccount(browser, server);
        await anna.go('/konto/organisationer');
        const municipality = await anna.page.getAttribute('main a:has-text("Norsjö kommun")', 'href');
        const police = await organisation(anna, 'Polisen i Norsjö', 'police');
        const coordinator = await invited(browser, anna, municipality, 'cecilia@norsjo.example', 'coordinator', 'trygghetssamordnare');
        const chief = await invited(browser, anna, municipality, 'kommunchef@norsjo.example', 'approver', 'kommunchef');
        const policeChief = await invited(browser, anna, police, 'lpo@polisen.example', 'approver', 'lokalpolisområdeschef');
        const officer = await invited(browser, anna, police, 'bo@polisen.example', 'officer', 'områdespolis');

        const norsjo = await norsjoIn(coordinator);
        if (await coordinator.page.isVisible('form[action$="/part"]')) {
            await coordinator.page.selectOption('form[action$="/part"] select', { label: 'Polisen i Norsjö' });
            await coordinator.press('form[action$="/part"] button');
        }
        await sendOff(coordinator, norsjo);
        await approve(chief, norsjo);
        check((await chief.go(norsjo.replace('/utkast', ''))).status() === 404, 'half approved is public');
        await approve(policeChief, norsjo, '4-approve');
        check((await policeChief.text('[role=status]')).includes('Alla har godkänt'), 'the last approval does not publish');
        const page = await officer.go(norsjo.replace('/utkast', ''));
        check(page.status() === 200, 'the pledge is not public');
        await officer.shot('5-public');

        await logInTheField(browser, officer);
        const slug = norsjo.replace('/utkast/', '');
        const lines = execFileSync(lofte, ['log', 'list', slug, '--data', data, '--json'], { encoding: 'utf8' }).trim().split('\n');
        check(lines.length === 1 && JSON.parse(lines[0]).amount !== undefined, `the log holds ${lines.length} entries`);

        // The month slips: on the board, and in the mail
        await server.stop();
        server = await serve(data, '2021-08-28', server.port, mail);
        await officer.go('/tavla');
        check((await officer.text()).includes('9 av minst 10'), `the slipping month is not on the board: ${await officer.text()}`);
        await officer.shot('7-board');
        execFileSync(lofte, ['mail', 'remind', '--data', data, '--today', '2021-08-28', '--base-url', server.origin], { stdio: 'ignore' });
        const letter = await box.to('bo@polisen.example', '');
        check(letter.text.includes('Kontrollera hastighet') && letter.text.replaceAll('\u00a0', ' ').includes('minst 10 kontroller'), `the mail does not tell of it: ${letter.subject} ${letter.text}`);

        // It is over, and nobody has said why
        await server.stop();
        server = await serve(data, '2021-09-15', server.port, mail);
        await officer.go('/tavla');
        check((await officer.text()).includes('nåddes inte det som var lovat, senast den 31 augusti 2021'), `the missed month is not on the board: ${await officer.text()}`);
        await officer.press('.log-row:has-text("Kontrollera hastighet") a:has-text("Skriv varför"), a:has-text("Skriv varför")');
        await officer.page.check('#c-resources');
        await officer.page.fill('#text', 'Två av tre poliser var utlånade till en annan ort.');
        await officer.shot('8-reason');
        await officer.press('form.form[method=post] button[type=submit]');
        check((await officer.text('[role=status]')).includes('Skälet är sparat'), 'the reason was not saved');
        const resident = await Person.at(browser, server.origin);
        await resident.go(`/${slug}`);
        check((await resident.text()).includes('utlånade till en annan ort'), 'a resident does not read why');
        await resident.shot('9-told', { fullPage: true });

        // The second document, with a row written by hand; three sign it
        const hogsby = await hogsbyIn(coordinator);
        for (const name of ['Högsby kommun', 'Mönsterås kommun', 'Lokalpolisområde Västervik']) {
            const path = await organisation(anna, name, name.startsWith('Lokalpolis') ? 'police' : 'municipality');
            const boss = await invited(browser, anna, path, `chef${name.length}@hogsby.example`, 'approver', 'chef');
            if (name.startsWith('Högsby')) await sendOff(coordinator, hogsby);
            await approve(boss, hogsby);
            await boss.context.close();
        }
        const told = await resident.go(hogsby.replace('/utkast', ''));
        check(told.status() === 200 && (await resident.text()).includes('Trafikkontroller vid skolorna'), 'the second pledge is not public with its row');
        execFileSync(lofte, ['verify', '--data', data], { stdio: 'ignore' });
    } finally {
        await browser.close();
        await server.stop();
        box.close();
        rmSync(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    }
    for (const p of problems) console.log(`FAILED ${p}`);
    console.log(`${checks - problems.length} passed, ${problems.length} failed`);
    process.exit(problems.length ? 1 : 0);
}

main().catch((e) => {
    console.error(e);
    process.exit(1);
});
