// While a pledge's or a row's words are typed: what they are understood as, from the server that will read them when they
// are saved. Without this script a button shows the same.
(() => {
  const form = document.getElementById('del');
  const shown = document.getElementById('las');
  if (!form || !shown) return;
  const words = () => {
    const when = form.elements.namedItem('when');
    const what = form.elements.namedItem(when ? 'what' : 'text');
    return (when && when.value.trim()) || what.value;
  };
  form.querySelectorAll('.no-script-only').forEach((p) => { p.hidden = true; });
  let before = words();
  let waiting;
  let asked = 0;
  const read = async () => {
    const now = words();
    if (now === before) return;
    before = now;
    const mine = ++asked;
    try {
      const answer = await fetch(form.dataset.read, {
        method: 'POST',
        body: new URLSearchParams(new FormData(form)),
      });
      if (answer.ok && mine === asked) shown.innerHTML = await answer.text();
    } catch {
      // Without a net nothing is shown anew; it is read when it is saved.
    }
  };
  form.addEventListener('input', (event) => {
    if (!['when', 'what', 'text'].includes(event.target.name)) return;
    clearTimeout(waiting);
    waiting = setTimeout(read, 400);
  });
})();
