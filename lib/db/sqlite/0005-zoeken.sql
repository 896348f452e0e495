-- Full-text search: an index per table over the text that stands in the table itself, so that no text is kept
-- twice. Case and diacritics are folded. Names are looked up by their words only; of notes and the rest also
-- the places are kept, for ranking and snippets. lib/db/sqlite_search.c keeps them up to date at the end of each
-- action, from the journal.

CREATE VIRTUAL TABLE zoek_student USING fts5 (nummer, roepnaam, voorvoegsel, achternaam, klas,
    content = 'student', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', detail = none, columnsize = 0);
CREATE VIRTUAL TABLE zoek_docent USING fts5 (code, roepnaam, voorvoegsel, achternaam,
    content = 'docent', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', detail = none, columnsize = 0);
CREATE VIRTUAL TABLE zoek_leerbedrijf USING fts5 (naam, sbb, plaats,
    content = 'leerbedrijf', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', detail = none, columnsize = 0);
CREATE VIRTUAL TABLE zoek_opleider USING fts5 (roepnaam, voorvoegsel, achternaam,
    content = 'opleider', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', detail = none, columnsize = 0);
CREATE VIRTUAL TABLE zoek_notitie USING fts5 (tekst,
    content = 'notitie', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE zoek_inschatting USING fts5 (oordeel, voorbeeld, verwachting,
    content = 'inschatting', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE zoek_begeleidingskeuze USING fts5 (voorbeeld,
    content = 'begeleidingskeuze', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE zoek_afspraak USING fts5 (wat, resultaat,
    content = 'afspraak', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE zoek_signaal USING fts5 (omschrijving, verwezen, afloop,
    content = 'signaal', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');

INSERT INTO zoek_student (zoek_student) VALUES ('rebuild');
INSERT INTO zoek_docent (zoek_docent) VALUES ('rebuild');
INSERT INTO zoek_leerbedrijf (zoek_leerbedrijf) VALUES ('rebuild');
INSERT INTO zoek_opleider (zoek_opleider) VALUES ('rebuild');
INSERT INTO zoek_notitie (zoek_notitie) VALUES ('rebuild');
INSERT INTO zoek_inschatting (zoek_inschatting) VALUES ('rebuild');
INSERT INTO zoek_begeleidingskeuze (zoek_begeleidingskeuze) VALUES ('rebuild');
INSERT INTO zoek_afspraak (zoek_afspraak) VALUES ('rebuild');
INSERT INTO zoek_signaal (zoek_signaal) VALUES ('rebuild');
