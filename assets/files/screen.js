'use strict';

// Says beside a field what is found in it while it is written: persons, their numbers, their cars. Nothing of it is kept or
// sent anywhere, and a form with a personal identity number, which nobody may save, is not sent at all. Without this script
// the same is said when the form is sent.
(() => {
    const pause = 400; // milliseconds without a key
    const { dataset } = document.currentScript;
    let lists; // fetched when somebody begins to write

    const fetched = () =>
        Promise.all(dataset.lists.split(' ').map(async (address) => {
            const answer = await fetch(address);
            if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
            return answer.text();
        })).then((texts) => textScreen.listsOf(...texts));

    const words = (found) => found.map((one) => dataset[one.kind].replace('{text}', () => one.text)).join(' ');
    const saidBeside = new WeakMap();

    function attach(field) {
        const said = document.createElement('span');
        said.className = 'screened';
        said.setAttribute('role', 'status');
        field.after(said);
        saidBeside.set(field, said);
        let timer;

        async function look() {
            try {
                lists ??= fetched();
                said.textContent = words(textScreen.find(field.value, await lists));
            } catch {
                lists = undefined; // the lists did not come: the server looks when the form does
            }
        }

        field.addEventListener('input', () => {
            clearTimeout(timer);
            timer = setTimeout(look, pause);
        });
        field.form?.addEventListener('reset', () => (said.textContent = ''));
    }

    for (const field of document.querySelectorAll('[data-screened]')) attach(field);

    // Before anything else hears of it: what waits for a net must not hold such a number either.
    document.addEventListener('submit', (event) => {
        for (const field of event.target.querySelectorAll('[data-screened]')) {
            const found = textScreen.personalNumbers(field.value);
            if (found.length === 0) continue;
            event.preventDefault();
            event.stopImmediatePropagation();
            saidBeside.get(field).textContent = words(found);
            field.focus();
            return;
        }
    }, true);
})();
