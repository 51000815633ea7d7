#include "adapters/store/group_commit.h"

#include <algorithm>

namespace xiaoer {

Status GroupCommit::Run(const Work& work) {
  Waiting me{&work, {}, false, {}};
  std::unique_lock lock(mutex_);
  queue_.push_back(&me);
  while (!me.done) {
    if (busy_) {
      me.called.wait(lock);
    } else {
      Lead(lock);
    }
  }
  return me.result;
}

void GroupCommit::Lead(std::unique_lock<std::mutex>& lock) {
  busy_ = true;
  const auto size = static_cast<std::ptrdiff_t>(std::min(queue_.size(), kMaxBatch));
  const std::vector<Waiting*> batch(queue_.begin(), queue_.begin() + size);
  queue_.erase(queue_.begin(), queue_.begin() + size);
  lock.unlock();
  if (notice_) notice_(batch.size());
  RunBatch(batch);
  lock.lock();
  busy_ = false;
  // The next leader first: the disk need not wait for those who only go home. Under the lock, since whoever is
  // done may be gone as soon as it is let go.
  if (!queue_.empty()) queue_.front()->called.notify_one();
  for (Waiting* waiting : batch) {
    waiting->done = true;
    waiting->called.notify_one();
  }
}

void GroupCommit::RunBatch(const std::vector<Waiting*>& batch) {
  // Also of work that has an error of its own: "it is there already" may mean what this batch wrote and lost.
  const auto fail_all = [&](const Status& error) {
    for (Waiting* waiting : batch) waiting->result = error;
  };
  auto transaction = SqliteTransaction::Begin(connection_.database());
  if (!transaction.ok()) return fail_all(transaction.error());
  bool any = false;
  for (Waiting* waiting : batch) {
    waiting->result = RunOne(*waiting->work, batch.size() == 1);
    any = any || waiting->result.ok();
    // A full disk and the like undo the whole transaction, not the statement alone.
    if (!waiting->result.ok() && !connection_.database().in_transaction()) {
      const Status lost = waiting->result;
      return fail_all(lost);
    }
  }
  if (!any) return;
  if (const Status s = transaction->Commit(); !s.ok()) fail_all(s);
}

Status GroupCommit::RunOne(const Work& work, bool alone) {
  if (alone) return work(connection_);
  SqliteDatabase& database = connection_.database();
  if (Status s = database.Execute("SAVEPOINT work"); !s.ok()) return s;
  Status result = work(connection_);
  if (!result.ok() && !database.in_transaction()) return result;
  if (!result.ok()) {
    if (Status s = database.Execute("ROLLBACK TO work"); !s.ok()) return s;
  }
  if (Status s = database.Execute("RELEASE work"); !s.ok()) return s;
  return result;
}

}  // namespace xiaoer
