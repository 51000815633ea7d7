// What the loaders refuse, with place and hint.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/load/did_you_mean.h"
#include "engine/load/flow_loader.h"
#include "engine/load/pack_files.h"
#include "engine/load/reply_loader.h"

namespace xiaoer {
namespace {

using ::testing::HasSubstr;

class LoaderTest : public ::testing::Test {
 protected:
  LoaderTest() {
    names.intents = {"bargain", "affirm"};
    names.replies = &replies;
    names.root = "d/";
    replies.replies["hello"] = Reply{"hello", {}, {"d/replies.yaml", 1, 1}};
  }

  std::string Flow(const std::string& text) {
    Diagnostics diagnostics;
    if (const auto root = yaml::Parse(text, "d/flow.yaml", diagnostics)) {
      ReadFlow(*root, names, flows, diagnostics);
      CheckFlows(flows, diagnostics);
    }
    return diagnostics.ToString();
  }
  std::string Replies(const std::string& text, const std::string& file = "d/replies.yaml") {
    Diagnostics diagnostics;
    if (const auto root = yaml::Parse(text, file, diagnostics)) {
      ReadReplies(*root, file.substr(0, file.rfind('/') + 1), WordPolicy{}, replies, diagnostics);
    }
    return diagnostics.ToString();
  }

  KnownNames names;
  FlowSet flows;
  ReplySet replies;
};

constexpr const char* kGood = R"(flow: f
start: [bargain]
initial: a
states:
  a:
    entry: [{say: hello}]
    on:
      - intent: affirm
        to: b
  b:
    final: true
)";

TEST_F(LoaderTest, GoodFlowHasNoDiagnostics) {
  EXPECT_EQ(Flow(kGood), "");
  ASSERT_NE(flows.FindStart("bargain"), nullptr);
  EXPECT_EQ(flows.FindStart("bargain")->FindState("a")->on.at(0).to, "b");
}

struct Mistake {
  const char* name;
  const char* from;  // replaced in kGood
  const char* to;
  const char* says;
};

class MistakeTest : public LoaderTest, public ::testing::WithParamInterface<Mistake> {};

TEST_P(MistakeTest, IsToldWithItsPlace) {
  std::string text = kGood;
  const std::string from = GetParam().from;
  text.replace(text.find(from), from.size(), GetParam().to);
  const std::string said = Flow(text);
  EXPECT_THAT(said, HasSubstr(GetParam().says));
  EXPECT_THAT(said, HasSubstr("d/flow.yaml:"));
}

INSTANTIATE_TEST_SUITE_P(
    All, MistakeTest,
    ::testing::Values(
        Mistake{"intent", "intent: affirm", "intent: afirm", "did you mean affirm?"},
        Mistake{"reply", "say: hello", "say: helo", "did you mean hello?"},
        Mistake{"state", "to: b", "to: bb", "unknown state bb"},
        Mistake{"guard", "intent: affirm", "intent: affirm\n        if: [talk.greted]",
                "did you mean talk.greeted?"},
        Mistake{"action", "say: hello", "do: talk.gret", "did you mean talk.greet?"},
        Mistake{"key", "entry:", "entri:", "entri"},
        Mistake{"unreachable", "to: b", "to: a", "state b of flow f cannot be reached"},
        Mistake{"no_end", "final: true", "on: [{intent: affirm, to: a}]", "cannot come to an end"},
        Mistake{"no_exit", "final: true", "entry: [{say: hello}]", "nothing leads out of state b"},
        Mistake{"initial", "initial: a", "initial: c", "is not one of the states"},
        Mistake{"ask_without_retry", "say: hello", "ask: hello", "no retry limit"},
        Mistake{"duration",
                "    on:", "    timeout: {after: soon, to: b}\n    on:", "not a length of time"},
        Mistake{"no_intent", "intent: affirm", "if: [talk.greeted]", "without intent"}),
    [](const auto& info) { return std::string(info.param.name); });

TEST_F(LoaderTest, TwoFlowsForOneIntent) {
  Flow(kGood);
  std::string other = kGood;
  other.replace(6, 1, "g");
  EXPECT_THAT(Flow(other), HasSubstr("bargain starts two flows"));
}

TEST_F(LoaderTest, RepliesAreCutAtPlaceholders) {
  EXPECT_EQ(Replies("replies:\n  x: [\"a{buyer.name}b\"]\n"), "");
  const auto& pieces = replies.Find("x")->variants.at(0).pieces;
  ASSERT_EQ(pieces.size(), 3u);
  EXPECT_TRUE(pieces[1].placeholder);
  EXPECT_EQ(pieces[1].text, "buyer.name");
}

TEST_F(LoaderTest, UnknownPlaceholderAndStrayBrace) {
  EXPECT_THAT(Replies("replies:\n  x: [\"您好{buyer.nam}\"]\n"),
              HasSubstr("did you mean buyer.name?"));
  EXPECT_THAT(Replies("replies:\n  y: [\"您好}\"]\n"), HasSubstr("brace"));
  EXPECT_THAT(Replies("replies:\n  z: [\"您好{\"]\n"), HasSubstr("brace"));
}

TEST_F(LoaderTest, ShopsOwnReplyWinsButADoubleIsAnError) {
  EXPECT_EQ(Replies("replies:\n  hello: [店里的]\n", "shop/replies.yaml"), "");
  EXPECT_EQ(replies.Find("hello")->variants.at(0).text, "店里的");
  EXPECT_THAT(Replies("replies:\n  hello: [again]\n", "shop/more.yaml"), HasSubstr("is also at"));
}

TEST(DidYouMeanTest, OnlyWhatIsNear) {
  EXPECT_EQ(DidYouMean("shiping", {"shipping", "bargain"}), "did you mean shipping?");
  EXPECT_EQ(DidYouMean("xyz", {"shipping", "bargain"}), "");
}

TEST(PackHashTest, EveryByteAndEveryBorderCounts) {
  const auto hash = [](std::initializer_list<const char*> parts) {
    PackHash h;
    for (const char* part : parts) h.Add(part);
    return h.ToHex();
  };
  EXPECT_EQ(hash({"ab", "c"}).size(), 32u);
  EXPECT_EQ(hash({"ab", "c"}), hash({"ab", "c"}));
  EXPECT_NE(hash({"ab", "c"}), hash({"a", "bc"}));
  EXPECT_NE(hash({"ab"}), hash({"ac"}));
}

}  // namespace
}  // namespace xiaoer
