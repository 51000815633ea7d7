#include "engine/match/sample_lines.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "engine/match/rule_table.h"
#include "engine/match/template_parser.h"

namespace xiaoer {
namespace {

using match::Node;

// Stands for a product where the shop lists none; a line that holds it is not told to anybody.
constexpr std::string_view kNoProduct("\0", 1);

// One node of one template cannot ask for more: a rule with hundreds of words is sampled.
constexpr std::size_t kMostPerNode = 400;

std::string ToUtf8(const std::u16string& text) {
  Normalized line;
  line.text = text;
  return line.ToUtf8();
}

std::string_view SampleOf(EntityType type) {
  switch (type) {
    case EntityType::kMoney:
      return "80块";
    case EntityType::kMoneyOff:
      return "便宜10块";
    case EntityType::kDiscount:
      return "8折";
    case EntityType::kRoundOff:
      return "抹零";
    case EntityType::kNumber:
      return "3";
    case EntityType::kQuantity:
      return "3件";
    case EntityType::kSize:
      return "xl";
    case EntityType::kHeight:
      return "170cm";
    case EntityType::kWeight:
      return "60公斤";
    case EntityType::kDate:
      return "明天";
    case EntityType::kTime:
      return "下午3点";
    case EntityType::kDuration:
      return "3天";
    case EntityType::kPhone:
      return "13812345678";
    case EntityType::kOrderNumber:
      return "202611110001234567";
    case EntityType::kTracking:
      return "SF1234567890123";
    case EntityType::kProduct:
      break;
  }
  return {};
}

class Maker {
 public:
  // `plain`: which alternative the plain text takes, counted from 0; the last one where there are
  // fewer.
  Maker(const std::string& product, std::size_t plain) : product_(product), plain_(plain) {}

  // The plain text of the node first, then its variants.
  std::vector<std::string> Texts(const Node& node) const {
    switch (node.kind) {
      case Node::Kind::kLiteral:
        return {ToUtf8(node.literal)};
      case Node::Kind::kSlot: {
        const std::string_view sample = SampleOf(node.type);
        if (!sample.empty()) return {std::string(sample)};
        return {product_.empty() ? std::string(kNoProduct) : product_};
      }
      case Node::Kind::kGap:
        return Gap(node);
      case Node::Kind::kSequence:
        return Sequence(node);
      case Node::Kind::kChoice:
        return Choice(node);
      case Node::Kind::kOptional: {
        std::vector<std::string> texts = Texts(node.children.front());
        texts.insert(texts.begin(), std::string());
        return texts;
      }
      case Node::Kind::kEdge:
      case Node::Kind::kExclude:
      case Node::Kind::kRule:
        return {std::string()};
    }
    return {std::string()};
  }

 private:
  // As short as it may be; and, where it may be empty, with something in it.
  static std::vector<std::string> Gap(const Node& node) {
    static constexpr std::array<std::pair<char32_t, std::string_view>, 4> kFillers = {
        {{U'某', "某"}, {U'甲', "甲"}, {U'乙', "乙"}, {U'丙', "丙"}}};
    std::string_view filler;
    for (const auto& [code, text] : kFillers) {
      if (filler.empty() && node.excluded.find(code) == std::u32string::npos) filler = text;
    }
    std::string least;
    for (std::uint32_t i = 0; i < node.min; ++i) least += filler;
    if (node.min > 0 || node.max == 0) return {least};
    return {least, std::string(filler)};
  }

  std::vector<std::string> Choice(const Node& node) const {
    std::vector<std::string> texts;
    std::vector<std::string> further;
    for (const Node& child : node.children) {
      std::vector<std::string> of_child = Texts(child);
      texts.push_back(of_child.front());
      further.insert(further.end(), of_child.begin() + 1, of_child.end());
    }
    std::swap(texts.front(), texts[std::min(plain_, texts.size() - 1)]);
    texts.insert(texts.end(), further.begin(), further.end());
    return Capped(std::move(texts));
  }

  std::vector<std::string> Sequence(const Node& node) const {
    std::vector<std::vector<std::string>> parts;
    for (const Node& child : node.children) parts.push_back(Texts(child));
    const auto with = [&](std::size_t part, std::size_t variant) {
      std::string text;
      for (std::size_t i = 0; i < parts.size(); ++i) text += parts[i][i == part ? variant : 0];
      return text;
    };
    std::vector<std::string> texts = {with(0, 0)};
    if (parts.empty()) return texts;
    for (std::size_t part = 0; part < parts.size(); ++part) {
      for (std::size_t v = 1; v < parts[part].size(); ++v) texts.push_back(with(part, v));
    }
    return Capped(std::move(texts));
  }

  static std::vector<std::string> Capped(std::vector<std::string> texts) {
    if (texts.size() > kMostPerNode) texts.resize(kMostPerNode);
    return texts;
  }

  const std::string& product_;
  const std::size_t plain_;
};

}  // namespace

struct SampleLines::Impl {
  Impl(const TemplateSet& set, const Normalizer& normalizer, std::string product_name)
      : fold([&normalizer](std::string_view text) { return normalizer.FoldLiteral(text); }),
        rules(set.rules, fold, ignored),
        product(std::move(product_name)) {}

  match::LiteralFolder fold;
  Diagnostics ignored;  // whatever is wrong was reported when the pack was loaded
  match::RuleTable rules;
  std::string product;
};

SampleLines::SampleLines(const TemplateSet& set, const Normalizer& normalizer, std::string product)
    : impl_(std::make_unique<Impl>(set, normalizer, std::move(product))) {}
SampleLines::~SampleLines() = default;

std::vector<std::string> SampleLines::Of(const TemplateSource& source, std::size_t limit) const {
  if (match::IsRawTemplate(source.text)) return {};
  Diagnostics ignored;
  const auto parsed = match::ParseTemplate(source, impl_->fold, ignored);
  if (!parsed) return {};
  const auto root = impl_->rules.Expand(*parsed, source, ignored);
  if (!root) return {};
  std::vector<std::string> lines;
  std::set<std::string> known;
  const auto add = [&](std::string text) {
    if (text.empty() || text.find(kNoProduct) != std::string::npos) return;
    if (known.insert(text).second) lines.push_back(std::move(text));
  };
  // Two alternatives may not go together (3公斤3块: 3公斤 is a weight, not a number of something), so
  // some lines take later ones throughout.
  for (const std::size_t later : {1, 3, 9}) {
    add(Maker(impl_->product, later).Texts(*root).front());
  }
  std::vector<std::string> texts = Maker(impl_->product, 0).Texts(*root);
  const std::string plain = texts.front();
  for (std::string& text : texts) add(std::move(text));
  if (!plain.empty()) {
    add("某某" + plain);
    add(plain + "某某");
  }
  if (lines.size() <= limit) return lines;
  // Every n-th, so that each part of a long template is tried.
  std::vector<std::string> spread;
  for (std::size_t i = 0; i < limit; ++i) {
    spread.push_back(std::move(lines[i * lines.size() / limit]));
  }
  return spread;
}

}  // namespace xiaoer
