// Says beside a field what the server's screening finds in it while it is written: persons, their numbers, their cars.
// Nothing is kept anywhere. Without this script the same is said when the form is sent.
(() => {
    const pause = 400; // milliseconds without a key
    const shortest = 4; // letters: less names nobody

    function attach(address, secret, field) {
        const said = document.createElement('span');
        said.className = 'screened';
        said.setAttribute('role', 'status');
        field.after(said);
        let timer;
        let turn = 0;

        async function findings(text) {
            if (text.trim().length < shortest) return [];
            const answer = await fetch(address, {
                method: 'POST',
                body: new URLSearchParams({ nyckel: secret, text }),
                redirect: 'error',
            });
            return answer.ok ? (await answer.json()).findings : [];
        }

        async function look() {
            const mine = ++turn;
            let found = [];
            try {
                found = await findings(field.value);
            } catch {
                // Without a net nothing is said here; the server looks when the form comes.
            }
            if (mine === turn) said.textContent = found.map((f) => f.words).join(' ');
        }

        field.addEventListener('input', () => {
            clearTimeout(timer);
            timer = setTimeout(look, pause);
        });
    }

    for (const field of document.querySelectorAll('[data-screened]')) {
        const secret = field.form?.elements.namedItem('nyckel')?.value;
        if (secret) attach(field.dataset.screened, secret, field);
    }
})();
