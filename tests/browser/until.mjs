// Waits until `ask`, which may be async, answers true in the page; page.waitForFunction takes a promise itself for a yes.
export async function until(page, ask, arg, longest = 30000) {
    const end = Date.now() + longest;
    while (!(await page.evaluate(ask, arg))) {
        if (Date.now() > end) throw new Error(`waited in vain for ${ask}`);
        await page.waitForTimeout(50);
    }
}

// The service worker has left the page on this device.
export const isKept = (page) =>
    until(page, async (path) => (await (await caches.open('lofte-sidor')).match(path)) !== undefined, new URL(page.url()).pathname);
