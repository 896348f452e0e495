// Pictures of the tables of a page, drawn by Chart.js from what the rows that are shown have in their cells: no number
// stands twice. They are drawn anew when other rows are shown, in other colours, and for paper.

const MOST_BARS = 30;
const LONG_NAME = 10; // letters, that lie better than they stand
const PAPER_WIDTH = 680; // pixels of an A4 within its margins
const MARKS = ['circle', 'rect', 'triangle', 'rectRot', 'star'];
const DASHES = [[], [6, 4], [2, 3], [10, 3, 2, 3], [4, 2]];

function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function shorten(name, most) {
    return name.length > most ? `${name.slice(0, most - 1).trimEnd()}…` : name;
}

// As the table has it: with the language's decimal sign, and no other.
const numbers = new Intl.NumberFormat(language, { useGrouping: false });
const percentages = new Intl.NumberFormat(language, { useGrouping: false, minimumFractionDigits: 1 });
function show(value, kind) {
    if (value === null)
        return '';
    return kind === 'percent' ? `${percentages.format(value)} %` : numbers.format(value);
}

// Writes each number where its bar ends: paper has nothing to point at.
const endings = {
    id: 'endings',
    afterDatasetsDraw(chart, args, options) {
        const { ctx } = chart;
        const [dataset] = chart.data.datasets;
        ctx.save();
        ctx.fillStyle = options.ink;
        ctx.font = '12px system-ui, sans-serif';
        ctx.textBaseline = options.lying ? 'middle' : 'bottom';
        ctx.textAlign = options.lying ? 'left' : 'center';
        chart.getDatasetMeta(0).data.forEach((bar, i) => {
            const { x, y } = bar.tooltipPosition();
            ctx.fillText(show(dataset.data[i], dataset.kind), options.lying ? x + 5 : x, options.lying ? y : y - 3);
        });
        ctx.restore();
    },
};

class Picture {
    constructor(table) {
        this.table = table;
        this.kind = table.element.dataset.chart;
        this.series = table.columns.map((column, at) => ({ ...column, at })).filter((column) => column.drawn);
        this.isLying = this.kind !== 'lines' && !table.isOfTime &&
            (table.rows.length > FEW_ROWS || table.rows.some((row) => row.cells[0].textContent.length > LONG_NAME));
        this.canvas = make('canvas', {});
        this.figure = make('figure', { role: 'img', 'aria-label': this.describe() }, this.canvas);
        this.note = make('p', { class: 'note' });
        table.place.before(this.figure, this.note);
        table.listeners.push(() => this.draw());
        this.draw();
    }

    describe() {
        const names = new Intl.ListFormat(language, { type: 'conjunction' });
        return say(texts[this.kind], names.format(this.series.map((series) => series.title)), this.table.columns[0].title);
    }

    // Points in time stay in their order, however the table is sorted.
    get rows() {
        const { isOfTime, rows, matched } = this.table;
        return isOfTime ? rows.filter((row) => matched.includes(row)) : matched;
    }

    draw(paper = false) {
        const rows = this.rows;
        const drawn = this.table.isOfTime ? rows : rows.slice(0, MOST_BARS);
        const height = this.heightOf(drawn.length);
        this.chart?.destroy();
        this.note.textContent = drawn.length < rows.length ? say(texts.drawn, drawn.length, rows.length) : '';
        this.figure.hidden = drawn.length === 0;
        this.figure.style.height = `${height}px`;
        this.canvas.width = PAPER_WIDTH;
        this.canvas.height = height;
        this.chart = new Chart(this.canvas, this.configure(drawn, paper));
    }

    heightOf(n) {
        if (!this.isLying)
            return 300;
        const bars = this.kind === 'bars' ? this.series.length : 1;
        const axes = new Set(this.series.map((series) => series.kind)).size;
        return 40 + 50 * axes + n * Math.max(24, 12 * bars + 8);
    }

    configure(rows, paper) {
        return {
            type: this.kind === 'lines' ? 'line' : 'bar',
            data: {
                labels: rows.map((row) => row.cells[0].textContent || '–'),
                datasets: this.series.map((series, i) => this.dataset(series, i, rows)),
            },
            options: {
                animation: false,
                responsive: !paper,
                maintainAspectRatio: false,
                devicePixelRatio: Math.max(2, window.devicePixelRatio), // paper is finer than most screens
                indexAxis: this.isLying ? 'y' : 'x',
                locale: language,
                color: colour('ink'),
                layout: { padding: this.endingRoom() },
                interaction: { mode: 'index', intersect: false, axis: this.isLying ? 'y' : 'x' },
                scales: this.scales(paper),
                plugins: {
                    endings: { ink: colour('ink'), lying: this.isLying },
                    legend: {
                        display: this.series.length > 1,
                        onClick: null,
                        labels: { boxWidth: 14, boxHeight: this.kind === 'lines' ? 6 : 12, usePointStyle: this.kind === 'lines' },
                    },
                    tooltip: { callbacks: { label: (at) => `${at.dataset.label}: ${show(at.raw, at.dataset.kind)}` } },
                },
            },
            plugins: this.hasEndings ? [endings] : [],
        };
    }

