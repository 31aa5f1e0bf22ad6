// A person at a browser without JavaScript, who goes through the pages by keyboard; what a page is made of is looked at
// closely in a twin of it that has scripts, since axe is one.
export function visitors({ browser, validate, lookClosely }) {
    const contexts = [];
    return {
        async person(options = {}) {
            const context = await browser.newContext({ javaScriptEnabled: false, locale: 'sv-SE', reducedMotion: 'reduce', ...options });
            contexts.push(context);
            const page = await context.newPage();
            page.on('response', (r) => {
                if (r.request().isNavigationRequest() && (r.status() < 300 || r.status() > 399)) page.shown = r;
            });
            return page;
        },
        // The page as it was sent, valid, and clean in light and dark and in every width.
        async look(page, name) {
            const sent = await page.shown.text();
            const { origin } = new URL(page.url());
            await validate(name, sent);
            for (const colorScheme of ['light', 'dark']) {
                const context = await browser.newContext({ colorScheme, locale: 'sv-SE', bypassCSP: true, storageState: await page.context().storageState() });
                const twin = await context.newPage();
                await twin.setContent(sent.replace('<head>', `<head><base href="${origin}/">`));
                await twin.waitForLoadState('load');
                await twin.$$eval('details', (all) => all.forEach((d) => (d.open = true)));
                await lookClosely(twin, name, colorScheme);
                await context.close();
            }
        },
        async close() {
            for (const context of contexts) await context.close();
        },
    };
}

// Reaches what is named and presses Enter there: the way of who has no mouse.
export async function press(page, what) {
    await page.focus(what);
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
}

// Numbers are kept with their words by spaces that do not break.
export const words = async (page, what = 'main') => (await page.textContent(what)).replaceAll('\u00a0', ' ');
