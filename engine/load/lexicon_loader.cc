#include "engine/load/lexicon_loader.h"

#include <filesystem>
#include <map>
#include <optional>

#include "engine/load/yaml.h"

namespace xiaoer {
namespace {

std::optional<yaml::Node> ReadIfThere(const std::string& path, Diagnostics& diagnostics) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return std::nullopt;
  return yaml::ParseFile(path, path, diagnostics);
}

// Each variant stands for one word only, and no word is the variant of another: a chain of
// rewritings would depend on their order.
void ReadVariants(const yaml::Node& node, Lexicon& lexicon, Diagnostics& diagnostics) {
  if (node.kind != yaml::Kind::kMap) {
    diagnostics.Error(node.where, "variants must be a map (word: [ways to write it])");
    return;
  }
  std::map<std::string, SourceLocation> canonicals;
  for (const auto& [key, value] : node.map) canonicals.emplace(key.scalar, key.where);
  std::map<std::string, SourceLocation> seen;
  for (const auto& [key, value] : node.map) {
    if (value.kind != yaml::Kind::kList || value.list.empty()) {
      diagnostics.Error(value.where, "\"" + key.scalar + "\" needs a list of variants");
      continue;
    }
    for (const yaml::Node& item : value.list) {
      const std::string variant = yaml::AsString(item, diagnostics);
      if (variant.empty()) {
        diagnostics.Error(item.where, "an empty variant");
        continue;
      }
      if (variant == key.scalar) {
        diagnostics.Error(item.where, "\"" + variant + "\" is listed as a variant of itself",
                          "remove it");
        continue;
      }
      if (const auto word = canonicals.find(variant); word != canonicals.end()) {
        diagnostics.Error(item.where, "the variant \"" + variant + "\" has variants of its own",
                          "they are at " + word->second.ToString());
        continue;
      }
      const auto [first, fresh] = seen.emplace(variant, item.where);
      if (!fresh) {
        diagnostics.Error(item.where, "the variant \"" + variant + "\" stands here twice",
                          "it is at " + first->second.ToString());
        continue;
      }
      lexicon.variants.push_back({key.scalar, variant});
    }
  }
}

}  // namespace

LoadedLexicon LoadLexicon(const std::string& folder, Diagnostics& diagnostics) {
  LoadedLexicon loaded;
  if (const auto root = ReadIfThere(folder + "/variants.yaml", diagnostics)) {
    yaml::MapReader map(*root, "the list of variants", diagnostics);
    if (const yaml::Node* node = map.Require("variants")) {
      ReadVariants(*node, loaded.words, diagnostics);
    }
  }
  if (const auto root = ReadIfThere(folder + "/fillers.yaml", diagnostics)) {
    yaml::MapReader map(*root, "the list of fillers", diagnostics);
    loaded.words.leading = map.Strings("leading");
    loaded.words.trailing = map.Strings("trailing");
    loaded.words.ignored = map.Strings("ignored");
  }
  if (const auto root = ReadIfThere(folder + "/codes.yaml", diagnostics)) {
    yaml::MapReader map(*root, "the list of codes", diagnostics);
    loaded.words.emoji_codes = map.Strings("emoji");
    loaded.words.masks = map.Strings("masks");
  }
  if (const auto root = ReadIfThere(folder + "/entities.yaml", diagnostics)) {
    yaml::MapReader map(*root, "the words of values", diagnostics);
    loaded.entities.measure_words = map.Strings("measure_words");
    loaded.entities.size_names = map.Strings("size_names");
  }
  return loaded;
}

}  // namespace xiaoer
