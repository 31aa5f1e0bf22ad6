// A file that is larger than the server takes is told of before it is sent: what else stands in the form stays. Without
// this script the server refuses it, and takes nothing of the form.
(() => {
    for (const field of document.querySelectorAll('input[type="file"][data-most]')) {
        const most = Number(field.dataset.most);
        const check = () => {
            const bytes = [...field.files].reduce((sum, file) => sum + file.size, 0);
            field.setCustomValidity(bytes > most ? field.dataset.tooLarge : '');
        };
        field.addEventListener('change', () => {
            check();
            field.reportValidity();
        });
        check(); // a file may have been chosen before the page was left and come back to
    }
})();
