#define _GNU_SOURCE
#include "FailingDisk.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/* The functions below take the place of the C library's, for the program and for its shared libraries: the first
   definition that the dynamic linker finds counts. Each asks `meets` first and then makes the system call itself. */

static _Atomic int log_file = -1;
static _Atomic long count = 0;
static long chosen = 0;
static int chosen_fate = 0;
static char full[4096];

void failing_disk_arm(const char *log, long number, int fate, const char *disk) {
  int opened = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0644);
  chosen = number;
  chosen_fate = fate;
  snprintf(full, sizeof full, "%s", disk);
  /* High up, so that the program gets the descriptors that it would get without. */
  log_file = fcntl(opened, F_DUPFD_CLOEXEC, 500);
  close(opened);
}

int failing_disk_become_nobody(void) {
  if (geteuid() != 0) return 0;
  return setregid(65534, 65534) == 0 && setreuid(65534, 65534) == 0 ? 0 : -1;
}

/* Counts and notes a call; the fate that it meets, or 0. */
static int meets(const char *kind, const char *path, const char *other, int needs_room) {
  if (log_file < 0) return 0;
  char line[9000];
  int length = snprintf(line, sizeof line, "%s\t%s\t%s\n", kind, path, other);
  syscall(SYS_write, log_file, line, length);
  long number = ++count;
  int is_met = number == chosen || (number > chosen && needs_room && full[0] && strncmp(path, full, strlen(full)) == 0);
  return is_met ? chosen_fate : 0;
}

/* Carries a fate out: the signal, or the error. */
static int fail(int fate) {
  if (fate < 0) {
    /* The one who started this may have set the signal aside. */
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, -fate);
    signal(-fate, SIG_DFL);
    pthread_sigmask(SIG_UNBLOCK, &signals, NULL);
    for (;;) {
      syscall(SYS_kill, getpid(), -fate);
      pause();
    }
  }
  errno = fate;
  return -1;
}

/* The path of an open file; empty for what is no file. */
static const char *path_of(int file, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, 4095);
  path[length < 0 ? 0 : length] = 0;
  if (path[0] != '/' || strcmp(path, "/dev/null") == 0) path[0] = 0;
  return path;
}

#define RETURN_IF_MET(fate) \
  do { int met = (fate); if (met) return fail(met); } while (0)

static int is_counted(int file, char *path) {
  return log_file >= 0 && file > 2 && path_of(file, path)[0] != 0;
}

/* Opening counts where it may make, empty or change a file. */
static int opening(int folder, const char *path, int flags, mode_t mode) {
  int changes = flags & (O_CREAT | O_TRUNC) || (flags & O_ACCMODE) != O_RDONLY;
  if (changes && strcmp(path, "/dev/null") != 0) RETURN_IF_MET(meets("open", path, "", 1));
  return (int)syscall(SYS_openat, folder, path, flags, mode);
}

#define MODE_ARGUMENT \
  mode_t mode = 0; \
  if (flags & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, int); va_end(rest); }

