// A small pack made in memory: two flows, a few answers, a shop with one product. What the
// interpreter does can be read off it completely, whatever the real shop's files say today.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/engine.h"

namespace xiaoer::testing {

// `flows`, `answers` and `replies` are YAML; null with a message on stderr if they are wrong.
std::shared_ptr<const Pack> MakePack(const std::vector<std::string>& flows,
                                     const std::string& answers, const std::string& replies);

// The pack that most tests use (data/*.yaml).
std::shared_ptr<const Pack> DefaultPack();

OrderFact MakeOrder(std::string number, std::string status, std::string location = {});

std::string ReadData(const std::string& name);

// Talks with the pack: keeps the conversation and the clock.
class Talk {
 public:
  explicit Talk(std::shared_ptr<const Pack> pack);

  Turn Say(std::string_view text);
  Turn AgentSays(std::string_view text);
  void Wait(Millis time) { now += time; }
  // Reply ids of the last turn, separated by blanks.
  std::string Ids() const;
  std::string State() const;

  std::shared_ptr<const Pack> pack;
  Conversation conversation;
  Facts facts;
  Instant now;
  Turn last;

 private:
  Turn Take(Inbound inbound);
  int count_ = 0;
};

}  // namespace xiaoer::testing
