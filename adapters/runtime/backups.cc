#include "adapters/runtime/backups.h"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "adapters/codec/iso_time.h"

namespace xiaoer {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "xiaoer-";
constexpr std::string_view kSuffix = "Z.db";
constexpr std::string_view kPartMark = ".part-";  // see BackupDatabase
constexpr std::size_t kMaxName = 100;

// "2026-11-11T12:00:00.000Z" → "xiaoer-20261111T120000Z.db"
std::string StampedName(Instant now) {
  std::string stamp = FormatIsoTime(now).substr(0, 19);
  std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
  return std::string(kPrefix) + stamp + std::string(kSuffix);
}

// Nothing if it is no name of ours.
std::optional<Instant> TimeOf(std::string_view name) {
  if (!name.starts_with(kPrefix) || !name.ends_with(kSuffix)) return std::nullopt;
  name.remove_prefix(kPrefix.size());
  name.remove_suffix(kSuffix.size());
  if (name.size() != 15 || name[8] != 'T') return std::nullopt;
  std::string iso(name);
  for (const std::size_t at : {13, 11}) iso.insert(at, ":");
  for (const std::size_t at : {6, 4}) iso.insert(at, "-");
  return ParseIsoTime(iso + "Z");
}

// Of a backup that a crash ended.
bool IsLeftOver(const fs::directory_entry& entry) {
  if (entry.path().filename().string().find(kPartMark) == std::string::npos) return false;
  std::error_code error;
  const auto written = entry.last_write_time(error);
  return !error && fs::file_time_type::clock::now() - written > std::chrono::hours(24);
}

}  // namespace

Status Backups::CheckName(std::string_view name) {
  constexpr std::string_view kAllowed =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
  if (!name.empty() && name.size() <= kMaxName && name.front() != '.' &&
      name.find_first_not_of(kAllowed) == std::string_view::npos) {
    return {};
  }
  return BadRequest(
      "to must be a name, no path: at most 100 of A-Z a-z 0-9 . _ -, and no dot at the front");
}

Result<Backups::Made> Backups::Make(const std::string& name) {
  Made made;
  made.name = name.empty() ? StampedName(clock_.Now()) : name;
  if (Status s = CheckName(made.name); !s.ok()) return s;
  std::error_code error;
  if (fs::create_directories(folder_, error)) {
    fs::permissions(folder_, fs::perms::owner_all, error);
  }
  if (error) return Unavailable("cannot create " + folder_ + ": " + error.message());
  made.path = folder_ + "/" + made.name;
  const auto bytes = archive_.Backup(made.path);
  if (!bytes.ok()) return bytes.error();
  made.bytes = *bytes;
  return made;
}

std::int64_t Backups::Prune(Instant before) {
  std::int64_t removed = 0;
  std::error_code error;
  for (fs::directory_iterator it(folder_, error), end; !error && it != end; it.increment(error)) {
    const auto made = TimeOf(it->path().filename().string());
    std::error_code ignored;  // gone already, or not ours to delete: it stays for the next time
    if (IsLeftOver(*it)) fs::remove(it->path(), ignored);
    if (made && *made < before && fs::remove(it->path(), ignored)) ++removed;
  }
  return removed;
}

}  // namespace xiaoer
