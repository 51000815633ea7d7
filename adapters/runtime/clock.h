// The one place where the time of day enters.
#pragma once

#include "engine/base/instant.h"

namespace xiaoer {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant Now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Instant Now() const override {
    return std::chrono::floor<Millis>(std::chrono::system_clock::now());
  }
};

}  // namespace xiaoer
