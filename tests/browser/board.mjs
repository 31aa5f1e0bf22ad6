// A month slips. The coordinator sees it on the board before it ends, and when it is over writes why; a resident reads
// it. Somebody is put in charge of what comes, and has it in a calendar. Without JavaScript, by keyboard.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { press as pressOn, visitors, words } from './visitor.mjs';

const document = `# Medborgarlöfte 2024–2026

Solviks kommun och Lokalpolisområde Solvik

Löftet gäller från 1 januari 2024 till och med 31 december 2026.

## Fokusområden

### Trafik

- Polisen ska genomföra minst 10 trafikkontroller per månad.

### Trygga platser

- Kommunen ska bjuda in till minst två trygghetsvandringar per år.

## Uppföljning

Löftet följs upp i det lokala brottsförebyggande rådet en gång per år.

## Återkoppling

Resultatet redovisas på kommunens webbplats minst två gånger per år.

Solvik den 12 december 2023

Kommunstyrelsens ordförande, Solviks kommun

Lokalpolisområdeschef, Lokalpolisområde Solvik
`;

export async function board({ browser, lofte, start, check, validate, lookClosely }) {
    const data = mkdtempSync(join(tmpdir(), 'lofte-board-'));
    const run = (today, ...words) => execFileSync(lofte, [...words, '--data', data, '--today', today], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    let served;
    const serve = async (today) => {
        if (served) {
            served.server.removeAllListeners('exit');
            served.server.kill('SIGTERM');
        }
        served = await start(data, '--today', today);
        return served.origin;
    };
    const visits = visitors({ browser, validate, lookClosely });
    try {
        writeFileSync(join(data, 'lofte.md'), document);
        run('2024-01-15', 'import', join(data, 'lofte.md'), '--slug', 'solvik', '--publish');
        run('2024-01-31', 'log', 'add', 'solvik', 'p1', '--amount', '31', '--date', '2024-01-31');
        run('2024-02-05', 'log', 'add', 'solvik', 'p1', '--amount', '4', '--date', '2024-02-03');
        const invitation = execFileSync(lofte, ['account', 'add', 'anna@polisen.example', '--organisation', 'Lokalpolisområde Solvik', '--role', 'coordinator', '--data', data], { encoding: 'utf8' });
        const path = invitation.match(/\/konto\/inbjudan\/[0-9a-f]{64}/)[0];

        let origin = await serve('2024-02-26');
        const anna = await visits.person();
        const look = (name) => visits.look(anna, name);
        const main = () => words(anna);
        const press = (what) => pressOn(anna, what);
        await anna.goto(origin + path);
        await anna.fill('#function', 'kommunpolis');
        await anna.fill('#password', 'korrekt häst batteri');
        await press('form.form[method=post] button[type=submit]');

        // Before the month ends
        await anna.goto(origin + '/tavla');
        check((await main()).includes('6 av minst 10 trafikkontroller återstår för polisen, senast 29'), `the slipping month is not on the board: ${await main()}`);
        await look('tavla-efter');
        check((await anna.getAttribute('.log-row a[href^="/logga#"]', 'href')) === '/logga#solvik-p1', 'no way from the board to the log');

        // When it is over, and late logging too
        origin = await serve('2024-03-15');
        await anna.goto(origin + '/tavla');
        check((await main()).includes('I februari gjordes 4 av minst 10 trafikkontroller'), `the missed month is not on the board: ${await main()}`);
        await look('tavla-missat');
        await press('a:has-text("Skriv varför")');
        check(await anna.isChecked('#w-2024-02-01'), 'the missed month is not chosen');
        await look('tavla-skal');
        await anna.focus('#c-weather');
        await anna.keyboard.press('Space');
        await anna.fill('#text', 'Ring 0701234567');
        await press('form.form[method=post] button[type=submit]');
        check((await anna.inputValue('#text')) === 'Ring 0701234567' && (await anna.isVisible('#ja')), 'a telephone number is not asked about');
        await look('tavla-skal-fraga');
        await anna.fill('#text', 'Isen gjorde vägarna farliga att stå på.');
        await press('form.form[method=post] button[type=submit]');
        check((await anna.textContent('[role=status]')).includes('Skälet är sparat'), 'the reason was not saved');
        check(!(await main()).includes('I februari gjordes'), 'what has its reason still stands on the board');
        const resident = await visits.person();
        await resident.goto(origin + '/solvik/matt/p1');
        const told = await resident.textContent('main');
        check(told.includes('Isen gjorde vägarna farliga') && told.includes('kommunpolis, 15') && told.includes('Väder'), 'a resident does not read why');

        // Who sees to it, and a calendar
        await anna.goto(origin + '/tavla/uppgifter');
        await look('tavla-uppgifter');
        await anna.focus('#solvik-p1 summary');
        await anna.keyboard.press('Enter');
        await anna.selectOption('#solvik-p1-vem', { index: 1 });
        await press('#solvik-p1 details button');
        check((await anna.textContent('#solvik-p1')).includes('Ser till det: kommunpolis'), 'nobody is put in charge');
        await press('button:has-text("Gör en kalenderadress")');
        await look('tavla-kalender');
        const address = await anna.textContent('code.secret');
        const calendar = await (await fetch(origin + new URL(address).pathname)).text();
        check(calendar.includes('BEGIN:VCALENDAR') && calendar.includes('DTSTART;VALUE=DATE:20240331'), 'the calendar lacks what is due');
    } finally {
        await visits.close();
        if (served) {
            served.server.removeAllListeners('exit');
            served.server.kill('SIGTERM');
        }
        rmSync(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    }
}
