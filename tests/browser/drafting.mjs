// A draft by keyboard and without JavaScript: brought in, answered, changed part by part with what was typed kept when it is
// wrong, changed by two at once, approved. Then the pledge is changed while it holds and has a log: what would fall out of
// the count is asked about and told to who approves, and what would count for something else is refused.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { press, visitors, words } from './visitor.mjs';

const document = `Medborgarlöfte 2024–2025

Solviks kommun och Lokalpolisområde Solvik

Löftet gäller från 1 januari 2024 till och med 31 december 2025.

Prioriterade områden

Trafik

Polisen ska genomföra minst 10 trafikkontroller per månad.

Trygga platser

Kommunen ska bjuda in till trygghetsvandringar regelbundet.

Uppföljning

Löftet följs upp av styrgruppen.
`;

const changeTold = 'section[aria-labelledby=andringen]';

// The kind of a page of one part: "p3" and "p4" are the same form.
const kindOf = (href) => href.replace(/.*\/del\//, '').replace(/\?.*/, '').replace(/[0-9]+$/, '');

export async function drafting({ browser, lofte, start, check, validate, lookClosely }) {
    const data = mkdtempSync(join(tmpdir(), 'lofte-drafting-'));
    const run = (...args) => execFileSync(lofte, [...args, '--data', data], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    const { person, look, close } = visitors({ browser, validate, lookClosely });
    const send = (page, button) => press(page, `main form button:has-text("${button}")`);
    const said = (page) => words(page, '[role=status]');
    const wrong = (page) => words(page, '[role=alert]');
    let served;
    try {
        // What held before brings both organisations in.
        writeFileSync(join(data, 'before.txt'), document.replaceAll('2024', '2022').replaceAll('2025', '2023'));
        run('import', join(data, 'before.txt'), '--slug', 'solvik', '--publish');
        served = await start(data, '--today', '2024-02-26');
        const { origin } = served;
        const invited = async (mail, organisation, role, job) => {
            const told = run('account', 'add', mail, '--organisation', organisation, '--role', role);
            const page = await person();
            await page.goto(origin + told.match(/\/konto\/inbjudan\/[0-9a-f]{64}/)[0]);
            await page.fill('#function', job);
            await page.fill('#password', 'korrekt häst batteri');
            await press(page, 'form.form[method=post] button[type=submit]');
            return page;
        };
        const anna = await invited('anna@solvik.example', 'Solviks kommun', 'coordinator', 'samordnare');
        const bo = await invited('bo@polisen.example', 'Lokalpolisområde Solvik', 'coordinator', 'kommunpolis');
        const chief = await invited('chef@solvik.example', 'Solviks kommun', 'approver', 'kommunchef');
        const policeChief = await invited('lpo@polisen.example', 'Lokalpolisområde Solvik', 'approver', 'lokalpolisområdeschef');

        // In with it
        await anna.goto(origin + '/utkast');
        await look(anna, 'utkast-inga');
        await send(anna, 'Läs');
        check(await anna.isVisible('[role=alert]'), 'nothing at all is read');
        await look(anna, 'utkast-fel');
        await anna.fill('#text', document);
        await send(anna, 'Läs');
        const draft = new URL(anna.url()).pathname;
        check((await words(anna)).includes('Minst 10 trafikkontroller varje månad'), `a cadence is not told back: ${await words(anna)}`);
        await look(anna, 'utkast-fragor');

        // A question answered in words that say nothing, then in others
        await anna.fill('.questions input[name=words]', 'ibland');
        await press(anna, '.questions input[name=words]');
        await look(anna, 'utkast-svar-fel');
        await anna.goto(origin + draft);
        for (let n = 0; n < 20 && (await anna.$('.questions > li')); ++n) {
            if (await anna.$('.questions > li:first-child .options button')) await press(anna, '.questions > li:first-child .options button');
            else {
                await anna.fill('.questions > li:first-child input[name=words]', 'Två gånger per år i styrgruppen');
                await press(anna, '.questions > li:first-child input[name=words]');
            }
        }
        check(!(await anna.$('.questions > li')), `questions are left: ${await words(anna)}`);

        // Every part has a form of its own
        const parts = new Map((await anna.$$eval('main a[href*="/del/"]', (all) => all.map((a) => a.getAttribute('href')))).map((href) => [kindOf(href), href]));
        check(parts.size >= 9, `the draft has forms for ${[...parts.keys()]}`);
        for (const [kind, href] of parts) {
            await anna.goto(origin + href);
            check(await anna.isVisible('form#del'), `${href} has no form`);
            await look(anna, `utkast-del-${kind}`);
        }
        // No municipality of the country is called so, and the reader knows them all: it is added by hand.
        await anna.goto(`${origin}${draft}/del/parties`);
        await anna.fill('#f-party1-name', 'Solviks kommun');
        await anna.selectOption('#f-party1-kind', 'municipality');
        await anna.selectOption('#f-party1-role', 'signatory');
        await send(anna, 'Spara');
        check((await words(anna)).includes('Solviks kommun: skriver under'), 'the municipality is not a party');
        await anna.goto(`${origin}${draft}/del/new_row`);
        const when = 'Två gånger i månaden, utom i juli';
        await anna.fill('#f-when', when);
        await send(anna, 'Spara');
        check((await anna.inputValue('#f-when')) === when, 'what was typed is gone after an error');
        await look(anna, 'utkast-del-fel');
        await anna.fill('#f-what', 'Nattvandringar');
        await send(anna, 'Spara');
        check((await words(anna, '#m1')).includes('2 gånger varje månad utom i juli'), `the row by hand is not told back: ${await words(anna, '#m1')}`);

        // What was read and has no field of its own is taken away by its box
        await anna.goto(`${origin}${draft}/del/m1`);
        const exception = anna.getByLabel('utom i juli');
        check(await exception.isChecked(), 'the exception has no box');
        await look(anna, 'utkast-del-undantag');
        await anna.focus('form#del details summary');
        await anna.keyboard.press('Enter');
        await exception.focus();
        await anna.keyboard.press('Space');
        await send(anna, 'Spara');
        check(!(await words(anna, '#m1')).includes('varje månad utom'), `the exception is still told: ${await words(anna, '#m1')}`);

        // Two at the same time: who comes last sees both, and says which
        const own = await anna.context().newPage();
        own.on('response', (r) => r.request().isNavigationRequest() && (own.shown = r));
        await own.goto(`${origin}${draft}/del/p1`);
        await anna.goto(`${origin}${draft}/del/p1`);
        await own.fill('#f-text', 'Polisen ska genomföra minst 12 trafikkontroller per månad.');
        await send(own, 'Spara');
        await anna.fill('#f-text', 'Polisen ska genomföra minst 10 trafikkontroller varje månad.');
        await send(anna, 'Spara');
        check((await anna.inputValue('#f-text')).includes('minst 10') && (await words(anna)).includes('minst 12'), 'of two who change at once one is not told of the other');
        await look(anna, 'utkast-del-samtidigt');
        await send(anna, 'Spara');
        check((await words(anna, '#p1')).includes('Minst 10'), 'what was chosen of two is not saved');

        // Taken away only when that is said twice
        await anna.goto(`${origin}${draft}/del/m1`);
        await send(anna, 'Ta bort');
        await look(anna, 'utkast-ta-bort');
        await anna.goto(origin + draft);
        check((await words(anna)).includes('Nattvandringar'), 'a row is gone before it was said twice');

        // Approved by both, each for its own
        await send(anna, 'Skicka för godkännande');
        check((await words(anna, '.lede')).includes('Väntar på godkännande'), `it was not sent: ${await words(anna)}`);
        await look(anna, 'utkast-vantar');
        for (const one of [chief, policeChief]) {
            await one.goto(origin + draft);
            await look(one, 'utkast-att-godkanna');
            await send(one, 'Godkänn');
        }
        check((await said(policeChief)).includes('Alla har godkänt'), 'the last approval does not publish');
        const slug = draft.replace('/utkast/', '');
        for (const day of ['2024-01-20', '2024-02-10']) run('log', 'add', slug, 'p1', '--amount', '3', '--date', day);

        // Another number from a day that has passed
        const change = async (text, how, day) => {
            await anna.goto(`${origin}${draft}/del/p1`);
            await anna.fill('#f-text', text);
            await anna.focus(how);
            await anna.keyboard.press('Space');
            if (day) {
                await anna.fill('#f-from_day', day);
                await anna.selectOption('#f-reason', 'resources');
            }
            await send(anna, 'Spara');
        };
        const eight = 'Polisen ska genomföra minst 8 trafikkontroller per månad.';
        await anna.goto(`${origin}${draft}/del/p1`);
        await look(anna, 'utkast-del-i-kraft');
        await change(eight, '#how-from', '2024-02-01');
        check((await wrong(anna)).includes('den 10 februari 2024') && (await anna.inputValue('#f-text')) === eight, `nothing is asked of what was logged: ${await words(anna)}`);
        await look(anna, 'utkast-del-loggat');
        await anna.focus('#ja');
        await anna.keyboard.press('Space');
        await send(anna, 'Spara');
        check((await words(anna, changeTold)).includes('10 februari 2024 räknas inte'), `what falls out is not told in the draft: ${await words(anna, changeTold)}`);
        await look(anna, 'utkast-andring');
        await send(anna, 'Skicka för godkännande');
        await policeChief.goto(origin + draft);
        check((await words(policeChief, changeTold)).includes('10 februari 2024 räknas inte'), 'who approves is not told what falls out');
        await look(policeChief, 'utkast-andring-att-godkanna');
        await anna.goto(origin + draft);
        await send(anna, 'Kasta');
        await look(anna, 'utkast-kasta');
        await send(anna, 'Kasta');
        check((await words(anna, '#p1')).includes('Minst 10'), 'what was thrown away is still there');

        // Two parts where there was one: what is logged would be told of another
        await change('Polisen ska genomföra minst 10 trafikkontroller per månad och en alkoholkontroll per vecka.', '#how-correct');
        check((await wrong(anna)).includes('10 februari 2024') && !(await anna.$('#ja')), `what is logged is moved: ${await words(anna)}`);
        await look(anna, 'utkast-del-nekad');
        await change(eight, '#how-correct');
        check((await words(anna, '#p1')).includes('Minst 8') && !(await words(anna, changeTold)).includes('räknas inte'), 'a count cannot be corrected');

        // The other party's coordinator sees it when it is sent
        await send(anna, 'Skicka för godkännande');
        await bo.goto(origin + draft);
        check((await words(bo)).includes('Väntar på godkännande'), 'the other party does not see what waits');
        await look(bo, 'utkast-hos-andra');
        for (const one of [chief, policeChief]) {
            await one.goto(origin + draft);
            await send(one, 'Godkänn');
        }
        const resident = await person();
        await resident.goto(`${origin}/${slug}`);
        check((await words(resident)).includes('minst 8 trafikkontroller'), 'the change is not public');
        await resident.goto(`${origin}/${slug}/versioner`);
        await look(resident, 'versioner-andrat');
        run('verify');
    } finally {
        await close();
        if (served) {
            served.server.removeAllListeners('exit');
            served.server.kill('SIGTERM');
        }
        rmSync(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    }
}
