#include "engine/load/lexicon_loader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/load/temporary_pack.h"

namespace xiaoer {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class LexiconLoader : public testing::Test {
 protected:
  LoadedLexicon Load() {
    Diagnostics diagnostics;
    LoadedLexicon lexicon = LoadLexicon(pack_.path(), diagnostics);
    messages_ = pack_.Short(diagnostics.ToString());
    return lexicon;
  }
  TemporaryPack pack_;
  std::string messages_;
};

TEST_F(LexiconLoader, AMissingFileIsAnEmptyList) {
  const LoadedLexicon lexicon = Load();
  EXPECT_EQ(messages_, "");
  EXPECT_THAT(lexicon.words.variants, IsEmpty());
  EXPECT_THAT(lexicon.words.leading, IsEmpty());
}

TEST_F(LexiconLoader, ReadsTheFourFiles) {
  pack_.Write("variants.yaml", "variants:\n  包邮: [包由, 包油]\n  快递: [kd]\n");
  pack_.Write("fillers.yaml", "leading: [亲]\ntrailing: [吗, 呢]\nignored: [的]\n");
  pack_.Write("codes.yaml", "emoji: [微笑]\nmasks: [手机号]\n");
  pack_.Write("entities.yaml", "measure_words: [件]\nsize_names: [no]\n");
  const LoadedLexicon lexicon = Load();
  EXPECT_EQ(messages_, "");
  ASSERT_EQ(lexicon.words.variants.size(), 3U);
  EXPECT_EQ(lexicon.words.variants[1].canonical, "包邮");
  EXPECT_EQ(lexicon.words.variants[1].variant, "包油");
  EXPECT_THAT(lexicon.words.leading, ElementsAre("亲"));
  EXPECT_THAT(lexicon.words.trailing, ElementsAre("吗", "呢"));
  EXPECT_THAT(lexicon.words.ignored, ElementsAre("的"));
  EXPECT_THAT(lexicon.words.emoji_codes, ElementsAre("微笑"));
  EXPECT_THAT(lexicon.words.masks, ElementsAre("手机号"));
  EXPECT_THAT(lexicon.entities.measure_words, ElementsAre("件"));
  EXPECT_THAT(lexicon.entities.size_names, ElementsAre("no"));
}

TEST_F(LexiconLoader, AVariantStandsForOneWord) {
  pack_.Write("variants.yaml", R"(variants:
  包邮: [包由, 包邮, 免邮]
  快递: [包由, kd, kd]
  免邮: [免油]
  空: []
  词: 不是列表
)");
  Load();
  EXPECT_EQ(messages_,
            "variants.yaml:2:12: error: \"包邮\" is listed as a variant of itself (remove it)\n"
            "variants.yaml:2:16: error: the variant \"免邮\" has variants of its own "
            "(they are at variants.yaml:4:3)\n"
            "variants.yaml:3:8: error: the variant \"包由\" stands here twice "
            "(it is at variants.yaml:2:8)\n"
            "variants.yaml:3:16: error: the variant \"kd\" stands here twice "
            "(it is at variants.yaml:3:12)\n"
            "variants.yaml:5:6: error: \"空\" needs a list of variants\n"
            "variants.yaml:6:6: error: \"词\" needs a list of variants\n");
}

TEST_F(LexiconLoader, UnknownListsAreErrors) {
  pack_.Write("fillers.yaml", "leeding: [亲]\n");
  Load();
  EXPECT_EQ(messages_,
            "fillers.yaml:1:1: error: the list of fillers has no key \"leeding\" "
            "(did you mean leading? known keys: ignored, leading, trailing)\n");
}

// The lexicon that ships.
TEST(ShippedLexicon, IsWithoutMistakes) {
  Diagnostics diagnostics;
  const LoadedLexicon lexicon =
      LoadLexicon(std::string(XIAOER_SOURCE_DIR) + "/intents/lexicon", diagnostics);
  EXPECT_EQ(diagnostics.ToString(), "");
  EXPECT_GT(lexicon.words.variants.size(), 100U);
  EXPECT_FALSE(lexicon.words.leading.empty());
  EXPECT_FALSE(lexicon.words.emoji_codes.empty());
  EXPECT_FALSE(lexicon.entities.measure_words.empty());
}

}  // namespace
}  // namespace xiaoer
