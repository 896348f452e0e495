// A table of the page, of which the rows can be filtered and put in order. What it shows is in its cells, and what
// its columns hold over them (cmd/document_html_table.c). The texts are the page's, in its language.

const FEW_ROWS = 8; // are looked over without a filter
const MANY_ROWS = 25; // scroll in their own place, below the titles
const MOST_CHOICES = 100; // to choose one from

const texts = document.body.dataset;
const language = document.documentElement.lang;
const collator = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });

// Fills in each %s of a text.
function say(text, ...values) {
    return text.replace(/%s/g, () => values.shift());
}

function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes))
        element.setAttribute(key, value);
    element.append(...children);
    return element;
}

// Without capitals and accents.
function fold(text) {
    return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

// The number of a cell; null when it has none, or one that is not told.
function numberOf(cell) {
    const text = cell.dataset.value ?? cell.textContent;
    return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : null;
}

class Table {
    constructor(element) {
        this.element = element;
        this.place = element.closest('.wide');
        this.title = element.caption?.textContent ?? '';
        this.columns = Array.from(element.tHead.rows[0].cells, (head) => ({
            head, title: head.textContent, kind: head.dataset.kind, drawn: 'drawn' in head.dataset,
        }));
        this.rows = Array.from(element.tBodies[0].rows); // as they were written
        this.ordered = this.rows;
        this.isOfTime = this.rows.every((row) => /^\d{4}-\d\d(-\d\d)?$/.test(row.cells[0].textContent));
        this.conditions = new Map();
        this.listeners = [];
        this.place.classList.toggle('long', this.rows.length > MANY_ROWS);
        if (this.rows.length > 1)
            this.columns.forEach((column, at) => this.addOrder(column, at));
        if (this.rows.length > FEW_ROWS)
            this.addTools();
    }

    get shown() {
        return this.ordered.filter((row) => !row.hidden);
    }

    isNumber(at) {
        return ['number', 'percent'].includes(this.columns[at].kind);
    }

    changed() {
        for (const listener of this.listeners)
            listener();
    }

    // --- order

    addOrder(column, at) {
        const button = make('button', { type: 'button' }, column.title);
        column.head.replaceChildren(button);
        button.addEventListener('click', () => this.order(at));
    }

    // Up, then down, then as it was.
    order(at) {
        const { head } = this.columns[at];
        const next = { ascending: 'descending', descending: null }[head.getAttribute('aria-sort')];
        const direction = next === undefined ? 'ascending' : next;
        for (const column of this.columns)
            column.head.removeAttribute('aria-sort');
        if (direction !== null)
            head.setAttribute('aria-sort', direction);
        this.ordered = direction === null ? this.rows : this.sorted(at, direction === 'ascending' ? 1 : -1);
        this.element.tBodies[0].replaceChildren(...this.ordered);
        this.changed();
    }

    // What is not known stands last, whichever the direction.
    sorted(at, sign) {
        const value = this.isNumber(at) ? numberOf : (cell) => cell.textContent || null;
        const compare = this.isNumber(at) ? (a, b) => a - b : collator.compare;
        return this.rows.map((row) => ({ row, value: value(row.cells[at]) })).sort((a, b) => {
            if (a.value === null || b.value === null)
                return (a.value === null) - (b.value === null);
            return sign * compare(a.value, b.value);
        }).map(({ row }) => row);
    }

    // --- filters

    addTools() {
        this.status = make('p', { role: 'status' });
        this.tools = make('div', { class: 'tools', role: 'group', 'aria-label': say(texts.filter, this.title) });
        if (!this.isOfTime)
            this.addSearch();
        this.columns.forEach((column, at) => at > 0 && column.kind === 'text' && this.addChoice(column, at));
        if (this.tools.childElementCount === 0)
            return;
        this.tools.append(this.status);
        this.addWhole();
        this.place.before(this.tools);
        this.filter();
    }

    addSearch() {
        const input = make('input', { type: 'search', autocomplete: 'off', spellcheck: 'false' });
        const names = this.rows.map((row) => fold(row.cells[0].textContent));
        this.tools.append(make('label', {}, say(texts.contains, this.columns[0].title), input));
        input.addEventListener('input', () => {
            const asked = fold(input.value.trim());
            this.require(0, (row, i) => names[i].includes(asked));
        });
    }

    // For a column of which some rows have the same text.
    addChoice(column, at) {
        const values = this.rows.map((row) => row.cells[at].textContent);
        const choices = [...new Set(values)].sort(collator.compare);
        if (choices.length < 2 || choices.length > MOST_CHOICES || choices.length === values.length)
            return;
        const select = make('select', {}, make('option', {}, texts.any),
            ...choices.map((choice) => make('option', {}, choice || '–')));
        this.tools.append(make('label', {}, column.title, select));
        select.addEventListener('change', () => {
            const choice = choices[select.selectedIndex - 1];
            this.require(at, (row, i) => choice === undefined || values[i] === choice);
        });
    }

    // The last row is of all rows, also when only some are shown: then it says so.
    addWhole() {
        const total = this.element.tFoot?.rows[0].cells[0];
        this.whole = make('span', {}, ` ${say(texts.whole, this.rows.length)}`);
        this.whole.hidden = true;
        total?.append(this.whole);
    }

    require(at, condition) {
        this.conditions.set(at, condition);
        this.filter();
        this.changed();
    }

    filter() {
        const conditions = [...this.conditions.values()];
        let n = 0;
        this.rows.forEach((row, i) => {
            row.hidden = !conditions.every((condition) => condition(row, i));
            n += row.hidden ? 0 : 1;
        });
        this.status.textContent = say(texts.shown, n, this.rows.length);
        this.whole.hidden = n === this.rows.length;
        this.tools.classList.toggle('all', n === this.rows.length);
    }
}