int open(const char *path, int flags, ...) { MODE_ARGUMENT return opening(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE_ARGUMENT return opening(AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE_ARGUMENT return opening(folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE_ARGUMENT return opening(folder, path, flags, mode); }
int creat(const char *path, mode_t mode) { return opening(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }

/* A write that fails, or in which the process dies, has written the first half. */
ssize_t write(int file, const void *bytes, size_t size) {
  char path[4096];
  int fate = is_counted(file, path) ? meets("write", path, "", 1) : 0;
  if (!fate) return syscall(SYS_write, file, bytes, size);
  syscall(SYS_write, file, bytes, size / 2);
  return fail(fate);
}

ssize_t writev(int file, const struct iovec *parts, int number) {
  char path[4096];
  if (is_counted(file, path)) RETURN_IF_MET(meets("write", path, "", 1));
  return syscall(SYS_writev, file, parts, number);
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t offset) {
  char path[4096];
  int fate = is_counted(file, path) ? meets("write", path, "", 1) : 0;
  if (!fate) return syscall(SYS_pwrite64, file, bytes, size, offset);
  syscall(SYS_pwrite64, file, bytes, size / 2, offset);
  return fail(fate);
}
ssize_t pwrite(int file, const void *bytes, size_t size, off_t offset) { return pwrite64(file, bytes, size, offset); }

int ftruncate64(int file, off64_t size) {
  char path[4096];
  if (is_counted(file, path)) RETURN_IF_MET(meets("truncate", path, "", 0));
  return (int)syscall(SYS_ftruncate, file, size);
}
int ftruncate(int file, off_t size) { return ftruncate64(file, size); }

static int syncing(int file, long call) {
  char path[4096];
  if (is_counted(file, path)) RETURN_IF_MET(meets("sync", path, "", 0));
  return (int)syscall(call, file);
}
int fsync(int file) { return syncing(file, SYS_fsync); }
int fdatasync(int file) { return syncing(file, SYS_fdatasync); }

int renameat2(int from, const char *path, int to, const char *other, unsigned flags) {
  RETURN_IF_MET(meets("rename", path, other, 1));
  return (int)syscall(SYS_renameat2, from, path, to, other, flags);
}
int renameat(int from, const char *path, int to, const char *other) { return renameat2(from, path, to, other, 0); }
int rename(const char *path, const char *other) { return renameat2(AT_FDCWD, path, AT_FDCWD, other, 0); }

int linkat(int from, const char *path, int to, const char *other, int flags) {
  RETURN_IF_MET(meets("link", path, other, 1));
  return (int)syscall(SYS_linkat, from, path, to, other, flags);
}
int link(const char *path, const char *other) { return linkat(AT_FDCWD, path, AT_FDCWD, other, 0); }

int mkdirat(int folder, const char *path, mode_t mode) {
  RETURN_IF_MET(meets("mkdir", path, "", 1));
  return (int)syscall(SYS_mkdirat, folder, path, mode);
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

int unlinkat(int folder, const char *path, int flags) {
  RETURN_IF_MET(meets("remove", path, "", 0));
  return (int)syscall(SYS_unlinkat, folder, path, flags);
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }
int remove(const char *path) {
  int result = unlink(path);
  return result != 0 && (errno == EISDIR || errno == EPERM) ? rmdir(path) : result;
}

/* The C library's streams write past the functions above: those that write become streams of ours, which do not. */

static ssize_t read_stream(void *cookie, char *bytes, size_t size) { return read((int)(long)cookie, bytes, size); }
static ssize_t write_stream(void *cookie, const char *bytes, size_t size) {
  ssize_t written = write((int)(long)cookie, bytes, size);
  return written < 0 ? 0 : written;
}
static int seek_stream(void *cookie, off64_t *offset, int whence) {
  off64_t found = lseek64((int)(long)cookie, *offset, whence);
  if (found < 0) return -1;
  *offset = found;
  return 0;
}
static int close_stream(void *cookie) { return close((int)(long)cookie); }

static int is_ours(const char *mode) { return log_file >= 0 && strpbrk(mode, "wa+") != NULL; }

FILE *fdopen(int file, const char *mode) {
  if (!is_ours(mode)) return ((FILE * (*)(int, const char *)) dlsym(RTLD_NEXT, "fdopen"))(file, mode);
  cookie_io_functions_t functions = {read_stream, write_stream, seek_stream, close_stream};
  return fopencookie((void *)(long)file, mode, functions);
}

FILE *fopen64(const char *path, const char *mode) {
  if (!is_ours(mode)) return ((FILE * (*)(const char *, const char *)) dlsym(RTLD_NEXT, "fopen64"))(path, mode);
  int flags = strchr(mode, '+') ? O_RDWR : O_WRONLY;
  if (mode[0] == 'w') flags |= O_CREAT | O_TRUNC;
  if (mode[0] == 'a') flags |= O_CREAT | O_APPEND;
  int file = opening(AT_FDCWD, path, flags, 0666);
  return file < 0 ? NULL : fdopen(file, mode);
}
FILE *fopen(const char *path, const char *mode) { return fopen64(path, mode); }
