// A store in a folder, for tests that only want one.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

#include "adapters/store/sqlite_store.h"

namespace xiaoer {

class OpenStore {
 public:
  explicit OpenStore(const std::string& path) {
    auto folder = SqliteFolder::Open(path);
    EXPECT_TRUE(folder.ok()) << folder.error().ToString();
    if (!folder.ok()) return;
    folder_ = std::move(folder).value();
    store_ = MakeSqliteStore(*folder_);
    outbox_ = MakeSqliteOutbox(*folder_);
  }

  Store* operator->() const { return store_.get(); }
  Store& operator*() const { return *store_; }
  Outbox& outbox() const { return *outbox_; }
  SqliteFolder& folder() const { return *folder_; }

 private:
  std::unique_ptr<SqliteFolder> folder_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<Outbox> outbox_;
};

// One turn that answers `in` with one reply, on top of `next`.
inline Change AnswerTo(const Inbound& in, Conversation next) {
  Change change;
  change.key = in.key;
  change.at = FromMillis(1000);
  change.answered = {{in, FromMillis(1000)}};
  change.next = std::move(next);
  change.next->key = in.key;
  change.next->buyer_id = in.buyer_id;
  change.next->turns++;
  change.answer = {"rc_" + in.key.conversation + in.message_id,
                   "{\"answer\":\"" + in.message_id + "\"}"};
  change.receipt_json = "{\"receipt\":1}";
  change.lines = {{0, change.at, "buyer", in.message_id, in.text, {}},
                  {0, change.at, "bot", "re_" + in.message_id, "在的亲", {}}};
  return change;
}

}  // namespace xiaoer
