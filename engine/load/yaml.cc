// yaml-cpp behind our own tree. Its event interface is used, not its tree: that would lose
// duplicate keys, which scalars were quoted, and where things stand.
#include "engine/load/yaml.h"

#include <yaml-cpp/anchor.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <map>
#include <sstream>

#include "engine/load/yaml_text.h"

namespace xiaoer::yaml {
namespace {

// Deep enough for any flow, and shallow enough for readers that recurse.
constexpr std::size_t kMaxDepth = 32;

// Ends the parsing from inside yaml-cpp; never leaves this file.
struct Stop {};

// Builds the tree. What is not allowed is reported and read over, so that one run shows every
// mistake.
class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(const Places& places, Diagnostics& diagnostics)
      : places_(places), diagnostics_(diagnostics) {}

  std::optional<Node> Take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (!root_) return;
    Error(mark, "a second document", "a file holds one document: remove the line ---");
    throw Stop();
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    CheckAnchor(mark, anchor);
    Add(Make(mark, Kind::kNull));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    Error(mark, "an alias", "write the value out; a text that begins with * belongs in quotes");
    Add(Make(mark, Kind::kNull));
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    CheckAnchor(mark, anchor);
    CheckTag(mark, tag);
    Node node = Make(mark, Kind::kScalar);
    node.quoted = tag == "!";  // how yaml-cpp tells a scalar that is not plain
    node.scalar = value;
    node.text_where = places_.TextAt(Offset(mark));
    // yaml-cpp takes the end of the file for the missing quote.
    if (!places_.IsClosed(Offset(mark))) Error(mark, "a quote that is never closed", "");
    Add(std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    Open(mark, tag, anchor, Kind::kList);
  }
  void OnSequenceEnd() override { Close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    Open(mark, tag, anchor, Kind::kMap);
  }
  void OnMapEnd() override { Close(); }

 private:
  // A list or map in the making.
  struct Level {
    Node node;
    std::optional<Node> key;  // of a map: waits for its value
    std::map<std::string, SourceLocation> keys;
  };

  // yaml-cpp's own columns count bytes.
  static std::size_t Offset(const YAML::Mark& mark) {
    return mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos);
  }

  Node Make(const YAML::Mark& mark, Kind kind) const {
    Node node;
    node.kind = kind;
    node.where = places_.At(Offset(mark));
    node.text_where = node.where;
    return node;
  }

  void Error(const YAML::Mark& mark, std::string message, std::string hint) {
    diagnostics_.Error(places_.At(Offset(mark)), std::move(message), std::move(hint));
  }

  void CheckAnchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor == YAML::NullAnchor) return;
    Error(mark, "an anchor",
          "write the value out where it is needed; a text that begins with & belongs in quotes");
  }

  void CheckTag(const YAML::Mark& mark, const std::string& tag) {
    // "?" and "!" are also what yaml-cpp says of values without a tag: the file decides.
    const bool implied = tag.empty() || tag == "?" || tag == "!";
    if (implied && places_.ByteAt(Offset(mark)) != '!') return;
    Error(mark, "a tag", "remove it; a text that begins with ! belongs in quotes");
  }

  void Open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, Kind kind) {
    CheckAnchor(mark, anchor);
    CheckTag(mark, tag);
    if (levels_.size() >= kMaxDepth) {
      Error(mark, "lists and maps inside each other more than 32 deep", "");
      throw Stop();
    }
    levels_.push_back({Make(mark, kind), std::nullopt, {}});
  }

  void Close() {
    Node node = std::move(levels_.back().node);
    levels_.pop_back();
    Add(std::move(node));
  }

  void Add(Node node) {
    if (levels_.empty()) {
      root_ = std::move(node);
      return;
    }
    Level& level = levels_.back();
    if (level.node.kind == Kind::kList) {
      level.node.list.push_back(std::move(node));
    } else if (!level.key) {
      CheckKey(level, node);
      level.key = std::move(node);
    } else {
      // yaml-cpp sees that a value is missing only at what comes after it, maybe lines below.
      if (node.is_null() && node.where.line != level.key->where.line) {
        node.where = node.text_where = level.key->where;
      }
      level.node.map.push_back({std::move(*level.key), std::move(node)});
      level.key.reset();
    }
  }

  void CheckKey(Level& level, const Node& key) {
    if (key.kind != Kind::kScalar || key.scalar.empty()) {
      diagnostics_.Error(key.where, "a key must be a word",
                         "a text that begins with { or ? belongs in quotes");
      return;
    }
    const auto [first, fresh] = level.keys.emplace(key.scalar, key.where);
    if (fresh) return;
    diagnostics_.Error(key.where, "the key \"" + key.scalar + "\" stands here twice",
                       "the first one is at " + first->second.ToString());
  }

  const Places& places_;
  Diagnostics& diagnostics_;
  std::optional<Node> root_;
  std::vector<Level> levels_;
};

// yaml-cpp names what it met; an author needs to know what to do about it. Nearly always it is a
// text with a character that means something to YAML.
std::string HintFor(std::string_view text, std::size_t offset) {
  const std::size_t newline = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  const std::size_t line = newline == std::string_view::npos ? 0 : newline + 1;
  const std::size_t first = text.find_first_not_of(' ', line);
  if (first != std::string_view::npos && text[first] == '\t') return "indent with spaces, not tabs";
  return "a text with \": \" or \" #\" in it, or one that begins with [ ] { } ! & * | > % @ ` ' \" "
         "or \","
         " belongs in quotes; check the indentation too";
}

void Run(std::string_view text, const std::string& file, const Places& places, TreeBuilder& builder,
         Diagnostics& diagnostics) {
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Stop&) {
    // Reported where it was thrown.
  } catch (const YAML::Exception& e) {
    const bool known = !e.mark.is_null() && e.mark.pos >= 0;
    const std::size_t offset = known ? static_cast<std::size_t>(e.mark.pos) : text.size();
    diagnostics.Error(places.At(offset), "this is no well-formed YAML: " + e.msg,
                      HintFor(text, offset));
  } catch (const std::exception& e) {
    diagnostics.Error({file, 0, 0}, std::string("the file cannot be read: ") + e.what());
  }
}

}  // namespace

std::optional<Node> Parse(std::string_view text, const std::string& file,
                          Diagnostics& diagnostics) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
    text.remove_prefix(kByteOrderMark.size());
  }
  if (!CheckText(text, file, diagnostics)) return std::nullopt;
  Diagnostics found;
  const Places places(text, file);
  TreeBuilder builder(places, found);
  Run(text, file, places, builder, found);
  diagnostics.Append(found);
  if (found.has_errors()) return std::nullopt;
  std::optional<Node> root = builder.Take();
  if (!root) {
    root.emplace();
    root->where = root->text_where = {file, 1, 1};
  }
  return root;
}

std::optional<Node> ParseFile(const std::string& path, const std::string& shown_as,
                              Diagnostics& diagnostics) {
  const std::optional<std::string> text = ReadText(path, shown_as, diagnostics);
  if (!text) return std::nullopt;
  return Parse(*text, shown_as, diagnostics);
}

}  // namespace xiaoer::yaml
