// A real OpenID Connect provider: Debian's glewlwyd with a database of its own, told through its API of one client and
// one person. It answers on localhost alone.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { generateKeyPairSync } from 'node:crypto';
import { gunzipSync } from 'node:zlib';

const program = '/usr/bin/glewlwyd';
const documents = '/usr/share/doc/glewlwyd';

export const isInstalled = () => existsSync(program);

export function freePort() {
    return new Promise((resolve, reject) => {
        const server = createServer();
        server.on('error', reject);
        server.listen(0, '127.0.0.1', () => {
            const { port } = server.address();
            server.close(() => resolve(port));
        });
    });
}

export async function startGlewlwyd({ folder, redirect, client, person }) {
    const port = await freePort();
    const origin = `http://localhost:${port}`;
    const database = join(folder, 'glewlwyd.db');
    const made = spawnSync('sqlite3', [database], { input: gunzipSync(readFileSync(`${documents}/database/init.sqlite3.sql.gz`)) });
    if (made.status !== 0) throw new Error(`glewlwyd's database: ${made.stderr}`);
    // Debian's pages lean on other packages' files by links, which glewlwyd does not follow out of its folder.
    const pages = join(folder, 'webapp');
    cpSync('/usr/share/glewlwyd/webapp', pages, { recursive: true, dereference: true });
    rmSync(join(pages, 'config.json'), { recursive: true });
    cpSync('/usr/share/glewlwyd/templates/config.json', join(pages, 'config.json'));
    const changed = {
        port: String(port),
        external_url: `"${origin}"`,
        static_files_path: `"${pages}/"`,
        cookie_secure: '0',
        log_mode: '"file"',
        log_file: `"${join(folder, 'glewlwyd.log')}"`,
    };
    let settings = gunzipSync(readFileSync(`${documents}/glewlwyd.conf.sample.gz`)).toString();
    for (const [name, value] of Object.entries(changed)) settings = settings.replace(new RegExp(`^#?${name}=.*$`, 'm'), `${name}=${value}`);
    settings = settings.replace(/^(\s*)path\s*=.*glewlwyd\.db.*$/m, `$1path = "${database}"`);
    writeFileSync(join(folder, 'glewlwyd.conf'), settings);
    const server = spawn(program, [`--config-file=${join(folder, 'glewlwyd.conf')}`], { stdio: 'ignore' });
    const stop = () => server.kill('SIGTERM');

    let cookie = '';
    async function ask(method, path, body) {
        const answer = await fetch(`${origin}/api/${path}`, {
            method,
            headers: { 'Content-Type': 'application/json', ...(cookie ? { Cookie: cookie } : {}) },
            body: body ? JSON.stringify(body) : undefined,
            signal: AbortSignal.timeout(5000),
        });
        if (!answer.ok) throw new Error(`glewlwyd ${method} ${path}: ${answer.status} ${await answer.text()}`);
        const set = answer.headers.get('set-cookie');
        if (set) cookie = set.split(';')[0];
        const text = await answer.text();
        return text ? JSON.parse(text) : undefined;
    }

    try {
        for (let tries = 0; ; ++tries) {
            const up = await fetch(`${origin}/config`, { signal: AbortSignal.timeout(1000) }).catch(() => undefined);
            if (up) break;
            if (tries === 50) throw new Error('glewlwyd does not answer');
            await new Promise((resolve) => setTimeout(resolve, 200));
        }
        await ask('POST', 'auth/', { username: 'admin', password: 'password' });
        // People have groups, and the token tells of them.
        const store = await ask('GET', 'mod/user/database');
        store.parameters['data-format'].groups = { multiple: true, read: true, write: true };
        await ask('PUT', 'mod/user/database', store);
        await ask('PUT', 'mod/user/database/reset');
        const { publicKey, privateKey } = generateKeyPairSync('rsa', {
            modulusLength: 2048,
            publicKeyEncoding: { type: 'spki', format: 'pem' },
            privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
        });
        await ask('POST', 'mod/plugin/', {
            module: 'oidc',
            name: 'oidc',
            display_name: 'OpenID Connect',
            parameters: {
                iss: `${origin}/api/oidc`,
                'jwt-type': 'rsa',
                'jwt-key-size': '256',
                key: privateKey,
                cert: publicKey,
                'jwks-show': true,
                'access-token-duration': 3600,
                'refresh-token-duration': 3600,
                'code-duration': 60,
                'auth-type-code-enabled': true,
                'auth-type-code-revoke-replayed': true,
                'auth-type-refresh-enabled': true,
                'subject-type': 'public',
                'pkce-allowed': true,
                'pkce-method-plain-allowed': false,
                'pkce-required': true,
                'oauth-as-iss-id': true,
                claims: [{ name: 'groups', 'user-property': 'groups', type: 'string', mandatory: true, 'on-demand': false, scope: [] }],
            },
        });
        await ask('POST', 'user/', {
            username: person.name,
            name: 'Någon',
            password: person.password,
            groups: person.groups,
            scope: ['openid', 'g_profile'],
            enabled: true,
        });
        await ask('POST', 'client/', {
            client_id: client.id,
            name: 'Löfte',
            password: client.secret,
            confidential: true,
            redirect_uri: [redirect],
            authorization_type: ['code', 'refresh_token'],
            token_endpoint_auth_method: ['client_secret_basic'],
            scope: ['openid'],
            enabled: true,
        });
        const setGroups = async (groups) => {
            const user = await ask('GET', `user/${person.name}`);
            await ask('PUT', `user/${person.name}`, { ...user, groups });
        };
        return { issuer: `${origin}/api/oidc`, origin, setGroups, stop };
    } catch (e) {
        stop();
        throw e;
    }
}
