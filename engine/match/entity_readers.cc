#include "engine/match/entity_readers.h"

namespace xiaoer::entities {

Entity& ReadState::Add(Entity entity) {
  Soften(line, entity);
  found.push_back(std::move(entity));
  return found.back();
}

void ReadState::AddCounting(const Numeral& n, Span unit) {
  Entity e = MakeEntity(EntityType::kNumber, n.units, n.low, n.high, "milli");
  e.approximate = n.approximate;
  e.text = line.line().ToUtf8(unit);
  found.push_back(std::move(e));
}

void BlockWords(ReadState& state) {
  EntityLine& line = state.line;
  for (std::uint32_t pos = 0; pos < line.size();) {
    const auto word = state.words.no_numbers.LongestAt(line.text(), pos);
    if (!word || line.IsBlocked(pos)) {
      ++pos;
      continue;
    }
    // 两千万, 二十分钟 and 十一点 go on with a numeral.
    const char16_t first = line.At(pos);
    const char16_t before = line.Before(pos);
    const bool behind_number = pos > 0 && (HanDigit(before) >= 0 || IsHanUnit(before) ||
                                           IsDigit(before) || before == u'几');
    const bool goes_on = behind_number && (IsHanUnit(first) || line.Has(pos, u"一点"));
    if (word->value == 0 && !goes_on) line.Block({pos, pos + word->length});
    pos += goes_on ? 1 : word->length;
  }
}

}  // namespace xiaoer::entities
