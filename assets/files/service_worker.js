'use strict';

// Lets the pages under /logga open without a net, and sends what waits when the net is back. It keeps the last page of
// whoever logs on this device, and drops it when they sign out. The names of files are put in by the server, so that this
// text changes whenever one of them does, and the browser fetches it anew.
importScripts('log_queue.js');

const files = 'lofte-filer';
const pages = 'lofte-sidor';
const withoutNet = '/logga/utan-nat';
const needed = [
    'lofte.css', 'inter.woff2', 'icon.svg', 'log_in_field.js', 'log_queue.js',
    'screen_rules.js', 'screen.js', 'first_names.tsv', 'place_names.tsv', 'explained.tsv', 'numbers.tsv',
];

const isLogPage = (path) => path === '/logga' || /^\/logga\/lank\/[0-9a-f]{64}$/.test(path);

self.addEventListener('install', (event) => {
    self.skipWaiting();
    event.waitUntil((async () => {
        await (await caches.open(files)).addAll(needed);
        await (await caches.open(pages)).add(withoutNet);
    })());
});

// Pages that were kept name the files of their day: those go when all pages have been fetched anew, and not before.
self.addEventListener('activate', (event) => {
    event.waitUntil((async () => {
        await self.clients.claim();
        const kept = await caches.open(pages);
        for (const { url } of await kept.keys())
            if (!(await keepPage(new URL(url).pathname))) return;
        const store = await caches.open(files);
        for (const request of await store.keys())
            if (!needed.includes(new URL(request.url).pathname)) await store.delete(request);
    })());
});

// Fetches the page and keeps it; false where there is no net.
async function keepPage(path) {
    try {
        await remember(path, await fetch(path, { credentials: 'same-origin', redirect: 'manual' }));
        return true;
    } catch {
        return false;
    }
}

// A page that its reader may see is kept, one that they may no longer see is dropped. What the server fails at tells
// nothing of either.
async function remember(path, answer) {
    const kept = await caches.open(pages);
    if (answer.status === 200) await kept.put(path, answer.clone());
    else if (answer.status < 500 && answer.status !== 429) await kept.delete(path);
}

async function pageFor(event, address) {
    const kept = await caches.open(pages);
    try {
        const answer = await fetch(event.request);
        if (answer.status < 500) {
            // What was saved last belongs to one visit: the page without it is what is kept.
            if (!address.search) await remember(address.pathname, answer);
            else if (answer.status !== 200 || !(await kept.match(address.pathname))) event.waitUntil(keepPage(address.pathname));
            return answer;
        }
        return (await kept.match(address.pathname)) ?? answer;
    } catch {
        return (await kept.match(address.pathname)) ?? (await kept.match(withoutNet)) ?? Response.error();
    }
}

// Of the other pages nothing is kept: without a net it is said that there is none.
async function otherPageFor(request) {
    try {
        return await fetch(request);
    } catch {
        return (await (await caches.open(pages)).match(withoutNet)) ?? Response.error();
    }
}

async function fileFor(request) {
    return (await caches.match(request)) ?? fetch(request);
}

self.addEventListener('fetch', (event) => {
    const address = new URL(event.request.url);
    if (address.origin !== self.location.origin || event.request.method !== 'GET') return;
    if (event.request.mode !== 'navigate') {
        if (address.pathname.startsWith('/assets/')) event.respondWith(fileFor(event.request));
    } else if (address.pathname === '/logga/ut') {
        event.waitUntil(caches.open(pages).then((kept) => kept.delete('/logga')));
    } else if (isLogPage(address.pathname)) {
        event.respondWith(pageFor(event, address));
    } else if (address.pathname.startsWith('/logga/')) {
        event.respondWith(otherPageFor(event.request));
    }
});

// The first visit was over before this program looked after the page.
self.addEventListener('message', (event) => {
    const path = event.data?.keep;
    if (!isLogPage(path ?? '')) return;
    event.waitUntil(caches.open(pages).then((kept) => kept.match(path)).then((found) => found ?? keepPage(path)));
});

// Background Sync: the browser asks when the net is back, also with no page open, and again where something was left.
self.addEventListener('sync', (event) => {
    if (event.tag !== fieldQueue.channel) return;
    event.waitUntil(fieldQueue.sendAll().then(({ left }) => {
        if (left > 0) throw new Error(`${left} wait`);
    }));
});
