#include "engine/load/reply_loader.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/dialog/placeholders.h"
#include "engine/load/did_you_mean.h"
#include "engine/load/flow_nodes.h"
#include "engine/policy/gate.h"

namespace xiaoer {
namespace {

// Columns count code points.
int CodePoints(std::string_view text) {
  return static_cast<int>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

void CheckPlaceholder(const std::string& name, const SourceLocation& where,
                      Diagnostics& diagnostics) {
  const std::vector<std::string> known = AllPlaceholderNames();
  if (std::find(known.begin(), known.end(), name) != known.end()) return;
  diagnostics.Error(where, "unknown placeholder {" + name + "}", DidYouMean(name, known));
}

}  // namespace

ReplyVariant CutReply(std::string text, const SourceLocation& where, Diagnostics& diagnostics) {
  ReplyVariant variant;
  variant.where = where;
  const auto place = [&](std::size_t at) {
    SourceLocation here = where;
    here.column += CodePoints(std::string_view(text).substr(0, at));
    return here;
  };
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t brace = text.find_first_of("{}", begin);
    if (brace != begin) {
      variant.pieces.push_back({false, text.substr(begin, brace - begin)});
      if (brace == std::string::npos) break;
    }
    const std::size_t end = text.find_first_of("{}", brace + 1);
    if (text[brace] == '}' || end == std::string::npos || text[end] == '{') {
      diagnostics.Error(place(brace), "a brace without its partner",
                        "placeholders are written {name}");
      break;
    }
    std::string name = text.substr(brace + 1, end - brace - 1);
    CheckPlaceholder(name, place(brace), diagnostics);
    variant.pieces.push_back({true, std::move(name)});
    begin = end + 1;
  }
  variant.text = std::move(text);
  return variant;
}

void ReadReplies(const yaml::Node& root, const std::string& folder, const WordPolicy& words,
                 ReplySet& replies, Diagnostics& diagnostics) {
  yaml::MapReader top(root, "a replies file", diagnostics);
  const yaml::Node* all = top.Require("replies");
  if (all == nullptr) return;
  if (all->kind != yaml::Kind::kMap) {
    diagnostics.Error(all->where, "`replies` must be a map from names to wordings");
    return;
  }
  for (const auto& [key, value] : all->map) {
    Reply reply;
    reply.id = key.scalar;
    reply.where = key.where;
    for (const yaml::Node* item : Items(&value)) {
      std::string text = yaml::AsString(*item, diagnostics);
      if (text.empty()) continue;
      SourceLocation where = item->where;
      if (item->quoted) ++where.column;
      for (const VoiceFault& fault : CheckVoice(words, text)) {
        if (fault.error) {
          diagnostics.Error(item->where, fault.message);
        } else {
          diagnostics.Warning(item->where, fault.message);
        }
      }
      reply.variants.push_back(CutReply(std::move(text), where, diagnostics));
    }
    if (reply.variants.empty()) {
      diagnostics.Error(key.where, "reply " + reply.id + " has no wording");
      continue;
    }
    if (const Reply* other = replies.Find(reply.id);
        other != nullptr && other->where.file.starts_with(folder)) {
      diagnostics.Error(key.where, "reply " + reply.id + " is also at " + other->where.ToString());
      continue;
    }
    replies.replies[reply.id] = std::move(reply);
  }
}

}  // namespace xiaoer
