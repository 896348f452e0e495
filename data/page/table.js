// A table of the page, of which the rows can be filtered and put in order. What it shows is in its cells, and what
// its columns hold over them (cmd/document_html_table.c). The texts are the page's, in its language.

const FEW_ROWS = 8; // are looked over without a filter
const MANY_ROWS = 25; // scroll in their own place, below the titles
const MOST_ROWS = 100; // are laid out unasked, as many as figures.css lets: a thousand take seconds
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
        this.matched = this.rows; // by the filters, in order; the first ones stand there, or all
        this.isUnfolded = false;
        this.isOfTime = this.rows.every((row) => /^\d{4}-\d\d(-\d\d)?$/.test(row.cells[0].textContent));
        this.conditions = new Map();
        this.listeners = [];
        this.place.classList.toggle('long', this.rows.length > MANY_ROWS);
        if (this.rows.length > 1)
            this.columns.forEach((column, at) => this.addOrder(column, at));
        if (this.rows.length > FEW_ROWS)
            this.addTools();
    }

    isNumber(at) {
        return ['number', 'percent'].includes(this.columns[at].kind);
    }

    changed() {
        const conditions = [...this.conditions.values()];
        this.matched = this.ordered.filter((row) => conditions.every((condition) => condition(row)));
        this.show();
        for (const listener of this.listeners)
            listener();
    }

    // Paper has all that match.
    show(paper = false) {
        const all = this.matched.length;
        const n = paper || this.isUnfolded ? all : Math.min(all, MOST_ROWS);
        const standing = new Set(this.matched.slice(0, n));
        for (const row of this.rows)
            row.hidden = !standing.has(row);
        this.element.classList.add('scripted');
        if (this.tools === undefined)
            return;
        this.status.textContent = n < all ? say(texts.first, all, this.rows.length, n)
            : say(texts.shown, all, this.rows.length);
        this.more.hidden = n === all;
        this.whole.hidden = n === this.rows.length;
        this.tools.classList.toggle('all', n === this.rows.length);
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
        const fields = [...this.searches(), ...this.columns.flatMap((column, at) => this.choices(column, at))];
        if (fields.length === 0 && this.rows.length <= MOST_ROWS)
            return;
        this.status = make('p', { role: 'status' });
        this.more = make('button', { type: 'button' }, texts.more);
        this.tools = make('div', { class: 'tools', role: 'group', 'aria-label': say(texts.filter, this.title) },
            ...fields, this.status, this.more);
        this.more.addEventListener('click', () => this.unfold());
        this.addWhole();
        this.place.before(this.tools);
        this.show();
    }

    // The button goes, so the rows are where one is.
    unfold() {
        this.isUnfolded = true;
        this.show();
        this.place.focus();
    }

    // Days and months are no names.
    searches() {
        if (this.isOfTime)
            return [];
        const input = make('input', { type: 'search', autocomplete: 'off', spellcheck: 'false' });
        const names = new Map(this.rows.map((row) => [row, fold(row.cells[0].textContent)]));
        input.addEventListener('input', () => {
            const asked = fold(input.value.trim());
            this.require(0, (row) => names.get(row).includes(asked));
        });
        return [make('label', {}, say(texts.contains, this.columns[0].title), input)];
    }

    // For a column of text, of which some rows have the same.
    choices(column, at) {
        const values = this.rows.map((row) => row.cells[at].textContent);
        const choices = [...new Set(values)].sort(collator.compare);
        if (at === 0 || column.kind !== 'text' || choices.length < 2 || choices.length > MOST_CHOICES ||
            choices.length === values.length)
            return [];
        const select = make('select', {}, make('option', {}, texts.any),
            ...choices.map((choice) => make('option', {}, choice || '–')));
        select.addEventListener('change', () => {
            const choice = choices[select.selectedIndex - 1];
            this.require(at, (row) => choice === undefined || row.cells[at].textContent === choice);
        });
        return [make('label', {}, column.title, select)];
    }

    // The last row is of all rows, also when only some stand there: then it says so.
    addWhole() {
        const total = this.element.tFoot?.rows[0].cells[0];
        this.whole = make('span', {}, ` ${say(texts.whole, this.rows.length)}`);
        this.whole.hidden = true;
        total?.append(this.whole);
    }

    require(at, condition) {
        this.conditions.set(at, condition);
        this.changed();
    }
}
