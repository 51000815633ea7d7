#include "engine/dialog/loops.h"

#include <algorithm>
#include <string>

#include "engine/policy/same_words.h"

namespace xiaoer {
namespace {

constexpr std::size_t kSkeletonBytes = 96;
constexpr std::int64_t kMany = 1'000'000;

// Digits are left out, so that 订单1 and 订单2 of an auto-reply are the same line.
std::string Skeleton(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    // Whole characters: the skeleton is stored as text.
    std::size_t end = i + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    if (out.size() + (end - i) > kSkeletonBytes) break;
    const bool counts = !(text[i] >= '0' && text[i] <= '9') && text[i] != ' ';
    if (counts) out += text.substr(i, end - i);
    i = end;
  }
  return out;
}

// Short lines differ by a word (好 and 好的): they are alike only if they are the same.
bool Alike(std::string_view a, std::string_view b) {
  constexpr int kNearlyAll = 900;
  return a == b || Likeness(HanPairs(a), HanPairs(b)) >= kNearlyAll;
}

}  // namespace

void NoteLine(Conversation& conversation, const LoopPolicy& policy, std::string_view text,
              Instant now) {
  Traffic& traffic = conversation.traffic;
  if (now - traffic.since >= policy.within || now < traffic.since) {
    traffic.since = now;
    traffic.lines = 0;
  }
  traffic.lines = std::min(traffic.lines + 1, kMany);
  const std::string skeleton = Skeleton(text);
  // An emoji, blanks or a number alone say too little to be called the same.
  const bool again = !skeleton.empty() && Alike(skeleton, traffic.skeleton);
  const bool soon = now >= traffic.similar_since && now - traffic.similar_since < policy.within;
  if (again && soon) {
    traffic.similar = std::min(traffic.similar + 1, kMany);
    // While it goes on, a minute of silence ends it, not a minute since it began.
    if (traffic.similar >= policy.similar) traffic.similar_since = now;
  } else {
    traffic.similar = 1;
    traffic.similar_since = now;
  }
  traffic.skeleton = skeleton;
}

bool IsLoop(const Conversation& conversation, const LoopPolicy& policy) {
  return conversation.traffic.similar >= policy.similar || conversation.traffic.lines > policy.rate;
}

}  // namespace xiaoer
