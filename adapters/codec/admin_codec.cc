#include "adapters/codec/admin_codec.h"

namespace xiaoer {

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

}  // namespace xiaoer
