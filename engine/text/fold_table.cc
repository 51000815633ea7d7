#include "engine/text/fold_table.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/text/opencc_dictionary.h"
#include "engine/text/script_classes.h"

namespace xiaoer {
namespace {

// Beyond the three planes with characters lie only private use, tags and nothing yet.
constexpr char32_t kTableEnd = 0x40000;
constexpr std::u16string_view kReplacement = u"\uFFFD";

// What is known of a code point, as bits.
constexpr std::uint8_t kHansBit = 1;
constexpr std::uint8_t kHantBit = 2;
constexpr std::uint8_t kNeedsIcuBit = 4;
constexpr std::uint8_t kLongBit =
    8;  // the replacement is not one unit (BMP) or two (beyond): look it up

}  // namespace

struct FoldTable::Impl {
  std::vector<char16_t> bmp = std::vector<char16_t>(0x10000);
  std::vector<std::array<char16_t, 2>> beyond =
      std::vector<std::array<char16_t, 2>>(kTableEnd - 0x10000);
  std::vector<std::uint8_t> flags = std::vector<std::uint8_t>(kTableEnd);
  std::unordered_map<char32_t, std::u16string> longer;

  void Set(char32_t c, std::u16string folded) {
    if (c < 0x10000 && folded.size() == 1) {
      bmp[c] = folded[0];
    } else if (c >= 0x10000 && folded.size() == 2) {
      beyond[c - 0x10000] = {folded[0], folded[1]};
    } else {
      flags[c] |= kLongBit;
      longer.emplace(c, std::move(folded));
    }
  }
};

FoldTable::FoldTable(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
FoldTable::~FoldTable() = default;

Result<std::shared_ptr<const FoldTable>> FoldTable::Build(const std::string& opencc_data) {
  Result<ScriptClasses> classes =
      BuildScriptClasses(opencc_data.empty() ? kOpenccDataFolder : opencc_data);
  if (!classes) return classes.error();
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* casefold = icu::Normalizer2::getNFKCCasefoldInstance(error);
  if (U_FAILURE(error)) return Unavailable("ICU has no NFKC_Casefold data");

  auto impl = std::make_unique<Impl>();
  const auto& representative = classes->representative;
  for (char32_t c = 0; c < kTableEnd; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) {
      impl->bmp[c] = kReplacement[0];
      continue;
    }
    const auto cp = static_cast<UChar32>(c);
    if (!casefold->hasBoundaryBefore(cp)) impl->flags[c] |= kNeedsIcuBit;
    icu::UnicodeString folded(cp);
    if (!casefold->isInert(cp)) {
      folded = casefold->normalize(folded, error);
      if (U_FAILURE(error)) return Internal("ICU could not case-fold a code point");
    }
    std::u16string out;
    for (int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
      const auto unit = static_cast<char32_t>(folded.char32At(i));
      const auto found = representative.find(unit);
      const char32_t target = found == representative.end() ? unit : found->second;
      std::array<char16_t, 2> units{};
      int32_t n = 0;
      U16_APPEND_UNSAFE(units.data(), n, target);
      out.append(units.data(), static_cast<std::size_t>(n));
    }
    impl->Set(c, std::move(out));
  }
  for (const auto& [c, script] : classes->script) {
    if (c < kTableEnd) impl->flags[c] |= script == Script::kHans ? kHansBit : kHantBit;
  }
  return std::shared_ptr<const FoldTable>(new FoldTable(std::move(impl)));
}

std::u16string_view FoldTable::Fold(char32_t c) const {
  if (c >= kTableEnd) {
    return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT)
               ? std::u16string_view{}
               : kReplacement;
  }
  if (impl_->flags[c] & kLongBit) return impl_->longer.find(c)->second;
  if (c < 0x10000) return {&impl_->bmp[c], 1};
  return {impl_->beyond[c - 0x10000].data(), 2};
}

Script FoldTable::ScriptOf(char32_t c) const {
  const std::uint8_t flags = c < kTableEnd ? impl_->flags[c] : 0;
  if (flags & kHansBit) return Script::kHans;
  return flags & kHantBit ? Script::kHant : Script::kNone;
}

bool FoldTable::NeedsIcu(char32_t c) const {
  return c < kTableEnd && (impl_->flags[c] & kNeedsIcuBit) != 0;
}

}  // namespace xiaoer
