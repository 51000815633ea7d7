// What is counted and logged of one turn. Taken from it before it is written, told once it is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/runtime/watch.h"
#include "engine/turn.h"

namespace xiaoer {

class TurnNote {
 public:
  // `pieces`: how many messages it answers.
  TurnNote(const Turn& turn, const Inbound& inbound, Mode mode, std::size_t pieces);

  // `micros`: how long it took, the store included.
  void Tell(Watch& watch, const ConversationKey& key, std::string_view receipt,
            std::string_view request, std::int64_t micros) const;

 private:
  Mode mode_;
  bool from_buyer_;
  std::size_t pieces_;
  Owner owner_;
  std::string state_;
  std::string text_;  // of the buyer; for the level debug alone
  std::vector<std::string> rules_;
  std::vector<std::string> intents_;
  std::vector<std::string> replies_;
  std::string silent_;   // why nothing was said; empty = something was
  std::string handoff_;  // why a person was called; empty = none was
  bool advice_ = false;  // to have a look only
};

}  // namespace xiaoer
