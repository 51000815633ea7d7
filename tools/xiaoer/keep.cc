// backup, export, forget: what is kept in a data folder, without the server or beside it.
#include <iostream>
#include <memory>
#include <string>

#include "adapters/codec/admin_codec.h"
#include "adapters/runtime/clock.h"
#include "adapters/store/sqlite_archive.h"
#include "adapters/store/sqlite_backup.h"
#include "tools/xiaoer/commands.h"

namespace xiaoer {
namespace {

struct KeepOptions {
  std::string data_dir;
  std::string to;
  BuyerAddress who;
};

[[noreturn]] void Fail(const char* command, const std::string& message) {
  std::cerr << "xiaoer " << command << ": " << message << "\n";
  throw CLI::RuntimeError(1);
}

void Backup(const KeepOptions& options) {
  const auto file = BackupFolder(options.data_dir, options.to);
  if (!file.ok()) Fail("backup", file.error().message());
  std::cout << file->path << ": " << file->bytes << " bytes, checked\n";
}

void Export(const KeepOptions& options) {
  const auto tables = ExportFromFolder(options.data_dir, options.who);
  if (!tables.ok()) Fail("export", tables.error().message());
  if (RowsOf(*tables) == 0) Fail("export", "nothing is kept about this buyer");
  std::cout << DumpPretty(ExportJson(options.who, *tables, SystemClock().Now())) << "\n";
}

void Forget(const KeepOptions& options) {
  // A folder that is made only to delete from it would be a misspelt one.
  const auto there = ExportFromFolder(options.data_dir, options.who);
  if (!there.ok()) Fail("forget", there.error().message());
  auto folder = SqliteFolder::Open(options.data_dir);
  if (!folder.ok()) {
    Fail("forget", folder.error().message() +
                       "; while the server runs, ask it: DELETE /v1/admin/buyers/{id}");
  }
  const auto archive = MakeSqliteArchive(**folder);
  const auto erased = archive->Erase(options.who);
  if (!erased.ok()) Fail("forget", erased.error().message());
  const auto cleared = archive->ClearLog();
  std::cout << Dump(CountsJson(*erased)) << "\n";
  if (!cleared.ok() || !*cleared) {
    Fail("forget",
         "deleted, but the log could not be emptied, somebody is reading the database; run it "
         "again");
  }
}

void AddData(CLI::App& command, KeepOptions& options) {
  command.add_option("--data", options.data_dir, "the data folder of `xiaoer serve`")
      ->type_name("DIR")
      ->required();
}

void AddBuyer(CLI::App& command, KeepOptions& options) {
  command.add_option("--buyer", options.who.buyer, "buyer.id of the messages")
      ->type_name("ID")
      ->required();
  command.add_option("--shop", options.who.shop, "only in this shop");
  command.add_option("--channel", options.who.channel, "only on this channel");
}

}  // namespace

void AddKeep(CLI::App& app) {
  auto options = std::make_shared<KeepOptions>();
  CLI::App* backup =
      app.add_subcommand("backup", "a checked copy of the database, also while the server runs");
  AddData(*backup, *options);
  backup->add_option("--to", options->to, "the file to write; one that exists is not overwritten")
      ->type_name("FILE")
      ->required();
  backup->footer(
      "To go back to it: stop the server, put the file into the data folder as xiaoer.db, delete\n"
      "xiaoer.db-wal and xiaoer.db-shm, start the server.");
  backup->callback([options] { Backup(*options); });

  CLI::App* shown = app.add_subcommand(
      "export", "everything that is kept about one buyer, as JSON; also while the server runs");
  AddData(*shown, *options);
  AddBuyer(*shown, *options);
  shown->callback([options] { Export(*options); });

  CLI::App* forget = app.add_subcommand(
      "forget", "deletes everything that is kept about one buyer; only while no server runs");
  AddData(*forget, *options);
  AddBuyer(*forget, *options);
  forget->footer(
      "What is deleted is what `xiaoer export` shows, and is overwritten in the file. Backups hold "
      "it until\nthey are deleted. While the server runs: DELETE /v1/admin/buyers/{id}.");
  forget->callback([options] { Forget(*options); });
}

}  // namespace xiaoer
