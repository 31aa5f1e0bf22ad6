// A letter with an invitation, a forgotten password, and a summary that somebody wants no more of.
import { execFileSync } from 'node:child_process';

export async function mailPages({ lofte, data, origin, box, check, look, send, bo, invitation }) {
    const invited = await box.to('bo@polisen.example', 'Inbjudan');
    check(invited.text.includes(new URL(invitation).pathname), 'the letter has another link than the page');
    check(/^Auto-Submitted: auto-generated$/m.test(invited.head.replace(/\r/g, '')), 'nothing says that a program wrote it');

    await bo.goto(origin + '/konto/glomt');
    await look(bo, 'konto-glomt');
    await bo.fill('#mail', 'bo@polisen.example');
    await send(bo, 'Skicka en länk');
    check((await bo.textContent('[role=status]')).includes('en länk på väg'), 'it is not said what comes now');
    await look(bo, 'konto-glomt-skickat');
    const letter = await box.to('bo@polisen.example', 'Nytt lösenord');
    await bo.goto(origin + letter.text.match(/\/konto\/inbjudan\/[0-9a-f]{64}/)[0]);
    await look(bo, 'konto-nytt-losenord');
    await bo.fill('#password', 'fem helt andra ord i rad');
    check((await bo.textContent('h1')) === 'Välj ett nytt lösenord', 'the link does not say what it is for');
    await send(bo, 'Byt lösenord');
    check((await bo.textContent('main')).includes('Lokalpolisområde Solvik: Handläggare'), 'the new password opens nothing');
    await box.to('bo@polisen.example', 'inloggning till Löfte har ändrats');

    await bo.goto(origin + '/konto');
    await bo.selectOption('#reminder_days', '14');
    await send(bo, 'Spara');
    check((await bo.inputValue('#reminder_days')) === '14', 'the choice is not kept');
    await look(bo, 'konto-med-e-post');

    execFileSync(lofte, ['mail', 'remind', '--data', data, '--base-url', origin], { stdio: 'ignore' });
    const digest = await box.to('bo@polisen.example', 'att se till');
    await bo.goto(digest.text.match(/http:\S+\/konto\/avanmal\/\S+/)[0]);
    await look(bo, 'konto-avanmal');
    await send(bo, 'Skicka inga fler');
    await look(bo, 'konto-avanmalt');
    await bo.goto(origin + '/konto');
    check(!(await bo.isChecked('#digest')), 'the summary is still wanted');
}
