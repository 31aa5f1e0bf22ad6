'use strict';

// Logging in the field, where the net comes and goes. A form that is sent becomes an entry that waits on this device; it is
// sent at once where there is a net, and otherwise when it is back. Whatever fails is listed with its reason until it is
// mended or thrown away. Without this script, or where the browser keeps nothing, the forms go as they always do.
(() => {
    const root = document.getElementById('vantande');
    if (!root || !window.isSecureContext || !window.indexedDB || !navigator.serviceWorker || !crypto.randomUUID) return;

    const { base, holder } = root.dataset;
    const box = root.querySelector('section');
    const list = root.querySelector('ul');
    const status = root.querySelector('[role=status]');
    const between = 700; // milliseconds in which a second press is the same press
    const again = 30000; // milliseconds between tries while something waits
    let turns = 0;
    let sent = 0; // since the page was opened
    let asked = ''; // the entry whose removal wants a second press

    const words = (name) => root.querySelector('template').content.querySelector(`[data-text=${name}]`)?.textContent ?? name;
    const counted = (name, n) => (n > 0 ? [`${words(name)} ${n}.`] : []);
    const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(new Date());
    const forms = () => document.querySelectorAll('form[data-entry]');
    const field = (form, name) => form.elements.namedItem(name);
    const freshKey = (form) => (field(form, 'key').value = crypto.randomUUID());

    // A page from memory has the keys of entries that were made before, and the day it was made as today.
    function prepare(form) {
        freshKey(form);
        const on = field(form, 'on');
        if (!on || on.max >= today()) return;
        if (on.value === on.max) on.value = on.defaultValue = today();
        on.max = today();
    }

    function fieldsOf(form) {
        const fields = {};
        for (const [name, value] of new FormData(form))
            if (!['nyckel', 'pledge', 'owner', 'key'].includes(name)) fields[name] = value;
        fields.on ||= today(); // the day it was done, whenever it is sent
        return fields;
    }

    const contents = (fields) => JSON.stringify(fields);
    const isOf = (form, entry) => contents(fieldsOf(form)) === contents(entry.fields);

    function entryOf(form) {
        return {
            key: field(form, 'key').value,
            base,
            holder,
            pledge: field(form, 'pledge').value,
            owner: field(form, 'owner').value,
            what: form.closest('.log-row')?.querySelector('h3')?.textContent.trim() ?? '',
            fields: fieldsOf(form),
            state: 'waiting',
            made: Date.now(),
        };
    }

    // For the next thing done.
    function empty(form) {
        form.reset();
        prepare(form);
        const more = form.closest('.log-row')?.querySelector('details');
        if (more?.contains(form)) more.open = false;
    }

    // The form shows an entry of the list, and puts what is sent from it in that entry's place. A form without fields shows
    // nothing that could be mended: each press of it is a thing of its own.
    function hold(form, entry) {
        form.dataset.mends = entry.key;
        form.dataset.held = contents(fieldsOf(form));
        if (entry.used) freshKey(form); // the server has that key with other contents
        else field(form, 'key').value = entry.key;
    }

    // What was decided in the list is decided: what is written over it in the form is another entry, and takes nobody's place.
    function letGo(entry) {
        for (const form of forms()) {
            if (form.dataset.mends !== entry.key) continue;
            delete form.dataset.mends;
            if (form.dataset.held === contents(fieldsOf(form))) empty(form);
            else freshKey(form);
        }
    }

    function button(name, about, press) {
        const made = document.createElement('button');
        made.type = 'button';
        made.className = 'ds-button';
        made.dataset.variant = 'secondary';
        made.textContent = words(name);
        made.setAttribute('aria-label', `${words(name)}: ${about}`);
        made.addEventListener('click', () => press(made));
        return made;
    }

    const told = (entry) => [entry.fields.amount, entry.what, entry.fields.on, entry.fields.place, entry.fields.note].filter(Boolean).join(', ');

    async function sendAgain(entry, change) {
        letGo(entry);
        const key = entry.used ? crypto.randomUUID() : entry.key; // the server has this key with other contents
        await fieldQueue.put({ ...entry, ...change, key, used: false, state: 'waiting', reason: undefined, why: undefined });
        if (key !== entry.key) await fieldQueue.drop(entry.key);
        await send();
    }

    // Puts the entry back into its row's form, to be mended and sent from there with the same key.
    function mend(entry) {
        const form = formOf(entry);
        form.reset();
        for (const [name, value] of Object.entries(entry.fields)) {
            const input = field(form, name);
            if (input && name !== 'confirmed') input.value = value;
        }
        hold(form, entry);
        for (let box = form.closest('details'); box; box = box.parentElement.closest('details')) box.open = true;
        field(form, 'amount').focus();
    }
    const formOf = (entry) =>
        [...forms()].find((form) => field(form, 'on') && field(form, 'pledge').value === entry.pledge && field(form, 'owner').value === entry.owner);

    function shown(entry) {
        const row = document.createElement('li');
        const text = document.createElement('span');
        row.append(text);
        row.dataset.key = entry.key;
        const what = document.createElement('strong');
        what.textContent = told(entry);
        const why = document.createElement('span');
        why.className = 'waiting-why';
        why.textContent = entry.reason ?? (entry.why ? words(entry.why) : words('waits'));
        text.append(what, document.createElement('br'), why);
        if (entry.why === 'signed_out') {
            const link = document.createElement('a');
            link.href = `/konto/logga-in?till=${encodeURIComponent(base)}`;
            link.textContent = words('sign_in');
            text.append(' ', link);
        }
        const buttons = document.createElement('span');
        buttons.className = 'waiting-buttons';
        if (entry.state === 'asks') buttons.append(button('confirm', told(entry), () => sendAgain(entry, { fields: { ...entry.fields, confirmed: 'ja' } })));
        if (entry.state === 'refused') buttons.append(button('again', told(entry), () => sendAgain(entry, {})));
        if (formOf(entry)) buttons.append(button('mend', told(entry), () => mend(entry)));
        const isAsked = asked === entry.key;
        buttons.append(button(isAsked ? 'drop_sure' : 'drop', told(entry), async () => {
            if (isAsked) {
                letGo(entry);
                await fieldQueue.drop(entry.key);
            }
            asked = isAsked ? '' : entry.key;
            await show();
        }));
        row.append(buttons);
        return row;
    }

    // Called by many things at once: the one that began last has seen the newest, and is the one that shows.
    async function show() {
        const turn = ++turns;
        const all = await fieldQueue.all();
        const own = all.filter((entry) => entry.holder === holder && entry.base === base);
        if (turn !== turns) return own;
        const stopped = own.filter((entry) => entry.state !== 'waiting').length;
        const text = [
            ...counted('count', own.length - stopped),
            ...counted('stopped', stopped),
            ...counted(holder ? 'others' : 'count', all.length - own.length),
            ...counted('sent', own.length === 0 ? sent : 0),
        ].join(' ');
        if (text !== status.textContent) status.textContent = text;
        const focused = document.activeElement?.closest?.('#vantande li')?.dataset.key;
        const state = JSON.stringify([own, asked]);
        if (state !== list.dataset.shown) {
            list.replaceChildren(...own.map(shown));
            list.dataset.shown = state;
            if (focused) list.querySelector(`li[data-key="${focused}"] button:last-child`)?.focus();
        }
        box.hidden = own.length === 0;
        return own;
    }

    async function send() {
        await show();
        const { saved, left } = await fieldQueue.sendAll();
        await show();
        if (left > 0) (await navigator.serviceWorker.ready.catch(() => null))?.sync?.register(fieldQueue.channel).catch(() => {});
        return saved;
    }

    async function take(form) {
        const pressed = form.querySelector('button[type=submit]');
        const entry = entryOf(form);
        const { mends } = form.dataset;
        delete form.dataset.mends;
        freshKey(form); // what is written while this one is on its way takes nobody's place
        try {
            await fieldQueue.put(entry);
            if (mends && mends !== entry.key) await fieldQueue.drop(mends);
        } catch {
            field(form, 'key').value = entry.key;
            form.submit(); // nothing can be kept here: it goes without waiting, or the browser says why not
            return;
        }
        navigator.storage?.persist?.();
        const isSame = () => isOf(form, entry);
        pressed.setAttribute('aria-busy', 'true');
        const saved = navigator.onLine ? await send() : new Map();
        pressed.removeAttribute('aria-busy');
        const answer = saved.get(entry.key);
        if (answer && isSame()) return void location.assign(answer.shown);
        const free = () => form.dataset.taken === contents(entry.fields) && delete form.dataset.taken;
        setTimeout(free, between);
        const own = await show();
        const kept = own.find((one) => one.key === entry.key);
        const isStopped = kept && kept.state !== 'waiting';
        if (isSame() && isStopped && field(form, 'on')) hold(form, kept);
        else if (isSame()) empty(form);
        if (isStopped) return void list.querySelector(`li[data-key="${entry.key}"] button`)?.focus();
        if (!navigator.onLine) send();
    }

    document.addEventListener('submit', (event) => {
        const form = event.target;
        if (!form.matches('form[data-entry]')) return;
        event.preventDefault();
        const pressed = contents(fieldsOf(form));
        if (form.dataset.taken === pressed) return;
        form.dataset.taken = pressed;
        take(form);
    });

    const trySend = async () => {
        const own = await show();
        if (own.some((entry) => entry.state === 'waiting')) await send();
    };
    window.addEventListener('online', trySend);
    window.addEventListener('pageshow', trySend);
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && trySend());
    setInterval(() => document.visibilityState === 'visible' && navigator.onLine && trySend(), again);
    new BroadcastChannel(fieldQueue.channel).addEventListener('message', ({ data }) => {
        sent += data; // by this page, another one, or the service worker
        show();
    });
    forms().forEach(prepare);
    navigator.serviceWorker.register('/logga/service-worker.js', { scope: '/logga' }).catch(() => {});
    navigator.serviceWorker.ready.then((worker) => worker.active.postMessage({ keep: base }));
    show();
})();
