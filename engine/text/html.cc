#include "engine/text/html.h"

#include <array>
#include <string_view>

namespace xiaoer {
namespace {

struct Known {
  std::string_view written;
  char32_t replacement;
};

constexpr std::array<Known, 17> kKnown = {{{"&nbsp;", U' '},
                                           {"&ensp;", U' '},
                                           {"&emsp;", U' '},
                                           {"&#160;", U' '},
                                           {"&#xa0;", U' '},
                                           {"&amp;", U'&'},
                                           {"&lt;", U'<'},
                                           {"&gt;", U'>'},
                                           {"&quot;", U'"'},
                                           {"&#34;", U'"'},
                                           {"&apos;", U'\''},
                                           {"&#39;", U'\''},
                                           {"<br>", U'\n'},
                                           {"<br/>", U'\n'},
                                           {"<br />", U'\n'},
                                           {"<p>", U'\n'},
                                           {"</p>", U'\n'}}};

}  // namespace

std::optional<HtmlLeftover> HtmlAt(std::span<const Symbol> symbols, std::size_t pos) {
  for (const Known& known : kKnown) {
    if (symbols.size() - pos < known.written.size()) continue;
    std::size_t i = 0;
    while (i < known.written.size() &&
           symbols[pos + i].folded == static_cast<unsigned char>(known.written[i])) {
      ++i;
    }
    if (i < known.written.size()) continue;
    // Punctuation after it is often repeated; the semicolon is none of it.
    while (known.written.back() == ';' && pos + i < symbols.size() &&
           symbols[pos + i].folded == U';') {
      ++i;
    }
    return HtmlLeftover{i, known.replacement};
  }
  return std::nullopt;
}

}  // namespace xiaoer
