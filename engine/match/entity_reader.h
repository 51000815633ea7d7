// Reads the values in a line. See entity.h for what each type's numbers mean.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/match/entity.h"
#include "engine/text/normalized.h"
#include "engine/text/normalizer.h"

namespace xiaoer {

// Words the readers need that a shop may extend; filled from intents/lexicon/entities.yaml and the
// catalogue.
struct EntityLexicon {
  std::vector<std::string> measure_words;  // 件 个 条 双 箱 …
  std::vector<std::string> size_names;     // 均码 xl 大码 …
  struct Product {
    std::string id;                  // "p-300"
    std::vector<std::string> names;  // full and short names, item numbers
  };
  std::vector<Product> products;
};

class EntityReader {
 public:
  EntityReader(const EntityLexicon& lexicon, const Normalizer& normalizer);
  ~EntityReader();
  EntityReader(const EntityReader&) = delete;
  EntityReader& operator=(const EntityReader&) = delete;

  // All readings, ordered by begin, then longest first. Readings may overlap: a bare 80 is a
  // kNumber and, marked `bare`, a kMoney. No value overflows: digits beyond what fits are read as
  // text only.
  std::vector<Entity> Read(const Normalized& line) const;

 private:
  struct Impl;
  std::unique_ptr<const Impl> impl_;
};

}  // namespace xiaoer
