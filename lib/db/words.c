/* What every engine says of an error, in our words and never in its own. */
#include "base/i18n.h"
#include "db/driver.h"

const char *
stage_db_words(StageErrorCode code)
{
    switch (code) {
    case STAGE_ERROR_EXISTS:
        return N_("there is one already");
    case STAGE_ERROR_NOT_FOUND:
        return N_("it refers to something that is not in the store");
    case STAGE_ERROR_IN_USE:
        return N_("something still refers to it");
    case STAGE_ERROR_BAD_INPUT:
        return N_("a value is not allowed in the store");
    case STAGE_ERROR_BUSY:
        return N_("the store is in use by another process: try again");
    case STAGE_ERROR_DENIED:
        return N_("the store is read-only");
    case STAGE_ERROR_CORRUPT:
        return N_("the file is no stage store, or a damaged one");
    case STAGE_ERROR_UNAVAILABLE:
        return N_("the server of the store cannot be reached");
    case STAGE_ERROR_UNSURE:
        return N_(
            "the connection with the server broke off at the end, and it is not known whether it was kept: "
            "look with 'stage history' before doing it again");
    case STAGE_ERROR_IO:
        return N_("the store cannot be read or written: is the disk full?");
    default:
        return N_("the database gave an unexpected answer");
    }
}
