// A coordinator keeps the list of places, logs a day and a month, takes in a table, mends what was logged and sets the days
// that the municipality decides: by keyboard and without JavaScript. Then, with it, a name is told of beside the field while it is written.
import { execFileSync } from 'node:child_process';
import { press as pressOn, visitors } from './visitor.mjs';

export async function logging({ browser, origin, lofte, data, check, validate, lookClosely }) {
    const said = execFileSync(
        lofte,
        ['account', 'add', 'cia@solvik.example', '--organisation', 'Solviks kommun', '--role', 'coordinator', '--data', data, '--base-url', origin],
        { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    );
    const visits = visitors({ browser, validate, lookClosely });
    const page = await visits.person();
    const look = (name) => visits.look(page, name);
    const press = (what) => pressOn(page, what);
    const main = () => page.textContent('main');
    const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' });

    await page.goto(new URL(said.match(/\S+\/konto\/inbjudan\/[0-9a-f]{64}/)[0]).pathname.replace(/^/, origin));
    await page.fill('#function', 'samordnare');
    await page.fill('#password', 'fem ord i en lång rad');
    await press('main form button:has-text("Gör kontot")');

    await page.goto(origin + '/logga/platser');
    await look('logga-platser-tom');
    await page.fill('#name', 'Storgatan 3');
    await page.fill('#area', 'Centrum');
    await press('main button:has-text("Lägg till")');
    check((await main()).includes('Invånarna ser: Centrum'), 'the new place is not in the list');
    await page.fill('#name', 'storgatan 3');
    await press('main button:has-text("Lägg till")');
    check((await page.inputValue('#name')) === 'storgatan 3', 'what was typed of a place is gone');
    await look('logga-platser');

    await page.goto(origin + '/logga/flera');
    await look('logga-dag');
    const first = await page.getAttribute('.batch-line', 'id');
    await page.fill(`#${first}-amount`, 'hej hopp');
    await page.fill(`#${first}-place`, 'Storgatan 3');
    await press('.batch button[type=submit]');
    check(await page.isVisible(`#${first}-fel`), 'what is wrong is not said at its line');
    check((await page.inputValue(`#${first}-place`)) === 'Storgatan 3', 'what was typed in a line is gone');
    await look('logga-dag-fel');
    await page.fill(`#${first}-amount`, '3');
    await page.selectOption('#alla-shown', 'area');
    await press('.batch button[type=submit]');
    check((await page.textContent('[role=status]')).includes('1 rad är sparad'), 'a day was not saved');

    await page.goto(origin + '/logga/flera?vy=manad');
    await page.selectOption('#rad-1-what', { index: 1 });
    await page.fill('#rad-1-on', today);
    await page.fill('#rad-1-amount', '2');
    await look('logga-manad');
    await press('.batch button[type=submit]');
    check((await page.textContent('[role=status]')).includes('1 rad är sparad'), 'a month was not saved');

    await page.goto(origin + '/logga/fil');
    const row = (await page.goto(origin + '/logga/flera')) && (await page.getAttribute('input[name=what-1]', 'value')).split('|')[0];
    await page.goto(origin + '/logga/fil');
    await look('logga-fil');
    await page.fill('#tabell', `Datum;Rad;Antal;Anteckning\n${today};${row};1;Lugnt\ni går;${row};1;`);
    await press('main button:has-text("Se efter")');
    check((await main()).includes('Rad 3:'), 'a wrong row is not told of by its line');
    await look('logga-fil-fel');
    const save = 'main button[value=goda]';
    if (await page.$(save)) await press(save);
    check((await page.textContent('[role=status]')).includes('1 rad är sparad'), 'the good row of a table was not saved');
    check((await page.inputValue('#tabell')).includes('i går') && (await main()).includes('Rad 2:'), 'the row that is wrong is gone');

    await page.goto(origin + '/logga/loggat');
    await look('logga-loggat');
    await press('.log-list li:last-child a:has-text("Rätta")');
    await look('logga-ratta');
    await page.fill('#amount', '7');
    await press('main button:has-text("Spara rättelsen")');
    check((await page.textContent('[role=status]')).includes('Rättelsen är sparad'), 'a correction was not saved');
    await press('.log-list li:last-child a:has-text("Rätta")');
    check((await page.$$('main s')).length > 0, 'what stood before is not shown');
    await press('main button:has-text("Stryk")');
    check((await page.textContent('[role=status]')).includes('struket'), 'an entry was not struck out');

    // The days that the municipality decides: risk weekends, events, holidays, terms.
    await page.goto(origin + '/tavla');
    await press('main a[href="/tavla/dagar"]');
    await look('tavla-dagar');
    await page.fill('#riskhelg-from', '2027-06-20');
    await page.fill('#riskhelg-to', '2027-06-18');
    await page.fill('#riskhelg-name', 'Solviksfesten');
    const add = 'form:has(#riskhelg-from) button';
    await press(add);
    check(await page.isVisible('#riskhelg-fel'), 'days that go backwards are not told of');
    check((await page.inputValue('#riskhelg-name')) === 'Solviksfesten', 'what was typed of the days is gone');
    await look('tavla-dagar-fel');
    await page.fill('#riskhelg-from', '2027-06-18');
    await page.fill('#riskhelg-to', '2027-06-20');
    await press(add);
    const kept = 'section[aria-labelledby=riskhelg] li:has-text("Solviksfesten")';
    check(await page.isVisible(kept), 'the days were not saved');
    await press(`${kept} button`);
    check(!(await page.isVisible(kept)), 'the days were not removed');
    await page.fill('#host-till', '2027-12-17');
    await press('form:has(#host-till) button');
    check((await page.inputValue('#host-till')).endsWith('-12-17'), 'the term was not saved');
    await look('tavla-dagar-terminer');

    // With scripts: told of while it is written.
    const live = await browser.newContext({ locale: 'sv-SE', storageState: await page.context().storageState() });
    const writer = await live.newPage();
    const blocked = [];
    writer.on('console', (m) => m.type() === 'error' && blocked.push(m.text()));
    await writer.goto(origin + '/logga');
    const note = '.log-row textarea[name=note]';
    await writer.$$eval('details', (all) => all.forEach((d) => (d.open = true)));
    await writer.fill(note, 'Ring Eva Lindgren');
    await writer.waitForFunction(() => document.querySelector('.log-row textarea[name=note] + .screened')?.textContent.includes('Eva Lindgren'), null, { timeout: 10_000 });
    await writer.fill(note, 'Lugnt på torget');
    await writer.waitForFunction(() => document.querySelector('.log-row textarea[name=note] + .screened')?.textContent === '', null, { timeout: 10_000 });
    check(blocked.length === 0, `the page's script is blocked: ${blocked[0]}`);
    await live.close();
    await visits.close();
}
