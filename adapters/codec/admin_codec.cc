#include "adapters/codec/admin_codec.h"

#include <utility>

#include "adapters/codec/iso_time.h"

namespace xiaoer {
namespace {

using Kind = ArchivedTable::Kind;

OrderedJson ParsedOrText(const std::string& text) {
  OrderedJson parsed = OrderedJson::parse(text, nullptr, false);
  return parsed.is_discarded() ? OrderedJson(text) : parsed;
}

OrderedJson ValueJson(Kind kind, const ArchivedTable::Value& value) {
  switch (kind) {
    case Kind::kText:
      return value.text;
    case Kind::kNumber:
      return value.number;
    case Kind::kTime:
      return value.number == 0 ? OrderedJson(nullptr)
                               : OrderedJson(FormatIsoTime(FromMillis(value.number)));
    case Kind::kJson:
      return value.text.empty() ? OrderedJson(nullptr) : ParsedOrText(value.text);
  }
  return nullptr;
}

Result<Json> ParseObject(std::string_view body) {
  if (body.empty()) return Json::object();
  Json j = Json::parse(body, nullptr, false);
  if (j.is_discarded()) return BadRequest("the body is not JSON");
  if (j.is_null()) return Json::object();
  if (!j.is_object()) return BadRequest("the body must be a JSON object");
  return j;
}

// Empty if it is not there.
Result<std::string> TextAt(const Json& object, const char* key) {
  const auto it = object.find(key);
  if (it == object.end() || it->is_null()) return std::string();
  if (!it->is_string() || it->get_ref<const std::string&>().empty()) {
    return BadRequest(std::string(key) + " must be a string that is not empty");
  }
  return it->get<std::string>();
}

}  // namespace

OrderedJson DiagnosticsJson(const Diagnostics& diagnostics) {
  OrderedJson list = OrderedJson::array();
  for (const Diagnostic& d : diagnostics.all()) {
    list.push_back({{"severity", d.severity == Severity::kError ? "error" : "warning"},
                    {"file", d.where.file},
                    {"line", d.where.line},
                    {"column", d.where.column},
                    {"message", d.message},
                    {"hint", d.hint}});
  }
  return list;
}

OrderedJson ExportJson(const BuyerAddress& who, const std::vector<ArchivedTable>& tables,
                       Instant now) {
  OrderedJson j = {{"buyer", {{"id", who.buyer}, {"shop", who.shop}, {"channel", who.channel}}},
                   {"exported", FormatIsoTime(now)}};
  for (const ArchivedTable& table : tables) {
    OrderedJson rows = OrderedJson::array();
    for (const auto& row : table.rows) {
      OrderedJson object = OrderedJson::object();
      for (std::size_t i = 0; i < table.columns.size(); ++i) {
        object[table.columns[i].name] = ValueJson(table.columns[i].kind, row[i]);
      }
      rows.push_back(std::move(object));
    }
    j[table.name] = std::move(rows);
  }
  return j;
}

std::size_t RowsOf(const std::vector<ArchivedTable>& tables) {
  std::size_t rows = 0;
  for (const ArchivedTable& table : tables) rows += table.rows.size();
  return rows;
}

OrderedJson CountsJson(const RowCounts& counts) {
  OrderedJson j = OrderedJson::object();
  for (const auto& [name, count] : counts) j[name] = count;
  return j;
}

OrderedJson DeadLettersJson(const std::vector<DeadLetter>& letters) {
  OrderedJson list = OrderedJson::array();
  for (const DeadLetter& letter : letters) {
    const OutboxItem& item = letter.item;
    list.push_back({{"id", item.id},
                    {"shop", item.key.shop},
                    {"channel", item.key.channel},
                    {"conversation", item.key.conversation},
                    {"author", item.author},
                    {"created", FormatIsoTime(item.created)},
                    {"died", FormatIsoTime(letter.died)},
                    {"attempts", item.attempts},
                    {"error", letter.error},
                    {"body", ParsedOrText(item.body)}});
  }
  return {{"dead_letters", std::move(list)}};
}

Result<std::string> DecodeBackup(std::string_view body) {
  const auto j = ParseObject(body);
  if (!j.ok()) return j.error();
  return TextAt(*j, "to");
}

Result<ReviveRequest> DecodeRevive(std::string_view body) {
  const auto j = ParseObject(body);
  if (!j.ok()) return j.error();
  auto id = TextAt(*j, "id");
  if (!id.ok()) return id.error();
  auto channel = TextAt(*j, "channel");
  if (!channel.ok()) return channel.error();
  if (id->empty() && channel->empty()) {
    return BadRequest("say which: {\"id\":\"re_…\"}, or {\"channel\":\"…\"} for all of one");
  }
  return ReviveRequest{std::move(id).value(), std::move(channel).value()};
}

}  // namespace xiaoer
