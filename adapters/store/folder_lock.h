// One process per data folder.
#pragma once

#include <string>

#include "engine/base/status.h"

namespace xiaoer {

// Holds an exclusive lock on `folder`/lock. The kernel lets go of it when the process ends, however
// it ends.
class FolderLock {
 public:
  // Creates the folder if need be. Unavailable with the reason, also when another process holds the
  // lock.
  static Result<FolderLock> Take(const std::string& folder);
  ~FolderLock();
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&& other) noexcept;

 private:
  explicit FolderLock(int fd) : fd_(fd) {}
  int fd_ = -1;
};

}  // namespace xiaoer
