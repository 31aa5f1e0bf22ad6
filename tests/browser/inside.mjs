// Every page inside that a coordinator reaches by links, one of each kind: as it is with what the example holds.
import { execFileSync } from 'node:child_process';
import { press, visitors } from './visitor.mjs';

const inside = /^\/(konto|logga|utkast|tavla|granska)(\/|\?|$)/;
// A calendar, all that is known of one, the other language; and the forms of a draft's parts, which drafting.mjs looks at.
const leftOut = /\.ics$|^\/konto\/allt$|\/del\/|[?&]lang=/;
// "/utkast/a/del/p1" and "/utkast/b/del/p2" are one kind; what follows "?" is another state of the same.
const kindOf = (path) => path.replace(/\?.*/, '').replace(/ratta\/.*/, 'ratta').replace(/(utkast|platser|dagar|skal|granska)\/[^/]+/, '$1/pledge').replaceAll(/[0-9]+/g, 'N');

export async function everythingInside({ browser, origin, lofte, data, check, validate, lookClosely }) {
    const { person, look, close } = visitors({ browser, validate, lookClosely });
    const told = execFileSync(lofte, ['account', 'add', 'dan@solvik.example', '--organisation', 'Solviks kommun', '--role', 'coordinator', '--data', data], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
    });
    const dan = await person();
    await dan.goto(origin + told.match(/\/konto\/inbjudan\/[0-9a-f]{64}/)[0]);
    await dan.fill('#function', 'samordnare');
    await dan.fill('#password', 'fem ord i en lång rad');
    await press(dan, 'form.form[method=post] button[type=submit]');
    const todo = ['/konto', '/tavla', '/logga', '/utkast', '/granska'];
    const known = new Set(todo.map(kindOf));
    while (todo.length > 0) {
        const path = todo.shift();
        const answer = await dan.goto(origin + path);
        check(answer.status() === 200, `${path}: status ${answer.status()}`);
        await look(dan, `inne${kindOf(path)}`);
        for (const href of await dan.$$eval('a[href]', (all) => all.map((a) => a.getAttribute('href').replace(/#.*/, '')))) {
            if (!inside.test(href) || leftOut.test(href) || known.has(kindOf(href))) continue;
            known.add(kindOf(href));
            todo.push(href);
        }
    }
    check(known.size >= 15, `only ${known.size} kinds of pages are reached inside: ${[...known].join(' ')}`);
    // What is not there, or not for one, is said where one can go on
    for (const [path, status] of [['/utkast/finns-inte', 404], ['/konto/organisation/999', 404], ['/konto/organisationer', 403]]) {
        const answer = await dan.goto(origin + path);
        check(answer.status() === status, `${path}: status ${answer.status()}`);
        check(await dan.isVisible('.account-bar'), `${path}: no menu to go on by`);
        await look(dan, `inne-nekad${path}`);
    }
    await close();
}
