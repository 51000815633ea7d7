#include "engine/match/entity_reader.h"

#include <algorithm>
#include <tuple>

#include "engine/match/entity_scan.h"

namespace xiaoer {

struct EntityReader::Impl {
  EntityWords words;
};

EntityReader::EntityReader(const EntityLexicon& lexicon, const Normalizer& normalizer) {
  auto impl = std::make_unique<Impl>();
  EntityWords& words = impl->words;
  for (const std::string& word : lexicon.measure_words) {
    words.measure_words.Add(normalizer.FoldLiteral(word), 0);
  }
  for (const std::string& name : lexicon.size_names) {
    if (words.size_names.Add(normalizer.FoldLiteral(name),
                             static_cast<std::uint32_t>(words.size_texts.size()))) {
      words.size_texts.push_back(name);
    }
  }
  for (const EntityLexicon::Product& product : lexicon.products) {
    for (const std::string& name : product.names) {
      words.products.Add(normalizer.FoldLiteral(name),
                         static_cast<std::uint32_t>(words.product_ids.size()));
    }
    words.product_ids.push_back(product.id);
  }
  impl_ = std::move(impl);
}

EntityReader::~EntityReader() = default;

std::vector<Entity> EntityReader::Read(const Normalized& line) const {
  EntityScan scan(line.text, impl_->words);
  ReadIdentifiers(scan);
  ReadDiscounts(scan);
  ReadTimes(scan);
  ReadMeasures(scan);
  ReadMoney(scan);
  ReadQuantities(scan);
  ReadBareNumbers(scan);
  std::vector<Entity> found = scan.Take();
  std::stable_sort(found.begin(), found.end(), [](const Entity& a, const Entity& b) {
    return std::tuple(a.units.begin, b.units.end, a.type) <
           std::tuple(b.units.begin, a.units.end, b.type);
  });
  return found;
}

}  // namespace xiaoer
