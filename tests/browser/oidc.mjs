// Signing in by a real provider, Debian's glewlwyd: a person whom a rule makes a coordinator comes in, loses the role when
// the group is taken away, and ties the provider to an account that there is.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, isInstalled, startGlewlwyd } from './glewlwyd.mjs';

export async function oidc({ browser, run, start, check, validate, lookClosely }) {
    if (!isInstalled()) {
        console.log('SKIPPED: signing in by a provider: glewlwyd is not installed');
        return;
    }
    const folder = mkdtempSync(join(tmpdir(), 'lofte-oidc-'));
    const data = join(folder, 'data');
    const port = await freePort();
    const origin = `http://localhost:${port}`;
    const person = { name: 'anna', password: 'ett långt lösenord', groups: ['lofte-samordnare'] };
    const client = { id: 'lofte', secret: 'hemligt-och-langt' };
    let provider;
    let served;
    const contexts = [];
    try {
        provider = await startGlewlwyd({ folder, redirect: `${origin}/konto/oidc/prov/svar`, client, person });
        run(['demo', '--data', data]);
        const invitation = run(['account', 'add', 'bo@fjallby.example', '--organisation', 'Fjällby kommun', '--role', 'reader', '--data', data, '--base-url', origin]).trim();
        writeFileSync(join(folder, 'secret'), client.secret + '\n');
        writeFileSync(
            join(data, 'providers.json'),
            JSON.stringify({
                providers: [
                    {
                        id: 'prov',
                        name: 'Provkommunen',
                        issuer: provider.issuer,
                        client_id: client.id,
                        client_secret_file: join(folder, 'secret'),
                        scopes: ['openid'],
                        allow_loopback: true,
                        rules: [{ claim: 'groups', value: 'lofte-samordnare', role: 'coordinator', organisation: 'Fjällby kommun' }],
                    },
                ],
            }),
        );
        run(['provider', 'list', '--try', '--data', data]);
        served = await start(data, port);

        const visitor = async () => {
            const context = await browser.newContext({ locale: 'sv-SE', bypassCSP: true });
            contexts.push(context);
            const page = await context.newPage();
            page.setDefaultTimeout(15000);
            return page;
        };
        const heading = (page) => page.textContent('h1');
        // The provider's own pages: name and password, and on.
        const atProvider = async (page) => {
            await page.waitForURL(/login\.html/);
            await page.fill('#username', person.name);
            await page.fill('#password', person.password);
            await page.press('#password', 'Enter');
            await page.click('button[title="Continue to client application"]');
            await page.waitForURL((url) => url.origin === origin);
        };
        const look = async (page, name) => {
            // As the browser writes it out, a flag has an empty value.
            await validate(name, (await page.content()).replaceAll(/ (defer|hidden|required|open|selected|checked|download)=""/g, ' $1'));
            for (const colorScheme of ['light', 'dark']) {
                await page.emulateMedia({ colorScheme });
                await lookClosely(page, name, colorScheme);
            }
            await page.emulateMedia({ colorScheme: 'light' });
        };

        const anna = await visitor();
        await anna.goto(`${origin}/konto/logga-in`);
        await look(anna, 'konto-logga-in-leverantor');
        await anna.focus('text=Logga in med Provkommunen');
        await anna.keyboard.press('Enter');
        await atProvider(anna);
        check((await heading(anna)) === 'Mitt konto', `signing in by a provider ends at "${await anna.textContent('main')}"`);
        const first = await anna.textContent('main');
        check(first.includes('Fjällby kommun') && first.includes('Samordnare'), 'the rule gave no role');
        check(first.includes('Provkommunen'), 'the identity is not listed');
        await look(anna, 'konto-leverantor');
        await Promise.all([anna.waitForNavigation(), anna.click('text=Koppla bort')]);
        check((await anna.textContent('main')).includes('ditt enda sätt'), 'the only way in was untied');

        await provider.setGroups(['andra']);
        const later = await visitor();
        await later.goto(`${origin}/konto/oidc/prov?till=/konto`);
        await atProvider(later);
        check((await heading(later)) === 'Mitt konto', 'somebody who has an account does not come in without a role');
        check(!(await later.textContent('main')).includes('Fjällby kommun'), 'the role outlives its group');

        // Bo has an account with a password, and the identity is Anna's: it is not his to have.
        const bo = await visitor();
        await bo.goto(invitation);
        await bo.fill('#function', 'handläggare');
        await bo.fill('#password', 'korrekt häst batteri');
        await Promise.all([bo.waitForNavigation(), bo.click('button[type=submit]')]);
        await bo.goto(`${origin}/konto`);
        await look(bo, 'konto-att-koppla');
        await bo.click('text=Koppla Provkommunen');
        await atProvider(bo);
        check((await bo.textContent('main')).includes('kopplad till ett annat konto'), `an identity was tied twice: ${bo.url()}`);
        await look(bo, 'konto-leverantor-fel');
        await bo.goto(`${origin}/konto`);
        check((await heading(bo)) === 'Mitt konto', 'somebody whose tying failed is signed out');
    } finally {
        for (const context of contexts) await context.close();
        served?.server.removeAllListeners('exit');
        if (served) {
            const ended = new Promise((resolve) => served.server.on('exit', resolve));
            served.server.kill('SIGTERM');
            await ended;
        }
        provider?.stop();
        rmSync(folder, { recursive: true, force: true, maxRetries: 100, retryDelay: 100 });
    }
}
