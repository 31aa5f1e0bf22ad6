// Whoever looks after the server: its health, who did and read what, what was kept too long, all about oneself. Called when
// Anna, an administrator, is signed in; without JavaScript, by keyboard.
export async function admin({ page, origin, check, look, press, send }) {
    const heading = () => page.textContent('h1');
    await page.goto(origin + '/admin/halsa');
    check((await heading()) === 'Serverns hälsa', 'the health of the server is not shown');
    check((await page.textContent('main')).includes('Det finns ingen säkerhetskopia.'), 'that there is no backup is not said');
    await look(page, 'admin-halsa');

    await press(page, 'nav a:has-text("Händelser")');
    check((await heading()) === 'Händelser', 'the events are not shown');
    check((await page.textContent('main')).includes('Läste händelser'), 'that somebody reads them is no event');
    await look(page, 'admin-handelser');
    await page.focus('details.more summary');
    await page.keyboard.press('Enter');
    await page.selectOption('#vad', 'account');
    await send(page, 'Sök');
    check((await page.textContent('main .rows')).includes('Konto gjort'), 'the search finds no account');
    check((await page.inputValue('#vad')) === 'account', 'what was searched for is not kept');
    await page.goto(origin + '/admin/handelser?fran=igår');
    check((await page.textContent('[role=alert]')).includes('2026-11-28'), 'a day that is none is not told of');
    await look(page, 'admin-handelser-fel');

    await press(page, 'nav a:has-text("Gallring")');
    check((await heading()) === 'Gallring', 'what is kept too long is not shown');
    await look(page, 'admin-gallring');
    await page.fill('#sessions', 'sju');
    await send(page, 'Spara tiderna');
    check((await page.inputValue('#sessions')) === 'sju', 'what was typed is gone');
    await look(page, 'admin-gallring-fel');
    await page.fill('#sessions', '31');
    await send(page, 'Spara tiderna');
    check((await page.textContent('[role=status]')).includes('Tiderna är sparade.'), 'the times are not saved');

    const file = await page.context().request.get(origin + '/konto/allt');
    check(file.headers()['content-type'] === 'application/json', 'all about oneself is no JSON');
    check((await file.json()).account.mail === 'anna@fjallby.example', 'all about oneself is somebody else');
}
