// Every line of tests/entities is read as it says there.
#include <gtest/gtest.h>

#include "tests/unit/entities/cases.h"

namespace xiaoer::testing {
namespace {

TEST(Entities, EveryCaseIsReadAsWritten) {
  const std::vector<EntityCase> cases = ReadEntityCases();
  ASSERT_GE(cases.size(), 250u);
  for (const EntityCase& c : cases) {
    const Normalized line = EntityNormalizer().Normalize(c.line);
    const std::vector<Entity> entities = CaseReader().Read(line);
    EXPECT_EQ(ValuesOf(entities), c.values) << c.where << ": " << c.line;
    if (!c.words.empty()) {
      EXPECT_EQ(WordsOf(line, entities), c.words) << c.where << ": " << c.line;
    }
  }
}

// The same values whatever way the same line is written. Spans and quotes
// differ, values do not.
TEST(Entities, WidthDoesNotChangeValues) {
  for (const EntityCase& c : ReadEntityCases()) {
    std::string wide;
    bool plain = true;
    for (const char ch : c.line) {
      if (ch >= '0' && ch <= '9') {
        wide += "\xEF\xBC";
        wide += static_cast<char>(0x90 + (ch - '0'));
      } else {
        wide += ch;
      }
      // Inside brackets a mask would become another one; a point between
      // full-width digits may be a stop.
      plain = plain && ch != '[' && ch != '.' && ch != ',';
    }
    if (!plain) continue;
    EXPECT_EQ(ValuesOf(ReadLine(wide)), ValuesOf(ReadLine(c.line))) << c.where << ": " << wide;
  }
}

}  // namespace
}  // namespace xiaoer::testing
