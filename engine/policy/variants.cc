#include "engine/policy/variants.h"

#include <algorithm>

#include "engine/base/utf8.h"
#include "engine/pack.h"
#include "engine/policy/parts.h"

namespace xiaoer {
namespace {

constexpr std::string_view kColorWord = "色";
constexpr const char* kSlot = "variant";  // "p-tee|黑色|m"

bool IsAlnum(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string Lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

// 燕麦色 → 燕麦: buyers leave the last character out.
std::string Stem(std::string_view color) {
  if (color.size() > kColorWord.size() && color.ends_with(kColorWord)) {
    color.remove_suffix(kColorWord.size());
  }
  return std::string(color);
}

// Where `line` has the size as a word of its own: not the l of xl.
std::size_t FindSize(std::string_view line, std::string_view size) {
  const std::string low = Lower(std::string(size));
  for (std::size_t at = line.find(low); at != std::string_view::npos; at = line.find(low, at + 1)) {
    const bool begins = at == 0 || !IsAlnum(line[at - 1]) || !IsAlnum(low.front());
    const std::size_t end = at + low.size();
    const bool ends = end == line.size() || !IsAlnum(line[end]) || !IsAlnum(low.back());
    if (begins && ends) return at;
  }
  return std::string_view::npos;
}

// A single character (黑) is a colour only with what makes it one: 黑色, 黑的, 黑L.
bool NamesColor(std::string_view line, const std::string& stem) {
  static constexpr std::string_view kAfter[] = {"色", "的", "款", "码"};
  const bool single = stem.size() <= 3;
  for (std::size_t at = line.find(stem); at != std::string_view::npos;
       at = line.find(stem, at + 1)) {
    if (!single) return true;
    const std::string_view rest = line.substr(at + stem.size());
    if (rest.empty()) return line.size() <= 4 * 3;
    if (IsAlnum(rest.front())) return true;
    for (const std::string_view after : kAfter) {
      if (rest.starts_with(after)) return true;
    }
  }
  return false;
}

std::vector<std::string> Colors(const Product& product) { return product.colors; }

bool HasSizeToken(const Variant& variant, const std::string& size) {
  return FindSize(Lower(variant.name), size) != std::string::npos;
}

bool Fits(const Variant& variant, const AskedVariant& asked) {
  if (!asked.color.empty() && variant.name.find(Stem(asked.color)) == std::string::npos) {
    return false;
  }
  return asked.size.empty() || HasSizeToken(variant, asked.size);
}

void ReadColor(const Step& step, const Product& product, const std::string& line,
               AskedVariant& asked) {
  std::size_t longest = 0;
  for (const std::string& color : Colors(product)) {
    const std::string stem = Stem(color);
    if (stem.size() > longest && NamesColor(line, stem)) {
      asked.color = color;
      asked.color_in_line = true;
      longest = stem.size();
    }
  }
  if (asked.color_in_line) return;
  for (const std::string& word :
       step.pack.shop.topics[static_cast<std::size_t>(Topic::kColorName)]) {
    if (word.empty() || line.find(word) == std::string::npos) continue;
    // 白色 where the shop calls it 米白 is what the buyer means.
    std::string stem = Stem(word);
    if (stem.ends_with("的")) stem.resize(stem.size() - 3);
    for (const std::string& color : Colors(product)) {
      if (color.find(stem) == std::string::npos) continue;
      asked.color = color;
      asked.color_in_line = true;
      return;
    }
    if (asked.other_color.empty()) asked.other_color = stem + std::string(kColorWord);
  }
  // 红格 on the page of a cardigan: a colour that only other goods come in.
  if (!asked.other_color.empty()) return;
  for (const Product& other : step.pack.shop.products) {
    for (const std::string& color : other.colors) {
      if (line.find(color) != std::string::npos) asked.other_color = color;
    }
  }
}

void ReadSize(const Step& step, const Product& product, const std::string& line,
              AskedVariant& asked) {
  for (const SizeRow& row : product.sizes) {
    if (FindSize(line, row.name) == std::string::npos) continue;
    asked.size = row.name;
    asked.size_in_line = true;
  }
  if (asked.size_in_line || product.sizes.empty()) return;
  for (const Entity& entity : step.match.entities) {
    if (entity.type != EntityType::kSize || entity.bare || entity.unit.empty()) continue;
    if (!IsAlnum(entity.unit.front()) || entity.unit.front() <= '1') continue;
    asked.other_size = entity.unit;
    for (char& c : asked.other_size) {
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
  }
}

AskedVariant Asked(const Step& step) {
  const Product* product = ProductInTalk(step);
  return product == nullptr ? AskedVariant() : ReadVariant(step, *product);
}

// In stock of the product: the same size in other colours first, else the same colour in others.
std::vector<std::string> Others(const Step& step) {
  const Product* product = ProductInTalk(step);
  std::vector<std::string> names;
  if (product == nullptr) return names;
  const AskedVariant asked = ReadVariant(step, *product);
  for (const bool same_size : {true, false}) {
    for (const Variant& variant : product->variants) {
      if (variant.stock <= 0 || Fits(variant, asked)) continue;
      if (!asked.size.empty() && HasSizeToken(variant, asked.size) != same_size) continue;
      std::string name = variant.name;
      std::erase(name, ' ');
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    if (!names.empty()) break;
  }
  if (names.size() > 3) names.resize(3);
  return names;
}

bool InStock(const Step& step) {
  const Product* product = ProductInTalk(step);
  return product != nullptr && StockOf(*product, ReadVariant(step, *product)) > 0;
}

bool FewLeft(const Step& step) {
  constexpr std::int64_t kFew = 5;
  const Product* product = ProductInTalk(step);
  if (product == nullptr) return false;
  const std::int64_t stock = StockOf(*product, ReadVariant(step, *product));
  return stock > 0 && stock <= kFew;
}

bool Named(const Step& step) {
  const AskedVariant asked = Asked(step);
  return asked.color_in_line || asked.size_in_line || !asked.other_color.empty() ||
         !asked.other_size.empty();
}

std::size_t CodePoints(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

// 那个黑色的, M码呢: a few characters beside what is named, so it is no sentence of another kind.
bool Only(const Step& step) {
  constexpr std::size_t kBeside = 6;
  const AskedVariant asked = Asked(step);
  std::size_t named = 0;
  if (asked.color_in_line) named += CodePoints(asked.color);
  if (asked.size_in_line) named += CodePoints(asked.size);
  named += CodePoints(asked.other_color) + CodePoints(asked.other_size);
  return named > 0 && CodePoints(step.line.ToUtf8()) <= named + kBeside;
}

bool OtherColor(const Step& step) {
  const AskedVariant asked = Asked(step);
  return !asked.other_color.empty() && !ProductInTalk(step)->colors.empty();
}
bool OtherSize(const Step& step) { return !Asked(step).other_size.empty(); }

// Colour and size are settled, as far as there is a choice.
bool Chosen(const Step& step) {
  const Product* product = ProductInTalk(step);
  if (product == nullptr) return false;
  const AskedVariant asked = ReadVariant(step, *product);
  return (product->colors.size() < 2 || !asked.color.empty()) &&
         (product->sizes.size() < 2 || !asked.size.empty());
}
bool ColorOpen(const Step& step) {
  const Product* product = ProductInTalk(step);
  return product != nullptr && product->colors.size() > 1 &&
         ReadVariant(step, *product).color.empty();
}
bool SizeOpen(const Step& step) {
  const Product* product = ProductInTalk(step);
  return product != nullptr && product->sizes.size() > 1 &&
         ReadVariant(step, *product).size.empty();
}

std::string VariantName(const Step& step) {
  const AskedVariant asked = Asked(step);
  std::string name = asked.color;
  if (!asked.size.empty()) name += asked.size + "码";
  return name.empty() && ProductInTalk(step) != nullptr ? "这款" : name;
}

std::string Wanted(const Step& step) {
  const AskedVariant asked = Asked(step);
  return asked.other_color.empty() ? asked.other_size : asked.other_color;
}

void Take(Step& step) {
  const Product* product = ProductInTalk(step);
  if (product == nullptr) return;
  const AskedVariant asked = ReadVariant(step, *product);
  step.next.slots[kSlot] = product->id + "|" + asked.color + "|" + asked.size;
}

}  // namespace

AskedVariant ReadVariant(const Step& step, const Product& product) {
  AskedVariant asked;
  const std::string line = step.line.ToUtf8();
  ReadColor(step, product, line, asked);
  ReadSize(step, product, line, asked);
  const auto kept = step.next.slots.find(kSlot);
  if (kept == step.next.slots.end()) return asked;
  const std::string& text = kept->second;
  const std::size_t first = text.find('|');
  const std::size_t second = text.rfind('|');
  if (first == std::string::npos || first == second) return asked;
  if (text.compare(0, first, product.id) != 0) return asked;
  if (!asked.color_in_line && asked.other_color.empty()) {
    asked.color = text.substr(first + 1, second - first - 1);
  }
  if (!asked.size_in_line && asked.other_size.empty()) asked.size = text.substr(second + 1);
  return asked;
}

std::int64_t StockOf(const Product& product, const AskedVariant& asked) {
  if (!asked.other_size.empty()) return 0;
  if (!asked.other_color.empty() && !product.colors.empty()) return 0;
  if (product.variants.empty()) return product.stock;
  std::int64_t stock = 0;
  for (const Variant& variant : product.variants) {
    if (Fits(variant, asked)) stock += variant.stock;
  }
  return stock;
}

bool NamesSomething(const Step& step) {
  if (Named(step) || !ProductsInLine(step).empty()) return true;
  if (step.pack.shop.shipping.FindRegion(step.line.ToUtf8()) != nullptr) return true;
  return std::any_of(step.match.entities.begin(), step.match.entities.end(), [](const Entity& e) {
    return !e.bare && (e.type == EntityType::kQuantity || e.type == EntityType::kMoney ||
                       e.type == EntityType::kDate || e.type == EntityType::kSize);
  });
}

std::span<const NamedGuard> VariantGuards() {
  static const NamedGuard guards[] = {
      {"product.in_stock", "it, or the variant that is talked about, is in stock", InStock},
      {"product.few_left", "in stock, but not many", FewLeft},
      {"variant.named", "the line names a colour or a size", Named},
      {"variant.only", "the line says little beside a colour or a size", Only},
      {"variant.other_color", "the line names a colour in which it does not come", OtherColor},
      {"variant.other_size", "the line names a size in which it does not come", OtherSize},
      {"variant.alternative", "other colours or sizes of it are in stock",
       [](const Step& s) { return !Others(s).empty(); }},
      {"variant.chosen", "colour and size are settled, as far as there is a choice", Chosen},
      {"variant.color_open", "there are several colours, and none is chosen yet", ColorOpen},
      {"variant.size_open", "there are several sizes, and none is chosen yet", SizeOpen},
  };
  return guards;
}

std::span<const NamedAction> VariantActions() {
  static const NamedAction actions[] = {
      {"variant.take", "remembers the colour and the size that the line names", {}, Take},
  };
  return actions;
}

std::span<const NamedPlaceholder> VariantPlaceholders() {
  static const NamedPlaceholder all[] = {
      {"variant.name", "the colour and size that are talked about: 黑色L码", VariantName},
      {"variant.wanted", "the colour or size in which it does not come", Wanted},
      {"variant.others", "what of it is in stock instead, at most three",
       [](const Step& s) { return Join(Others(s)); }},
  };
  return all;
}

}  // namespace xiaoer
