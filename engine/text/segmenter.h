// Words of a canonical text, for people and for coverage; what matches never depends on it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/status.h"
#include "engine/text/lexicon.h"
#include "engine/text/normalized.h"
#include "engine/text/normalizer.h"

namespace xiaoer {

// ICU's dictionary with the shop's words merged over it: ICU alone splits 包/邮, 支付/宝, 退/货.
// Immutable after construction; safe to use from any number of threads. Some microseconds a line,
// most of it for a break iterator of its own: not for the hot path.
class Segmenter {
 public:
  // The lexicon's words and canonical words, folded by `normalizer`, which is used only here.
  // Unavailable if ICU has no dictionary.
  static Result<std::shared_ptr<const Segmenter>> Create(const Lexicon& lexicon,
                                                         const Normalizer& normalizer);
  ~Segmenter();
  Segmenter(const Segmenter&) = delete;
  Segmenter& operator=(const Segmenter&) = delete;

  // Units of `text`, ascending and without gaps; spaces are left out, punctuation is a segment of
  // its own.
  std::vector<Span> Segment(std::u16string_view text) const;

 private:
  struct Impl;
  explicit Segmenter(std::unique_ptr<const Impl> impl);
  std::unique_ptr<const Impl> impl_;
};

}  // namespace xiaoer
