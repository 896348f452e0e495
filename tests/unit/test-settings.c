#include "test.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/settings.h"

static void
defaults(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(StageSettings) none = stage_settings_load(NULL, NULL, &error);
    g_autoptr(StageSettings) absent = stage_settings_load("/nonexistent/a", "/dev/null/b", &error);

    g_assert_no_error(error);
    for (const StageSetting *s = stage_settings_known; s->key != NULL; s++) {
        g_assert_cmpstr(stage_settings_get(none, s->key), ==, s->fallback);
        g_assert_cmpstr(stage_settings_get(absent, s->key), ==, s->fallback);
        g_assert_cmpstr(stage_settings_source(none, s->key), ==, "default");
        g_assert_true(stage_setting_find(s->key, NULL) == s);
    }
    g_assert_cmpint(stage_settings_number(none, "plan.visits"), ==, 3);
    g_assert_cmpint(stage_settings_number(none, "store.timeout"), ==, 10);
}

/* The user's file goes before the system's, key by key. */
static void
order(void)
{
    g_autoptr(GError) error = NULL;
    char *folder = test_folder();
    g_autofree char *system = test_file(folder, "system",
                                        "[stage]\nstore=/srv/a\nlanguage=nl\n[plan]\nvisits=4\n", -1);
    g_autofree char *user = test_file(folder, "user", "# mine\n[stage]\nlanguage = en\n", -1);
    g_autoptr(StageSettings) s = stage_settings_load(system, user, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(stage_settings_get(s, "store"), ==, "/srv/a");
    g_assert_cmpstr(stage_settings_source(s, "store"), ==, system);
    g_assert_cmpstr(stage_settings_get(s, "language"), ==, "en");
    g_assert_cmpstr(stage_settings_source(s, "language"), ==, user);
    g_assert_cmpint(stage_settings_number(s, "plan.visits"), ==, 4);
    g_assert_cmpstr(stage_settings_source(s, "store.timeout"), ==, "default");
    test_folder_free(folder);
}

/* A wrong file is refused, with its name; a key that is not known too. */
static void
wrong(void)
{
    static const char *const files[] = {
        "[plan]\nvisits=0\n",
        "[plan]\nvisits=13\n",
        "[plan]\nvisits=x\n",
        "[plan]\nvisits=\n",
        "[plan]\nvisits=3 4\n",
        "[plan]\nmoment=3\n",
        "[stage]\nlanguage=fr\n",
        "[stage]\nstore=\n",
        "[stage]\nstore=a\\nb\n",
        "[store]\ntimeout=-1\n",
        "[store]\ntimeout=3601\n",
        "[store]\ntimeout=9999999999999999999\n",
        "language=nl\n",
        "[unknown]\nkey=1\n",
        "[stage\n",
        "[stage]\nlanguage=\xff\n",
        "nonsense",
    };
    char *folder = test_folder();

    for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *path = test_file(folder, "wrong", files[i], -1);
        g_test_message("%s", files[i]);
        g_assert_null(stage_settings_load(NULL, path, &error));
        g_assert_error(error, STAGE_ERROR, STAGE_ERROR_CONFIG);
        g_assert_true(g_str_has_prefix(error->message, path));
        g_clear_error(&error);
        g_assert_null(stage_settings_load(path, NULL, &error));
        g_assert_error(error, STAGE_ERROR, STAGE_ERROR_CONFIG);
    }
    test_folder_free(folder);
}

static void
find(void)
{
    g_autoptr(GError) error = NULL;

    test_failed(stage_setting_find("norm.momentz", &error) != NULL, &error, STAGE_ERROR_NOT_FOUND);
    g_assert_null(stage_setting_find("languag", &error));
    g_assert_nonnull(strstr(error->message, "'language'"));
    g_clear_error(&error);
    g_assert_null(stage_setting_find("\x1b[0m", &error));
    g_assert_null(strchr(error->message, '\x1b'));
}

static void
set(void)
{
    static const char begin[] = "# keep me\n[plan]\n# and me\nvisits=4\n";
    g_autoptr(GError) error = NULL;
    char *folder = test_folder();
    g_autofree char *path = g_build_filename(folder, "new", "deep", "stage.conf", NULL);
    g_autofree char *old = test_file(folder, "old", begin, -1);
    g_autofree char *parent = g_path_get_dirname(path), *text = NULL;
    GStatBuf info;

    test_done(stage_settings_set(path, "plan.visits", "5", &error), &error);
    g_assert_cmpint(g_stat(path, &info), ==, 0);
    g_assert_cmpint(info.st_mode & 0777, ==, 0600);
    g_assert_cmpint(g_stat(parent, &info), ==, 0);
    g_assert_cmpint(info.st_mode & 0777, ==, 0700);
    test_done(stage_settings_set(path, "store", "/a b/ë;\\x", &error), &error);
    g_autoptr(StageSettings) s = stage_settings_load(NULL, path, &error);
    g_assert_no_error(error);
    g_assert_cmpint(stage_settings_number(s, "plan.visits"), ==, 5);
    g_assert_cmpstr(stage_settings_get(s, "store"), ==, "/a b/ë;\\x");

    test_done(stage_settings_set(old, "language", "nl", &error), &error);
    g_assert_true(g_file_get_contents(old, &text, NULL, NULL));
    g_assert_nonnull(strstr(text, "# keep me"));
    g_assert_nonnull(strstr(text, "# and me"));
    g_assert_nonnull(strstr(text, "visits=4"));
    test_done(stage_settings_set(old, "language", "", &error), &error);
    test_done(stage_settings_set(old, "store", "", &error), &error); /* was not there */
    g_autoptr(StageSettings) without = stage_settings_load(NULL, old, &error);
    g_assert_no_error(error);
    g_assert_null(stage_settings_get(without, "language"));
    g_assert_cmpint(stage_settings_number(without, "plan.visits"), ==, 4);

    test_failed(stage_settings_set(old, "plan.visits", "13", &error), &error, STAGE_ERROR_BAD_INPUT);
    test_failed(stage_settings_set(old, "language", "fr", &error), &error, STAGE_ERROR_BAD_INPUT);
    test_failed(stage_settings_set(old, "no.such", "1", &error), &error, STAGE_ERROR_NOT_FOUND);
    g_autofree char *under_file = g_build_filename(old, "x", NULL);
    test_failed(stage_settings_set(under_file, "language", "nl", &error), &error, STAGE_ERROR_CONFIG);
    test_folder_free(folder);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/settings/defaults", defaults);
    g_test_add_func("/settings/order", order);
    g_test_add_func("/settings/wrong", wrong);
    g_test_add_func("/settings/find", find);
    g_test_add_func("/settings/set", set);
    return g_test_run();
}
