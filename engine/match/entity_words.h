// The words that the readers look for at every position, folded once at
// start-up.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/match/entity_reader.h"
#include "engine/text/phrase_set.h"

namespace xiaoer::entities {

// A word that is a value by itself: 明天, 半价, 抹零, 双十一.
struct ValueWord {
  EntityType type{};
  std::int64_t value = 0;
  const char* unit = "";
  bool bare = false;  // may well mean something else: 一半
};

struct EntityWords {
  EntityWords(const EntityLexicon& lexicon, const Normalizer& normalizer);

  PhraseSet measures;  // value: index of measure_texts
  std::vector<std::string> measure_texts;
  PhraseSet not_measures;  // begins like a measure word and is none: 包邮, 打折
  PhraseSet sizes;         // value: index of size_texts
  std::vector<std::string> size_texts;
  PhraseSet products;  // value: index of product_ids
  std::vector<std::string> product_ids;
  PhraseSet values;  // value: index of value_words
  std::vector<ValueWord> value_words;
  PhraseSet no_numbers;  // hold a numeral and are no number: 一样, 万一. Value:
                         // 1 = none of those at last
};

}  // namespace xiaoer::entities
