// A resident says that a verdict is wrong, without an account, a name or JavaScript; an officer answers, and both stand
// in public beside the verdict. Runs after accounts.mjs, whose officer it signs in as.
import { press, visitors } from './visitor.mjs';

export async function residents({ browser, origin, check, validate, lookClosely }) {
    const { person, look, close } = visitors({ browser, validate, lookClosely });
    const heading = (page) => page.textContent('h1');
    const send = (page, button) => press(page, `main form button:has-text("${button}")`);
    const choose = async (page, what) => {
        await page.focus(what);
        await page.keyboard.press('Space');
    };
    const fill = async (page, what, text) => {
        await page.focus(what);
        await page.fill(what, text);
    };

    // An officer's own pledge, and a measure of it
    const bo = await person();
    await bo.goto(origin + '/konto/logga-in');
    await bo.fill('#mail', 'bo@polisen.example');
    await bo.fill('#password', 'fem helt andra ord i rad');
    await send(bo, 'Logga in');
    await bo.goto(origin + '/granska');
    check((await heading(bo)) === 'Invånarnas frågor', 'an officer does not see the questions');
    await look(bo, 'granska-tom');
    await bo.goto(origin + '/logga');
    const measure = await bo.getAttribute('.log-row h3 a', 'href');

    // A resident asks
    const eva = await person();
    await eva.goto(origin + measure);
    await press(eva, '#fragor ~ ul a:has-text("Ställ en fråga")');
    check((await heading(eva)).startsWith('Fråga'), 'the measure leads to no form');
    await look(eva, 'fraga');
    await choose(eva, '#matter-dispute');
    await fill(eva, '#text', 'Fråga Eva Lindgren, ni kom inte.');
    await new Promise((done) => setTimeout(done, 3500)); // as long as a person needs at least
    await send(eva, 'Skicka');
    check((await eva.inputValue('#text')) === 'Fråga Eva Lindgren, ni kom inte.', 'what was typed is gone');
    check(await eva.isChecked('#matter-dispute'), 'what was chosen is gone');
    check((await eva.textContent('#hittat')).includes('Eva Lindgren'), 'what the screen found is not shown');
    await look(eva, 'fraga-fragar');
    await choose(eva, '#confirmed');
    await send(eva, 'Skicka');
    const code = await eva.textContent('code.secret');
    check(/^[a-z0-9]{5}(-[a-z0-9]{5}){3}$/.test(code), `the code is "${code}"`);
    await look(eva, 'fraga-kvitto');
    check((await eva.context().cookies()).length === 0, 'a cookie was set');
    await eva.goto(origin + measure);
    check((await eva.textContent('.residents')).includes('väntar på svar'), 'that it waits is not told');

    // Somebody who has the code opens it
    await eva.goto(origin + '/fraga');
    await look(eva, 'fraga-kod');
    await fill(eva, '#code', 'fel kod');
    await send(eva, 'Öppna');
    check((await eva.inputValue('#code')) === 'fel kod', 'the code that was typed is gone');
    await look(eva, 'fraga-kod-fel');
    await fill(eva, '#code', code.toUpperCase());
    await send(eva, 'Öppna');
    check((await heading(eva)) === 'Din fråga', 'the code opens nothing');

    // The officer answers, with the name cut out
    await bo.goto(origin + '/granska');
    await look(bo, 'granska');
    await press(bo, 'main .rows a');
    await look(bo, 'granska-fraga');
    await choose(bo, '#what-publish');
    await fill(bo, '#shown', 'Fråga , ni kom aldrig.');
    await fill(bo, '#answer', 'Två av tre var sjuka.');
    await send(bo, 'Spara');
    check((await bo.inputValue('#answer')) === 'Två av tre var sjuka.', 'the answer is gone');
    check((await bo.textContent('#fel')).includes('aldrig'), 'a word may be put into the mouth of a resident');
    await look(bo, 'granska-fel');
    await fill(bo, '#shown', 'Fråga , ni kom inte.');
    await send(bo, 'Spara');
    await look(bo, 'granska-klar');

    // It stands in public, and its asker erases what they wrote
    await eva.goto(origin + measure);
    const told = await eva.textContent('.residents');
    check(told.includes('Fråga […], ni kom inte.') && told.includes('Två av tre var sjuka.'), 'the answer does not stand in public');
    check(told.includes('områdespolis, Lokalpolisområde Solvik'), 'who answered is not told');
    await look(eva, 'matt-med-fragor');
    await eva.goto(`${origin}/fraga/${code}`);
    await look(eva, 'fraga-besvarad');
    await eva.focus('summary');
    await eva.keyboard.press('Enter');
    await send(eva, 'Radera för gott');
    check((await eva.textContent('[role=status]')).includes('raderad'), 'nothing is said to be erased');
    await look(eva, 'fraga-raderad');
    await eva.goto(origin + measure);
    check(!(await eva.textContent('.residents')).includes('ni kom inte'), 'what was erased stands in public');
    await close();
}
