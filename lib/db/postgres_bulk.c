/* Filling an empty store: an index that is made at once, from sorted rows, costs a fraction of one that each
 * row finds its place in, and so does a reference that is looked at for all rows in one go. Only the owner of
 * the tables can put these off. */
#include "db/postgres_driver.h"

/* How they are made again stands in a setting of the transaction until the end. The indexes are those that
 * nothing is known again by, as in sqlite_bulk.c. */
gboolean
stage_postgres_bulk_begin(void *conn, GError **error)
{
    static const char sql[] =
        "DO $$ DECLARE wat record; weer text := ''; BEGIN "
        "FOR wat IN "
        "SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS weg, "
        "format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, "
        "pg_get_constraintdef(oid)) AS terug "
        "FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace "
        "AND conrelid IN ('student'::regclass, 'opleider'::regclass, 'plaatsing'::regclass) "
        "UNION ALL SELECT 'DROP INDEX ' || i::regclass, pg_get_indexdef(i::regclass) "
        "FROM unnest('{student_zoek,student_achternaam,student_opleiding,student_email,plaatsing_leerbedrijf,"
        "plaatsing_docent,plaatsing_opleider,opleider_zoek,opleider_email,journaal_student,"
        "journaal_plaatsing}'::text[]) i "
        "LOOP EXECUTE wat.weg; weer := weer || wat.terug || ';'; END LOOP; "
        "PERFORM set_config('stage.weer', weer, true); END $$";
    StagePgConnection *c = conn;

    return !c->owns || stage_postgres_run(c, sql, error);
}

/* A plan for tables that were just filled needs to know that they are; the server itself looks closer later.
 * A journal that came with them has no placements yet. */
gboolean
stage_postgres_bulk_end(void *conn, GError **error)
{
    static const char sql[] =
        "DO $$ BEGIN "
        "IF current_setting('stage.weer', true) <> '' THEN EXECUTE current_setting('stage.weer'); END IF; "
        "SET LOCAL default_statistics_target = 20; "
        "EXECUTE (SELECT 'ANALYZE ' || string_agg(quote_ident(tablename), ', ') FROM pg_tables "
        "WHERE schemaname = current_schema()); END $$";
    StagePgConnection *c = conn;

    return (c->action != STAGE_NO_JOURNAL || stage_postgres_run(c, "SELECT boek_toewijzen()", error)) &&
           stage_postgres_run(c, sql, error);
}
