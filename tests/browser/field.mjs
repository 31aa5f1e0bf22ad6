// Somebody logs in the field with a telephone: the net goes and comes back, the page is closed, the server fails, the
// sign-in ends, another person takes the telephone. What was logged is stored once, by whom it was logged, and nothing is
// lost on the way.
import { execFileSync } from 'node:child_process';
import { isKept, until as untilTrue } from './until.mjs';

const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2, locale: 'sv-SE' };
const patience = { timeout: 30000 };

export async function field({ browser, origin, lofte, data, check, validate, lookClosely }) {
    const run = (...args) => execFileSync(lofte, [...args, '--data', data], { encoding: 'utf8' });
    const context = await browser.newContext(phone);
    let page = await context.newPage();

    // As it stands now, with what scripts have put into it: for axe, html-validate and the pictures.
    const look = async (name) => {
        const sent = await page.content();
        await validate(name, sent.replaceAll(/ (defer|hidden|required|open|selected|checked)=""/g, ' $1'));
        for (const colorScheme of ['light', 'dark']) {
            const other = await browser.newContext({ colorScheme, locale: 'sv-SE', bypassCSP: true });
            const shown = await other.newPage();
            await shown.setContent(sent.replace('<head>', `<head><base href="${origin}/">`));
            await shown.waitForLoadState('load');
            await lookClosely(shown, name, colorScheme);
            await other.close();
        }
    };
    const status = () => page.textContent('.waiting-count');
    const until = (words) => page.waitForFunction((text) => document.querySelector('.waiting-count').textContent.includes(text), words, patience);
    const untilListed = (words) => page.waitForFunction((text) => document.querySelector('#vantande ul').textContent.includes(text), words, patience);
    const signIn = async (mail, password) => {
        await page.goto(`${origin}/konto/logga-in?till=/logga`);
        await page.fill('#mail', mail);
        await page.fill('#password', password);
        await Promise.all([page.waitForNavigation(), page.click('main form button')]);
    };
    const one = '.log-row form[data-entry]:has(input[name=amount][type=hidden]) button';
    const row = async () => '#' + (await page.$$eval('.log-row', (all) => all.find((one) => one.checkVisibility()).id));
    const logged = (words) => slugs.flatMap((slug) => run('log', 'list', slug, '--json').split(words)).length - slugs.length;
    const fill = async (amount, place, note = '') => {
        const id = await row();
        if (!(await page.isVisible(`${id}-amount`))) await page.click(`${id} summary`);
        await page.fill(`${id}-amount`, amount);
        await page.fill(`${id}-place`, place);
        await page.fill(`${id}-note`, note);
    };
    const send = async () => page.click(`${await row()} details button[type=submit]`);

    // The first visit leaves the page on the telephone.
    const invitation = run('account', 'add', 'eva@polisen.example', '--organisation', 'Lokalpolisområde Solvik', '--role', 'reporter').match(/\/konto\/inbjudan\/[0-9a-f]{64}/)[0];
    await page.goto(`${origin}/?lang=sv`); // a service worker asks in the browser's own language, whatever the page pretends
    await page.goto(origin + invitation);
    await page.fill('#function', 'områdespolis');
    await page.fill('#password', 'sju sorters kakor');
    await Promise.all([page.waitForNavigation(), page.click('main form button')]);
    await page.goto(`${origin}/logga`);
    await isKept(page);
    const slugs = [...new Set(await page.$$eval('.log-row input[name=pledge]', (all) => all.map((input) => input.value)))];
    const manifest = await (await page.request.get(origin + (await page.getAttribute('link[rel=manifest]', 'href')))).json();
    check(manifest.start_url === '/logga' && manifest.icons.length > 2, 'the app cannot be installed');
    for (const icon of manifest.icons) check((await page.request.get(origin + icon.src)).headers()['content-type'] === icon.type, `${icon.src} is no ${icon.type}`);

    // Without a net: two things done, the page closed, and opened again
    await context.setOffline(true);
    await page.click(one);
    await until('Väntar på att skickas: 1.');
    await page.waitForTimeout(800);
    await fill('3', 'vid bryggan');
    await send();
    await until('Väntar på att skickas: 2.');
    await page.close();
    page = await context.newPage();
    await page.goto(`${origin}/logga`);
    await until('Väntar på att skickas: 2.');
    await look('logga-utan-nat');
    check(logged('vid bryggan') === 0, 'something was stored without a net');
    await page.goto(`${origin}/logga/lank/${'a'.repeat(64)}`);
    check((await page.textContent('h1')) === 'Du är utan nät', 'a page that is not kept says nothing of the net');
    await look('logga-sida-saknas');
    await page.goto(`${origin}/logga/flera`);
    check((await page.textContent('h1')) === 'Du är utan nät', 'another page of logging says nothing of the net');
    await page.goto(`${origin}/logga`);
    await context.setOffline(false);
    await until('Skickat: 2.');
    check(logged('vid bryggan') === 1, 'what waited is not stored once');

    // The answer is lost on the way, twice; two pages send at once
    let lost = 0;
    await context.route('**/logga/skicka', async (route) => {
        if (++lost > 2) return route.continue();
        await route.fetch();
        await route.abort();
    });
    await fill('2', 'vid kiosken');
    await send();
    await untilListed('Inget nät');
    const other = await context.newPage();
    await Promise.all([other.goto(`${origin}/logga`), page.reload()]);
    // Whoever is first, a page or the service worker, sends it.
    const waits = () => page.evaluate(async () => (await fieldQueue.all()).length > 0);
    for (let tries = 0; tries < 20 && (await waits()); ++tries) {
        await page.waitForTimeout(500);
        await page.reload();
    }
    check(!(await waits()), 'what was sent again is listed still');
    await other.close();
    await context.unroute('**/logga/skicka');
    check(lost > 0, 'no answer was lost');
    check(logged('vid kiosken') === 1, `sent again, stored ${logged('vid kiosken')} times`);

    // The server fails, then recovers
    await context.route('**/logga/skicka', (route) => route.fulfill({ status: 500, body: 'x' }));
    await fill('4', 'vid lekplatsen');
    await send();
    await untilListed('Servern kunde inte ta emot');
    await look('logga-servern-svarar-inte');
    await page.reload();
    await untilListed('Servern kunde inte ta emot');
    await context.setOffline(true); // the service worker may be the one that tries again: the page is there to hear of it
    await context.unroute('**/logga/skicka');
    await context.setOffline(false);
    await until('Skickat: 1.');
    check(logged('vid lekplatsen') === 1, 'what the server failed at is not stored once');

    // One press refused, and again: two things done
    await context.route('**/logga/skicka', (route) => route.fulfill({ status: 422, json: { problem: 'Inte nu.' } }));
    await page.reload(); // a page that is there already may send past the route
    for (const n of [1, 2]) {
        await page.click(one);
        await until(`Kunde inte sparas, behöver ändras: ${n}.`);
        await page.waitForTimeout(800);
    }
    await context.unroute('**/logga/skicka');
    await page.click('#vantande button:has-text("Skicka igen")');
    await until('Kunde inte sparas, behöver ändras: 1.');
    await page.click('#vantande button:has-text("Skicka igen")');
    await until('Skickat: 2.');

    // Refused, mended and sent; asked about, and meant
    await fill('vet ej', 'vid hamnen');
    await send();
    await until('Kunde inte sparas, behöver ändras: 1.');
    check((await page.inputValue(`${await row()}-amount`)) === 'vet ej', 'what was refused is gone from its form');
    await look('logga-vagrad');
    await page.reload();
    await page.click('#vantande button:has-text("Ändra")');
    check((await page.inputValue(`${await row()}-place`)) === 'vid hamnen', 'what was refused cannot be mended');
    await page.fill(`${await row()}-amount`, '5');
    await page.fill(`${await row()}-note`, 'Ring Eva Lindgren');
    await send();
    await page.waitForSelector('#vantande button:has-text("Det ska stå så")', patience);
    await look('logga-fragar');
    await page.click('#vantande button:has-text("Det ska stå så")');
    await until('Skickat: 1.');
    check(logged('vid hamnen') === 1, 'what was mended is not stored once');
    check((await page.inputValue(`${await row()}-place`)) === '', 'what was meant and sent lies in its form still');

    // Meant without a net; what is written in the same form then is another entry
    await fill('9', 'vid bron', 'Ring Eva Lindgren');
    await send();
    await page.waitForSelector('#vantande button:has-text("Det ska stå så")', patience);
    await context.setOffline(true);
    await page.click('#vantande button:has-text("Det ska stå så")');
    await untilListed('Inget nät');
    await page.waitForTimeout(800);
    await fill('10', 'vid torget');
    await send();
    await until('Väntar på att skickas: 2.');
    await context.setOffline(false);
    await until('Skickat: 3.');
    check(logged('vid bron') === 1, 'what waited was overwritten by what came after it');
    check(logged('vid torget') === 1, 'what came after is not stored once');

    // Signed out meanwhile; somebody else takes the telephone
    const cookies = await context.cookies();
    await context.clearCookies();
    await fill('6', 'vid stationen');
    await send();
    await untilListed('Du är inte inloggad');
    await look('logga-utloggad');
    await signIn('bo@polisen.example', 'fem helt andra ord i rad');
    await until('Väntar från en annan inloggning eller länk: 1.');
    check(logged('vid stationen') === 0, 'one person sent what another had logged');
    await isKept(page);
    await Promise.all([page.waitForNavigation(), page.click('nav button:has-text("Logga ut")')]);
    check(new URL(page.url()).pathname === '/', 'signing out leads astray');
    await context.setOffline(true);
    await page.goto(`${origin}/logga`);
    check((await page.textContent('h1')) === 'Du är utan nät', 'a page is kept after signing out');
    check((await status()).includes('1.'), 'what waits is not told of without a net');
    await context.setOffline(false);
    await signIn('eva@polisen.example', 'sju sorters kakor');
    for (let tries = 0; tries < 40 && logged('vid stationen') === 0; ++tries) await page.waitForTimeout(250);
    await untilTrue(page, async () => (await fieldQueue.all()).length === 0 && !document.querySelector('#vantande li')); // the answer is here too
    check(logged('vid stationen') === 1, 'what waited for its own session is not stored once');
    check(cookies.length > 0, 'there was no session');

    // Thrown away only by two presses
    await context.setOffline(true);
    await page.click(one);
    await until('Väntar på att skickas: 1.');
    await untilListed('Inget nät');
    await page.click('#vantande button:has-text("Ta bort")');
    await untilListed('Tryck igen');
    check((await page.$$('#vantande li')).length === 1, 'one press threw it away');
    await page.click('#vantande button:has-text("Tryck igen")');
    await page.waitForFunction(() => !document.querySelector('#vantande li'), null, patience);
    await context.setOffline(false);

    // By a personal link, until it is taken back
    const [slug] = slugs;
    const owner = (await row()).slice(slug.length + 2);
    const link = new URL(run('link', 'add', slug, '--function', 'fältassistent', '--until', new Date(Date.now() + 864e5 * 9).toISOString().slice(0, 10), '--row', owner).trim()).pathname;
    await page.goto(origin + link);
    await isKept(page);
    await look('logga-lank');
    await context.setOffline(true);
    await page.reload();
    await fill('7', 'mötte Eva Lindgren');
    await page.waitForFunction(() => document.querySelector('.log-row .screened')?.textContent.startsWith('Eva Lindgren kan vara ett namn'), null, patience);
    await fill('7', 'mötte 640823-3234');
    await send();
    await page.waitForFunction(() => document.querySelector('.log-row .screened')?.textContent.startsWith('640823-3234 är ett personnummer'), null, patience);
    check(!(await page.evaluate(async () => JSON.stringify(await fieldQueue.all()))).includes('640823'), 'a personal identity number waits on the telephone');
    await fill('7', 'vid porten');
    await page.waitForFunction(() => [...document.querySelectorAll('.log-row .screened')].every((said) => !said.textContent), null, patience);
    await send();
    await until('Väntar på att skickas: 1.');
    await context.setOffline(false);
    await until('Skickat: 1.');
    check(logged('vid porten') === 1, 'what was logged by a link is not stored once');
    await context.setOffline(true);
    await fill('8', 'vid gården');
    await send();
    await until('Väntar på att skickas: 1.');
    run('link', 'revoke', '1');
    await context.setOffline(false);
    await untilListed('Länken gäller inte längre');
    await page.reload();
    check((await page.textContent('h1')) === 'Länken gäller inte längre', 'a link that was taken back says nothing');
    await untilListed('vid gården');
    await look('logga-lank-aterkallad');
    check(logged('vid gården') === 0, 'a link that was taken back logs');
    check(run('verify').length > 0, 'the chain does not hold');
    await context.close();
}