    get hasEndings() {
        return this.kind === 'bars' && this.series.length === 1;
    }

    endingRoom() {
        if (!this.hasEndings)
            return 0;
        return this.isLying ? { right: 48 } : { top: 18 };
    }

    dataset(series, i, rows) {
        const ink = colour(`series-${i % MARKS.length + 1}`);
        return {
            label: series.title,
            kind: series.kind,
            data: rows.map((row) => numberOf(row.cells[series.at])),
            [this.isLying ? 'xAxisID' : 'yAxisID']: series.kind,
            backgroundColor: ink,
            borderColor: this.kind === 'lines' ? ink : colour('paper'),
            borderWidth: this.kind === 'lines' ? 2 : 1,
            borderDash: DASHES[i % DASHES.length],
            pointStyle: MARKS[i % MARKS.length],
            pointRadius: 4,
            maxBarThickness: 36,
        };
    }

    // An axis of names, and one for each kind of number.
    scales(paper) {
        const ticks = { color: colour('ink') }, grid = { color: colour('line') };
        const [across, along] = this.isLying ? ['y', 'x'] : ['x', 'y'];
        const narrow = !paper && this.table.place.clientWidth < 500;
        const stacked = this.kind === 'stack';
        const scales = {
            [across]: {
                stacked,
                grid: { display: false },
                ticks: {
                    ...ticks,
                    autoSkip: !this.isLying,
                    callback(value) {
                        return shorten(this.getLabelForValue(value), narrow ? 16 : 32);
                    },
                },
            },
        };
        const kinds = [...new Set(this.series.map((series) => series.kind))];
        kinds.forEach((kind, i) => {
            scales[kind] = {
                axis: along,
                stacked,
                position: { x: ['bottom', 'top'], y: ['left', 'right'] }[along][i],
                beginAtZero: true,
                suggestedMax: kind === 'percent' ? 100 : 1,
                grid: i === 0 ? grid : { display: false },
                title: { display: this.series.length === 1 || kinds.length > 1, color: colour('ink'), text: this.titleOf(kind) },
                ticks: {
                    ...ticks,
                    maxRotation: 0,
                    precision: kind === 'number' ? 0 : undefined,
                    callback: (value) => numbers.format(value) + (kind === 'percent' ? ' %' : ''),
                },
            };
        });
        return scales;
    }

    titleOf(kind) {
        return this.series.filter((series) => series.kind === kind).map((series) => series.title).join(', ');
    }
}

// --- numbers as colours

const HEATS = 6;

// Each kind of number has a scale of its own, over all its columns.
function heat(table) {
    for (const kind of ['number', 'percent']) {
        const at = table.columns.flatMap((column, i) => (column.drawn && column.kind === kind ? [i] : []));
        const cells = table.rows.flatMap((row) => at.map((i) => row.cells[i]));
        const found = cells.map(numberOf);
        const known = found.filter((number) => number !== null);
        const least = known.reduce((a, b) => Math.min(a, b), 0);
        const most = known.reduce((a, b) => Math.max(a, b), 0);
        cells.forEach((cell, i) => {
            if (found[i] !== null && most > least)
                cell.classList.add(`heat-${1 + Math.round((found[i] - least) / (most - least) * (HEATS - 1))}`);
        });
    }
    table.place.before(make('p', { class: 'note' }, texts.heat));
}

// --- all of them

const tables = Array.from(document.querySelectorAll('table[data-chart]'), (element) => new Table(element));
const pictures = [];
for (const table of tables) {
    const { chart } = table.element.dataset;
    if (chart === 'heat')
        heat(table);
    else if (chart !== 'none' && table.columns.some((column) => column.drawn))
        pictures.push(new Picture(table));
}

// Paper is white and of its own width, whatever the screen is.
function redraw(paper) {
    document.documentElement.classList.toggle('printing', paper);
    for (const table of tables)
        table.show(paper);
    for (const picture of pictures)
        picture.draw(paper);
}
window.addEventListener('beforeprint', () => redraw(true));
window.addEventListener('afterprint', () => redraw(false));
window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => redraw(false));
performance.mark('stage-usable');
