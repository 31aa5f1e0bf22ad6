// Two people get in, as they would: the first by the link that the server prints, the second by an invitation. Every page
// on the way is looked at closely, and all of it is done without JavaScript.
import { createHmac } from 'node:crypto';
import { mailPages } from './mail.mjs';
import { admin } from './admin.mjs';
import { press, visitors } from './visitor.mjs';

// RFC 6238, as a telephone does it.
function codeOf(secret, seconds = Date.now() / 1000) {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
    const bits = [...secret.replace(/ /g, '')].map((c) => letters.indexOf(c).toString(2).padStart(5, '0')).join('');
    const key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)));
    const step = Buffer.alloc(8);
    step.writeBigUInt64BE(BigInt(Math.floor(seconds / 30)));
    const digest = createHmac('sha1', key).update(step).digest();
    const at = digest[19] & 15;
    return String((digest.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, '0');
}

export async function accounts({ browser, lofte, data, box, origin, said, check, validate, lookClosely }) {
    const { person, look, close } = visitors({ browser, validate, lookClosely });
    const heading = (page) => page.textContent('h1');
    const send = (page, button) => press(page, `main form button:has-text("${button}")`);

    // The first account
    const link = said().match(/\/konto\/borja\/[0-9a-f]{64}/);
    check(link, 'the server printed no link to make the first account');
    const anna = await person();
    await anna.goto(origin + link[0]);
    await look(anna, 'konto-borja');
    await anna.fill('#organisation', 'Solviks kommun');
    await anna.fill('#mail', 'anna@fjallby.example');
    await anna.fill('#function', 'säkerhetssamordnare');
    await anna.fill('#password', 'kort');
    await send(anna, 'Gör kontot');
    check((await anna.textContent('[role=alert]')).includes('minst 12 tecken'), 'a short password is not told of');
    check((await anna.inputValue('#organisation')) === 'Solviks kommun', 'what was typed is gone');
    check((await anna.inputValue('#password')) === '', 'a password is sent back');
    await look(anna, 'konto-borja-fel');
    await anna.fill('#password', 'korrekt häst batteri');
    await send(anna, 'Gör kontot');
    check((await heading(anna)) === 'Kod från telefonen', 'the second factor does not come next');
    await look(anna, 'konto-tva-steg');
    const secret = await anna.textContent('code.secret');
    await anna.fill('#password', 'korrekt häst batteri');
    await anna.fill('#code', codeOf(secret));
    await send(anna, 'Börja med kod');
    check((await heading(anna)) === 'Dina reservkoder', 'no recovery codes are shown');
    await look(anna, 'konto-reservkoder');
    const paper = await anna.$$eval('.codes code', (all) => all.map((c) => c.textContent));
    check(paper.length === 10, `${paper.length} recovery codes`);
    await anna.goto(origin + link[0]);
    check((await heading(anna)) === 'Sidan finns inte längre', 'the link makes a second first account');

    // The police, and somebody there
    await anna.goto(origin + '/konto/organisationer');
    await anna.fill('#name', 'Lokalpolisområde Solvik');
    await anna.selectOption('#kind', 'police');
    await send(anna, 'Lägg till');
    await look(anna, 'konto-organisationer');
    await press(anna, 'a:has-text("Lokalpolisområde Solvik")');
    await look(anna, 'konto-organisation-tom');
    await anna.fill('#mail', 'bo@polisen.example');
    await anna.focus('#roll-officer');
    await anna.keyboard.press('Space');
    await send(anna, 'Gör en inbjudan');
    await look(anna, 'konto-organisation');
    const invitation = await anna.textContent('code.secret');
    check(invitation.startsWith(origin) || invitation.includes('/konto/inbjudan/'), 'the invitation is no link');
    const bo = await person();
    await bo.goto(origin + new URL(invitation).pathname);
    await look(bo, 'konto-inbjudan');
    await bo.fill('#function', 'områdespolis');
    await bo.fill('#password', 'fyra ord i en rad');
    await send(bo, 'Gör kontot och ta emot');
    check((await bo.textContent('main')).includes('Lokalpolisområde Solvik: Handläggare'), 'the invitation gave no role');
    await look(bo, 'konto');
    check((await bo.goto(origin + '/konto/organisationer')).status() === 403, 'an officer sees all organisations');
    await look(bo, 'konto-nekad');

    // Something done is logged with one press, undone, and logged again with a number
    await bo.goto(origin + '/logga');
    await look(bo, 'logga');
    const rows = await bo.$$('.log-row');
    check(rows.length > 3, `${rows.length} rows to log on`);
    await press(bo, '.log-row form:has(input[name=amount][type=hidden]) button');
    check((await bo.textContent('.notice[role=status]')).startsWith('\nSparat: 1, '), 'one press did not save one');
    await look(bo, 'logga-sparat');
    await send(bo, 'Ångra');
    check((await bo.textContent('.notice[role=status]')).includes('Ångrat: 1, '), 'it was not undone');
    await look(bo, 'logga-angrat');
    const id = await bo.getAttribute('.log-row', 'id');
    await bo.focus(`#${id} summary`);
    await bo.keyboard.press('Enter');
    await bo.fill(`#${id}-amount`, 'hej hopp');
    await bo.fill(`#${id}-place`, 'torget');
    await press(bo, `#${id} details button`);
    check((await bo.inputValue(`#${id}-place`)) === 'torget', 'what was typed is gone');
    check(await bo.isVisible(`#${id} [role=alert]`), 'what was wrong is not said at its row');
    await look(bo, 'logga-fel');
    await bo.fill(`#${id}-amount`, '2');
    await press(bo, `#${id} details button`);
    check((await bo.textContent('.notice[role=status]')).includes('Sparat: 2, '), 'a number was not saved');

    await mailPages({ lofte, data, origin, box, check, look, send, bo, invitation });

    // Out and in again
    await anna.goto(origin + '/konto');
    await look(anna, 'konto-administrator');
    await press(anna, 'nav button:has-text("Logga ut")');
    await anna.goto(origin + '/konto');
    check((await heading(anna)) === 'Logga in', 'somebody who signed out is still in');
    await anna.focus('#mail');
    await anna.keyboard.type('anna@fjallby.example');
    await anna.keyboard.press('Tab');
    await anna.keyboard.type('fel lösenord här');
    await Promise.all([anna.waitForNavigation(), anna.keyboard.press('Enter')]);
    await look(anna, 'konto-logga-in-fel');
    await anna.focus('#password');
    await anna.keyboard.type('korrekt häst batteri');
    await Promise.all([anna.waitForNavigation(), anna.keyboard.press('Enter')]);
    check((await heading(anna)) === 'Kod från telefonen', 'a password alone is enough');
    await look(anna, 'konto-kod');
    await anna.focus('#code');
    await anna.keyboard.type(paper[0]);
    await Promise.all([anna.waitForNavigation(), anna.keyboard.press('Enter')]);
    check((await anna.textContent('main')).includes('9 reservkoder kvar'), 'a code on paper is not used up');
    await anna.goto(origin + '/konto/nya-koder');
    await look(anna, 'konto-nya-koder');
    await admin({ page: anna, origin, check, look, press, send });
    await close();
}
