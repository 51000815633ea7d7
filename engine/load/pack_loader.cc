#include <utility>

#include "engine/load/dialog_loader.h"
#include "engine/load/intent_loader.h"
#include "engine/load/lexicon_loader.h"
#include "engine/load/pack_files.h"
#include "engine/load/shop_loader.h"
#include "engine/load/signal_loader.h"
#include "engine/load/voice_check.h"
#include "engine/pack.h"
#include "engine/policy/gate_words.h"

namespace xiaoer {
namespace {

// What the shop sells belongs to its language: for segmentation, and for reading what buyers name.
void AddProducts(const Shop& shop, LoadedLexicon& lexicon) {
  for (const Product& product : shop.products) {
    EntityLexicon::Product names{product.id, product.aliases};
    names.names.push_back(product.name);
    names.names.push_back(product.id);
    lexicon.words.words.push_back(product.name);
    lexicon.words.words.insert(lexicon.words.words.end(), product.aliases.begin(),
                               product.aliases.end());
    lexicon.entities.products.push_back(std::move(names));
  }
}

ScriptTarget TargetOf(const Shop& shop) {
  switch (shop.traditional) {
    case Traditional::kTaiwan:
      return ScriptTarget::kS2twp;
    case Traditional::kHongKong:
      return ScriptTarget::kS2hk;
    case Traditional::kPlain:
      break;
  }
  return ScriptTarget::kS2t;
}

// What is missing here is missing on the machine, not in the shop's files: there is no place to
// show.
template <class T>
std::shared_ptr<const T> Take(Result<std::shared_ptr<const T>> result, Diagnostics& diagnostics) {
  if (result.ok()) return std::move(result).value();
  diagnostics.Error({}, result.error().message());
  return nullptr;
}

std::string HashOf(const std::vector<std::string>& files) {
  PackHash hash;
  for (const std::string& file : files) hash.Add(ReadBytes(file));
  return hash.ToHex();
}

void Append(std::vector<std::string>& all, const std::vector<std::string>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

void CheckNamedIntents(const std::vector<NamedIntent>& named,
                       const std::set<std::string, std::less<>>& intents,
                       Diagnostics& diagnostics) {
  for (const NamedIntent& intent : named) {
    if (intents.count(intent.name) > 0) continue;
    diagnostics.Error(intent.where, "there is no intent \"" + intent.name + "\"",
                      "name one of the folder of intents");
  }
}

}  // namespace

std::shared_ptr<const Pack> LoadPack(const std::string& shop_dir,
                                     std::shared_ptr<const FoldTable> fold_table,
                                     Diagnostics& diagnostics, const std::string& other_intents) {
  const std::string folder = TidyPath(shop_dir);
  auto loaded = LoadShop(folder, diagnostics);
  if (!loaded) return nullptr;
  const std::string intents_dir =
      TidyPath(other_intents.empty() ? loaded->intents_dir : other_intents);
  const std::string dialogs_dir = TidyPath(loaded->dialogs_dir);
  if (fold_table == nullptr) {
    fold_table = Take(FoldTable::Build(), diagnostics);
    if (fold_table == nullptr) return nullptr;
  }

  auto pack = std::make_shared<Pack>();
  pack->fold_table = std::move(fold_table);
  pack->shop = std::move(loaded->shop);
  LoadedLexicon lexicon = LoadLexicon(intents_dir + "/lexicon", diagnostics);
  AddProducts(pack->shop, lexicon);
  pack->lexicon = std::move(lexicon.words);
  pack->normalizer = std::make_unique<Normalizer>(pack->fold_table, pack->lexicon);
  pack->gate_words = std::make_shared<const GateWords>(pack->shop, *pack->normalizer);
  pack->segmenter = Take(Segmenter::Create(pack->lexicon, *pack->normalizer), diagnostics);
  pack->converter = Take(
      ScriptConverter::Load(TargetOf(pack->shop), {}, pack->shop.traditional_words), diagnostics);
  pack->entity_reader = std::make_unique<EntityReader>(lexicon.entities, *pack->normalizer);
  pack->intents = LoadIntents(intents_dir, diagnostics);
  pack->intents.ignored = pack->lexicon.ignored;
  pack->matcher = Matcher::Build(pack->intents, *pack->normalizer, diagnostics);

  std::set<std::string, std::less<>> intents;
  for (const IntentSource& intent : pack->intents.intents) intents.insert(intent.name);
  CheckNamedIntents(pack->shop.handoff.asked_again, intents, diagnostics);
  for (const IntentMode& m : pack->shop.modes) CheckNamedIntents({m.intent}, intents, diagnostics);
  LoadedSignals signals = LoadSignals({dialogs_dir, folder}, diagnostics);
  pack->signals = std::move(signals.set);
  pack->signals.ignored = pack->lexicon.ignored;
  if (!pack->signals.intents.empty()) {
    pack->signal_matcher = Matcher::Build(pack->signals, *pack->normalizer, diagnostics);
  }
  LoadedDialogs dialogs =
      LoadDialogs({dialogs_dir, folder}, intents, pack->shop.words, diagnostics);
  pack->flows = std::move(dialogs.flows);
  pack->replies = std::move(dialogs.replies);

  CheckBuyersTexts(*pack, loaded->texts, diagnostics);
  std::vector<std::string> files = std::move(loaded->files);
  Append(files, YamlFiles(intents_dir, true));
  Append(files, dialogs.files);
  Append(files, signals.files);
  pack->hash = HashOf(files);
  if (diagnostics.has_errors() || pack->matcher == nullptr) return nullptr;
  return pack;
}

}  // namespace xiaoer
