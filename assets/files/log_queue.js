'use strict';

// Entries that were made in the field and are not sent yet. They lie in this browser's own database, each with the key
// that makes the server save it once, and with whom it was made by: nobody else's session sends it. The page and its
// service worker use the same functions; this file touches no page.
const fieldQueue = (() => {
    const longestWait = 20000; // milliseconds for an answer, before it counts as no net
    const database = 'lofte-logg';

    function opened() {
        return new Promise((resolve, reject) => {
            const asked = indexedDB.open(database, 1);
            asked.onupgradeneeded = () => asked.result.createObjectStore('entries', { keyPath: 'key' });
            asked.onsuccess = () => resolve(asked.result);
            asked.onerror = () => reject(asked.error);
        });
    }

    // One transaction; answers when it is on the disk.
    async function inStore(mode, work) {
        const db = await opened();
        try {
            return await new Promise((resolve, reject) => {
                const transaction = db.transaction('entries', mode, { durability: 'strict' });
                const asked = work(transaction.objectStore('entries'));
                transaction.oncomplete = () => resolve(asked.result);
                transaction.onerror = () => reject(transaction.error);
                transaction.onabort = () => reject(transaction.error);
            });
        } finally {
            db.close();
        }
    }

    const all = async () => (await inStore('readonly', (entries) => entries.getAll())).sort((a, b) => a.made - b.made);
    const drop = (key) => inStore('readwrite', (entries) => entries.delete(key));
    const put = (entry) => inStore('readwrite', (entries) => entries.put({ ...entry, stamp: crypto.randomUUID() }));

    // What became of an entry, unless somebody changed it while it was on its way: then the change counts. null: saved.
    const settle = (sent, became) =>
        inStore('readwrite', (entries) => {
            const asked = entries.get(sent.key);
            asked.onsuccess = () => {
                if (asked.result?.stamp !== sent.stamp) return;
                if (became) entries.put({ ...asked.result, ...became });
                else entries.delete(sent.key);
            };
            return asked;
        });

    async function ask(address, form) {
        const answer = await fetch(address, {
            method: form ? 'POST' : 'GET',
            body: form ? new URLSearchParams(form) : undefined,
            credentials: 'same-origin',
            cache: 'no-store',
            redirect: 'manual',
            headers: { Accept: 'application/json' },
            signal: AbortSignal.timeout(longestWait),
        });
        const isJson = (answer.headers.get('content-type') ?? '').startsWith('application/json');
        return { status: answer.status, said: isJson ? await answer.json() : {} };
    }

    // Why nothing can be sent for now, by what the server answered.
    function reasonOf(status) {
        if (status === 401) return 'signed_out';
        if (status === 403) return 'forbidden';
        if (status === 404 || status === 410) return 'link_over';
        return 'server';
    }

    async function sendOne(entry, base, who) {
        const { status, said } = await ask(`${base}/skicka`, {
            ...entry.fields,
            pledge: entry.pledge,
            owner: entry.owner,
            key: entry.key,
            holder: entry.holder,
            nyckel: who.nyckel,
        });
        if (status === 200) {
            await settle(entry, null);
            return said;
        }
        if (status === 422) await settle(entry, { fields: { ...entry.fields, ...said.fields }, state: said.asks ? 'asks' : 'refused', reason: said.problem, used: Boolean(said.used), why: undefined });
        else if (status === 403 && said.problem) await settle(entry, { state: 'refused', reason: said.problem, why: undefined });
        else await settle(entry, { why: reasonOf(status) });
        return null;
    }

    // All entries of one way in: the account's, or one link's.
    async function sendFrom(base, entries, saved) {
        const tell = (why) => Promise.all(entries.map((entry) => settle(entry, { why })));
        try {
            const { status, said } = await ask(`${base}/nyckel`);
            if (status !== 200 || !said.nyckel) return void (await tell(reasonOf(status)));
            for (const entry of entries) {
                if (entry.holder !== said.holder) continue;
                const answer = await sendOne(entry, base, said);
                if (answer) saved.set(entry.key, answer);
            }
        } catch {
            await tell('no_net');
        }
    }

    // Sends what waits, one sender at a time on this device. Answers what was saved, by key, and how many wait on.
    async function sendAll() {
        const saved = new Map();
        const send = async () => {
            const waiting = (await all()).filter((entry) => entry.state === 'waiting');
            for (const base of new Set(waiting.map((entry) => entry.base)))
                await sendFrom(base, waiting.filter((entry) => entry.base === base), saved);
        };
        await (navigator.locks ? navigator.locks.request('lofte-logg', send) : send());
        const left = (await all()).filter((entry) => entry.state === 'waiting').length;
        const told = new BroadcastChannel(database);
        told.postMessage(saved.size);
        told.close();
        return { saved, left };
    }

    return { all, put, drop, sendAll, channel: database };
})();
