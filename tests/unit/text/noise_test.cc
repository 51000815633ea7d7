// What buyers and their keyboards add must change neither the text nor the clauses.
#include <gtest/gtest.h>

#include <functional>

#include "engine/base/utf8.h"
#include "engine/text/chars.h"
#include "engine/text/script_converter.h"
#include "tests/unit/text/cases.h"

namespace xiaoer::testing {
namespace {

using Noise = std::function<std::string(const std::string&)>;

std::vector<std::string> Characters(const std::string& line) {
  std::vector<std::string> result;
  for (std::size_t pos = 0; pos < line.size();) {
    const auto n = static_cast<std::uint32_t>(utf8::Decode(line, pos).bytes);
    result.push_back(line.substr(pos, n));
    pos += n;
  }
  return result;
}

bool IsHan(const std::string& character) {
  return KindOf(utf8::Decode(character, 0).value) == CharKind::kHan;
}

void ExpectUnchanged(const std::string& line, const std::string& noisy) {
  const Normalized plain = CaseNormalizer().Normalize(line);
  const Normalized same = CaseNormalizer().Normalize(noisy);
  SCOPED_TRACE(line + " → " + noisy);
  EXPECT_EQ(same.ToUtf8(), plain.ToUtf8());
  ASSERT_EQ(same.clauses.size(), plain.clauses.size());
  for (std::size_t i = 0; i < plain.clauses.size(); ++i) {
    EXPECT_EQ(same.clauses[i].span, plain.clauses[i].span);
    EXPECT_EQ(same.clauses[i].core, plain.clauses[i].core);
  }
}

void ExpectInvariant(const Noise& noise) {
  std::size_t changed = 0;
  for (const std::string& line : ReadSentences()) {
    const std::string noisy = noise(line);
    changed += noisy != line;
    ExpectUnchanged(line, noisy);
  }
  EXPECT_GT(changed, 5u);
}

TEST(NoiseTest, FullWidthLettersAndDigits) {
  ExpectInvariant([](const std::string& line) {
    std::string out;
    for (const std::string& c : Characters(line)) {
      const auto byte = static_cast<unsigned char>(c[0]);
      if (c.size() == 1 && std::isalnum(byte)) {
        const unsigned wide = byte + 0xFEE0u;
        out += static_cast<char>(0xEF);
        out += static_cast<char>(0x80 | (wide >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (wide & 0x3F));
      } else {
        out += c;
      }
    }
    return out;
  });
}

TEST(NoiseTest, SpacesBetweenHanzi) {
  for (const std::string space : {" ", "\u3000", "  ", "\u00A0"}) {
    ExpectInvariant([&](const std::string& line) {
      std::string out;
      std::string before;
      for (const std::string& c : Characters(line)) {
        if (!before.empty() && IsHan(before) && IsHan(c)) out += space;
        out += c;
        before = c;
      }
      return out;
    });
  }
}

TEST(NoiseTest, TripledFinalPunctuation) {
  ExpectInvariant([](const std::string& line) {
    const std::string last = Characters(line).back();
    if (last == "]") return line;  // part of a code
    const bool punctuation =
        last.size() == 1 ? std::ispunct(static_cast<unsigned char>(last[0])) : !IsHan(last);
    return punctuation ? line + last + last : line;
  });
}

TEST(NoiseTest, EmojiAndCodesAppended) {
  for (const std::string emoji : {"😊", "❤️", "👍🏽", "👨‍👩‍👧", "🇨🇳", "#️⃣",
                                  "😊😊 😊", "[微笑]", "#E-s12", "/:^_^", "~", "\n"}) {
    ExpectInvariant([&](const std::string& line) { return line + emoji; });
  }
}

TEST(NoiseTest, InvisibleCharactersAnywhere) {
  for (const std::string invisible : {"\u200B", "\u200C", "\u200D", "\u2060", "\uFEFF", "\u202E"}) {
    for (const std::string& line : ReadSentences()) {
      const std::vector<std::string> characters = Characters(line);
      std::string everywhere = invisible;
      for (std::size_t at = 0; at <= characters.size(); ++at) {
        std::string noisy;
        for (std::size_t i = 0; i < characters.size(); ++i) {
          if (i == at) noisy += invisible;
          noisy += characters[i];
        }
        if (at == characters.size()) noisy += invisible;
        ExpectUnchanged(line, noisy);
        if (at < characters.size()) everywhere += characters[at] + invisible;
      }
      ExpectUnchanged(line, everywhere);
    }
  }
}

TEST(NoiseTest, TraditionalOfEveryKind) {
  for (const ScriptTarget target : {ScriptTarget::kS2t, ScriptTarget::kS2tw, ScriptTarget::kS2hk}) {
    const auto converter = ScriptConverter::Load(target);
    ASSERT_TRUE(converter.ok()) << converter.error().ToString();
    ExpectInvariant([&](const std::string& line) { return (*converter)->Convert(line); });
  }
}

TEST(NoiseTest, EveryCaseKeepsItsTextWithAnEmojiAfterIt) {
  for (const NormalizationCase& c : ReadCases()) ExpectUnchanged(c.line, c.line + "😊");
}

}  // namespace
}  // namespace xiaoer::testing
