/*
 * For LD_PRELOAD: while the folder FAULTY_DISK has a file `full`, what is written at a place in a file finds no room; while it
 * has one called `broken`, nothing gets to the disk.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int happens(const char *fault) {
  char path[4096];
  const char *folder = getenv("FAULTY_DISK");
  if (folder == NULL) return 0;
  snprintf(path, sizeof path, "%s/%s", folder, fault);
  return access(path, F_OK) == 0;
}

static int fail(int code) {
  errno = code;
  return -1;
}

int fsync(int file) {
  if (happens("broken")) return fail(EIO);
  return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(file);
}

int fdatasync(int file) {
  if (happens("broken")) return fail(EIO);
  return ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(file);
}

typedef ssize_t (*write_at)(int, const void *, size_t, off64_t);

ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) {
  if (happens("full")) return fail(ENOSPC);
  return ((write_at)dlsym(RTLD_NEXT, "pwrite"))(file, bytes, count, at);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at) {
  if (happens("full")) return fail(ENOSPC);
  return ((write_at)dlsym(RTLD_NEXT, "pwrite64"))(file, bytes, count, at);
}
