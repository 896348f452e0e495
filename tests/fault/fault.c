/* Faults at a chosen moment, for tests/cli/faults.bats: preloaded into stage, it counts the calls that change
 * a file (or, with STAGE_FAULT_ON=reads, those that read one), and at call number STAGE_FAULT_AT does what
 * STAGE_FAULT_DO says:
 *
 *   kill     SIGKILL before the call
 *   tear     half of what was to be written, then SIGKILL
 *   eio      the call fails with EIO
 *   enospc   the call fails with ENOSPC
 *
 * With STAGE_FAULT_FOR=ever every later call fails too, as on a disk that stays full. STAGE_FAULT_LOG names a
 * file that gets a line per call: how many calls there are, and what each was. Calls that stdio makes inside
 * the C library are not seen, nor those on anything but plain files. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { NOTHING, KILL, TEAR, FAIL };

static struct {
    int action, with; /* `with`: the errno of FAIL */
    unsigned long at, calls;
    int reads, ever;
    int log;
} fault = { .log = -1 };

static int
is(const char *variable, const char *value)
{
    const char *given = getenv(variable);

    return given != NULL && strcmp(given, value) == 0;
}

/* Only stage itself: an editor or a shell that it starts is not on trial. */
static void __attribute__((constructor)) begin(void)
{
    const char *at = getenv("STAGE_FAULT_AT"), *log = getenv("STAGE_FAULT_LOG");

    if (strcmp(program_invocation_short_name, "stage") != 0)
        return;
    fault.at = at == NULL ? 0 : strtoul(at, NULL, 10);
    fault.action = is("STAGE_FAULT_DO", "kill")   ? KILL
                   : is("STAGE_FAULT_DO", "tear") ? TEAR
                   : fault.at > 0                 ? FAIL
                                                  : NOTHING;
    fault.with = is("STAGE_FAULT_DO", "enospc") ? ENOSPC : EIO;
    fault.reads = is("STAGE_FAULT_ON", "reads");
    fault.ever = is("STAGE_FAULT_FOR", "ever");
    if (log != NULL)
        fault.log = (int)syscall(SYS_openat, AT_FDCWD, log, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
}

static int
is_plain(int fd)
{
    struct stat info;

    return fd > STDERR_FILENO && fd != fault.log && fstat(fd, &info) == 0 && S_ISREG(info.st_mode);
}

/* Counts a call; NOTHING when it may go on. */
static int
due(const char *call, const char *path)
{
    if (fault.action == NOTHING && fault.log < 0)
        return NOTHING;
    fault.calls++;
    if (fault.log >= 0) {
        char line[512];
        int length = snprintf(line, sizeof line, "%lu %s %s\n", fault.calls, call, path);
        syscall(SYS_write, fault.log, line, length < (int)sizeof line ? length : (int)sizeof line);
    }
    if (fault.at == 0 || (fault.ever ? fault.calls < fault.at : fault.calls != fault.at))
        return NOTHING;
    if (fault.action == KILL)
        kill(getpid(), SIGKILL);
    errno = fault.with;
    return fault.action;
}

static int
due_on(const char *call, int fd)
{
    char link[64], path[400] = "";

    if (!is_plain(fd))
        return NOTHING;
    if (fault.log >= 0) {
        snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        ssize_t length = readlink(link, path, sizeof path - 1);
        path[length < 0 ? 0 : length] = '\0';
    }
    return due(call, path);
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

/* --- writing --- */

ssize_t
pwrite64(int fd, const void *bytes, size_t n, off64_t at)
{
    int action = fault.reads ? NOTHING : due_on("pwrite", fd);

    if (action == FAIL)
        return -1;
    ssize_t done = NEXT(pwrite64)(fd, bytes, action == TEAR ? n / 2 : n, at);
    if (action == TEAR)
        kill(getpid(), SIGKILL);
    return done;
}

ssize_t
write(int fd, const void *bytes, size_t n)
{
    int action = fault.reads ? NOTHING : due_on("write", fd);

    if (action == FAIL)
        return -1;
    ssize_t done = NEXT(write)(fd, bytes, action == TEAR ? n / 2 : n);
    if (action == TEAR)
        kill(getpid(), SIGKILL);
    return done;
}

/* A call that has no half: TEAR kills after it. */
#define WHOLE(counted, call)                                                                                 \
    int action = fault.reads ? NOTHING : counted;                                                            \
    if (action == FAIL)                                                                                      \
        return -1;                                                                                           \
    int done = call;                                                                                         \
    if (action == TEAR)                                                                                      \
        kill(getpid(), SIGKILL);                                                                             \
    return done

int
ftruncate64(int fd, off64_t size)
{
    WHOLE(due_on("ftruncate", fd), NEXT(ftruncate64)(fd, size));
}

int
fsync(int fd)
{
    WHOLE(due_on("fsync", fd), NEXT(fsync)(fd));
}

int
fdatasync(int fd)
{
    WHOLE(due_on("fdatasync", fd), NEXT(fdatasync)(fd));
}

int
syncfs(int fd)
{
    WHOLE(due("syncfs", ""), NEXT(syncfs)(fd));
}

int
unlink(const char *path)
{
    int full = fault.action == FAIL && fault.with == ENOSPC; /* a full disk lets go of files */

    WHOLE(full ? NOTHING : due("unlink", path), NEXT(unlink)(path));
}

int
link(const char *from, const char *to)
{
    WHOLE(due("link", to), NEXT(link)(from, to));
}

int
rename(const char *from, const char *to)
{
    WHOLE(due("rename", to), NEXT(rename)(from, to));
}

int
renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned int flags)
{
    WHOLE(due("rename", to), NEXT(renameat2)(from_folder, from, to_folder, to, flags));
}

int
open64(const char *path, int flags, ...)
{
    mode_t mode = 0;

    if ((flags & (O_CREAT | O_TMPFILE)) != 0) {
        va_list args;
        va_start(args, flags);
        mode = va_arg(args, mode_t);
        va_end(args);
    }
    WHOLE((flags & O_CREAT) != 0 ? due("open", path) : NOTHING, NEXT(open64)(path, flags, mode));
}

/* --- reading --- */

ssize_t
pread64(int fd, void *bytes, size_t n, off64_t at)
{
    if (fault.reads && due_on("pread", fd) == FAIL)
        return -1;
    return NEXT(pread64)(fd, bytes, n, at);
}
