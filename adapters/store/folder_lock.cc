#include "adapters/store/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace xiaoer {
namespace {

constexpr const char* kWhatToDo =
    "; let this user write there, or choose another folder with --data (XIAOER_DATA)";

}  // namespace

Result<FolderLock> FolderLock::Take(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    return Unavailable("cannot create the data folder " + folder + ": " + error.message() +
                       kWhatToDo);
  }
  const std::string path = folder + "/lock";
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) {
    return Unavailable("cannot write " + path + ": " + std::strerror(errno) + kWhatToDo);
  }
  FolderLock lock(fd);
  if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
    return Unavailable(errno == EWOULDBLOCK
                           ? "the data folder " + folder +
                                 " is in use by another xiaoer; stop that one, or choose another "
                                 "folder with --data (XIAOER_DATA)"
                           : "cannot lock " + path + ": " + std::strerror(errno));
  }
  return lock;
}

FolderLock::~FolderLock() {
  if (fd_ >= 0) ::close(fd_);
}

FolderLock::FolderLock(FolderLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

}  // namespace xiaoer
