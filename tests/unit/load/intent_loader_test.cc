#include "engine/load/intent_loader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/load/temporary_pack.h"

namespace xiaoer {
namespace {

using testing::HasSubstr;

class IntentLoader : public testing::Test {
 protected:
  TemplateSet Load() {
    Diagnostics diagnostics;
    TemplateSet set = LoadIntents(pack_.path(), diagnostics);
    messages_ = pack_.Short(diagnostics.ToString());
    return set;
  }
  TemporaryPack pack_;
  std::string messages_;
};

TEST_F(IntentLoader, ReadsEverythingInTheOrderOfTheFiles) {
  pack_.Write("b.yaml", R"yaml(topic: second
intents:
  thanks:
    about: thanks
    tier: small_talk
    templates: [谢谢]
    examples: [谢谢亲]
)yaml");
  pack_.Write("a.yaml", R"yaml(topic: first
rules:
  fee: "(运费|邮费)"
intents:
  ask_fee:
    about: asks for the postage
    templates:
      - "<fee>多少"
      - text: '{n:money}够包邮'
        when: [bargain]
    not: [包邮的那款]
    examples:
      - 运费多少
      - text: 80够包邮吗
        slots: { n: 8000 }
    none: [包邮的有吗]
    handoff: { urgency: urgent, reason: 要查 }
)yaml");
  pack_.Write("lexicon/variants.yaml", "this is: [not, read, here]\n");
  const TemplateSet set = Load();
  ASSERT_EQ(messages_, "");
  ASSERT_EQ(set.intents.size(), 2U);
  const IntentSource& fee = set.intents[0];
  EXPECT_EQ(fee.name, "ask_fee");
  EXPECT_EQ(fee.tier, Tier::kNormal);
  ASSERT_EQ(fee.templates.size(), 2U);
  EXPECT_EQ(fee.templates[0].text, "<fee>多少");
  EXPECT_EQ(pack_.Short(fee.templates[0].where.ToString()), "a.yaml:8:10");
  EXPECT_EQ(pack_.Short(fee.templates[1].where.ToString()), "a.yaml:9:16");
  EXPECT_EQ(fee.templates[1].when, std::vector<std::string>{"bargain"});
  EXPECT_EQ(fee.hard_negatives.at(0).text, "包邮的那款");
  EXPECT_EQ(pack_.Short(fee.hard_negatives[0].where.ToString()), "a.yaml:11:11");
  ASSERT_EQ(fee.examples.size(), 2U);
  EXPECT_EQ(fee.examples[1].slots.at("n"), 8000);
  EXPECT_EQ(fee.near_misses.at(0).text, "包邮的有吗");
  EXPECT_EQ(fee.handoff->urgency, Urgency::kUrgent);
  EXPECT_EQ(fee.handoff->reason, "要查");
  EXPECT_EQ(set.rules.at(0).name, "fee");
  EXPECT_EQ(pack_.Short(set.rules[0].body.where.ToString()), "a.yaml:3:9");
  EXPECT_EQ(set.intents[1].tier, Tier::kSmallTalk);
}

TEST_F(IntentLoader, ANameIsGivenOnceInAllFiles) {
  pack_.Write(
      "a.yaml",
      "topic: a\nrules: { x: 一 }\nintents:\n  i: { about: a, templates: [一], examples: [一] }\n");
  pack_.Write(
      "b.yaml",
      "topic: a\nrules: { x: 二 }\nintents:\n  i: { about: a, templates: [二], examples: [二] }\n");
  Load();
  EXPECT_EQ(messages_,
            "b.yaml:1:1: error: the topic \"a\" exists already (it is at a.yaml:1:1)\n"
            "b.yaml:2:10: error: the rule \"x\" exists already (it is at a.yaml:2:10)\n"
            "b.yaml:4:3: error: the intent \"i\" exists already (it is at a.yaml:4:3)\n");
}

TEST_F(IntentLoader, EveryMistakeOfEveryFileIsTold) {
  pack_.Write("a.yaml", R"yaml(topic: a
intents:
  Ask-Fee: { about: a, templates: [一], examples: [一] }
  tier: { about: a, tier: top, templates: [一], examples: [一] }
  empty: { about: '', templates: [], examples: 一 }
  unknown: { about: a, template: [一], templates: [[一]], examples: [一] }
  urgent: { about: a, templates: [''], examples: [''], handoff: { urgency: now, reason: 要查 } }
  slots: { about: a, templates: [一], examples: [{ text: 一, slots: { n: many } }] }
  none:
)yaml");
  pack_.Write("b.yaml", "topic: [b\n");
  Load();
  for (const char* error :
       {"a.yaml:3:3: error: \"Ask-Fee\" is no name for an intent",
        "a.yaml:4:27: error: unknown tier \"top\"", "a.yaml:5:19: error: \"about\" is empty",
        "a.yaml:5:34: error: templates must be a list",
        "a.yaml:5:48: error: examples must be a list",
        "a.yaml:6:24: error: the intent unknown has no key \"template\" (did you mean templates?",
        "a.yaml:6:51: error: this must be a text, not a list",
        "a.yaml:7:35: error: a template is empty", "a.yaml:7:51: error: an example is empty",
        "a.yaml:7:76: error: unknown urgency \"now\"",
        "a.yaml:8:72: error: this must be a whole number",
        "a.yaml:9:3: error: the intent none must be a map", "b.yaml:"}) {
    EXPECT_THAT(messages_, HasSubstr(error));
  }
}

TEST_F(IntentLoader, AFolderWithoutIntentsIsAnError) {
  Load();
  EXPECT_THAT(messages_, HasSubstr("there are no intents here"));
}

}  // namespace
}  // namespace xiaoer
