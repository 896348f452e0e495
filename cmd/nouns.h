/* The rows of the command table, each in the file of its noun. */
#pragma once

#include "cmd/command.h"

extern const StageNoun stage_noun_init;
extern const StageNoun stage_noun_student;
extern const StageNoun stage_noun_docent;
extern const StageNoun stage_noun_leerbedrijf;
extern const StageNoun stage_noun_opleider;
extern const StageNoun stage_noun_plaatsing;
extern const StageNoun stage_noun_gesprek;
extern const StageCommand stage_gesprek_send;
extern const StageNoun stage_noun_prep;
extern const StageNoun stage_noun_show;
extern const StageNoun stage_noun_team;
extern const StageNoun stage_noun_opleiding;
extern const StageNoun stage_noun_notitie;
extern const StageNoun stage_noun_inschatting;
extern const StageCommand stage_inschatting_ask;
extern const StageNoun stage_noun_begeleidingskeuze;
extern const StageNoun stage_noun_afspraak;
extern const StageNoun stage_noun_signaal;
extern const StageCommand stage_signaal_rules;
extern const StageNoun stage_noun_demping;
extern const StageNoun stage_noun_vrijstelling;
extern const StageNoun stage_noun_status;
extern const StageNoun stage_noun_why;
extern const StageNoun stage_noun_plan;
extern const StageNoun stage_noun_route;
extern const StageNoun stage_noun_norm;
extern const StageCommand stage_norm_test;
extern const StageNoun stage_noun_holiday;
extern const StageNoun stage_noun_verlof;
extern const StageNoun stage_noun_guide;
extern const StageNoun stage_noun_template;
extern const StageNoun stage_noun_import;
extern const StageNoun stage_noun_report;
extern const StageNoun stage_noun_remind;
extern const StageNoun stage_noun_mail;
extern const StageNoun stage_noun_bericht;
extern const StageNoun stage_noun_blokkade;
extern const StageNoun stage_noun_reactie;
extern const StageCommand stage_docent_handover;
extern const StageNoun stage_noun_search;
extern const StageNoun stage_noun_query;
extern const StageNoun stage_noun_history;
extern const StageNoun stage_noun_undo;
extern const StageNoun stage_noun_export;
extern const StageNoun stage_noun_db;
extern const StageNoun stage_noun_role;
extern const StageNoun stage_noun_config;
extern const StageNoun stage_noun_help;
extern const StageNoun stage_noun_complete;
