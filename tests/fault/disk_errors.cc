// Preloaded into a server under test: makes a disk fail on command. While the file $XIAOER_FAULT_FILE exists, what
// it names fails for files below $XIAOER_FAULT_UNDER: "ro" every write and every opening for writing (EROFS), "sync"
// every flush (EIO), "write" every write (EIO). A file system that is remounted by hand refuses as long as files are open, so
// this cannot be had with mount.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

template <class Function>
Function* Next(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

bool IsBelow(const char* path) {
  const char* under = std::getenv("XIAOER_FAULT_UNDER");
  return under != nullptr && std::strncmp(path, under, std::strlen(under)) == 0;
}

bool IsBelow(int fd) {
  char link[64];
  char path[4096];
  std::snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  const ssize_t size = ::readlink(link, path, sizeof path - 1);
  if (size < 0) return false;
  path[size] = '\0';
  return IsBelow(path);
}

// What the command file says; empty if it is not there. By system call: open is replaced below.
struct Command {
  char word[16] = {};
  Command() {
    const char* file = std::getenv("XIAOER_FAULT_FILE");
    if (file == nullptr) return;
    const long fd = ::syscall(SYS_openat, AT_FDCWD, file, O_RDONLY, 0);
    if (fd < 0) return;
    if (::read(static_cast<int>(fd), word, sizeof word - 1) < 0) word[0] = '\0';
    ::close(static_cast<int>(fd));
  }
  bool Is(const char* other) const { return std::strcmp(word, other) == 0; }
};

// The error that a write to the file must meet, or 0.
int WriteError(int fd) {
  const Command command;
  if (!IsBelow(fd)) return 0;
  if (command.Is("ro")) return EROFS;
  return command.Is("write") ? EIO : 0;
}

int SyncError(int fd) { return Command().Is("sync") && IsBelow(fd) ? EIO : 0; }

int OpenError(const char* path, int flags) {
  const bool writes = (flags & (O_WRONLY | O_RDWR | O_CREAT)) != 0;
  return writes && IsBelow(path) && Command().Is("ro") ? EROFS : 0;
}

int Fail(int error) {
  errno = error;
  return -1;
}

}  // namespace

extern "C" {

ssize_t write(int fd, const void* data, size_t size) {
  if (const int error = WriteError(fd)) return Fail(error);
  return Next<ssize_t(int, const void*, size_t)>("write")(fd, data, size);
}

ssize_t pwrite64(int fd, const void* data, size_t size, off64_t at) {
  if (const int error = WriteError(fd)) return Fail(error);
  return Next<ssize_t(int, const void*, size_t, off64_t)>("pwrite64")(fd, data, size, at);
}

int ftruncate64(int fd, off64_t size) noexcept {
  if (const int error = WriteError(fd)) return Fail(error);
  return Next<int(int, off64_t)>("ftruncate64")(fd, size);
}

int fsync(int fd) {
  if (const int error = SyncError(fd)) return Fail(error);
  return Next<int(int)>("fsync")(fd);
}

int fdatasync(int fd) {
  if (const int error = SyncError(fd)) return Fail(error);
  return Next<int(int)>("fdatasync")(fd);
}

int open64(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = va_arg(rest, mode_t);
  va_end(rest);
  if (const int error = OpenError(path, flags)) return Fail(error);
  return Next<int(const char*, int, ...)>("open64")(path, flags, mode);
}

}  // extern "C"
