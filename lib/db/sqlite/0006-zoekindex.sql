-- A search index grows by a small segment per action, and merging them costs each action more than writing it.
-- So they are merged when there are 32 of a kind, which a search does not notice, and not before.

INSERT INTO zoek_student (zoek_student, rank) VALUES ('automerge', 0), ('crisismerge', 32);
INSERT INTO zoek_docent (zoek_docent, rank) VALUES ('automerge', 0), ('crisismerge', 32);
INSERT INTO zoek_leerbedrijf (zoek_leerbedrijf, rank) VALUES ('automerge', 0), ('crisismerge', 32);
INSERT INTO zoek_opleider (zoek_opleider, rank) VALUES ('automerge', 0), ('crisismerge', 32);
INSERT INTO zoek_notitie (zoek_notitie, rank) VALUES ('automerge', 0), ('crisismerge', 32);
INSERT INTO zoek_inschatting (zoek_inschatting, rank) VALUES ('automerge', 0), ('crisismerge', 32);
INSERT INTO zoek_begeleidingskeuze (zoek_begeleidingskeuze, rank) VALUES ('automerge', 0), ('crisismerge', 32);
INSERT INTO zoek_afspraak (zoek_afspraak, rank) VALUES ('automerge', 0), ('crisismerge', 32);
INSERT INTO zoek_signaal (zoek_signaal, rank) VALUES ('automerge', 0), ('crisismerge', 32);
