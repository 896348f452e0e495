// Before anything is laid out: there is a script, so that tables need not be shown whole (figures.css, table.js).
document.documentElement.classList.add('scripted');
