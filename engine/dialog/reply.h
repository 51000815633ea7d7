// The shop's texts, cut into literals and placeholders when they are loaded.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostics.h"

namespace xiaoer {

struct ReplyPiece {
  bool placeholder = false;
  std::string text;  // the literal, or the placeholder's name without braces: "shop.couriers"
};

// One wording.
struct ReplyVariant {
  std::string text;  // as written
  std::vector<ReplyPiece> pieces;
  SourceLocation where;
};

struct Reply {
  std::string id;  // "bargain.value"
  std::vector<ReplyVariant> variants;
  SourceLocation where;
};

struct ReplySet {
  std::map<std::string, Reply, std::less<>> replies;

  const Reply* Find(std::string_view id) const;  // null if there is none
};

}  // namespace xiaoer
