#include "engine/match/entity_reader.h"

#include <algorithm>
#include <bitset>

#include "engine/match/entity_readers.h"

namespace xiaoer {
namespace {

using entities::ReadState;

void ReadNumeral(ReadState& state, const entities::Numeral& n) {
  if (entities::ReadDiscount(state, n) || entities::ReadHeight(state, n) ||
      entities::ReadWeight(state, n) || entities::ReadDate(state, n) ||
      entities::ReadSize(state, n) || entities::ReadClock(state, n) ||
      entities::ReadDuration(state, n) || entities::ReadMoney(state, n) ||
      entities::ReadQuantity(state, n) || entities::ReadCounted(state, n)) {
    return;
  }
  entities::ReadBare(state, n);
}

}  // namespace

struct EntityReader::Impl {
  Impl(const EntityLexicon& lexicon, const Normalizer& normalizer) : words(lexicon, normalizer) {
    for (char16_t c = u'0'; c <= u'9'; ++c) starts.set(c);
    for (char16_t c = u'a'; c <= u'z'; ++c) starts.set(c);
    static constexpr std::u16string_view kMore =
        u"零〇一二两三四五六七八九十百千万亿几数半俩仨壹贰叁肆伍陆柒捌玖拾佰仟"
        u"大小中均特加"
        u"今明昨前后双抹去免舍省砍减不凑取算零尾对打另多坏便优周星礼元情妇劳儿"
        u"国圣平教愚";
    for (const char16_t c : kMore) starts.set(c);
    starts.set(Normalized::kMaskUnit);
    for (const EntityLexicon::Product& product : lexicon.products) {
      for (const std::string& name : product.names) {
        const std::u16string folded = normalizer.FoldLiteral(name);
        if (!folded.empty()) starts.set(folded.front());
      }
    }
    for (const std::string& name : lexicon.size_names) {
      const std::u16string folded = normalizer.FoldLiteral(name);
      if (!folded.empty()) starts.set(folded.front());
    }
  }

  entities::EntityWords words;
  std::bitset<0x10000> starts;  // units that can begin a value: most lines have none
};

EntityReader::EntityReader(const EntityLexicon& lexicon, const Normalizer& normalizer)
    : impl_(std::make_unique<const Impl>(lexicon, normalizer)) {}
EntityReader::~EntityReader() = default;

std::vector<Entity> EntityReader::Read(const Normalized& line) const {
  const auto& starts = impl_->starts;
  if (std::none_of(line.text.begin(), line.text.end(), [&](char16_t c) { return starts[c]; })) {
    return {};
  }
  ReadState state(line, impl_->words);
  entities::ReadProducts(state);
  entities::ReadLongNumbers(state);
  entities::ReadValueWords(state);
  entities::BlockWords(state);
  state.numerals = entities::ReadNumerals(state.line);
  state.claimed.assign(state.numerals.size(), 0);
  entities::ReadSizeNames(state);
  for (const entities::Numeral& n : state.numerals) {
    if (!n.code && !n.ordinal && !state.IsClaimed(n)) ReadNumeral(state, n);
  }
  entities::ReadHalves(state);
  entities::ReadPairs(state);
  entities::ReadLots(state);
  std::vector<Entity> found = std::move(state.found);
  std::stable_sort(found.begin(), found.end(), [](const Entity& a, const Entity& b) {
    if (a.units.begin != b.units.begin) return a.units.begin < b.units.begin;
    return a.units.end > b.units.end;
  });
  return found;
}

}  // namespace xiaoer
