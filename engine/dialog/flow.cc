#include "engine/dialog/flow.h"

#include "engine/dialog/reply.h"

namespace xiaoer {
namespace {

template <class Map>
auto FindIn(const Map& map, std::string_view key) -> decltype(&map.begin()->second) {
  const auto it = map.find(key);
  return it == map.end() ? nullptr : &it->second;
}

}  // namespace

const FlowState* Flow::FindState(std::string_view state) const {
  for (const FlowState& s : states) {
    if (s.name == state) return &s;
  }
  return nullptr;
}

const Flow* FlowSet::FindFlow(std::string_view name) const { return FindIn(flows, name); }

const Answer* FlowSet::FindAnswer(std::string_view intent) const { return FindIn(answers, intent); }

const Flow* FlowSet::FindStart(std::string_view intent) const {
  const std::string* name = FindIn(starts, intent);
  return name == nullptr ? nullptr : FindFlow(*name);
}

const Reply* ReplySet::Find(std::string_view id) const { return FindIn(replies, id); }

}  // namespace xiaoer
