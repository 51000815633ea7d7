// Copies of the database in the data folder's own `backups`, and how long they are kept.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/archive.h"
#include "adapters/runtime/clock.h"

namespace xiaoer {

class Backups {
 public:
  // Both outlive it. The folder is made when it is first needed.
  Backups(const std::string& data_dir, Archive& archive, const Clock& clock)
      : folder_(data_dir + "/backups"), archive_(archive), clock_(clock) {}

  struct Made {
    std::string name;
    std::string path;
    std::int64_t bytes = 0;
  };
  // Makes a checked copy. An empty name: "xiaoer-20261111T120000Z.db", by the time (UTC). BadRequest unless the
  // name is one (see CheckName), Conflict if it is taken.
  Result<Made> Make(const std::string& name);

  // Deletes those named by a time before that one; who gives a backup a name of its own wants to keep it. How many.
  // What a crash left half-made goes after a day.
  std::int64_t Prune(Instant before);

  // One to 100 of A-Z a-z 0-9 . _ -, the first no dot: never a path.
  static Status CheckName(std::string_view name);

 private:
  const std::string folder_;
  Archive& archive_;
  const Clock& clock_;
};

}  // namespace xiaoer
