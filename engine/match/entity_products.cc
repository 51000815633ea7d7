// What the catalogue names, item numbers, and links to items on the platforms.
#include <algorithm>

#include "engine/match/entity_readers.h"

namespace xiaoer::entities {
namespace {

constexpr std::uint32_t kMostLink = 2048;

bool IsLinkUnit(char16_t c) {
  static constexpr std::u16string_view kSigns = u":/.?=&_%#-+~@";
  return IsAlnum(c) || (c != 0 && kSigns.find(c) != std::u16string_view::npos);
}

struct Host {
  std::u16string_view word;
  std::u16string_view before_id;  // what stands before the item's number
  const char* name;
};
constexpr Host kHosts[] = {{u"item.jd.com/", u"jd.com/", "jd"},
                           {u"item.m.jd.com/", u"product/", "jd"},
                           {u"detail.tmall.com/", u"id=", "tmall"},
                           {u"item.taobao.com/", u"id=", "taobao"}};

// "jd:100012345678" if the link is one to an item, else the link itself.
std::string LinkText(std::u16string_view link) {
  for (const Host& host : kHosts) {
    const std::size_t at = link.find(host.word);
    if (at == std::u16string_view::npos) continue;
    std::size_t id = link.find(host.before_id, at);
    if (id == std::u16string_view::npos) continue;
    id += host.before_id.size();
    std::size_t end = id;
    while (end < link.size() && IsDigit(link[end])) ++end;
    if (end > id) return std::string(host.name) + ":" + Ascii(link.substr(id, end - id));
  }
  return Ascii(link);
}

bool IsLinkBegin(const EntityLine& line, std::uint32_t pos) {
  static constexpr std::u16string_view kBegins[] = {
      u"http:",           u"https:",   u"item.jd.com", u"item.m.jd.com", u"detail.tmall.com",
      u"item.taobao.com", u"u.jd.com", u"m.tb.cn",     u"3.cn/",         u"detail.m.tmall.com"};
  return !IsAlnum(line.Before(pos)) && line.AnyAt(pos, kBegins) > 0;
}

// Item numbers that the shop does not list: 商品编号100012345, 货号YD300.
std::uint32_t ReadItemNumber(ReadState& state, std::uint32_t pos) {
  static constexpr std::u16string_view kNames[] = {u"商品编号", u"货号",   u"款号",
                                                   u"商品id",   u"商品号", u"货品编号"};
  const EntityLine& line = state.line;
  const std::uint32_t name = line.AnyAt(pos, kNames);
  if (name == 0) return pos;
  std::uint32_t begin = pos + name;
  if (line.At(begin) == u'是' || line.At(begin) == u':' || line.At(begin) == u' ') ++begin;
  std::uint32_t end = begin;
  while (end < begin + 32 && (IsAlnum(line.At(end)) || line.At(end) == u'-')) ++end;
  if (end - begin < 3 || end == begin + 32) return pos;
  Entity e = MakeEntity(EntityType::kProduct, {begin, end}, 0, 0, "");
  e.text = Ascii(line.text().substr(begin, end - begin));
  state.line.Block({begin, end});
  state.found.push_back(std::move(e));
  return end;
}

}  // namespace

void ReadProducts(ReadState& state) {
  EntityLine& line = state.line;
  for (std::uint32_t pos = 0; pos < line.size();) {
    if (const auto product = state.words.products.LongestAt(line.text(), pos)) {
      const Span units{pos, pos + product->length};
      Entity e = MakeEntity(EntityType::kProduct, units, 0, 0, "");
      e.text = state.words.product_ids[product->value];
      state.found.push_back(std::move(e));
      line.Block(units);
      pos = units.end;
    } else if (IsLatin(line.At(pos)) && IsLinkBegin(line, pos)) {
      std::uint32_t end = pos;
      while (end < pos + kMostLink && IsLinkUnit(line.At(end))) ++end;
      // A full stop or a question mark at the end is the sentence's.
      while (end > pos && (line.At(end - 1) == u'.' || line.At(end - 1) == u'?')) --end;
      Entity e = MakeEntity(EntityType::kProduct, {pos, end}, 0, 0, "");
      e.text = LinkText(line.text().substr(pos, end - pos));
      state.found.push_back(std::move(e));
      line.Block({pos, end});
      pos = end;
    } else if (const std::uint32_t end = ReadItemNumber(state, pos); end != pos) {
      pos = end;
    } else {
      ++pos;
    }
  }
}

}  // namespace xiaoer::entities
