#include "engine/load/signal_loader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/load/temporary_pack.h"

namespace xiaoer {
namespace {

using testing::HasSubstr;

std::string Signal(const std::string& name, const std::string& body) {
  return "topic: " + name + "\nintents:\n  " + name + ":\n    about: a\n    templates: [" + body +
         "]\n    examples: [x]\n";
}

class SignalLoader : public testing::Test {
 protected:
  LoadedSignals Load() {
    Diagnostics diagnostics;
    LoadedSignals loaded =
        LoadSignals({pack_.path() + "/house", pack_.path() + "/shop"}, diagnostics);
    messages_ = pack_.Short(diagnostics.ToString());
    return loaded;
  }
  TemporaryPack pack_;
  std::string messages_;
};

TEST_F(SignalLoader, AFileOfTheShopReplacesTheHousesOfThatName) {
  pack_.Write("house/signals/a.yaml", Signal("one", "甲"));
  pack_.Write("house/signals/b.yaml", Signal("two", "乙"));
  pack_.Write("shop/signals/b.yaml", Signal("three", "丙"));
  const LoadedSignals loaded = Load();
  EXPECT_EQ(messages_, "");
  ASSERT_EQ(loaded.set.intents.size(), 2u);
  EXPECT_EQ(loaded.set.intents[0].name, "one");
  EXPECT_EQ(loaded.set.intents[1].name, "three");
  EXPECT_EQ(loaded.files.size(), 2u);
}

TEST_F(SignalLoader, NoFolderIsNoMistake) {
  EXPECT_TRUE(Load().set.intents.empty());
  EXPECT_EQ(messages_, "");
}

TEST_F(SignalLoader, AStateThatASignalCannotWaitForIsAnError) {
  pack_.Write("house/signals/a.yaml", Signal("one", "{text: 甲, when: [answered]}"));
  Load();
  EXPECT_EQ(messages_, "");
  pack_.Write("house/signals/a.yaml", Signal("one", "{text: 甲, when: [bargain]}"));
  Load();
  EXPECT_THAT(messages_, HasSubstr("house/signals/a.yaml:5:"));
  EXPECT_THAT(messages_, HasSubstr("a signal cannot wait for \"bargain\""));
}

}  // namespace
}  // namespace xiaoer
